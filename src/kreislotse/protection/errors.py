"""What erasing, keeping and telling people about their data refuses, and the way out."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class NothingDue(DomainError):
    message = _("Zurzeit ist bei {place} nichts zu löschen: Keine Frist ist abgelaufen.")


class ListPending(DomainError):
    message = _(
        "Die Löschliste {number} von {place} ist noch offen. Schließen Sie sie ab, oder lassen Sie "
        "sie ablehnen; danach kann die nächste vorgeschlagen werden."
    )


class OpenPeriodMissing(DomainError):
    message = _("Die neue Frist muss nach der geltenden beginnen, also nach dem {day}.")


class MonthsTooFew(DomainError):
    message = _("Diese Frist muss mindestens {least} Monate betragen.")


class HoldAlready(DomainError):
    message = _("Für {code} ist die Aufbewahrung schon angeordnet. Beenden Sie sie zuerst.")


class HoldOver(DomainError):
    message = _("Diese Aufbewahrung ist schon am {day} zu Ende gegangen.")


class DayAhead(DomainError):
    message = _("Der {day} liegt noch vor uns. Tragen Sie einen Tag bis heute ein.")


class NoLetterIn(DomainError):
    message = _("In dieser Sprache gibt es noch kein Schreiben. Wählen Sie eine andere.")


class ReducedRecord(DomainError):
    message = _("Von {code} ist nur noch der Nachweis der Einwilligung da.")
