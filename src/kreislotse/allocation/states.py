"""Choices and lifecycles of criteria and of the runs that give places by them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step

EDIT, SIGN = Permission.COURSE_EDIT, Permission.PLACES_SIGN


class CriteriaState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    PUBLISHED = "published", _("veröffentlicht")
    RETIRED = "retired", _("abgelöst")


class RunState(models.TextChoices):
    PROPOSED = "proposed", _("Vorschlag")
    SIGNED = "signed", _("freigegeben")
    SENT = "sent", _("Angebote verschickt")
    DISCARDED = "discarded", _("verworfen")


CRITERIA = Lifecycle(
    initial=CriteriaState.DRAFT,
    steps=[
        Step(
            "publish_criteria",
            (CriteriaState.DRAFT,),
            CriteriaState.PUBLISHED,
            EDIT,
            _("Veröffentlichen"),
        ),
        Step(
            "retire_criteria",
            (CriteriaState.PUBLISHED,),
            CriteriaState.RETIRED,
            EDIT,
            _("Ablösen"),
        ),
    ],
)
RUN = Lifecycle(
    initial=RunState.PROPOSED,
    steps=[
        Step("sign_run", (RunState.PROPOSED,), RunState.SIGNED, SIGN, _("Freigeben")),
        Step(
            "reopen_run",
            (RunState.SIGNED,),
            RunState.PROPOSED,
            EDIT,
            _("Zurück zum Vorschlag"),
        ),
        Step(
            "send_offers",
            (RunState.SIGNED,),
            RunState.SENT,
            EDIT,
            _("Plätze anbieten"),
        ),
        Step(
            "discard_run",
            (RunState.PROPOSED, RunState.SIGNED),
            RunState.DISCARDED,
            EDIT,
            _("Verwerfen"),
        ),
    ],
)
