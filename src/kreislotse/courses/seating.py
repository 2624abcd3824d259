"""Which seat of a course somebody gets; for the actions that have asked right and rules before.

    take_seat(entry, course)
    advance(entry, "offer_place", actor=actor, **seats_of(entry))

The state and the seat are written in one sentence, since the database lets neither be without the
other (R-CRS-01).
"""

from typing import Any, TypedDict

from kreislotse.courses.errors import ChildcareFull, CourseFull
from kreislotse.courses.models import ChildcareSeat, Course, Seat, WaitingEntry


class Seats(TypedDict):
    """What an entry of a waiting list holds."""

    seat: Seat | None
    childcare_seat: ChildcareSeat | None


def take_seat(entry: WaitingEntry, course: Course) -> None:
    """Give a locked entry the lowest free seat, and one in the childcare if it needs one.

    The seats stay locked until the transaction ends; nothing is written yet.
    """
    seat = _take(course.seats.all(), "seat")
    if seat is None:
        raise CourseFull(course=course, seats=course.seats.count())
    childcare_seat = None
    if entry.needs_childcare:
        childcare_seat = _take(course.childcare_seats.all(), "childcare_seat")
        if childcare_seat is None:
            raise ChildcareFull(course=course, seats=course.childcare_seats.count())
    entry.seat, entry.childcare_seat = seat, childcare_seat


def seats_of(entry: WaitingEntry) -> Seats:
    """What the entry holds now, for the step that writes it."""
    return {"seat": entry.seat, "childcare_seat": entry.childcare_seat}


def _take(seats: Any, column: str) -> Any:
    """The lowest free seat, locked; None only when all are held by people who keep them.

    One that somebody else is just taking is passed over first and waited for last: that person's
    transaction may fail. Whether the seat got was given away while waiting is asked once it is
    locked, when it cannot change any more.
    """
    while True:
        free = seats.free()
        found = _first(free, skip_locked=True) or _first(free)
        if found is None or not WaitingEntry.objects.filter(**{column: found}).exists():
            return found


def _first(free: Any, **options: bool) -> Any:
    return free.select_for_update(of=("self",), **options).first()
