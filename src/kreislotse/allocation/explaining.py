"""Why somebody has a place or not: recomputed from the inputs, and therefore true."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kreislotse.allocation.chances import KINDS, Chances, Trials, chances
from kreislotse.allocation.changes import Change, person_of, with_change, with_person
from kreislotse.allocation.deciding import Decision
from kreislotse.allocation.inputs import Inputs, Person, Way, in_natural_order, ways_in_force

__all__ = ["Change", "Competition", "Explanation", "Reason", "explain", "with_change"]


class Reason(StrEnum):
    """What decided; the first that applies."""

    PLACED = "placed"
    HELD = "held"
    """Had the place before."""
    DECIDED = "decided"
    """Somebody decided otherwise than the criteria would."""
    NO_COURSE = "no_course"
    """No course is eligible."""
    CLOSED = "closed"
    """Every eligible course has fewer people than its minimum."""
    CHILDCARE = "childcare"
    """Without the need for a childcare seat there would be a place."""
    HOUSEHOLD = "household"
    """Alone the person would have a place."""
    FLOOR = "floor"
    """Without the shares promised to municipalities there would be a place."""
    OUTDONE = "outdone"
    """Others have more points, or as many and the luckier lot."""


@dataclass(frozen=True, slots=True)
class Competition:
    """Who got the places of a course, without anybody in particular."""

    course: str
    places: int
    with_more_points: int
    """Of those placed there: how many have more points there than the person."""
    by_part: Mapping[str, int]
    """How many of those placed there have this part of points."""
    least_weight: int
    """The fewest points that got somebody a place there by the criteria.

    0 where nobody is, or where the person has as many and no place: other rules stood between.
    """


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why it came out so for one person, and what would have given a place."""

    reason: Reason
    courses: tuple[Competition, ...]
    """The eligible ones that take place; of somebody placed, the one."""
    barred: Mapping[str, tuple[str, ...]]
    """By course: what speaks against it."""
    changes: tuple[Change, ...]
    """The smallest number first, at most one of each kind; each was found true by solving."""
    course: str
    """Where the person has a place; "" is nowhere."""


def explain(inputs: Inputs, decision: Decision, person: str) -> Explanation:
    """Why the decision on these inputs gives this person a place or none."""
    who, course = person_of(inputs, person), decision.course_of.get(person, "")
    barred = {key: way.against for key, way in _sorted_ways(who) if way.against}
    settled = _settled(inputs, who, course)
    if settled is not None:
        return Explanation(settled, _own(inputs, decision, who, settled), barred, (), course)
    found = chances(inputs, person, decision)
    reason = _reason(inputs, decision, who, found)
    shown = in_natural_order(ways_in_force(inputs, who).keys() - _closed(inputs, decision))
    changes = sorted(found.all(), key=lambda change: (change.amount, KINDS.index(change.kind)))
    return Explanation(reason, _competition(inputs, decision, who, shown), barred, (*changes,), "")


def _settled(inputs: Inputs, person: Person, course: str) -> Reason | None:
    """For whoever has a place, or about whom somebody decided."""
    if person.key in inputs.held:
        return Reason.HELD
    if person.key in inputs.fixed:
        return Reason.DECIDED
    return Reason.PLACED if course else None


def _own(
    inputs: Inputs, decision: Decision, person: Person, reason: Reason
) -> tuple[Competition, ...]:
    """The competition for the course that the person got."""
    if reason is not Reason.PLACED:
        return ()
    return _competition(inputs, decision, person, [decision.course_of[person.key]])


def _reason(inputs: Inputs, decision: Decision, person: Person, found: Chances | Trials) -> Reason:
    if not ways_in_force(inputs, person):
        return Reason.NO_COURSE
    if ways_in_force(inputs, person).keys() <= _closed(inputs, decision):
        return Reason.CLOSED
    if found.without_childcare():
        return Reason.CHILDCARE
    if isinstance(found, Trials):
        return _ruled(inputs, person, found)
    return Reason.OUTDONE


def _ruled(inputs: Inputs, person: Person, found: Trials) -> Reason:
    """Whether a household or a promised share stands between the person and a place."""
    options = inputs.options
    alone = with_person(inputs, replace(person, household=""))
    if options.together and _lives_with_others(inputs, person) and found.would_be_placed(alone):
        return Reason.HOUSEHOLD
    free = replace(inputs, options=replace(options, fairness=0.0))
    if options.fairness and found.would_be_placed(free):
        return Reason.FLOOR
    return Reason.OUTDONE


def _lives_with_others(inputs: Inputs, person: Person) -> bool:
    """Whether somebody else of the household could get a place, too."""
    return bool(person.household) and any(
        other.household == person.household and other.key != person.key
        for other in inputs.persons
        if ways_in_force(inputs, other)
    )


def _closed(inputs: Inputs, decision: Decision) -> set[str]:
    """The courses that do not take place: fewer people than their minimum."""
    if not inputs.options.minimum_sizes:
        return set()
    held = set(decision.course_of.values())
    return {place.key for place in inputs.places if place.minimum and place.key not in held}


def _sorted_ways(person: Person) -> list[tuple[str, Way]]:
    return [(key, person.ways[key]) for key in in_natural_order(person.ways)]


def _competition(
    inputs: Inputs, decision: Decision, person: Person, courses: list[str]
) -> tuple[Competition, ...]:
    """For each course: its places, and what those placed there have."""
    there: dict[str, list[Person]] = {course: [] for course in courses}
    for other in inputs.persons:
        course = decision.course_of.get(other.key, "")
        if course in there:
            there[course].append(other)
    places = {place.key: place.capacity for place in inputs.places}
    found = []
    for course in courses:
        weights = [other.ways[course].weight for other in there[course]]
        parts = Counter(part for other in there[course] for part in other.parts)
        own = person.ways[course].weight
        free = (each.ways[course].weight for each in there[course] if each.key not in inputs.fixed)
        least, placed = min(free, default=0), decision.course_of.get(person.key) == course
        found.append(
            Competition(
                course=course,
                places=places[course],
                with_more_points=sum(weight > own for weight in weights),
                by_part=dict(sorted(parts.items())),
                least_weight=least if placed or own < least else 0,
            )
        )
    return tuple(found)
