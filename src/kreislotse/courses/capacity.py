"""How many seats a course has; for the actions that have asked right and rules before.

A course of a quota has a seat only for a place of the quota; the database keeps that nobody else
has the same place (R-CRS-01).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count, islice
from typing import Any

from django.db.models import Count

from kreislotse.access.deeds import lock
from kreislotse.courses.contingents import Kept, Town, kept_for_others
from kreislotse.courses.errors import PlacesUnknown, QuotaUsedUp, SeatsHeld
from kreislotse.courses.models import ChildcareSeat, Course, Quota, QuotaPlace, Seat


def resize(course: Course, *, capacity: int, childcare_capacity: int, on: date) -> None:
    """Give a locked course so many seats, or take free ones from the top."""
    missing = capacity - course.seats.count()
    places: Sequence[QuotaPlace | None] = [None] * max(0, missing)
    if course.quota and missing > 0:
        require_places(course, missing, on)
        free = course.quota.numbered.free().select_for_update(of=("self",))
        places = list(free[:missing])
    numbers = _missing_numbers(course.seats.all())
    Seat.objects.bulk_create(
        Seat(course=course, number=number, place=place)
        for number, place in zip(numbers, places, strict=False)
    )
    _remove_from_top(course.seats.all(), max(0, -missing))
    _resize_childcare(course, childcare_capacity)


def require_places(course: Course, more: int, on: date, *, moves: bool = False) -> None:
    """Refuse unless the quota has so many more places for the course where it is held (R-CRS-10).

    A course that moves takes the places that it has with it: they are asked for there anew.
    """
    if course.quota is None:
        return
    quota = lock(course.quota)
    if quota.places is None:
        raise PlacesUnknown
    town = Town(course.municipality_id, course.municipality.part_of_id)
    kept = kept_for_others(_contingents(quota), _seats_by_town(quota, course), town, on)
    free = quota.numbered.free().count() - kept
    if moves:
        own = course.seats.count()
        free, more = free + own, more + own
    if more > free:
        raise QuotaUsedUp(free=max(0, free), wanted=more, kept=kept)


def _resize_childcare(course: Course, wanted: int) -> None:
    seats = course.childcare_seats.all()
    missing = wanted - seats.count()
    ChildcareSeat.objects.bulk_create(
        ChildcareSeat(course=course, number=number)
        for number in islice(_missing_numbers(seats), max(0, missing))
    )
    _remove_from_top(seats, max(0, -missing))


def _remove_from_top(seats: Any, surplus: int) -> None:
    """Free seats only; whoever is just taking one has it locked, and is waited for."""
    free = seats.free().select_for_update(of=("self",)).order_by("-number")
    locked = [seat.pk for seat in free[:surplus]]
    gone = seats.free().filter(pk__in=locked)
    if len(gone) < surplus:
        raise SeatsHeld(held=seats.filter(holder__isnull=False).count())
    seats.filter(pk__in=[seat.pk for seat in gone]).delete()


def _missing_numbers(seats: Any) -> Iterable[int]:
    known = set(seats.values_list("number", flat=True))
    return (number for number in count(1) if number not in known)


def _contingents(quota: Quota) -> list[Kept]:
    rows = quota.contingents.values_list("organisation_id", "places", "flows_back_on")
    return [Kept(*row) for row in rows]


def _seats_by_town(quota: Quota, without: Course) -> dict[Town, int]:
    """How many places of the quota the other courses have, by municipality."""
    rows = Seat.objects.filter(place__quota=quota).exclude(course=without)
    columns = ("course__municipality_id", "course__municipality__part_of_id")
    found = rows.order_by().values_list(*columns).annotate(Count("pk"))
    return {Town(town, district): number for town, district, number in found}
