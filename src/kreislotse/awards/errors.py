"""What the rules of awards refuse. Refusals about cash are in cash_errors."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class AwardNotOpen(DomainError):
    """Money is bound, paid and receipted only while an award is booked and not yet proven."""

    message = _(
        "Der Bescheid „{award}“ hat den Stand „{state}“. Binden, auszahlen und Belege zuordnen "
        "können Sie nur, solange er bewilligt und der Nachweis noch nicht vorgelegt ist."
    )


class AwardNotBooked(DomainError):
    """Nothing is booked on an award that nobody has confirmed yet."""

    message = _(
        "Der Bescheid „{award}“ ist eingetragen, aber noch nicht geprüft und gebucht. "
        "Das muss zuerst eine zweite Person tun."
    )


class AwardOver(DomainError):
    """Nothing of a closed or revoked award is booked any more."""

    message = _(
        "Der Bescheid „{award}“ hat den Stand „{state}“. Dazu wird nichts mehr gebucht. "
        "Was dazu gehört, bleibt lesbar."
    )


class OtherInitiative(DomainError):
    """An award belongs to the initiative that its application was made for."""

    message = _(
        "Der Antrag „{application}“ gehört zu einem anderen Vorhaben. Wählen Sie einen Antrag "
        "von „{initiative}“."
    )


class ApplicationTaken(DomainError):
    """One application leads to one notice; what changes later is an amendment."""

    message = _(
        "Zum Antrag „{application}“ ist schon der Bescheid „{award}“ eingetragen. "
        "Tragen Sie dort einen Änderungsbescheid ein."
    )


class ApplicationNotDecided(DomainError):
    """Nothing is granted on an application that was not made, or was rejected."""

    message = _(
        "Der Antrag „{application}“ hat den Stand „{state}“. Ein Bescheid setzt voraus, dass er "
        "gestellt ist."
    )


class LumpSumWithoutApplication(DomainError):
    """A lump sum is paid by law."""

    message = _(
        "Eine fachbezogene Pauschale wird ohne Antrag gezahlt. Lassen Sie das Feld „Antrag“ leer."
    )


class LumpSumOnly(DomainError):
    """Only a lump sum comes in without being drawn."""

    message = _(
        "„{award}“ ist keine fachbezogene Pauschale. Tragen Sie einen Mittelabruf ein und dann "
        "seinen Eingang."
    )


class NoItems(DomainError):
    """A notice grants something for something."""

    message = _("Der Bescheid hat noch keine Position. Tragen Sie mindestens einen Betrag ein.")


class ItemNotPositive(DomainError):
    """An item grants more than nothing."""

    message = _(
        "Die Position „{item}“ hat den Betrag {amount}. Er muss größer als null sein; lassen Sie "
        "die Zeile leer, wenn Sie sie nicht brauchen."
    )


class ItemUntitled(DomainError):
    """An item says what its money is for."""

    message = _("Die Position {position} sagt nicht, wofür sie ist. Tragen Sie es ein.")


class PurposeNotFunded(DomainError):
    """A notice grants for what was applied for or what the programme funds (R-GRT-09)."""

    message = _(
        "„{purpose}“ gehört nicht zu dem, was {source} vorsieht: {purposes}. Wählen Sie einen "
        "dieser Zwecke."
    )


class PurposeNotOnNotice(DomainError):
    """A booking whose purpose the notice does not name (R-GRT-09)."""

    message = _(
        "„{wanted}“ steht nicht auf dem Bescheid „{award}“. Er bewilligt: {items}. "
        "Wählen Sie eine dieser Positionen."
    )


class PurposeAmbiguous(DomainError):
    """More than one item of the notice fits (R-GRT-09)."""

    message = _(
        "Zu „{wanted}“ stehen mehrere Positionen auf dem Bescheid „{award}“: {items}. "
        "Geben Sie auch die Ziffer an."
    )


class ItemOfOtherAward(DomainError):
    """Money moves within one award."""

    message = _("„{item}“ gehört zum Bescheid „{other}“, nicht zu „{award}“.")


class ServiceUnknown(DomainError):
    """Without the day of service nobody knows when the notice is final (R-GRT-04)."""

    message = _(
        "Wann der Bescheid „{award}“ bekannt gegeben wurde, ist nicht eingetragen. Tragen Sie "
        "zuerst den Tag der Aufgabe zur Post oder der Bekanntgabe ein."
    )


class NotFinalYet(DomainError):
    """The notice can still be contested (R-GRT-04)."""

    message = _(
        "Der Bescheid kann bis zum Ablauf des {last_day} angefochten werden. Bestandskräftig ist "
        "er ab dem {final}, oder sobald auf den Rechtsbehelf verzichtet ist."
    )


class AlreadyFinal(DomainError):
    """There is nothing left to waive (R-GRT-04)."""

    message = _("Der Bescheid „{award}“ ist schon bestandskräftig, seit dem {since}.")


class BegunTooEarly(DomainError):
    """A measure begins in its period, or before it with consent (R-GRT-03)."""

    message = _(
        "Der Bewilligungszeitraum beginnt am {period_from}, begonnen werden sollte am {begun_on}. "
        "{early}"
    )


class InFuture(DomainError):
    """Only what has happened is recorded as done."""

    message = _("{what} liegt mit dem {day} in der Zukunft. Tragen Sie ein, was geschehen ist.")


class NothingChanged(DomainError):
    """A later notice changes a sum or the period."""

    message = _("Der Bescheid ändert nichts. Tragen Sie einen Betrag oder ein neues Ende ein.")


class RevocationAdds(DomainError):
    """A partial revocation only takes away."""

    message = _(
        "Ein Teilwiderruf kürzt nur. Für „{item}“ sind {difference} mehr eingetragen; das gehört "
        "in einen Änderungsbescheid."
    )


class NotFreeToReduce(DomainError):
    """What is drawn or bound is not reduced; it is asked back."""

    message = _(
        "Von „{item}“ sind noch {undrawn} nicht abgerufen und {free} frei, gekürzt werden sollten "
        "{amount}. Geben Sie gebundenes Geld zuerst frei; für Eingegangenes tragen Sie eine "
        "Rückforderung ein."
    )


class StillInUse(DomainError):
    """An award is not revoked as a whole while its money is out."""

    message = _(
        "Der Bescheid „{award}“ lässt sich noch nicht aufheben: {what}. Klären Sie das zuerst."
    )


class ConsentToShiftMissing(DomainError):
    """Items grow beyond the tolerance only with consent (R-GRT-10)."""

    message = _(
        "„{item}“ darf ohne Zustimmung der Behörde noch um {room} wachsen, umgeschichtet werden "
        "sollten {amount}. {basis} Tragen Sie den Tag der Zustimmung ein, oder wählen Sie einen "
        "kleineren Betrag."
    )


class SameItem(DomainError):
    """Money is shifted from one item to another."""

    message = _("„{item}“ ist Quelle und Ziel zugleich. Wählen Sie eine andere Position.")


class DutySettled(DomainError):
    """A duty is reported or dropped once (R-GRT-12)."""

    message = _("Diese Mitteilung ist schon erledigt. Im Verlauf steht, wann und wie.")


class MoreThanReceived(DomainError):
    """Only what came in can be asked back (R-GRT-17)."""

    message = _(
        "Für „{item}“ sind {received} eingegangen und noch nicht zurückgefordert, gefordert werden "
        "sollten {amount}. Nicht Abgerufenes kürzt die Behörde durch einen Änderungsbescheid."
    )


class NotFreeToRepay(DomainError):
    """What is paid back must be free: neither bound nor spent (R-GRT-17)."""

    message = _(
        "Auf „{item}“ sind {free} frei, zurückgezahlt werden sollten {amount}. Geben Sie zuerst "
        "Gebundenes frei, oder nehmen Sie Belege zurück, die nicht anerkannt sind."
    )


class WaiverTooLate(DomainError):
    """Interest is waived only for whoever pays within the time set (R-GRT-17)."""

    message = _(
        "Auf Zinsen kann die Behörde nur verzichten, wenn bis zum {due_on} gezahlt ist, gezahlt "
        "wurde am {repaid_on}. Lassen Sie den Grund leer; dann wird der Zins berechnet."
    )


class RepaymentsOpen(DomainError):
    """A recovery is settled when all of it is paid back."""

    message = _("Noch nicht zurückgezahlt: {amount}. Tragen Sie zuerst die Rückzahlung ein.")


class ProofStillDue(DomainError):
    """A recovery from a running award leads back to its proof, not past it."""

    message = _(
        "Der Verwendungsnachweis ist noch nicht vorgelegt. Wählen Sie „Rückforderung erledigt, "
        "Nachweis steht aus“."
    )


class ProofHandedIn(DomainError):
    """A proof is handed in once."""

    message = _("Der Verwendungsnachweis ist schon vorgelegt. Wählen Sie „Rückforderung erledigt“.")


class StillOpen(DomainError):
    """An award is closed when nothing is left to do on it (R-GRT-19)."""

    message = _("Der Bescheid „{award}“ lässt sich noch nicht abschließen. Offen ist: {what}.")


class ProofBegun(DomainError):
    """A year for which a proof is under way does not leave the period."""

    message = _(
        "Für die Zeit bis {period_to} ist schon ein Nachweis begonnen. Der Zeitraum kann nicht so "
        "enden, dass er wegfällt."
    )
