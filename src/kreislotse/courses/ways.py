"""How long somebody is under way to a course, estimated from two places. No database, no clock."""

from math import asin, ceil, cos, radians, sin, sqrt
from typing import NamedTuple

_EARTH_KM = 6371.0
# What the estimate assumes; `ASSUMPTION` in web/courses/travel_pages.py says it in words.
DETOUR = 1.3
KM_PER_HOUR = 30
WAIT_MINUTES = 10
STEP_MINUTES = 5
SAME_TOWN_MINUTES = 15


class Place(NamedTuple):
    """Degrees (WGS 84)."""

    latitude: float
    longitude: float


class Way(NamedTuple):
    """Minutes of travel in one direction; `measured` where a matrix gives them."""

    minutes: int
    measured: bool


def distance_km(start: Place, end: Place) -> float:
    """The shortest way over the globe, in kilometres."""
    north, south = radians(start.latitude), radians(end.latitude)
    across = sin((south - north) / 2) ** 2
    along = sin(radians(end.longitude - start.longitude) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(across + cos(north) * cos(south) * along))


def estimated_minutes(start: Place, end: Place) -> int:
    """Minutes by bus and train: a detour, a speed, waiting and walking; rounded up."""
    riding = distance_km(start, end) * DETOUR * 60 / KM_PER_HOUR
    # Rounded to a second first, so that the last bit of a float adds no five minutes.
    return ceil(round(riding + WAIT_MINUTES, 2) / STEP_MINUTES) * STEP_MINUTES


def way_between(start: Place | None, end: Place | None, *, same_town: bool) -> Way | None:
    """The estimate; within a town without places a flat one, between towns then none."""
    if start is not None and end is not None:
        return Way(estimated_minutes(start, end), measured=False)
    return Way(SAME_TOWN_MINUTES, measured=False) if same_town else None
