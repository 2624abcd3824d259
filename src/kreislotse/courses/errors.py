"""What the rules of course places refuse."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class NameTaken(DomainError):
    """A short name must find one kind of course only."""

    message = _("Den Kurznamen „{code}“ gibt es schon. Wählen Sie einen anderen.")


class NoPlaces(DomainError):
    """A quota has at least one place, or its number is not known yet."""

    message = _(
        "Ein Kontingent hat mindestens einen Platz. Lassen Sie das Feld leer, wenn es offen ist."
    )


class CourseFull(DomainError):
    """Whoever is offered a place needs a seat that nobody holds (R-CRS-01)."""

    message = _(
        "Im Kurs {course} sind alle {seats} Plätze vergeben. Die Person bleibt auf der Warteliste."
    )


class ChildcareFull(DomainError):
    """Children are looked after on a number of seats of their own (R-CRS-09)."""

    message = _("In der Kinderbetreuung des Kurses {course} sind alle {seats} Plätze vergeben.")


class TooManyPlaces(DomainError):
    """Each place of a quota and each seat of a course is kept by a row of its own."""

    message = _("Mehr als {most} Plätze lassen sich nicht eintragen.")


class PlacesInUse(DomainError):
    """A quota does not become smaller than what courses have of it (R-CRS-01)."""

    message = _("{used} Plätze des Kontingents gehören zu Kursen. Kleiner kann es nicht werden.")


class KindSettled(DomainError):
    """Courses are of the kind of their quota."""

    message = _("Zu diesem Kontingent gibt es schon Kurse. Seine Kursart steht damit fest.")


class PlacesUnknown(DomainError):
    """Nothing can be taken from a quota whose number of places is not known."""

    message = _(
        "Wie viele Plätze das Kontingent hat, ist noch offen. Tragen Sie zuerst die Zahl ein."
    )


class QuotaUsedUp(DomainError):
    """A course has seats only for free places of its quota (R-CRS-01, R-CRS-10)."""

    message = _(
        "Im Kontingent sind für diesen Ort noch {free} Plätze frei, gebraucht werden {wanted}. "
        "Für andere Orte zurückgehalten: {kept}."
    )


class ContingentEmpty(DomainError):
    """A contingent keeps at least one place."""

    message = _(
        "Ein Teilkontingent hat mindestens einen Platz. Entfernen Sie es, wenn es nicht mehr gilt."
    )


class ContingentsAbove(DomainError):
    """What is kept for districts and municipalities is part of the quota (R-CRS-10)."""

    message = _(
        "Die Teilkontingente wären zusammen {together} Plätze, das Kontingent hat {places}."
    )


class ContingentForNoArea(DomainError):
    """Places are kept for districts and municipalities, not for other bodies."""

    message = _("Ein Teilkontingent gilt für einen Kreis oder eine Kommune.")


class TermsStand(DomainError):
    """New terms of a kind of course follow the ones in force, they do not go before them."""

    message = _("Ab dem {day} gelten schon Bedingungen. Die neuen müssen später beginnen.")


class SizesReversed(DomainError):
    """A course needs no more people than it takes."""

    message = _("Die Mindestzahl ({minimum}) ist größer als die Höchstzahl ({maximum}).")


class LevelsReversed(DomainError):
    """A course takes people from one level up to another."""

    message = _("Das Niveau „bis“ ({upper}) liegt unter dem Niveau „ab“ ({lower}).")


class NumberTaken(DomainError):
    """A course is found by its number."""

    message = _("Einen Kurs mit der Nummer „{number}“ gibt es schon.")


class NotATown(DomainError):
    """A course is held in a municipality."""

    message = _("Wählen Sie die Kommune, in der der Unterricht stattfindet.")


class QuotaOfOther(DomainError):
    """A course takes its seats from a quota of its own district and kind."""

    message = _("Dieses Kontingent gilt für einen anderen Kreis oder eine andere Kursart.")


class NoSeats(DomainError):
    """A course has at least one seat."""

    message = _("Ein Kurs hat mindestens einen Platz.")


class AboveMaximum(DomainError):
    """What a norm says of a kind of course limits its size."""

    message = _("Höchstens {maximum} Plätze sind erlaubt ({norm}), eingetragen sind {capacity}.")


class ChildcareAbove(DomainError):
    """The seats in the childcare are a cap within the course's own (R-CRS-09)."""

    message = _("Die Kinderbetreuung hat höchstens so viele Plätze wie der Kurs: {capacity}.")


class SeatsHeld(DomainError):
    """A course does not become smaller than what is offered and taken (R-CRS-01)."""

    message = _("{held} Plätze sind angeboten oder vergeben. Weniger lassen sich nicht eintragen.")


class SettledByHolders(DomainError):
    """What people were offered stays as it was offered."""

    message = _(
        "{held} Plätze sind angeboten oder vergeben. Träger, Niveau und Frauenkurs stehen fest."
    )


class HalfAPlace(DomainError):
    """Where a course is held is known by both coordinates or not at all."""

    message = _("Geben Sie Breite und Länge an oder keines von beiden.")


class TimesOverlap(DomainError):
    """Two times of a course on one day do not overlap, and each ends after it begins."""

    message = _("Die Zeiten am {weekday} überschneiden sich oder enden vor ihrem Beginn.")


class CourseOver(DomainError):
    """A course that has ended or was cancelled stays as it was."""

    message = _("Der Kurs ist im Stand „{state}“ und lässt sich nicht mehr ändern.")


class StartsLater(DomainError):
    """A course does not run before its first day."""

    message = _("Der Kurs beginnt erst am {day}. Ändern Sie den Tag, wenn er früher begonnen hat.")


class StillInCourse(DomainError):
    """Before a course ends or falls out, it is said of everybody in it how it went."""

    message = _(
        "Für {people} Personen ist noch nicht eingetragen, wie ihre Teilnahme ausgegangen ist."
    )


class LessonKnown(DomainError):
    """A course has one entry for a day of teaching."""

    message = _("Der Unterricht am {day} ist schon eingetragen.")


class OutsideCourse(DomainError):
    """Teaching is entered after it was held, between the first and the last day of the course."""

    message = _("Der {day} liegt vor dem Beginn des Kurses, nach seinem Ende oder in der Zukunft.")
