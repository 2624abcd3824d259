"""Places and waiting times in numbers: every seat and everybody counted once.

A quota's places are assigned to courses or free; a course's places are occupied, reserved or free.
Whoever is offered a place or has accepted one reserves it; whoever has begun occupies it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, QuerySet

from kreislotse.courses.models import Course, Quota, Seat, WaitingEntry, WaitingList
from kreislotse.courses.states import HOLDING, WaitingState
from kreislotse.participants.states import Sex

RESERVED = (WaitingState.OFFERED, WaitingState.ACCEPTED)
OCCUPIED = (WaitingState.STARTED, WaitingState.COMPLETED)
ON_LIST = (
    WaitingState.PRE_REGISTERED,
    WaitingState.REFERRED,
    WaitingState.ASSESSED,
    WaitingState.WAITING,
)
# R-DP-40: so few of something may let people be recognised.
SMALL = range(1, 3)
_WEEK = 7
_NINE_TENTHS = Fraction(9, 10)


@dataclass(frozen=True)
class Places:
    """Seats of courses: occupied, reserved, free."""

    capacity: int = 0
    occupied: int = 0
    reserved: int = 0

    @property
    def free(self) -> int:
        return self.capacity - self.occupied - self.reserved


@dataclass(frozen=True)
class Accounting:
    """A quota: how many of its places are assigned to courses, and what became of those.

    `places` is None where the number granted is not known yet.
    """

    places: int | None
    assigned: int
    courses: Places

    @property
    def free(self) -> int | None:
        """Places that no course has a seat for."""
        return None if self.places is None else self.places - self.assigned


def accounting(quota: Quota) -> Accounting:
    """Where the places of a quota are."""
    seats = Seat.objects.filter(course__quota=quota)
    assigned = seats.filter(place__isnull=False).count()
    return Accounting(quota.places, assigned, _places(seats))


def course_places(course: Course) -> Places:
    """How many places of a course are occupied, reserved and free."""
    return _places(Seat.objects.filter(course=course))


def _places(seats: QuerySet[Seat]) -> Places:
    found = seats.aggregate(
        capacity=Count("pk"),
        occupied=Count("pk", filter=Q(holder__state__in=OCCUPIED)),
        reserved=Count("pk", filter=Q(holder__state__in=RESERVED)),
    )
    return Places(**found)


@dataclass(frozen=True)
class Clock:
    """Weeks of waiting; None where nobody waits. Nine of ten wait no longer than `p90`."""

    median: Fraction | None = None
    p90: Fraction | None = None


@dataclass(frozen=True)
class WaitingClocks:
    """How long those on a list wait: since they first asked, and since they were entered."""

    people: int
    asked: Clock
    entered: Clock


def waiting_clocks(waiting_list: WaitingList, on: date) -> WaitingClocks:
    """Both clocks of all who are on the list and were by the day."""
    rows = WaitingEntry.objects.filter(
        waiting_list=waiting_list, state__in=ON_LIST, entered_on__lte=on
    )
    days = list(rows.values_list("asked_on", "entered_on"))
    return WaitingClocks(
        len(days),
        clock([(on - asked).days for asked, _ in days]),
        clock([(on - entered).days for _, entered in days]),
    )


def clock(days: Sequence[int]) -> Clock:
    """Median and ninth decile of waiting days, in weeks."""
    if not days:
        return Clock()
    ranked = sorted(days)
    middle = Fraction(ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2], 2)
    ninth = ranked[-(-len(ranked) * _NINE_TENTHS.numerator // _NINE_TENTHS.denominator) - 1]
    return Clock(middle / _WEEK, Fraction(ninth, _WEEK))


@dataclass(frozen=True)
class Women:
    """How many of a number of people are women (R-CRS-09, section 5(2) IntV)."""

    women: int
    people: int

    @property
    def is_small(self) -> bool:
        """Whether one or two women, or one or two others, could be recognised (R-DP-40)."""
        return self.women in SMALL or self.people - self.women in SMALL

    @property
    def share(self) -> Fraction | None:
        """The part of all; None where nobody is counted or few could be recognised."""
        return Fraction(self.women, self.people) if self.people and not self.is_small else None


def women(entries: Any) -> Women:
    """Women among these entries, of those whose sex is entered."""
    known = entries.exclude(candidate__sex="")
    found = known.aggregate(
        women=Count("pk", filter=Q(candidate__sex=Sex.FEMALE)), people=Count("pk")
    )
    return Women(**found)


@dataclass(frozen=True)
class InTown:
    """People of one municipality: all ever entered, still on the list, with a place."""

    municipality: int
    entered: int
    waiting: int
    placed: int


def by_municipality(entries: Any) -> list[InTown]:
    """These entries by municipality; `placed` are those who hold a seat."""
    rows = entries.order_by("municipality__sort_key", "municipality_id")
    counted = rows.values("municipality").annotate(
        entered=Count("pk"),
        waiting=Count("pk", filter=Q(state__in=ON_LIST)),
        placed=Count("pk", filter=Q(state__in=HOLDING)),
    )
    return [InTown(**row) for row in counted]
