"""Dated entries of a programme: in order, one at a time, the next one ends the last one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from kreislotse.access.catalogue import change_entry
from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder, DomainError

R = TypeVar("R", bound=Model)


def in_order(first: date | None, last: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if first and last and last < first:
        raise DateOrder(
            later_name="Das Ende der Gültigkeit",
            later=date_short(last),
            earlier_name="dem Beginn",
            earlier=date_short(first),
        )


def overlapping(rows: "QuerySet[R]", first: date | None, last: date | None) -> "QuerySet[R]":
    """The entries in force on any day of this period; an empty end is open (R-GEN-01)."""
    if first:
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=first))
    if last:
        rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=last))
    return rows.order_by("valid_from", "pk")


def make_room(
    rows: "QuerySet[Any]",
    verb: str,
    *,
    actor: Actor,
    own: Permission,
    first: date | None,
    last: date | None,
    refusal: Callable[[Any], DomainError],
) -> None:
    """End the open version the day before the next one starts; refuse every other overlap."""
    for row in overlapping(rows, first, last):
        earlier = first and (row.valid_from is None or row.valid_from < first)
        if not first or not earlier or row.valid_to is not None:
            raise refusal(row)
        change_entry(lock(row), verb, actor=actor, own=own, valid_to=first - timedelta(days=1))


def refuse_overlap(
    rows: "QuerySet[Any]",
    first: date | None,
    last: date | None,
    refusal: Callable[[Any], DomainError],
) -> None:
    """Refuse a changed period in which another version already holds."""
    other = overlapping(rows, first, last).first()
    if other:
        raise refusal(other)


def since(row: Any) -> str:
    """From when an entry holds, for a sentence."""
    return date_short(row.valid_from) if row.valid_from else "–"
