"""The only writers of course kinds and quotas."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.catalogue import add_entry, require_keeper
from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.courses.errors import NameTaken, NoPlaces
from kreislotse.courses.models import CourseKind, Quota
from kreislotse.initiatives.models import Initiative
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.organisations.models import Organisation

EDIT = Permission.COURSE_EDIT


class QuotaFacts(TypedDict, total=False):
    """What can be changed about a quota."""

    kind: CourseKind
    places: int | None
    area: Organisation | None


@transaction.atomic
def register_course_kind(
    *,
    actor: Actor,
    code: str,
    title: str,
    units: int | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> CourseKind:
    """Enter a kind of course; `units` are teaching units of 45 minutes."""
    require_keeper(actor, EDIT)
    if CourseKind.objects.filter(code=code).exists():
        raise NameTaken(code=code)
    if valid_from and valid_to and valid_to < valid_from:
        raise DateOrder(
            later_name="Das Ende der Gültigkeit",
            later=date_short(valid_to),
            earlier_name="dem Beginn",
            earlier=date_short(valid_from),
        )
    kind = CourseKind(
        code=code,
        title=title,
        units=units,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    return add_entry(kind, "register_course_kind", actor=actor, own=EDIT)


@transaction.atomic
def set_quota(
    initiative: Initiative,
    *,
    actor: Actor,
    kind: CourseKind,
    places: int | None,
    area: Organisation | None = None,
) -> Quota:
    """So many course places for an area; None when the number is not known."""
    require(actor, EDIT, at=initiative.owner_id)
    _some(places)
    quota = Quota(
        owner_id=initiative.owner_id, initiative=initiative, kind=kind, places=places, area=area
    )
    return add(quota, "set_quota", actor=actor, needs=EDIT)


@transaction.atomic
def change_quota(quota: Quota, *, actor: Actor, **values: Unpack[QuotaFacts]) -> Quota:
    quota = lock(quota)
    require(actor, EDIT, at=quota.owner_id)
    _some(values.get("places"))
    return change(quota, "change_quota", actor=actor, needs=EDIT, **values)


def _some(places: int | None) -> None:
    if places is not None and places < 1:
        raise NoPlaces
