"""What waiting lists, entitlements, offers and teaching refuse; people by code, never by name."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class ListTitleTaken(DomainError):
    message = _("Eine Warteliste „{title}“ gibt es schon. Wählen Sie eine andere Bezeichnung.")


class OrderIncomplete(DomainError):
    """Everybody must be able to read by what the list is ordered (R-CRS-02)."""

    message = _(
        "Nennen Sie mindestens ein Merkmal, jedes nur einmal, und den Satz, mit dem Sie die "
        "Reihenfolge erklären."
    )


class NotOfThisDistrict(DomainError):
    message = _("„{what}“ gehört zu einem anderen Kreis als die Warteliste.")


class OtherKind(DomainError):
    message = _("„{what}“ ist keine Sache der Kursart „{kind}“.")


class ListClosed(DomainError):
    message = _("Die Warteliste „{title}“ ist seit dem {day} geschlossen.")


class ListInUse(DomainError):
    message = _("Auf der Warteliste „{title}“ stehen noch {number} Personen.")


class OnListAlready(DomainError):
    message = _("{code} steht schon auf dieser Warteliste: {state}.")


class FileNotOpen(DomainError):
    """Withdrawn, moved away or closed: nobody is put on a list or offered a place (R-DP-03)."""

    message = _("{code} ist im Stand „{state}“ und kommt für einen Kurs nicht infrage.")


class NotReleased(DomainError):
    message = _(
        "{code} ist nicht für den Kreis freigegeben. Bis dahin trägt nur die eigene Stadt oder "
        "Gemeinde ein."
    )


class DayTooEarly(DomainError):
    message = _("Der {day} liegt vor dem {first}. Prüfen Sie den Tag.")


class HoldsSeat(DomainError):
    message = _(
        "Für {code} ist ein Platz vergeben. Ob Kinderbetreuung nötig ist, ändern Sie erst, wenn "
        "der Platz zurückgegeben ist."
    )


class NoEntitlement(DomainError):
    message = _(
        "Für {code} ist keine gültige Berechtigung für „{kind}“ eingetragen. Tragen Sie sie zuerst "
        "ein."
    )


class EntitlementExpired(DomainError):
    """An expired entitlement blocks the registration (R-CRS-05)."""

    message = _("Die Berechtigung von {code} ist am {day} abgelaufen. Eine neue ist nötig.")


class RegisteredTooLate(DomainError):
    message = _(
        "Die Berechtigung von {code} musste bis zum {day} zur Anmeldung genutzt werden ({norm}). "
        "Eine neue ist nötig."
    )


class AdmissionRefused(DomainError):
    """What the rules of the day say, with norm and source (R-CRS-08, T14)."""

    message = _("Am {day} ist eine Zulassung nicht möglich. {why}")


class AdmissionUnclear(DomainError):
    message = _(
        "Ob {code} zugelassen werden kann, ist am {day} unklar. Prüfen und entscheiden Sie das "
        "zuerst bei der Person. {why}"
    )


class EntitlementTaken(DomainError):
    message = _("Für {code} ist vom {day} schon eine Berechtigung für „{kind}“ eingetragen.")


class EntitlementUsed(DomainError):
    message = _("{code} ist mit dieser Berechtigung schon auf einer Warteliste aufgenommen.")


class JumpedAlready(DomainError):
    message = _("{code} ist schon seit dem {day} vorgezogen.")


class NotJumped(DomainError):
    message = _("{code} ist nicht vorgezogen.")


class NotTriedEnough(DomainError):
    """Nobody leaves a list as not reached without logged attempts (R-CRS-06)."""

    message = _(
        "Bei {code} fehlen Kontaktversuche: Nötig sind erfolglose Versuche an zwei verschiedenen "
        "Tagen."
    )


class DutyDone(DomainError):
    message = _("Das ist seit dem {day} erledigt.")


class CourseTakesNobody(DomainError):
    message = _("Der Kurs {course} ist im Stand „{state}“ und nimmt niemanden auf.")


class DoesNotFit(DomainError):
    """A hard rule speaks against the place (R-CRS-03, R-CRS-05, R-CRS-09)."""

    message = _("{code} kann dieser Platz nicht angeboten werden: {reasons}.")


class OutOfTurn(DomainError):
    """Whoever is before on the list comes first; a jump needs its reason (R-CRS-02)."""

    message = _(
        "Vor {code} stehen {number} Personen, für die der Kurs auch passt. Bieten Sie den Platz "
        "zuerst dort an, oder nennen Sie den Grund."
    )


class ReplyDayPassed(DomainError):
    message = _("Der {day} ist schon vorbei. Lassen Sie der Person Zeit zu antworten.")


class OfferStillRuns(DomainError):
    message = _("Das Angebot gilt noch bis zum {day}.")


class NobodyTried(DomainError):
    """An offer does not run out before somebody has tried to reach the person (R-CRS-06)."""

    message = _("Seit dem Angebot hat niemand versucht, {code} zu erreichen. Tun Sie das zuerst.")


class LinkDead(DomainError):
    """Wrong, replaced, answered, taken back: a link that does not open does not say why."""

    message = _("Dieser Link gilt nicht oder nicht mehr.")


class NoOffer(DomainError):
    message = _("Für {code} gibt es kein laufendes Angebot.")


class StillTakesPart(DomainError):
    message = _("{code} nimmt noch teil. Tragen Sie zuerst Abschluss oder Abbruch ein.")


class CourseNotRunning(DomainError):
    message = _("Der Kurs {course} ist im Stand „{state}“. Teilnahmen beginnen mit dem Kurs.")


class NotInCourse(DomainError):
    message = _("{number} der genannten Personen nehmen an diesem Kurs nicht teil.")


class UnitsOutOfRange(DomainError):
    message = _(
        "Anwesend war jemand mindestens eine und höchstens {most} Unterrichtseinheiten, sonst "
        "keine."
    )
