"""Choices and lifecycles of concepts and working meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class ConceptState(models.TextChoices):
    INTENDED = "intended", _("beabsichtigt")
    DRAFTING = "drafting", _("in Arbeit")


class WorkingMeetingState(models.TextChoices):
    DRAFT = "draft", _("in Planung")
    INVITED = "invited", _("eingeladen")
    HELD = "held", _("durchgeführt")
    CANCELLED = "cancelled", _("abgesagt")


class Reply(models.TextChoices):
    NONE = "none", _("keine Antwort")
    COMING = "coming", _("kommt")
    REPRESENTED = "represented", _("wird vertreten")
    DECLINED = "declined", _("sagt ab")


class OutcomeKind(models.TextChoices):
    DECISION = "decision", _("Entscheidung")
    TASK = "task", _("Aufgabe")
    OPEN_QUESTION = "open_question", _("offene Frage")


_EDIT = Permission.COOPERATION_EDIT
_W, _C = WorkingMeetingState, ConceptState

CONCEPT = Lifecycle(
    initial=ConceptState.INTENDED,
    steps=[Step("begin_drafting", (_C.INTENDED,), _C.DRAFTING, _EDIT, _("Arbeit aufnehmen"))],
)

WORKING_MEETING = Lifecycle(
    initial=WorkingMeetingState.DRAFT,
    steps=[
        # Whoever was forgotten is invited later, hence also from the state it leads to.
        Step("send_invitations", (_W.DRAFT, _W.INVITED), _W.INVITED, _EDIT, _("Einladen")),
        Step("hold_meeting", (_W.INVITED,), _W.HELD, _EDIT, _("Als durchgeführt eintragen")),
        Step("cancel_meeting", (_W.DRAFT, _W.INVITED), _W.CANCELLED, _EDIT, _("Absagen")),
    ],
)
