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


class VersionsOverlap(DomainError):
    """Of one thing a programme says one thing on a day."""

    message = _(
        "„{what}“ gilt in dieser Zeit schon (seit {since}). Beenden Sie die Fassung dort, "
        "oder wählen Sie einen Zeitraum, der sich nicht mit ihr überschneidet."
    )


class NoSuchDay(DomainError):
    """A yearly date is a day that exists."""

    message = _("Den {day} gibt es nicht. Wählen Sie Tag und Monat neu.")


class NotAPercentage(DomainError):
    """A share of funding is above zero and at most all of it."""

    message = _("{percent} Prozent sind kein Fördersatz. Er liegt über 0 und höchstens bei 100.")


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
        "Berechnet sind {computed}, beantragt werden sollen {requested}. "
        "Begründen Sie den Unterschied."
    )


class SumMissing(DomainError):
    """Nobody approves an application without its sum."""

    message = _("Die beantragte Summe fehlt noch. Tragen Sie sie zuerst ein.")


class AboveCap(DomainError):
    """More than the guideline pays needs its reason."""

    message = _(
        "Beantragt sind {requested}, nach „{guideline}“ gibt es höchstens {cap}. "
        "Senken Sie die Summe, oder begründen Sie sie bei der beantragten Summe."
    )


class NotDeclared(DomainError):
    """What has begun is not funded without a consent to begin early (R-GRT-03)."""

    message = _(
        "Es fehlt die Erklärung, dass die Maßnahme noch nicht begonnen hat. Geben Sie sie ab, "
        "oder tragen Sie ein, ab wann ein vorzeitiger Beginn erlaubt ist."
    )


class Incomplete(DomainError):
    """Nobody approves what the authority would send back."""

    message = _("Vor der Freigabe fehlt noch: {names}. Der Antrag zeigt, was jeweils zu tun ist.")


class ShareOrAmount(DomainError):
    """A line is a share of a post at its rate, or a plain sum."""

    message = _("Geben Sie entweder eine Summe an, oder einen Anteil und die Art der Stelle.")


class NumberNotOfProgramme(DomainError):
    """A number that the guideline of the day does not have."""

    message = _("Die Ziffer „{number}“ hat „{programme}“ nicht. Bekannt sind: {known}.")


class PurposeNotOfProgramme(DomainError):
    """A purpose that the programme does not pay for."""

    message = _("„{purpose}“ ist kein Zweck von „{programme}“. Möglich sind: {known}.")


class TextMissing(DomainError):
    """What is asked, answered or enclosed has words."""

    message = _("{what} ist leer. Schreiben Sie auf, worum es geht.")


class InquiryOpen(DomainError):
    """An application goes back to the authority when every question is answered."""

    message = _("Noch nicht beantwortet ist: „{question}“. Tragen Sie zuerst die Antwort ein.")


class InquiryAnswered(DomainError):
    """A question is answered once."""

    message = _("Diese Rückfrage ist schon am {on} beantwortet. Tragen Sie sonst eine neue ein.")


class AnnexTaken(DomainError):
    """Of each annex that the programme asks for there is one."""

    message = _("„{title}“ liegt schon bei. Nehmen Sie die alte Datei zuerst heraus.")


class AlreadyRenewed(DomainError):
    """For one period there is one renewal."""

    message = _("Für diesen Zeitraum gibt es schon „{application}“. Arbeiten Sie dort weiter.")


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
