"""Who moves up when places of a sent run become free, and why those with more points cannot."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from kreislotse.allocation.deciding import Decision, decide
from kreislotse.allocation.errors import FloorsNotReachable
from kreislotse.allocation.gathering import inputs_of, seats_without_others
from kreislotse.allocation.inputs import Inputs, Person, Place, Way
from kreislotse.allocation.models import Run, RunCourse, RunLine
from kreislotse.allocation.staleness import Reason, Stale, as_reason, entries_of
from kreislotse.allocation.ways import points_of, ways_on
from kreislotse.courses.models import ChildcareSeat, Course, Seat, WaitingEntry
from kreislotse.courses.states import HOLDING, Misfit, WaitingState


@dataclass(frozen=True)
class Passed:
    """Somebody with more points for a course than who moves up there, and what speaks against it.

    Without reasons the rules for all do: households together, or a municipality's least share.
    """

    line: RunLine
    course: RunCourse
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class MovingUp:
    """Who would be offered which place now; a locked person among `passed` shows no code."""

    offers: list[tuple[RunLine, RunCourse]]
    passed: list[Passed]


def moving_up(run: Run, on: date) -> MovingUp:
    """Give what is free now to those of the run who still wait, by its criteria and points.

    Whoever holds a place keeps it; who declined or left is out, and who was to get no place by
    decision stays without. Nobody is passed over silently (R-CRS-06).
    """
    lines = {str(line.number): line for line in run.lines.all()}
    courses = {str(each.number): each for each in run.courses.select_related("course__kind")}
    entries = {entry.pk: entry for entry in entries_of(run, lines.values(), on)}
    now = {key: entries[line.entry_id] for key, line in lines.items()}
    inputs = _inputs_now(run, now, {key: each.course for key, each in courses.items()}, on)
    decision = _decide(inputs)
    rising = {
        key: course
        for key, course in decision.course_of.items()
        if course and key not in inputs.fixed
    }
    offers = sorted(rising, key=lambda key: lines[key].number)
    return MovingUp(
        offers=[(lines[key], courses[rising[key]]) for key in offers],
        passed=[
            Passed(lines[person.key], courses[course], reasons)
            for course in sorted(set(rising.values()), key=int)
            for person, reasons in _passed(inputs, decision, rising, course)
        ],
    )


def _decide(inputs: Inputs) -> Decision:
    """What became free may be too little for every least share; then it goes by points alone."""
    try:
        return decide(inputs)
    except FloorsNotReachable:
        return decide(replace(inputs, options=replace(inputs.options, fairness=0.0)))


def _inputs_now(
    run: Run, entries: Mapping[str, WaitingEntry], courses: Mapping[str, Course], on: date
) -> Inputs:
    """The sealed points with what bars people now; seats as they are held now."""
    sealed = inputs_of(run)
    people = list(entries.values())
    points = {entry.pk: points_of(entry, run.criteria, on) for entry in people}
    ways = ways_on(people, run.waiting_list, courses, run.criteria, points, on)
    seated = {
        key: _seat_in(entry, courses)
        for key, entry in entries.items()
        if entry.state in HOLDING and _seat_in(entry, courses)
    }
    waiting = {key for key, entry in entries.items() if entry.state == WaitingState.WAITING}
    refused = {key: "" for key in waiting if sealed.fixed.get(key) == ""}
    persons = tuple(
        _person_now(person, entries[person.key], ways[entries[person.key].pk], seated)
        for person in sealed.persons
        if person.key in seated or person.key in waiting
    )
    places = _places_now(sealed.places, courses, people, set(seated.values()))
    return replace(
        sealed,
        persons=persons,
        places=places,
        fixed={**refused, **seated},
        earlier=None,
        held=frozenset(seated),
    )


def _seat_in(entry: WaitingEntry, courses: Mapping[str, Course]) -> str:
    """The key of the course in which the entry has a seat; empty for none of these."""
    held = entry.seat.course_id if entry.seat else None
    return next((key for key, course in courses.items() if course.pk == held), "")


def _person_now(
    person: Person, entry: WaitingEntry, now: Mapping[str, Way], seated: Mapping[str, str]
) -> Person:
    """Nothing bars a seat that somebody has; who got it by a later offer had no way there."""
    course = seated.get(person.key, "")
    if course:
        way = replace(person.ways.get(course, now[course]), against=())
        return replace(person, ways={course: way}, childcare=entry.needs_childcare)
    ways = {key: replace(way, against=now[key].against) for key, way in person.ways.items()}
    return replace(person, ways=ways, childcare=entry.needs_childcare)


def _places_now(
    places: Iterable[Place],
    courses: Mapping[str, Course],
    people: Iterable[WaitingEntry],
    begun: set[str],
) -> tuple[Place, ...]:
    """Without the seats of others; a course in which somebody has a place is held."""
    own = Q(holder__in=[entry.pk for entry in people])
    seats = seats_without_others(Seat.objects.all(), courses.values(), own)
    childcare = seats_without_others(ChildcareSeat.objects.all(), courses.values(), own)
    return tuple(
        replace(
            place,
            capacity=seats.get(courses[place.key].pk, (0, 0))[0],
            childcare_capacity=childcare.get(courses[place.key].pk, (0, 0))[0],
            minimum=0 if place.key in begun else place.minimum,
        )
        for place in places
    )


def _passed(
    inputs: Inputs, decision: Decision, rising: Mapping[str, str], course: str
) -> Iterable[tuple[Person, tuple[Reason, ...]]]:
    """Who has more points for the course than somebody who moves up there, and gets no place."""
    known = {person.key: person for person in inputs.persons}
    least = min(known[key].ways[course].weight for key, to in rising.items() if to == course)
    full = _childcare_is_full(inputs, decision, course)
    for person in inputs.persons:
        way = person.ways.get(course)
        if decision.course_of.get(person.key) or way is None or way.weight <= least:
            continue
        reasons: tuple[Reason, ...] = tuple(as_reason(value) for value in way.against)
        if person.childcare and full:
            reasons = (*reasons, Misfit.CHILDCARE)
        if inputs.fixed.get(person.key) == "":
            reasons = (Stale.DECIDED, *reasons)
        yield person, reasons


def _childcare_is_full(inputs: Inputs, decision: Decision, course: str) -> bool:
    seats = next(place.childcare_capacity for place in inputs.places if place.key == course)
    taken = sum(
        person.childcare and decision.course_of.get(person.key) == course
        for person in inputs.persons
    )
    return taken >= seats
