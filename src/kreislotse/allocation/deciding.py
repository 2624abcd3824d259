"""Deciding who gets which place, and what one thing more or otherwise would change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.lots import lots
from kreislotse.allocation.engine.problem import Problem
from kreislotse.allocation.engine.solve import price_of_floors
from kreislotse.allocation.engine.whatif import one_more_place
from kreislotse.allocation.giving import NO_PLACE, Case, Given, give, placements_text, prepared
from kreislotse.allocation.inputs import (
    Inputs,
    Person,
    in_natural_order,
    ways_in_force,
)
from kreislotse.allocation.tables import Table, read_case, read_options


@dataclass(frozen=True, slots=True)
class Decision:
    """Who gets which place, what it is worth, and the proof."""

    course_of: dict[str, str]
    """By person with a place, in the order of the files."""
    objective: int
    bound: float
    proven: bool
    prices: dict[str, float]
    """By course: points that one more place would bring at the margin."""
    childcare_prices: dict[str, float]
    floors: dict[str, float]
    """By municipality: the least share that was promised; empty without floors."""
    floor_prices: dict[str, tuple[int, int]]
    """By municipality: points and places that its floor costs all others together."""
    stay_points: int
    moved: int
    """People who change from the course of the earlier run to another."""
    moved_fresh: int
    """So many would have to, if everything were decided from nothing."""
    lost: int
    """People who had a place in the earlier run and have none now."""
    loss: float
    """The share of the points that the quiet costs."""
    seconds: float
    """Processor time."""
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """The decision with one person fixed, beside the one without."""

    decision: Decision
    points: int
    """More (or fewer, below zero) than before."""
    places: int
    """More (or fewer, below zero) taken than before."""
    changes: tuple[tuple[str, str, str], ...]
    """Person, course before and after; "" is no place."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What one more place in a course would bring."""

    points: int
    places: int
    placed: str | None
    """Who would then have a place and has none now."""


def decide(inputs: Inputs) -> Decision:
    """Who gets which place, counted again by code that shares nothing with the solver.

    The same inputs give the same decision, in whatever order people and courses come. Raises
    FloorsNotReachable, FixedPlaceNotEligible and FixedPlacesDoNotFit.
    """
    case = case_of(inputs)
    given = give(case, inputs.options)
    return _decision(case, given, _floor_prices(case, given))


def decide_unpriced(inputs: Inputs) -> Decision:
    """The same without what the floors cost: for looking at what a change would do."""
    case = case_of(inputs)
    return _decision(case, give(case, inputs.options), {})


def placements(inputs: Inputs, decision: Decision) -> str:
    """placements.csv, the very bytes that `kreislotse allocate` writes for the sealed files."""
    case = case_of(inputs)
    return placements_text(case, placed_of(case, decision))


def replay(files: Mapping[str, str]) -> str:
    """placements.csv anew, from sealed files only."""
    tables = {name: Table.of(name, text) for name, text in files.items()}
    options = read_options(tables)
    case = read_case(tables, options.seed)
    return placements_text(case, give(case, options).solution.placed)


def effect(inputs: Inputs, decision: Decision, person: str, course: str) -> Effect:
    """What would change if this person were fixed in this course; "" is no place."""
    fixed = {**inputs.fixed, person: course}
    after = decide_unpriced(replace(inputs, fixed=fixed))
    return Effect(
        decision=after,
        points=after.objective - decision.objective,
        places=len(after.course_of) - len(decision.course_of),
        changes=changes_between(inputs, decision, after),
    )


def one_more(inputs: Inputs, decision: Decision, course: str) -> Worth:
    """What one more place would bring, at the same number of childcare seats."""
    if is_plain(inputs):
        case = case_of(inputs)
        problem, rules = prepared(case, inputs.options)
        placed, number = placed_of(case, decision), case.courses.index(course)
        found = one_more_place(problem, placed, number, fixed=rules.fixed)
        new = [move.person for move in found.moves if move.before < 0]
        gone = sum(move.after < 0 for move in found.moves)
        who = case.persons[new[0]] if new else None
        return Worth(found.points, len(new) - gone, who)
    places = tuple(
        replace(place, capacity=place.capacity + (place.key == course)) for place in inputs.places
    )
    after = decide_unpriced(replace(inputs, places=places))
    new_people = [person for person in after.course_of if person not in decision.course_of]
    return Worth(
        after.objective - decision.objective,
        len(after.course_of) - len(decision.course_of),
        new_people[0] if new_people else None,
    )


def is_plain(inputs: Inputs) -> bool:
    """Whether places, childcare seats and eligibility are all that counts."""
    options = inputs.options
    ruled = options.together or options.minimum_sizes or options.fairness
    return not ruled and not inputs.earlier


def changes_between(
    inputs: Inputs, before: Decision, after: Decision
) -> tuple[tuple[str, str, str], ...]:
    """Who has another course: the person, the course before and after."""
    rows = (
        (key, before.course_of.get(key, ""), after.course_of.get(key, ""))
        for key in in_natural_order(person.key for person in inputs.persons)
    )
    return tuple(row for row in rows if row[1] != row[2])


def case_of(inputs: Inputs) -> Case:
    """The arrays, in the order of the sealed files; people fixed without a place have no ways."""
    people = {person.key: person for person in inputs.persons}
    places = {place.key: place for place in inputs.places}
    persons, courses = in_natural_order(people), in_natural_order(places)
    number = {key: index for index, key in enumerate(courses)}
    ordered = [people[key] for key in persons]
    towns, town = _numbered(person.town for person in ordered)
    start, course, weight = _pairs(inputs, ordered, number)
    seats = [places[key] for key in courses]
    problem = Problem(
        start=start,
        course=course,
        weight=weight,
        childcare=np.array([person.childcare for person in ordered], dtype=np.bool_),
        capacity=np.array([place.capacity for place in seats], dtype=np.int64),
        childcare_capacity=np.array([p.childcare_capacity for p in seats], dtype=np.int64),
        tie=lots(inputs.options.seed, persons, courses, start, course),
        household=_households(ordered),
        minimum=np.array([place.minimum for place in seats], dtype=np.int64),
        municipality=town,
    )
    problem.check()
    return Case(
        problem,
        persons,
        courses,
        towns,
        fixed=_fixed(inputs, persons, number),
        earlier=_earlier(inputs, persons, number),
    )


def placed_of(case: Case, decision: Decision) -> NDArray[np.int32]:
    """By person: the number of the course, or -1."""
    number = {key: index for index, key in enumerate(case.courses)}
    found = (number.get(decision.course_of.get(key, ""), -1) for key in case.persons)
    return np.array(list(found), dtype=np.int32)


def _decision(case: Case, given: Given, prices: dict[str, tuple[int, int]]) -> Decision:
    solution, again = given.solution, given.again
    placed = zip(case.persons, solution.placed.tolist(), strict=True)
    return Decision(
        course_of={person: case.courses[course] for person, course in placed if course >= 0},
        objective=solution.objective,
        bound=solution.bound,
        proven=solution.proven,
        prices=dict(zip(case.courses, solution.course_price.tolist(), strict=True)),
        childcare_prices=dict(zip(case.courses, solution.childcare_price.tolist(), strict=True)),
        floors=dict(zip(case.towns, given.rules.floors or (), strict=False)),
        floor_prices=prices,
        stay_points=given.rules.stay_points,
        moved=again.moved if again else 0,
        moved_fresh=again.moved_fresh if again else 0,
        lost=again.lost if again else 0,
        loss=again.loss if again else 0.0,
        seconds=given.seconds,
        steps=solution.steps,
    )


def _floor_prices(case: Case, given: Given) -> dict[str, tuple[int, int]]:
    if given.rules.floors is None:
        return {}
    rules = replace(given.rules, stay=None, stay_points=0)
    held = None if given.again else given.solution
    found = price_of_floors(given.problem, rules, held)
    return {case.towns[price.municipality]: (price.points, price.places) for price in found}


def _numbered(names: Iterable[str]) -> tuple[list[str], NDArray[np.int32]]:
    """The names in the order in which they first come, and the number of each."""
    known: dict[str, int] = {}
    numbers = [known.setdefault(name, len(known)) for name in names]
    return list(known), np.array(numbers, dtype=np.int32)


def _households(ordered: Sequence[Person]) -> NDArray[np.int32]:
    known: dict[str, int] = {}
    numbers = [
        known.setdefault(person.household, len(known)) if person.household else -1
        for person in ordered
    ]
    return np.array(numbers, dtype=np.int32)


def _pairs(
    inputs: Inputs, ordered: Sequence[Person], number: Mapping[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Where each person's pairs begin, their courses in rising order, and their weights."""
    start, course, weight = [0], [], []
    for person in ordered:
        ways = ways_in_force(inputs, person)
        for index, key in sorted((number[key], key) for key in ways):
            course.append(index)
            weight.append(ways[key].weight)
        start.append(len(course))
    return (
        np.array(start, dtype=np.int64),
        np.array(course, dtype=np.int32),
        np.array(weight, dtype=np.int64),
    )


def _fixed(
    inputs: Inputs, persons: Sequence[str], number: Mapping[str, int]
) -> NDArray[np.int32] | None:
    if not inputs.fixed:
        return None
    known = {**number, "": NO_PLACE}
    found = (known[inputs.fixed[key]] if key in inputs.fixed else -1 for key in persons)
    return np.array(list(found), dtype=np.int32)


def _earlier(
    inputs: Inputs, persons: Sequence[str], number: Mapping[str, int]
) -> NDArray[np.int32] | None:
    """Courses that are gone are passed over."""
    if not inputs.earlier:
        return None
    found = (number.get(inputs.earlier.get(key, ""), -1) for key in persons)
    return np.array(list(found), dtype=np.int32)
