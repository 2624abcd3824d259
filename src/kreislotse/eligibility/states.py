"""Choices and lifecycles of rule sets, verdicts and decisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.kernel.lifecycles import Lifecycle, Step


class Result(models.TextChoices):
    """What the rules say; `unclear` when a fact is missing (R-CAN-03)."""

    ELIGIBLE = "eligible", _("Voraussetzungen liegen vor")
    NOT_ELIGIBLE = "not_eligible", _("Voraussetzungen liegen nicht vor")
    UNCLEAR = "unclear", _("unklar")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    IN_FORCE = "in_force", _("in Kraft")
    RETIRED = "retired", _("abgelöst")


class ReviewState(models.TextChoices):
    OPEN = "open", _("zu prüfen")
    DONE = "done", _("geprüft")


RULE_SET_VERSION = Lifecycle(
    initial=VersionState.DRAFT,
    steps=[
        Step(
            "put_rules_into_force",
            (VersionState.DRAFT,),
            VersionState.IN_FORCE,
            Permission.RULE_EDIT,
            _("In Kraft setzen"),
        ),
        Step(
            "retire_rules",
            (VersionState.IN_FORCE,),
            VersionState.RETIRED,
            Permission.RULE_EDIT,
            _("Außer Kraft setzen"),
        ),
    ],
)
