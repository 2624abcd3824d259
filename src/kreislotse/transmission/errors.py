"""What transmissions refuse; people are named by their codes only."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class WrongRecipient(DomainError):
    message = _(
        "An „{name}“ ({kind}) werden keine Personen übermittelt. Wählen Sie eine Agentur für "
        "Arbeit oder ein Jobcenter."
    )


class CallNotRunning(DomainError):
    message = _("Die Abfrage „{call}“ ist noch nicht gestartet. Es ist noch niemand gemeldet.")


class NobodyToTransmit(DomainError):
    message = _(
        "Zu „{call}“ kann zurzeit niemand an {recipient} übermittelt werden. Warum, steht bei den "
        "einzelnen Kennungen auf dieser Seite."
    )


class NoCategories(DomainError):
    message = _("Wählen Sie mindestens, dass Name und Geburtstag übermittelt werden.")


class NotADelta(DomainError):
    message = _(
        "Berichtigungen gehen zu einer Übermittlung, die an dieselbe Stelle zur selben Abfrage "
        "schon hinausgegangen ist."
    )


class EmptyBatch(DomainError):
    message = _("{batch} enthält niemanden mehr. Verwerfen Sie sie.")


class SamePersonUndecided(DomainError):
    message = _(
        "Möglicherweise dieselbe Person: {codes}. Nehmen Sie eine der Zeilen heraus, oder halten "
        "Sie mit einem Grund fest, dass es zwei Personen sind."
    )


class NobodyAlike(DomainError):
    message = _("Zu {code} gibt es in dieser Übermittlung keine zweite Zeile, die ihr gleicht.")


class BasisMissing(DomainError):
    """At freezing: those people cannot be in the batch."""

    message = _(
        "Für {codes} fehlt heute die Grundlage: Die Einwilligung ist abgelaufen oder widerrufen, "
        "oder der Datensatz ist gesperrt. Nehmen Sie diese Zeilen heraus."
    )


class BasisGone(DomainError):
    """At sending: the frozen list can no longer leave the house."""

    message = _(
        "Seit dem Festschreiben ist für {codes} die Grundlage weggefallen. Die Liste kann so nicht "
        "hinausgehen. Verwerfen Sie die Übermittlung, und bereiten Sie sie neu vor."
    )


class NoLongerReady(DomainError):
    message = _(
        "{codes}: nicht mehr im Stand „vom Kreis geprüft“. Nehmen Sie diese Zeilen heraus, oder "
        "verwerfen Sie die Übermittlung, wenn sie schon festgeschrieben ist."
    )


class ContentChanged(DomainError):
    message = _(
        "Der Inhalt von {batch} passt nicht mehr zu seiner Prüfsumme. Übermitteln Sie sie nicht, "
        "und wenden Sie sich an den Datenschutz."
    )


class FileExpired(DomainError):
    message = _(
        "Die Datei zu {batch} konnte bis zum {day} abgeholt werden. Bitten Sie den Kreis um eine "
        "neue Übermittlung, wenn sie noch gebraucht wird."
    )


class NotOut(DomainError):
    message = _("{batch} ist noch nicht übermittelt.")


class LineRecalled(DomainError):
    message = _("Zeile {line} ist zurückgerufen. Zu ihr wird nichts mehr eingetragen.")


class LineErased(DomainError):
    message = _("Die Angaben zu Zeile {line} sind gelöscht. Zu ihr wird nichts mehr eingetragen.")


class AlreadyRecalled(DomainError):
    message = _("Zeile {line} ist schon zurückgerufen.")


class NothingToRecall(DomainError):
    message = _("Zu {code} liegt keiner Stelle etwas vor, das zurückgerufen werden könnte.")


class NothingToWithdraw(DomainError):
    message = _("Zu {code} gibt es keine Einwilligung, die noch gilt.")


class NoWayBack(DomainError):
    message = _(
        "{codes}: Eine Rückmeldung zur einzelnen Person ist von keiner Einwilligung und keiner "
        "Rechtsnorm gedeckt. Melden Sie diese Personen nur in Summen zurück."
    )


class FeedbackBeforeSending(DomainError):
    message = _("Der {day} liegt vor der Übermittlung am {sent}.")


class FeedbackOutstanding(DomainError):
    message = _(
        "Zu {number} Personen fehlt noch die Rückmeldung, einzeln oder in Summen. Vorher ist sie "
        "nicht vollständig."
    )


class NotOverdue(DomainError):
    message = _("Die Rückmeldung ist erst am {day} fällig. Erinnern Sie danach.")


class ChasedLately(DomainError):
    message = _("Am {day} ist schon erinnert worden. Das nächste Mal ist ab dem {next} sinnvoll.")


class OutcomeKnown(DomainError):
    message = _("Dieses Ergebnis ist mit Beginn am {day} schon festgehalten.")
