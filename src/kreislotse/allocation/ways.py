"""What each course counts for each person on a list, how far it is, and what bars it."""

from collections.abc import Mapping, Sequence
from datetime import date

from kreislotse.allocation.criteria import (
    TRAVEL,
    person_points,
    too_far,
    travel_points,
    weight_of,
)
from kreislotse.allocation.inputs import Way
from kreislotse.allocation.models import CriteriaVersion
from kreislotse.courses.models import Course, WaitingEntry, WaitingList
from kreislotse.courses.queues import fits_for
from kreislotse.courses.states import WISHES
from kreislotse.courses.travel import ways_of

# A run follows these; whoever decides otherwise with a reason may go against them.
MAY_BE_SET_ASIDE = frozenset({*(wish.value for wish in WISHES), TRAVEL})


def waited(entry: WaitingEntry, on: date) -> int:
    """Full weeks since the person first asked."""
    return max(0, (on - entry.asked_on).days // 7)


def points_of(entry: WaitingEntry, criteria: CriteriaVersion, on: date) -> dict[str, int]:
    """A person's points by name, as of the day; from an entry as `sort_entries` gives it."""
    jumped_on = entry.jumped_on  # type: ignore[attr-defined]
    return person_points(
        criteria,
        priority=entry.priority,
        weeks=waited(entry, on),
        jumped=jumped_on is not None and jumped_on <= on,
    )


def ways_on(
    entries: Sequence[WaitingEntry],
    waiting_list: WaitingList,
    courses: Mapping[str, Course],
    criteria: CriteriaVersion,
    points: Mapping[int, Mapping[str, int]],
    on: date,
) -> dict[int, dict[str, Way]]:
    """By entry, then by the course's key; a fixed number of queries for any number of people."""
    fits = fits_for(entries, waiting_list, list(courses.values()), on)
    travel = ways_of(waiting_list.owner_id, courses.values())
    towns = {entry.town_id for entry in entries}
    found: dict[int, dict[str, Way]] = {entry.pk: {} for entry in entries}
    for key, course in courses.items():
        fit = fits[course.pk]
        minutes = {town: travel.minutes(town, course) for town in towns}
        for entry in entries:
            way = minutes[entry.town_id]
            against = tuple(misfit.value for misfit in fit.misfits(entry))
            if too_far(criteria, way, entry.travel_minutes):
                against = (*against, TRAVEL)
            weight = weight_of(points[entry.pk], travel_points(criteria, way))
            found[entry.pk][key] = Way(weight, way, against)
    return found
