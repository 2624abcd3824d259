"""People in figures about courses who are erased since: what statistics keep of them (G65)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import QuerySet

from kreislotse.courses.figures_places import Stay
from kreislotse.courses.picture_rows import Need
from kreislotse.protection.models import Tally
from kreislotse.protection.tallies import COURSE

_WAITED, _PLACED = f"{COURSE}waited", f"{COURSE}placed"
_STARTED, _LEFT = f"{COURSE}started", f"{COURSE}dropped_out"


def with_erased(found: Sequence[Need], lists: Collection[int]) -> list[Need]:
    """The same by municipality, with those who are erased; nobody of them waits."""
    erased: dict[int, Counter[str]] = defaultdict(Counter)
    for town, feature, people in _tallies(lists).values_list("owner", "feature", "people"):
        erased[town][feature] += people
    known = {each.municipality: each for each in found}
    towns = [*known, *sorted(town for town in erased if town not in known)]
    return [
        Need(
            each.municipality,
            each.entered + erased[each.municipality][_WAITED],
            each.waiting,
            each.placed + erased[each.municipality][_PLACED],
        )
        for each in (known.get(town, Need(town, 0, 0, 0)) for town in towns)
    ]


def stays_of_erased(lists: Collection[int], on: date) -> list[Stay]:
    """Who began a course and stayed; only the year is kept, so they count from its end on."""
    people: Counter[int] = Counter()
    for feature, year, number in _tallies(lists).values_list("feature", "year", "people"):
        people[year] += {_STARTED: number, _LEFT: -number}.get(feature, 0)
    days = {year: min(date(year, 12, 31), on) for year in people}
    return [Stay(days[year], days[year]) for year, number in people.items() for _ in range(number)]


def _tallies(lists: Collection[int]) -> QuerySet[Tally]:
    values = [str(each) for each in lists]
    return Tally.objects.filter(call__isnull=True, feature__startswith=COURSE, value__in=values)
