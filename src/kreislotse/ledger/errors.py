"""What the ledger refuses."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class AccountOverdrawn(DomainError):
    """More should leave an account than is on it."""

    message = _("Auf „{account}“ sind noch {balance} frei, gebucht werden sollten {amount}.")


class AmountNotPositive(DomainError):
    """A transfer of nothing, or the wrong way round."""

    message = _(
        "Ein Betrag muss größer als null sein, eingegeben waren {amount}. Für den umgekehrten Weg "
        "gibt es Rückzahlung und Storno."
    )


class ReferenceTaken(DomainError):
    """The reference of a transfer stands for another transfer already."""

    message = _("Unter „{reference}“ ist schon etwas anderes gebucht: {amount} am {on}.")


class ReferenceElsewhere(DomainError):
    """The reference stands in the book of another award."""

    message = _("Unter „{reference}“ ist schon etwas in einem anderen Buch gebucht.")


class SameAccount(DomainError):
    """Money that would stay where it is."""

    message = _("„{account}“ ist Ausgang und Ziel zugleich. Wählen Sie zwei verschiedene Stellen.")


class MoneyMovedOn(DomainError):
    """What was booked has been used since, so that it cannot go back."""

    message = _(
        "Von den {amount} sind auf „{account}“ nur noch {balance}. "
        "Stornieren Sie zuerst, was danach gebucht wurde."
    )


class NothingBooked(DomainError):
    """There is nothing left to take back under this name."""

    message = _("Unter „{reference}“ ist nichts gebucht, was sich zurücknehmen lässt.")


class BelongsToRecord(DomainError):
    """A deed of a record is taken back there, so that record and book say the same."""

    message = _("Diese Buchung gehört zu {record}. {instead}")


class AlreadyReversed(DomainError):
    """A transfer is reversed once, and a reversal never."""

    message = _("Die Buchung {number} ist schon storniert oder selbst ein Storno.")


class OnlyGrows(DomainError):
    """Somebody wants to change or delete what is booked."""

    message = _("Gebuchtes ändert sich nicht. Buchen Sie das Storno.")
