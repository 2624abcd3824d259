"""How many places of a quota are free for a place, while some are kept for others (R-CRS-10).

Pure: no database, no clock. A course in a municipality uses up what is kept for the municipality
first, then what is kept for its district, then what is kept for nobody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Kept:
    """Places kept for a district or municipality, until the day on which they flow back."""

    organisation: int
    places: int
    flows_back_on: date

    def holds_on(self, day: date) -> bool:
        return day < self.flows_back_on


@dataclass(frozen=True)
class Town:
    """A municipality with its district, if it has one."""

    municipality: int
    district: int | None


def unused(kept: Iterable[Kept], seats: Mapping[Town, int], on: date) -> Counter[int]:
    """By organisation, how many of the places kept for it no course there has used yet.

    `seats` says how many seats of the quota courses have in each municipality.
    """
    left = Counter({each.organisation: each.places for each in kept if each.holds_on(on)})
    for town, number in seats.items():
        own = min(number, left[town.municipality])
        left[town.municipality] -= own
        if town.district is not None:
            left[town.district] -= min(number - own, left[town.district])
    return +left


def kept_for_others(kept: Iterable[Kept], seats: Mapping[Town, int], town: Town, on: date) -> int:
    """How many places a new course in this municipality must leave to others."""
    left = unused(kept, seats, on)
    return left.total() - left[town.municipality] - left[town.district or 0]
