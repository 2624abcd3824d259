"""Choices and lifecycles of what the council orders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("geplant")
    HELD = "held", _("durchgeführt")
    CANCELLED = "cancelled", _("abgesagt")


MEETING = Lifecycle(
    initial=MeetingState.PLANNED,
    steps=[
        Step(
            "record_meeting_held",
            (MeetingState.PLANNED,),
            MeetingState.HELD,
            Permission.MANDATE_EDIT,
            _("Als durchgeführt festhalten"),
        ),
        Step(
            "cancel_meeting",
            (MeetingState.PLANNED,),
            MeetingState.CANCELLED,
            Permission.MANDATE_EDIT,
            _("Absagen"),
        ),
    ],
)


class PaperKind(models.TextChoices):
    PAPER = "paper", _("Sitzungsvorlage")
    NOTICE = "notice", _("Mitteilungsvorlage")
    TABLED = "tabled", _("Tischvorlage")


class ProposalKind(models.TextChoices):
    NONE = "none", _("ohne Beschlussvorschlag")
    TAKING_NOTE = "taking_note", _("Kenntnisnahme")
    MANDATE = "mandate", _("Auftrag an die Verwaltung")
    DECISION = "decision", _("Beschluss")
    RECOMMENDATION = "recommendation", _("Empfehlung")


class ConsultationRole(models.TextChoices):
    HEARING = "hearing", _("Anhörung")
    PREPARATION = "preparation", _("Vorberatung")
    DECISION = "decision", _("Entscheidung")
    TAKING_NOTE = "taking_note", _("Kenntnisnahme")


class Result(models.TextChoices):
    ADOPTED = "adopted", _("beschlossen")
    ADOPTED_UNCHANGED = "adopted_unchanged", _("ungeändert beschlossen")
    ADOPTED_CHANGED = "adopted_changed", _("geändert beschlossen")
    NOTED = "noted", _("zur Kenntnis genommen")
    REJECTED = "rejected", _("abgelehnt")
    POSTPONED = "postponed", _("vertagt")
    REFERRED = "referred", _("verwiesen")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class Unanimity(models.TextChoices):
    """What the counted votes say; derived, never typed (R-MAN-02)."""

    UNANIMOUS = "unanimous", _("einstimmig")
    WITH_ABSTENTIONS = "with_abstentions", _("einstimmig bei Enthaltungen")
    NOT_UNANIMOUS = "not_unanimous", _("nicht einstimmig")
    UNKNOWN = "unknown", _("nicht bekannt")


class Urgency(models.TextChoices):
    """How near a due date is, by the reminder chain of 28, 14 and 3 days (G4)."""

    NONE = "none", _("kein Termin")
    LATER = "later", _("später")
    SOON = "soon", _("in höchstens 28 Tagen")
    NEAR = "near", _("in höchstens 14 Tagen")
    NEXT = "next", _("in höchstens 3 Tagen")
    OVERDUE = "overdue", _("überfällig")


class ClauseKind(models.TextChoices):
    TASK = "task", _("Aufgabe")
    MONEY = "money", _("Geld")
    REPORT_DUTY = "report_duty", _("Berichtspflicht")
    CONDITION = "condition", _("Bedingung")
    STANDING_DUTY = "standing_duty", _("Daueraufgabe")


class ClauseState(models.TextChoices):
    OPEN = "open", _("offen")
    IN_PROGRESS = "in_progress", _("in Arbeit")
    FULFILLED = "fulfilled", _("erledigt")
    STANDING = "standing", _("Daueraufgabe")
    SUPERSEDED = "superseded", _("überholt")
    WITHDRAWN = "withdrawn", _("aufgehoben")


_OPEN = (ClauseState.OPEN, ClauseState.IN_PROGRESS, ClauseState.STANDING)

# A standing duty never closes by being done: it can only be superseded or withdrawn.
CLAUSE = Lifecycle(
    initial=ClauseState.OPEN,
    steps=[
        Step(
            "start_clause",
            (ClauseState.OPEN,),
            ClauseState.IN_PROGRESS,
            Permission.MANDATE_EDIT,
            _("In Arbeit nehmen"),
        ),
        Step(
            "declare_standing_duty",
            (ClauseState.OPEN, ClauseState.IN_PROGRESS),
            ClauseState.STANDING,
            Permission.MANDATE_EDIT,
            _("Als Daueraufgabe führen"),
        ),
        Step(
            "fulfil_clause",
            (ClauseState.OPEN, ClauseState.IN_PROGRESS),
            ClauseState.FULFILLED,
            Permission.MANDATE_EDIT,
            _("Als erledigt melden"),
        ),
        Step(
            "reopen_clause",
            (ClauseState.FULFILLED,),
            ClauseState.IN_PROGRESS,
            Permission.MANDATE_EDIT,
            _("Wieder aufnehmen"),
        ),
        Step(
            "supersede_clause",
            _OPEN,
            ClauseState.SUPERSEDED,
            Permission.MANDATE_EDIT,
            _("Als überholt führen"),
        ),
        Step(
            "withdraw_clause", _OPEN, ClauseState.WITHDRAWN, Permission.MANDATE_EDIT, _("Aufheben")
        ),
    ],
)
