"""Milestones with their planned, expected and actual days."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.errors import ActualDayLiesAhead, MilestoneExists
from kreislotse.initiatives.models import Initiative, Milestone

EDIT = Permission.INITIATIVE_EDIT


@transaction.atomic
def set_milestone(
    initiative: Initiative,
    *,
    actor: Actor,
    title: str,
    code: str = "",
    planned_on: date | None = None,
    forecast_on: date | None = None,
    actual_on: date | None = None,
    remark: str = "",
) -> Milestone:
    """Set a milestone; days that are not known stay empty."""
    require(actor, EDIT, at=initiative.owner_id)
    initiative = lock(initiative)
    same = initiative.milestones.filter(code=code).first() if code else None
    if same is not None:
        raise MilestoneExists(title=same.title)
    _check_actual(actual_on, actor.today)
    milestone = Milestone(
        initiative=initiative,
        title=title,
        code=code,
        planned_on=planned_on,
        forecast_on=forecast_on,
        actual_on=actual_on,
        remark=remark,
    )
    return add(milestone, "set_milestone", actor=actor, needs=EDIT)


@transaction.atomic
def move_milestone(
    milestone: Milestone,
    *,
    actor: Actor,
    planned_on: date | None,
    forecast_on: date | None,
    actual_on: date | None,
    remark: str,
) -> Milestone:
    """Change a milestone's days; the journal keeps the earlier ones."""
    require(actor, EDIT, at=milestone.owner_id)
    _check_actual(actual_on, actor.today)
    return change(
        lock(milestone),
        "move_milestone",
        actor=actor,
        needs=EDIT,
        planned_on=planned_on,
        forecast_on=forecast_on,
        actual_on=actual_on,
        remark=remark,
    )


def _check_actual(actual_on: date | None, today: date) -> None:
    if actual_on is not None and actual_on > today:
        raise ActualDayLiesAhead(day=f"{actual_on:%d.%m.%Y}")
