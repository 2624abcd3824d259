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


class SilentNoMore(DomainError):
    message = _("Hier steht keine Antwort mehr aus: {names}. Erinnert wird nur, wer noch fehlt.")


class RemindedToday(DomainError):
    message = _("Heute schon erinnert: {names}. Erinnern Sie frühestens morgen wieder.")


class ListNotSignedOff(DomainError):
    message = _(
        "Zu „{part}“ werden Personen erwartet. Geben Sie Ihre Liste frei, oder melden Sie, dass "
        "niemand geeignet ist."
    )


class NobodyChosen(DomainError):
    message = _(
        "Wählen Sie mindestens eine Person aus. Ist niemand geeignet, melden Sie das als "
        "Fehlanzeige."
    )


class NotAList(DomainError):
    message = _("Zu „{part}“ werden keine Personen erwartet. Tragen Sie die Antwort dort ein.")


class NilAlready(DomainError):
    message = _(
        "{municipality} hat zu „{part}“ schon eine Fehlanzeige gemeldet. Nehmen Sie die zuerst "
        "zurück."
    )


class PeopleNotReleasable(DomainError):
    """Names by their codes who cannot be reported, each with the reason."""

    message = _(
        "Die Liste ist nicht freigegeben. Bei {number} der ausgewählten Personen geht es noch "
        "nicht: {people}"
    )


class ReportedAlready(DomainError):
    message = _("Diese Person ist zu diesem Teil schon gemeldet.")


class NotReleasable(DomainError):
    message = _("Im Stand „{state}“ kann die Person nicht gemeldet werden.")


class PeopleReported(DomainError):
    message = _(
        "Zu „{part}“ sind noch Personen gemeldet ({number}). Ziehen Sie deren Meldungen zuerst "
        "zurück."
    )


class PassedOnAlready(DomainError):
    message = _(
        "{code} ist schon weitergegeben, die Meldung lässt sich nicht mehr zurückziehen. Möchte "
        "die Person das nicht mehr, tragen Sie den Widerruf ihrer Einwilligung ein."
    )


class NotAMunicipality(DomainError):
    message = _("{name} ist keine Stadt oder Gemeinde. Die Zahl gehört zu einer von ihnen.")


class SourceMissing(DomainError):
    message = _("Nennen Sie die Quelle der Zahl, zum Beispiel die Statistik mit ihrem Monat.")


class Restricted(DomainError):
    """Nothing is changed about a locked record (R-DP-31)."""

    message = _(
        "{code} ist gesperrt. Heben Sie die Einschränkung zuerst auf, wenn das richtig ist."
    )
