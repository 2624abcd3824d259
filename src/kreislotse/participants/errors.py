"""What calls to the municipalities refuse, each with its facts and the way out."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class CallWithoutParts(DomainError):
    message = _(
        "Die Abfrage „{call}“ hat noch keinen Teil. Schreiben Sie zuerst, wonach Sie fragen."
    )


class PartWithoutText(DomainError):
    message = _("Beschreiben Sie jeden Teil der Abfrage mit ein paar Worten.")


class PartsFixed(DomainError):
    message = _(
        "Die Abfrage „{call}“ läuft schon. Ihre Teile stehen fest, denn die Städte und Gemeinden "
        "antworten auf sie."
    )


class NobodyAsked(DomainError):
    message = _("Wählen Sie mindestens eine Stadt oder Gemeinde aus.")


class NotInDistrict(DomainError):
    message = _(
        "Nicht aus diesem Kreis: {names}. Gefragt werden können nur eigene Städte und Gemeinden."
    )


class RecipientMissing(DomainError):
    message = _(
        "Für „{call}“ steht noch nicht fest, an wen das Ergebnis geht. Tragen Sie das zuerst ein."
    )


class DayAhead(DomainError):
    message = _("Der {day} liegt noch vor uns. Tragen Sie einen Tag bis heute ein.")


class AlreadyAnswered(DomainError):
    message = _(
        "{municipality} hat diesen Teil am {day} schon beantwortet. Nehmen Sie die Antwort zuerst "
        "zurück, wenn sie nicht stimmt."
    )


class NothingToWithdraw(DomainError):
    message = _("Von {municipality} liegt zu diesem Teil keine Antwort vor.")


class NothingOutstanding(DomainError):
    message = _("Zu „{call}“ steht keine Antwort mehr aus.")


class TargetGroupWithoutCriteria(DomainError):
    message = _("Beschreiben Sie die Zielgruppe mit mindestens einem Merkmal.")
