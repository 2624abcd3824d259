"""What a table of travel times would change, before it is taken over and when it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kreislotse.courses.models import TravelTime
from kreislotse.courses.travel_errors import MinutesUnclear, StartElsewhere, TripTwice, TripWithin
from kreislotse.courses.travel_reading import MOST_MINUTES, Trip


@dataclass(frozen=True)
class Change:
    """One way: its minutes before, None where nothing was measured, and after."""

    trip: Trip
    before: int | None


@dataclass(frozen=True)
class Plan:
    """What changes; `same` ways already have these minutes and this source."""

    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    same: int


def planned(known: Collection[TravelTime], trips: Sequence[Trip], source: str) -> Plan:
    """Compare a table with the rows that are there; those not in the table stay."""
    before = {(row.from_town_id, row.to_town_id): row for row in known}
    new, changed = [], []
    for trip in trips:
        row = before.get((trip.start, trip.end))
        if row is None:
            new.append(Change(trip, None))
        elif (row.minutes, row.source) != (trip.minutes, source):
            changed.append(Change(trip, row.minutes))
    return Plan(tuple(new), tuple(changed), len(trips) - len(new) - len(changed))


def refuse_trips(trips: Sequence[Trip], own: Collection[int], towns: Collection[int]) -> None:
    """Each way once, from an own town to another one that exists, in sensible minutes."""
    seen: dict[tuple[int, int], int] = {}
    for number, trip in enumerate(trips, start=1):
        if trip.start not in own or trip.end not in towns:
            raise StartElsewhere(name=trip.start if trip.start not in own else trip.end)
        if trip.start == trip.end:
            raise TripWithin
        if not 1 <= trip.minutes <= MOST_MINUTES:
            raise MinutesUnclear(text=trip.minutes, most=MOST_MINUTES)
        first = seen.setdefault((trip.start, trip.end), number)
        if first != number:
            raise TripTwice(row=first)
