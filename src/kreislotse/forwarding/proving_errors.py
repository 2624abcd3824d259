"""What is refused about the proofs of final recipients and about asking money back."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError, WrongState


class ProofNotOpen(WrongState):
    """A proof is written between the payment and its handing in."""

    message = _(
        "Die Weiterleitung „{forwarding}“ hat den Stand „{state}“. Belege und Bericht lassen sich "
        "nur eintragen, solange sie ausgezahlt und der Nachweis noch nicht eingegangen ist."
    )


class ProofHandedIn(WrongState):
    """What was handed in is changed by nobody, unless the office returns it."""

    message = _(
        "Der Nachweis {number} ist schon vorgelegt. Ändern lässt er sich erst, wenn die "
        "bewilligende Stelle ihn zurückgibt."
    )


class TooManyReceipts(DomainError):
    """Nobody fills the house with files by a link."""

    message = _(
        "Über diesen Link nehmen wir keine weiteren Belege an: Es waren schon {most}. Fassen Sie "
        "kleine Belege auf einem Blatt zusammen, oder rufen Sie uns an."
    )


class ReceiptOutsidePeriod(DomainError):
    """Receipts belong to the time for which the money was given."""

    message = _(
        "{what} {day} liegt außerhalb des Zeitraums {first} bis {last}, für den das Geld "
        "bewilligt ist. Prüfen Sie den Tag."
    )


class ReceiptDayAhead(DomainError):
    """Nobody has paid tomorrow."""

    message = _("Der {day} liegt in der Zukunft. Tragen Sie den Beleg ein, wenn er bezahlt ist.")


class ReceiptNotPositive(DomainError):
    """A receipt says what was paid; credits are taken off the receipt that they belong to."""

    message = _(
        "Der Betrag eines Belegs muss größer als null sein, eingegeben waren {amount}. Ziehen Sie "
        "eine Gutschrift von dem Beleg ab, zu dem sie gehört."
    )


class ReceiptAccepted(DomainError):
    """What the office has accepted is not taken away any more."""

    message = _("Dieser Beleg ist schon anerkannt. Er bleibt im Nachweis.")


class ReportMissing(DomainError):
    """A proof says in words what the money was used for."""

    message = _("Es fehlt der Bericht. Schreiben Sie in zwei Sätzen, was Sie mit dem Geld taten.")


class NotConfirmed(DomainError):
    """A proof is confirmed by whoever hands it in."""

    message = _("Bestätigen Sie bitte, dass die Angaben stimmen und die Belege aufgehoben werden.")


class ReceiptsMissing(DomainError):
    """A proof without a receipt proves nothing (R-DIS-07)."""

    message = _("Es ist noch kein Beleg eingetragen. Tragen Sie mindestens einen Beleg ein.")


class PhotoMissing(DomainError):
    """The light form lives on photos of the receipts (R-DIS-08)."""

    message = _("Es fehlt ein Foto. Fotografieren Sie mindestens einen Beleg oder die Liste davon.")


class ProofMissing(DomainError):
    """A forwarding is proven by what was handed in."""

    message = _("Zu „{forwarding}“ ist noch kein Nachweis vorgelegt.")


class CheckedByAnother(DomainError):
    """Whoever entered receipts for a recipient does not check them."""

    message = _(
        "Sie haben zu diesem Nachweis selbst Belege eingetragen. Prüfen muss ihn eine andere "
        "Person."
    )


class ReceiptsUndecided(DomainError):
    """A proof is accepted receipt by receipt."""

    message = _("Noch nicht geprüfte Belege: {number}. Entscheiden Sie zuerst über jeden Beleg.")


class AcceptedLessThanPaid(DomainError):
    """The receipts accepted do not reach the sum paid."""

    message = _(
        "Ausgezahlt sind {paid}, anerkannt werden können {accepted}. Erkennen Sie den Nachweis "
        "teilweise an, oder geben Sie ihn zur Ergänzung zurück."
    )


class AcceptedInFull(DomainError):
    """There is nothing to object to."""

    message = _(
        "Die anerkannten Belege reichen für die ausgezahlten {paid}. Erkennen Sie den Nachweis "
        "ganz an."
    )


class NotYetOverdue(DomainError):
    """Whose proof is not due yet owes nothing yet."""

    message = _(
        "Der Nachweis ist erst am {due_on} fällig. Zurückfordern können Sie, wenn er bis dahin "
        "fehlt oder nur teilweise anerkannt ist."
    )


class RecoveryNotPositive(DomainError):
    """Nothing is not asked back."""

    message = _("Zurückfordern lassen sich nur Beträge über null, eingegeben waren {amount}.")


class MoreThanOpen(DomainError):
    """No more is asked back than is neither proven nor asked back already."""

    message = _(
        "Offen sind bei dieser Weiterleitung noch {open}, zurückgefordert werden sollten {amount}."
    )


class DemandTooLate(DomainError):
    """Money is asked back within a year after the facts are known (R-GRT-18)."""

    message = _(
        "Die Tatsachen sind seit dem {known_on} bekannt. Die Jahresfrist endete am {last_day}, "
        "zurückgefordert werden sollte am {demanded_on}. Prüfen Sie die Tage; ist die Frist "
        "vorbei, ist die Rückforderung nicht mehr möglich."
    )


class RecoveryDayAhead(DomainError):
    """What is recorded has happened."""

    message = _("Der {day} liegt in der Zukunft. Tragen Sie ein, was geschehen ist.")


class InterestStillOwed(DomainError):
    """Interest is let go only of whoever pays in time (R-GRT-17)."""

    message = _(
        "Gezahlt wurde am {settled_on}, fällig war am {due_on}. Auf Zinsen verzichten können Sie "
        "nur bei pünktlicher Zahlung."
    )


class NoInterestAsked(DomainError):
    """What was not asked for cannot be waived."""

    message = _("Zinsen sind nicht gefordert. Lassen Sie den Grund für den Verzicht leer.")


class StillOpen(DomainError):
    """A forwarding ends when every euro is proven, paid back or waived (G18)."""

    message = _(
        "Von {paid} sind noch {open} weder nachgewiesen noch zurückgezahlt noch erlassen. Fordern "
        "Sie den Rest zurück, oder erledigen Sie die laufende Rückforderung."
    )
