"""What an allocation refuses, each with its facts and the way out."""

from kreislotse.kernel.refusals import DomainError


class FixedPlaceNotEligible(DomainError):
    """A place that must stay, in a course that the person may not take."""

    message = (
        "{number} Personen sollen einen Platz behalten, der für sie nicht mehr in Frage kommt. "
        "Nehmen Sie diese Angebote zuerst zurück."
    )


class FixedPlacesDoNotFit(DomainError):
    """More places that must stay than a course has."""

    message = (
        "In {number} Kursen sind mehr Plätze fest vergeben, als es gibt. Nehmen Sie Angebote "
        "zurück, oder erhöhen Sie die Plätze."
    )


class FloorsNotReachable(DomainError):
    """Least shares per municipality that no placement can hold together.

    Facts: `municipalities` (their numbers or names), `share` (the share that can be reached).
    """

    message = (
        "Diese Mindestanteile lassen sich nicht gemeinsam einhalten: {municipalities}. "
        "Erreichbar sind dort {share}. Senken Sie den Mindestanteil, oder schaffen Sie Plätze."
    )


class PlacementNotAsStated(DomainError):
    """A placement, a sum or a bound that does not stand up to counting again."""

    message = "Die Platzierung hält der Nachrechnung nicht stand. {faults}."
