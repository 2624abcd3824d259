"""Which kind of body is responsible for a legal regime's task."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.organisations.errors import AlreadyEnded, ResponsibilityOverlaps
from kreislotse.organisations.models import Responsibility
from kreislotse.organisations.rules import in_order, overlap


@transaction.atomic
def record_responsibility(
    *,
    actor: Actor,
    regime: str,
    task: str,
    body_kind: str,
    norm: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> Responsibility:
    """Record who is responsible for a task, by which norm and since when (R-GEN-01)."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    in_order(valid_from, valid_to, (_("Beginn"), _("Ende")))
    for other in Responsibility.objects.select_for_update().filter(regime=regime, task=task):
        if overlap((valid_from, valid_to), (other.valid_from, other.valid_to)):
            raise ResponsibilityOverlaps(norm=other.norm)
    responsibility = Responsibility(
        regime=regime,
        task=task,
        body_kind=body_kind,
        norm=norm,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    return file_new(responsibility, "record_responsibility", actor=actor)


@transaction.atomic
def end_responsibility(
    responsibility: Responsibility, *, actor: Actor, ends_on: date
) -> Responsibility:
    """Say on which day a responsibility ends, before the next one is recorded."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    responsibility = lock(responsibility)
    if responsibility.valid_to is not None and responsibility.valid_to <= ends_on:
        raise AlreadyEnded(ended=f"{responsibility.valid_to:%d.%m.%Y}")
    in_order(responsibility.valid_from, ends_on, (_("Beginn"), _("Ende")))
    return file_change(responsibility, "end_responsibility", actor=actor, valid_to=ends_on)
