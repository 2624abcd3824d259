"""What the rules of draw-downs and receipts refuse."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class LumpSumNotDrawn(DomainError):
    """An earmarked lump sum comes on its payment dates; nobody draws it down."""

    message = _(
        "„{award}“ ist eine fachbezogene Pauschale. Sie wird zu ihren Terminen ausgezahlt und "
        "nicht abgerufen."
    )


class NothingDrawn(DomainError):
    """A draw-down asks for something."""

    message = _("Der Mittelabruf nennt keinen Betrag. Tragen Sie ein, was gebraucht wird.")


class ItemNotOfAward(DomainError):
    """Every booking carries a purpose that stands on the notice (R-GRT-09)."""

    message = _(
        "„{item}“ steht nicht auf dem Bescheid „{award}“. Möglich sind: {purposes}. "
        "Wählen Sie einen davon."
    )


class OtherOwner(DomainError):
    """A receipt is paid from the awards of its own district (R-GRT-09)."""

    message = _(
        "„{item}“ steht auf dem Bescheid einer anderen Stelle als der Beleg. Wählen Sie einen Topf "
        "von {owner}."
    )


class OtherGroup(DomainError):
    """Numbers of different groups are drawn apart (R-GRT-06)."""

    message = _(
        "„{item}“ wird mit der Gruppe „{own}“ abgerufen, dieser Mittelabruf ist für „{group}“. "
        "Legen Sie dafür einen eigenen Mittelabruf an."
    )


class MoreThanLeft(DomainError):
    """All draws together stay within the award of each number (R-GRT-06)."""

    message = _(
        "Bei „{item}“ sind noch {left} abzurufen, verlangt werden {asked}. "
        "Verringern Sie den Betrag."
    )


class NotFinal(DomainError):
    """No money before the notice is final or the appeal waived (R-GRT-04)."""

    message = _(
        "Der Bescheid „{award}“ ist noch nicht bestandskräftig. Rufen Sie Geld ab, wenn die "
        "Bestandskraft festgestellt oder der Verzicht auf den Rechtsbehelf eingetragen ist."
    )


class FinalLater(NotFinal):
    """The day of the draw-down lies before the notice was final (R-GRT-04)."""

    message = _(
        "Bestandskräftig wird der Bescheid „{award}“ mit Ablauf des {final_on}, abgerufen werden "
        "soll am {day}. Warten Sie so lange, oder tragen Sie den Rechtsbehelfsverzicht ein."
    )


class UseTooLate(DomainError):
    """Only what is needed soon is drawn: two months by the general conditions (R-GRT-05)."""

    message = _(
        "Das Geld soll erst am {use} verwendet werden. Bei einem Abruf am {day} muss es bis zum "
        "{latest} verwendet sein ({months} Monate). Rufen Sie später ab, oder weniger."
    )


class NeedNotStated(DomainError):
    """What is drawn is due: bound payments, or a need that is stated (R-GRT-05)."""

    message = _(
        "Gebunden und noch nicht ausgezahlt sind {bound}, vorhanden sind noch {at_hand}; "
        "abgerufen werden sollen {asked}. Schreiben Sie, welche Zahlungen damit fällig werden."
    )


class PreviousNotSpent(DomainError):
    """The next instalment needs a summary proof of the one before (R-GRT-07)."""

    message = _(
        "Vom Mittelabruf {number} sind noch {unspent} nicht verwendet. Der Bescheid verlangt, dass "
        "die vorige Rate nachgewiesen ist. Verwenden Sie sie zuerst, oder geben Sie den "
        "summarischen Nachweis an."
    )


class OwnFundsBehind(DomainError):
    """Grant money comes in proportion to own funds (R-GRT-08)."""

    message = _(
        "Mit diesem Abruf sind {drawn} von {award} abgerufen. Dazu müssen von den Eigenmitteln "
        "({planned}) {needed} verwendet sein, eingetragen sind {used}."
    )


class DayToCome(DomainError):
    """What has not happened yet is not entered as done."""

    message = _("Der {day} liegt in der Zukunft. Tragen Sie ein, was schon geschehen ist.")


class SecondAssignment(DomainError):
    """One euro belongs to one pot (R-DIS-11, R-GRT-11)."""

    message = _(
        "Von diesem Beleg über {amount} sind schon {taken} vergeben ({pots}). Frei sind noch "
        "{left}, zugeordnet werden sollen {asked}. Jeder Euro gehört zu einem Topf."
    )


class AlreadyInPot(DomainError):
    """A receipt stands in a pot with one amount."""

    message = _(
        "Der Beleg ist „{item}“ schon mit {amount} zugeordnet. Ziehen Sie diese Zuordnung zurück, "
        "wenn der Betrag ein anderer sein soll."
    )


class PotTooSmall(DomainError):
    """A receipt spends more than is free in its pot (R-DIS-02)."""

    message = _(
        "In „{item}“ sind noch {left} frei, der Beleg braucht {asked}. Wählen Sie einen anderen "
        "Topf, ordnen Sie nur einen Teil zu, oder schichten Sie vorher um."
    )


class PaidOutsidePeriod(DomainError):
    """What was paid before or after the approval period is not eligible (R-GRT-03)."""

    message = _(
        "Bezahlt wurde am {paid}. Der Bescheid „{award}“ bewilligt Ausgaben vom {first} bis zum "
        "{last}. Früheres zählt nur mit eingetragener Zustimmung zum vorzeitigen Beginn."
    )


class DoubleFunding(DomainError):
    """A cost that others cover already must not be paid again (R-GRT-11)."""

    message = _(
        "Mit „{programme}“ darf nicht bezahlt werden, was andere schon tragen ({norm}). Dieser "
        "Beleg wird schon getragen von: {others}. Ordnen Sie ihn einem anderen Topf zu."
    )


class OtherAmountMissing(DomainError):
    """Who else pays says how much (R-GRT-11)."""

    message = _(
        "Tragen Sie beides ein: wer sonst noch zahlt und wie viel. Zahlt niemand sonst, lassen Sie "
        "den Betrag leer."
    )


class NothingLeftToPay(DomainError):
    """Others cover the whole receipt; nothing is left for a pot."""

    message = _(
        "Der Beleg lautet auf {amount}, andere tragen davon schon {other}. Für einen Topf bleibt "
        "nichts übrig."
    )


class InvoiceKnown(DomainError):
    """The same invoice is entered once (R-GRT-11)."""

    message = _(
        "Diese Rechnung ist schon eingetragen: {receipt}, bezahlt am {paid}. Ordnen Sie sie dort "
        "einem Topf zu."
    )


class FileKnown(DomainError):
    """The same photo or file stands for one receipt (R-GRT-11)."""

    message = _(
        "Diese Datei gehört schon zu einem anderen Beleg: {receipt}, bezahlt am {paid}. Wählen Sie "
        "die richtige Datei."
    )


class AllocationInProof(DomainError):
    """A recipient proves with this receipt; taken out here, its euros would count twice."""

    message = _(
        "Dieser Beleg steht im Nachweis eines Empfängers. Geben Sie den Nachweis zurück, oder "
        "beanstanden Sie den Beleg dort."
    )


class AllocationWithdrawn(DomainError):
    """An allocation is taken back once."""

    message = _("Diese Zuordnung ist schon seit dem {on} zurückgezogen.")
