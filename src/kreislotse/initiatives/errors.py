"""Refusals about initiatives and what hangs on them."""

from django.utils.translation import gettext_noop as _

from kreislotse.kernel.refusals import DomainError


class InitiativeNumberTaken(DomainError):
    """The number orders the report and stands once in a district."""

    message = _("Die Nummer {number} hat schon das Vorhaben „{title}“. Wählen Sie eine andere.")


class ClauseAlreadyAssigned(DomainError):
    """An initiative carries out a clause once."""

    message = _("Das Vorhaben führt den Auftrag „{clause}“ schon aus.")


class ClauseNotAssigned(DomainError):
    """Only a clause that the initiative carries out can be taken from it."""

    message = _("Das Vorhaben führt den Auftrag „{clause}“ nicht aus.")


class PartnerAlreadyThere(DomainError):
    """An organisation has a role in an initiative once."""

    message = _("„{organisation}“ ist in dieser Rolle schon eingetragen ({role}).")


class MilestoneExists(DomainError):
    """A milestone that rules ask for is there once."""

    message = _("Den Meilenstein gibt es schon: „{title}“. Ändern Sie dort die Termine.")


class ActualDayLiesAhead(DomainError):
    """What lies ahead is expected, not reached."""

    message = _("Der {day} liegt in der Zukunft. Tragen Sie ihn als erwarteten Tag ein.")


class AnswersAnotherInitiative(DomainError):
    """A letter answers one of the same initiative, and never itself."""

    message = _("„{letter}“ ist kein anderes Schreiben dieses Vorhabens.")


class PositionWithoutSource(DomainError):
    """What somebody holds is reported with its source (R-CPT-04)."""

    message = _("Woher ist das bekannt? Nennen Sie, wer es mitgeteilt hat, oder die Quelle.")


class QuestionAlreadyAnswered(DomainError):
    """An answer stands; what changes afterwards is a new question."""

    message = _("Die Frage ist seit dem {day} beantwortet. Stellen Sie eine neue Frage.")


class FieldOfActionExists(DomainError):
    """A field of action has one code."""

    message = _("Die Kennung „{code}“ hat schon das Handlungsfeld „{title}“.")
