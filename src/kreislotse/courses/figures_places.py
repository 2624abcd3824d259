"""Places over time, from offers and courses: no database, no clock.

An offered place is reserved from the day of the offer, occupied from the day on which the person
begins, and free again from the day on which it is given back. A completed course keeps it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple


class Stay(NamedTuple):
    """A place somebody was offered: since when, occupied since when, given back when."""

    offered_on: date
    begun_on: date | None = None
    freed_on: date | None = None


class Month(NamedTuple):
    """Where the places were on a day: the last of a month, or today."""

    day: date
    occupied: int
    reserved: int
    free: int


def by_month(stays: Sequence[Stay], places: int, on: date, *, most: int = 24) -> list[Month]:
    """The months from the first offer to this one, the last `most` of them."""
    if not stays:
        return []
    first = min(stay.offered_on for stay in stays)
    days = list(islice(_ends_of_months(on), most))
    return [_count(stays, places, day) for day in reversed(days) if day >= first]


def _count(stays: Iterable[Stay], places: int, day: date) -> Month:
    held = [
        stay
        for stay in stays
        if stay.offered_on <= day and (stay.freed_on is None or stay.freed_on > day)
    ]
    occupied = sum(stay.begun_on is not None and stay.begun_on <= day for stay in held)
    return Month(day, occupied, len(held) - occupied, max(0, places - len(held)))


def _ends_of_months(on: date) -> Iterable[date]:
    """The day itself, then the ends of the months before it."""
    day = on
    while True:
        yield day
        day = day.replace(day=1) - timedelta(days=1)
