"""What the command line refuses when it gives places: what to write instead."""

from kreislotse.kernel.refusals import DomainError


class NoPlaceForAllocation(DomainError):
    """The folder for the result cannot be written."""

    message = "„{folder}“ lässt sich nicht beschreiben. Nennen Sie mit --out einen anderen Ordner."


class NotAShare(DomainError):
    """A fairness that is no share."""

    message = "„{text}“ ist kein Anteil. Nennen Sie eine Zahl von 0 bis 1, zum Beispiel 0.8."


class StayWithoutPrevious(DomainError):
    """Points for staying without saying where people were."""

    message = "--stay-points braucht --previous mit den Platzierungen davor."


class FloorsTooHigh(DomainError):
    """Least shares that cannot be held, with the names of the towns."""

    message = (
        "Die Mindestanteile lassen sich nicht einhalten. Erreicht sind: {reached}. "
        "Senken Sie --fairness, oder schaffen Sie dort Plätze."
    )
