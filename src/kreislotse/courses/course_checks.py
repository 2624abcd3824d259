"""Whether what is said of a course can be: pure checks, each with its refusal."""

from collections.abc import Iterable
from datetime import date, time
from itertools import pairwise

from kreislotse.courses.errors import (
    AboveMaximum,
    ChildcareAbove,
    HalfAPlace,
    LevelsReversed,
    NoSeats,
    SizesReversed,
    TimesOverlap,
    TooManyPlaces,
)
from kreislotse.courses.states import Weekday
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder

MOST_SEATS = 500
# Weekday, begin, end.
Time = tuple[int, time, time]


def check_days(starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise DateOrder(
            later_name="Das Ende des Kurses",
            later=date_short(ends_on),
            earlier_name="seinem Beginn",
            earlier=date_short(starts_on),
        )


def check_levels(entry_from: str, entry_to: str) -> None:
    """A0 < A1 < … < C2 also as texts."""
    if entry_to < entry_from:
        raise LevelsReversed(upper=entry_to, lower=entry_from)


def check_coordinates(latitude: float | None, longitude: float | None) -> None:
    if (latitude is None) != (longitude is None):
        raise HalfAPlace


def check_times(times: Iterable[Time]) -> None:
    ordered = sorted(times)
    for weekday, begins_at, ends_at in ordered:
        if ends_at <= begins_at:
            raise TimesOverlap(weekday=Weekday(weekday).label)
    for (day, _begins, ends), (other, begins, _ends) in pairwise(ordered):
        if day == other and begins < ends:
            raise TimesOverlap(weekday=Weekday(day).label)


def check_sizes(
    capacity: int, childcare_capacity: int, minimum: int, *, maximum: int | None, norm: str
) -> None:
    """`maximum` is what the norm allows, None if it says nothing."""
    if capacity < 1:
        raise NoSeats
    if capacity > MOST_SEATS:
        raise TooManyPlaces(most=MOST_SEATS)
    if maximum is not None and capacity > maximum:
        raise AboveMaximum(maximum=maximum, norm=norm, capacity=capacity)
    if minimum > capacity:
        raise SizesReversed(minimum=minimum, maximum=capacity)
    if childcare_capacity > capacity:
        raise ChildcareAbove(capacity=capacity)
