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


class CriteriaTitleTaken(DomainError):
    """Two sets of one district that nobody could tell apart."""

    message = "Kriterien mit dem Titel „{title}“ gibt es schon. Wählen Sie einen anderen Titel."


class CriteriaDraftExists(DomainError):
    """One version of a set is worked on at a time."""

    message = (
        "Von „{criteria}“ gibt es schon einen Entwurf, Fassung {number}. Arbeiten Sie dort weiter."
    )


class PlaceWithoutPoints(DomainError):
    """Without points for a place nobody would be placed who has no other points."""

    message = "Ein Platz zählt mindestens einen Punkt. Tragen Sie dort eine Zahl ab 1 ein."


class PointsTooHigh(DomainError):
    """More points for one person than can be added up for all exactly."""

    message = (
        "Eine Person könnte mit diesen Kriterien {points} Punkte haben, möglich sind {most}. "
        "Verkleinern Sie die Zahlen; es kommt nur auf ihr Verhältnis an."
    )


class FloorAboveAll(DomainError):
    """A least share that is more than the whole."""

    message = (
        "Der Mindestanteil je Kommune ist {percent} Prozent. Tragen Sie 0 bis 100 Prozent ein."
    )


class CriteriaNotPublished(DomainError):
    """Places are given only by criteria that everybody can read."""

    message = (
        "„{criteria}“ ist im Stand „{state}“. Veröffentlichen Sie die Kriterien, bevor Sie damit "
        "Plätze vergeben."
    )


class CriteriaOfOther(DomainError):
    """A district gives its places by its own criteria."""

    message = "„{criteria}“ gehört zu einem anderen Kreis als die Warteliste „{title}“."


class RunUndecided(DomainError):
    """One decision on a list at a time."""

    message = (
        "Für die Warteliste „{title}“ ist {run} noch nicht abgeschlossen. Entscheiden Sie zuerst "
        "darüber, oder verwerfen Sie es."
    )


class NoCourses(DomainError):
    """A run without anything to give."""

    message = (
        "Für „{title}“ ist kein Kurs gewählt, der Personen aufnimmt. Öffnen Sie zuerst einen Kurs."
    )


class CourseNotForList(DomainError):
    """A course of another kind, quota or district, or one that takes nobody now."""

    message = (
        "Der Kurs {course} nimmt von der Warteliste „{title}“ zurzeit niemanden auf. Nehmen Sie "
        "ihn aus der Auswahl, oder öffnen Sie ihn."
    )


class NobodyWaits(DomainError):
    """A run without anybody to decide on."""

    message = (
        "Auf der Warteliste „{title}“ wartet niemand. Nehmen Sie zuerst Personen auf die Liste auf."
    )


class HeldLine(DomainError):
    """Whoever has a place already keeps it in every run."""

    message = (
        "Für {code} ist schon ein Platz vergeben. Nehmen Sie das Angebot zuerst zurück, und "
        "berechnen Sie den Vorschlag neu."
    )


class BarredFromCourse(DomainError):
    """A hard rule speaks against the place (R-CRS-03, R-CRS-05, R-CRS-09)."""

    message = (
        "{code} kann im Kurs {course} keinen Platz bekommen: {reasons}. Wählen Sie einen anderen "
        "Kurs."
    )


class CourseOfOtherRun(DomainError):
    """Somebody can be given a place only in a course that the run decides on."""

    message = "Der Kurs {course} gehört nicht zu diesem Verfahren. Wählen Sie einen seiner Kurse."


class NotOverridden(DomainError):
    """Nothing to take back."""

    message = "Für {code} gilt, was berechnet wurde. Es gibt nichts zurückzunehmen."


class PeopleGone(DomainError):
    """Somebody of the run was erased: what is decided now must be decided on all who are left."""

    message = (
        "{number} Personen dieses Verfahrens gibt es nicht mehr. Berechnen Sie den Vorschlag neu."
    )


class RunStale(DomainError):
    """A place for somebody who cannot take it any more."""

    message = (
        "Bei {number} Personen hat sich seit dem {day} etwas geändert; ihr Platz passt nicht mehr. "
        "Berechnen Sie den Vorschlag neu."
    )


class RunNotVerified(DomainError):
    """Files that do not give these places again, byte by byte."""

    message = (
        "{run} lässt sich aus seinen Dateien nicht genau so wiederholen. Verwerfen Sie es, und "
        "berechnen Sie den Vorschlag neu."
    )


class NobodyPlaced(DomainError):
    """A run that offers no place to anybody."""

    message = "{run} gibt niemandem einen neuen Platz. Es gibt nichts anzubieten."


class NobodyMovesUp(DomainError):
    """No seat is free, or nobody of the run can take it."""

    message = (
        "Aus {run} rückt niemand nach: Es ist kein Platz frei, oder er passt für niemanden, der "
        "noch wartet."
    )


class LaterRun(DomainError):
    """What becomes free is given by the last run of a list."""

    message = (
        "Nach {run} gibt es für dieselbe Warteliste schon {later}. Dort stehen auch die Personen, "
        "die seitdem dazugekommen sind. Lassen Sie dort nachrücken."
    )
