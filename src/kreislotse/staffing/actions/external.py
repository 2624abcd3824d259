"""Staff whom others employ for an area, for example the employment agency."""

from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.models import Initiative
from kreislotse.organisations.models import Organisation
from kreislotse.staffing.errors import MoreThanEmployed
from kreislotse.staffing.models import ExternalStaff

EDIT = Permission.POST_EDIT


class ExternalStaffFacts(TypedDict, total=False):
    """What can be changed about external staff."""

    employer: Organisation
    area_text: str
    headcount: int | None
    in_district: int | None


@transaction.atomic
def record_external_staff(
    initiative: Initiative,
    *,
    actor: Actor,
    employer: Organisation,
    area_text: str = "",
    headcount: int | None = None,
    in_district: int | None = None,
) -> ExternalStaff:
    require(actor, EDIT, at=initiative.owner_id)
    _part_of(in_district, headcount)
    staff = ExternalStaff(
        owner_id=initiative.owner_id,
        initiative=initiative,
        employer=employer,
        area_text=area_text,
        headcount=headcount,
        in_district=in_district,
    )
    return add(staff, "record_external_staff", actor=actor, needs=EDIT)


@transaction.atomic
def change_external_staff(
    staff: ExternalStaff, *, actor: Actor, **values: Unpack[ExternalStaffFacts]
) -> ExternalStaff:
    staff = lock(staff)
    require(actor, EDIT, at=staff.owner_id)
    _part_of(values.get("in_district", staff.in_district), values.get("headcount", staff.headcount))
    return change(staff, "change_external_staff", actor=actor, needs=EDIT, **values)


def _part_of(in_district: int | None, headcount: int | None) -> None:
    if in_district is not None and headcount is not None and in_district > headcount:
        raise MoreThanEmployed(in_district=in_district, headcount=headcount)
