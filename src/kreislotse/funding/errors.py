"""What the rules of grants refuse."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class NameTaken(DomainError):
    """A short name must find one entry only."""

    message = _("Den Kurznamen „{code}“ gibt es schon. Wählen Sie einen anderen.")


class RatesOverlap(DomainError):
    """On one day there is one rate for a kind of post."""

    message = _(
        "Für „{post_kind}“ gilt in dieser Zeit schon der Satz ab {since}. "
        "Wählen Sie einen Zeitraum, der sich nicht mit ihm überschneidet."
    )


class OtherInitiative(DomainError):
    """Records of one grant hang on one initiative."""

    message = _("„{record}“ gehört zu einem anderen Vorhaben. Wählen Sie etwas aus „{initiative}“.")


class WrongDirection(DomainError):
    """A request goes out, an answer comes in."""

    message = _("Das Schreiben „{letter}“ ist {direction}. Hier passt es nicht.")


class LetterUndated(DomainError):
    """A letter that starts or ends a period needs its day."""

    message = _("Das Schreiben „{letter}“ hat noch kein Datum. Tragen Sie es zuerst dort ein.")


class NoAddressee(DomainError):
    """A consent is asked for from somebody."""

    message = _("Das Schreiben „{letter}“ nennt keinen Empfänger. Tragen Sie ihn zuerst dort ein.")


class LetterTaken(DomainError):
    """One letter asks for or answers one consent."""

    message = _("Das Schreiben „{letter}“ gehört schon zu einer anderen Zustimmung.")


class NothingToConcur(DomainError):
    """Whoever decides does not concur, and nobody concurs before being asked."""

    message = _("Für {organisation} ist hier kein Einvernehmen einzutragen.")


class ConsentTaken(DomainError):
    """One consent leads to one application."""

    message = _("Diese Zustimmung gehört schon zum Antrag „{application}“.")


class ConsentMissing(DomainError):
    """Stage two needs stage one (R-GRT-01)."""

    message = _(
        "Die grundsätzliche Zustimmung liegt noch nicht vor. Stellen Sie den Antrag danach, "
        "oder begründen Sie die Ausnahme."
    )


class ConsentLater(ConsentMissing):
    """The consent was granted after the day of the application (R-GRT-01)."""

    message = _(
        "Am {day} lag die grundsätzliche Zustimmung noch nicht vor, erteilt ist sie seit "
        "{granted_on}. Wählen Sie einen späteren Tag, oder begründen Sie die Ausnahme."
    )


class ConcurrenceMissing(ConsentMissing):
    """A second ministry has not concurred (R-GRT-01)."""

    message = _(
        "Am {day} fehlte das Einvernehmen: {names}. Tragen Sie es bei der Zustimmung ein, "
        "oder begründen Sie die Ausnahme."
    )


class SumDiffers(DomainError):
    """A sum that the lines do not compute needs its reason (R-GRT-02)."""

    message = _(
        "Aus den Stellen ergeben sich {computed}, beantragt werden sollen {requested}. "
        "Begründen Sie den Unterschied."
    )


class SumMissing(DomainError):
    """Nobody approves an application without its sum."""

    message = _("Die beantragte Summe fehlt noch. Tragen Sie sie zuerst ein.")


class NotPositive(DomainError):
    """Sums and shares are above zero, or not known yet."""

    message = _("{what} muss größer als null sein. Lassen Sie das Feld leer, wenn es offen ist.")


class AlreadyHandedOver(DomainError):
    """Responsibility moves once (R-DIS-05)."""

    message = _("Der Antrag ist schon seit {on} übergeben an: {to}.")


class HandoverToApplicant(DomainError):
    """The applicant bears it anyway (R-DIS-05)."""

    message = _("{to} hat den Antrag selbst gestellt. Wählen Sie, wer ihn übernimmt.")


class LineInUse(DomainError):
    """What pays for a post does not vanish under it."""

    message = _("„{line}“ finanziert eine Stelle. Lösen Sie zuerst dort die Verbindung.")
