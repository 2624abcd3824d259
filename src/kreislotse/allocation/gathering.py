"""What a run decides on, gathered from the records; and a stored run as it was sealed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from kreislotse.allocation.inputs import Inputs, Options, Person, Place, Way
from kreislotse.allocation.models import CriteriaVersion, Run, RunLine
from kreislotse.allocation.unsealing import read_sealed
from kreislotse.allocation.ways import points_of, waited, ways_on
from kreislotse.courses.models import ChildcareSeat, Course, Seat, WaitingEntry, WaitingList
from kreislotse.courses.queues import in_line, sort_entries
from kreislotse.courses.states import HOLDING, TAKES_PEOPLE


@dataclass(frozen=True)
class Gathered:
    """The inputs of a run, and whom and what their keys stand for.

    `ranks` has the place in the list's own order of everybody who waits, `held` are those who have
    a seat in one of the courses already.
    """

    inputs: Inputs
    entries: dict[str, WaitingEntry]
    courses: dict[str, Course]
    ranks: dict[str, int]
    held: frozenset[str]


def courses_for(waiting_list: WaitingList, on: date) -> list[Course]:
    """The courses that take people from this list now, in the order of their first day."""
    courses = Course.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        owner=waiting_list.owner_id,
        kind=waiting_list.kind_id,
        state__in=TAKES_PEOPLE,
    )
    if waiting_list.quota_id is not None:
        courses = courses.filter(Q(quota__isnull=True) | Q(quota=waiting_list.quota_id))
    return list(_by_start(courses.select_related("kind", "municipality", "provider")))


def _by_start(courses: QuerySet[Course]) -> QuerySet[Course]:
    return courses.order_by(F("starts_on").asc(nulls_last=True), "number", "pk")


def gather(
    waiting_list: WaitingList,
    courses: Sequence[Course],
    criteria: CriteriaVersion,
    on: date,
    *,
    earlier: Run | None = None,
    stay_points: int | None = None,
) -> Gathered:
    """Everybody who waits on the list or holds a seat from it, with points and ways of the day.

    A fixed number of queries for any number of people.
    """
    ordered = list(_by_start(Course.objects.filter(pk__in=[course.pk for course in courses])))
    by_key = {str(number): course for number, course in enumerate(ordered, start=1)}
    waiting, holding = in_line(waiting_list, on), _holding(waiting_list, ordered, on)
    everybody = [*waiting, *holding]
    entries = {str(number): entry for number, entry in enumerate(everybody, start=1)}
    points = {entry.pk: points_of(entry, criteria, on) for entry in everybody}
    ways = ways_on(everybody, waiting_list, by_key, criteria, points, on)
    fixed = _held_courses(holding, by_key)
    for entry, course in fixed.items():
        ways[entry] = {course: replace(ways[entry][course], against=())}
    ranks = {str(number): number for number in range(1, len(waiting) + 1)}
    inputs = Inputs(
        persons=_persons(entries, points, ways, ranks, on),
        places=_places(by_key, waiting_list),
        options=_options(waiting_list, criteria, on, stay_points),
        fixed={key: fixed[entry.pk] for key, entry in entries.items() if entry.pk in fixed},
        earlier=_before(earlier, entries, by_key) if earlier else None,
        held=frozenset(key for key, entry in entries.items() if entry.pk in fixed),
        week=criteria.week,
        most_weeks=criteria.most_weeks,
    )
    return Gathered(inputs, entries, by_key, ranks, inputs.held)


def _holding(waiting_list: WaitingList, courses: Sequence[Course], on: date) -> list[WaitingEntry]:
    """Those of the list who hold a seat in one of the courses, in the order of the list."""
    held = WaitingEntry.objects.filter(
        waiting_list=waiting_list, state__in=HOLDING, seat__course__in=courses
    )
    return sort_entries(held.select_related("seat"), waiting_list, on)


def _held_courses(holding: Iterable[WaitingEntry], courses: Mapping[str, Course]) -> dict[int, str]:
    keys = {course.pk: key for key, course in courses.items()}
    return {entry.pk: keys[entry.seat.course_id] for entry in holding if entry.seat}


def _persons(
    entries: Mapping[str, WaitingEntry],
    points: Mapping[int, Mapping[str, int]],
    ways: Mapping[int, Mapping[str, Way]],
    ranks: Mapping[str, int],
    on: date,
) -> tuple[Person, ...]:
    homes = _households(entries.values())
    return tuple(
        Person(
            key=key,
            town=entry.municipality.name,
            household=homes.get(entry.candidate.household_id, ""),
            childcare=entry.needs_childcare,
            ways=ways[entry.pk],
            parts=points[entry.pk],
            weeks=waited(entry, on),
            rank=ranks.get(key, 0),
        )
        for key, entry in entries.items()
    )


def _households(entries: Iterable[WaitingEntry]) -> dict[int | None, str]:
    """A key for each household with more than one member here; it says nothing of whose it is."""
    members: dict[int, int] = {}
    for entry in entries:
        home = entry.candidate.household_id
        if home is not None:
            members[home] = members.get(home, 0) + 1
    several = [home for home, number in members.items() if number > 1]
    return {home: f"h{number}" for number, home in enumerate(several, start=1)}


def _places(courses: Mapping[str, Course], waiting_list: WaitingList) -> tuple[Place, ...]:
    """The seats of each course without those that people of other lists hold."""
    own = Q(holder__waiting_list=waiting_list)
    seats = seats_without_others(Seat.objects.all(), courses.values(), own)
    childcare = seats_without_others(ChildcareSeat.objects.all(), courses.values(), own)
    none = (0, 0)
    return tuple(
        Place(
            key=key,
            capacity=seats.get(course.pk, none)[0],
            childcare_capacity=childcare.get(course.pk, none)[0],
            minimum=max(0, course.minimum - seats.get(course.pk, none)[1]),
        )
        for key, course in courses.items()
    )


def seats_without_others(
    seats: QuerySet[Any], courses: Iterable[Course], own: Q
) -> dict[int, tuple[int, int]]:
    """By course: how many seats are free or held by `own`, and how many others hold."""
    rows = seats.filter(course__in=list(courses)).order_by().values("course")
    counts = rows.annotate(
        every=Count("pk"), held=Count("holder"), ours=Count("holder", filter=own)
    )
    return {
        row["course"]: (row["every"] - row["held"] + row["ours"], row["held"] - row["ours"])
        for row in counts
    }


def _options(
    waiting_list: WaitingList, criteria: CriteriaVersion, on: date, stay_points: int | None
) -> Options:
    return Options(
        together=criteria.keep_together,
        minimum_sizes=criteria.keep_minimum,
        fairness=criteria.floor_percent / 100,
        stay_points=stay_points,
        seed=f"{waiting_list.pk}/{on:%Y-%m-%d}",
    )


def _before(
    run: Run, entries: Mapping[str, WaitingEntry], courses: Mapping[str, Course]
) -> dict[str, str]:
    """Where the earlier run had those who are still here, in courses that are still here."""
    lines = RunLine.objects.filter(run=run, course__isnull=False)
    had = dict(lines.values_list("entry", "course__course"))
    keys = {course.pk: key for key, course in courses.items()}
    places = {key: had.get(entry.pk) for key, entry in entries.items()}
    return {key: keys[course] for key, course in places.items() if course in keys}


def ways_as_kept(ways: Mapping[str, Way]) -> dict[str, dict[str, Any]]:
    """As a line of a run keeps them."""
    return {
        key: {"weight": way.weight, "minutes": way.minutes, "against": list(way.against)}
        for key, way in ways.items()
    }


def inputs_of(run: Run) -> Inputs:
    """What a stored run decided on: its sealed files, with what its lines say beyond them.

    It seals to the same files. Somebody who was erased has the number and the ways of the files.
    """
    sealed = read_sealed(run.sealed)
    lines = {str(line.number): line for line in run.lines.select_related("entry")}
    people = (
        _as_in_line(person, lines[person.key], run.drawn_on) if person.key in lines else person
        for person in sealed.persons
    )
    return replace(
        sealed,
        persons=tuple(people),
        held=frozenset(key for key, line in lines.items() if line.held),
        week=run.criteria.week,
        most_weeks=run.criteria.most_weeks,
    )


def _as_in_line(person: Person, line: RunLine, drawn_on: date) -> Person:
    ways = {
        key: Way(way["weight"], way["minutes"], tuple(way["against"]))
        for key, way in line.ways.items()
    }
    weeks = waited(line.entry, drawn_on)
    return replace(person, ways=ways, parts=line.parts, weeks=weeks, rank=line.rank or 0)
