"""What concepts and working meetings refuse, each with its facts and the way out."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class PartnerIsOwner(DomainError):
    message = _("{name} führt dieses Konzept selbst. Nennen Sie nur die anderen Beteiligten.")


class NobodyInvited(DomainError):
    message = _("Wählen Sie mindestens eine Stelle aus, die eingeladen wird.")


class AlreadyInvited(DomainError):
    message = _("Schon eingeladen: {names}. Wählen Sie nur neue Stellen aus.")


class InvitedForAnotherDay(DomainError):
    message = _(
        "Eingeladen ist zum {day}, und die Antworten gelten für diesen Tag. Sagen Sie die "
        "Besprechung ab und planen Sie eine neue."
    )


class ReplyMissing(DomainError):
    message = _("Wählen Sie, ob {name} kommt, vertreten wird oder absagt.")


class RepresentativeMissing(DomainError):
    message = _("Tragen Sie ein, wer {name} vertritt.")


class RepresentativeWithoutNeed(DomainError):
    message = _(
        "Eine Vertretung gehört nur zur Antwort „wird vertreten“. Leeren Sie das Feld oder "
        "ändern Sie die Antwort."
    )


class RepresentsItself(DomainError):
    message = _("{name} kann sich nicht selbst vertreten. Wählen Sie eine andere Stelle.")


class NoReplyYet(DomainError):
    message = _("Von {name} liegt noch keine Antwort vor.")


class DayAhead(DomainError):
    message = _("Der {day} liegt noch vor uns. Tragen Sie einen Tag bis heute ein.")


class DayNotSet(DomainError):
    message = _("Für „{meeting}“ steht noch kein Tag fest. Tragen Sie ihn zuerst ein.")


class NotYetHeld(DomainError):
    message = _(
        "„{meeting}“ ist für den {day} geplant. Als durchgeführt eintragen lässt sie sich ab "
        "diesem Tag."
    )
