"""Waiting lists: opened with the rule of their order, ordered anew from a day on, closed."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.courses.entering import refuse_closed
from kreislotse.courses.models import CourseKind, ListOrder, Quota, WaitingEntry, WaitingList
from kreislotse.courses.regime_changes import UNDER_WAY
from kreislotse.courses.states import OrderKey
from kreislotse.courses.waiting_errors import (
    ListInUse,
    ListTitleTaken,
    NotOfThisDistrict,
    OrderIncomplete,
    OtherKind,
)
from kreislotse.eligibility.models import RuleSet
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.organisations.models import Organisation

EDIT = Permission.COURSE_EDIT


@transaction.atomic
def open_list(
    owner: Organisation,
    *,
    actor: Actor,
    title: str,
    kind: CourseKind,
    keys: Sequence[str],
    sentence: str,
    quota: Quota | None = None,
    rule_set: RuleSet | None = None,
) -> WaitingList:
    """Begin a waiting list; by what it is ordered is stored with it from today on (R-CRS-02)."""
    require(actor, EDIT, at=owner.pk)
    title = title.strip()
    if WaitingList.objects.filter(owner=owner, title=title).exists():
        raise ListTitleTaken(title=title)
    for record in (quota, rule_set):
        if record is not None and record.owner_id != owner.pk:
            raise NotOfThisDistrict(what=record)
    if quota is not None and quota.kind_id != kind.pk:
        raise OtherKind(what=quota, kind=kind)
    _refuse_incomplete(keys, sentence)
    waiting_list = WaitingList(owner=owner, title=title, kind=kind, quota=quota, rule_set=rule_set)
    add(waiting_list, "open_list", actor=actor, needs=EDIT)
    _add_order(waiting_list, actor, keys, sentence, actor.today)
    return waiting_list


@transaction.atomic
def set_order(
    waiting_list: WaitingList,
    *,
    actor: Actor,
    keys: Sequence[str],
    sentence: str,
    valid_from: date,
) -> ListOrder:
    """Order the list by other keys from a day on, never for the past; the order before ends."""
    waiting_list = lock(waiting_list)
    require(actor, EDIT, at=waiting_list.owner_id)
    refuse_closed(waiting_list)
    _refuse_incomplete(keys, sentence)
    last = waiting_list.orders.order_by("valid_from").last()
    first_possible = actor.today
    if last is not None and last.valid_from is not None:
        first_possible = max(first_possible, last.valid_from + timedelta(days=1))
    if valid_from < first_possible:
        raise DateOrder(
            later_name="Der erste Tag der neuen Reihenfolge",
            later=date_short(valid_from),
            earlier_name="dem ersten möglichen Tag",
            earlier=date_short(first_possible),
        )
    if last is not None:
        ends_on = valid_from - timedelta(days=1)
        change(last, "end_order", actor=actor, needs=EDIT, valid_to=ends_on)
    return _add_order(waiting_list, actor, keys, sentence, valid_from)


@transaction.atomic
def close_list(waiting_list: WaitingList, *, actor: Actor) -> WaitingList:
    """Take nobody in any more; possible once nobody waits, is offered a place or takes part."""
    waiting_list = lock(waiting_list)
    require(actor, EDIT, at=waiting_list.owner_id)
    refuse_closed(waiting_list)
    waiting = WaitingEntry.objects.filter(waiting_list=waiting_list, state__in=UNDER_WAY).count()
    if waiting:
        raise ListInUse(title=waiting_list.title, number=waiting)
    return change(waiting_list, "close_list", actor=actor, needs=EDIT, closed_on=actor.today)


def _refuse_incomplete(keys: Sequence[str], sentence: str) -> None:
    if not keys or len(set(keys)) != len(keys) or not sentence.strip():
        raise OrderIncomplete


def _add_order(
    waiting_list: WaitingList, actor: Actor, keys: Sequence[str], sentence: str, day: date
) -> ListOrder:
    order = ListOrder(
        waiting_list=waiting_list,
        keys=[OrderKey(key).value for key in keys],
        sentence=sentence.strip(),
        valid_from=day,
    )
    return add(order, "set_order", actor=actor, needs=EDIT)
