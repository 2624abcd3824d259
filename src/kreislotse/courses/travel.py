"""The ways from the municipalities of a district to its courses (R-CRS-09)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from kreislotse.courses.models import Course, TravelTime
from kreislotse.courses.ways import Place, Way, way_between
from kreislotse.organisations.models import Organisation


@dataclass(frozen=True)
class Ways:
    """Measured minutes by (from, to) municipality, and where the municipalities lie."""

    measured: Mapping[tuple[int, int], int]
    towns: Mapping[int, Place]

    def minutes(self, town_id: int, course: Course) -> int | None:
        """Minutes from a municipality to a course; None where nobody can say."""
        way = self.way(town_id, course)
        return None if way is None else way.minutes

    def way(self, town_id: int, course: Course) -> Way | None:
        """What the matrix says; else the estimate."""
        measured = self.measured.get((town_id, course.municipality_id))
        if measured is not None:
            return Way(measured, measured=True)
        same_town = town_id == course.municipality_id
        own = _place(course.latitude, course.longitude)
        if own is None and same_town:
            return way_between(None, None, same_town=True)
        end = own or self.towns.get(course.municipality_id)
        return way_between(self.towns.get(town_id), end, same_town=same_town)


def ways_of(district_id: int, courses: Iterable[Course]) -> Ways:
    """The ways from the district's municipalities to these courses, in two queries."""
    there = {course.municipality_id for course in courses}
    rows = TravelTime.objects.filter(owner=district_id, to_town__in=there)
    towns = Organisation.objects.filter(Q(part_of=district_id) | Q(pk__in=there))
    places = ((town.pk, _place(town.latitude, town.longitude)) for town in towns)
    return Ways(
        {
            (start, end): minutes
            for start, end, minutes in rows.values_list("from_town", "to_town", "minutes")
        },
        {town: place for town, place in places if place is not None},
    )


def _place(latitude: float | None, longitude: float | None) -> Place | None:
    return None if latitude is None or longitude is None else Place(latitude, longitude)
