"""Districts where many placements are equally good, or nearly everything is tight or free."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.problem import Problem

SEED = 7
LEVELS = 4
DAYS = 1000
COARSE = 5
AMPLE = 5
SCARCE = 0.1
WITH_SEATS = 0.2
ALONE = 0.5


def by_priority(problem: Problem) -> Problem:
    """Points tell persons apart and not courses: four levels of priority."""
    return _by_person(problem, _chance(problem).integers(1, LEVELS + 1, problem.persons) * 250)


def by_waiting(problem: Problem) -> Problem:
    """Points tell persons apart and not courses: one a day of waiting."""
    return _by_person(problem, _chance(problem).integers(1, DAYS + 1, problem.persons))


def all_equal(problem: Problem) -> Problem:
    """As many as possible; the lots alone say who."""
    return replace(problem, weight=np.ones_like(problem.weight))


def coarse(problem: Problem) -> Problem:
    """The same order in five steps."""
    most = max(1, int(problem.weight.max(initial=1)))
    return replace(problem, weight=(problem.weight * COARSE + most - 1) // most)


def ample(problem: Problem) -> Problem:
    """Places far beyond the demand."""
    return replace(
        problem,
        capacity=problem.capacity * AMPLE,
        childcare_capacity=problem.childcare_capacity * AMPLE,
    )


def scarce(problem: Problem) -> Problem:
    """A tenth of the places."""
    chance = _chance(problem)
    return replace(
        problem,
        capacity=chance.binomial(problem.capacity, SCARCE),
        childcare_capacity=chance.binomial(problem.childcare_capacity, SCARCE),
    )


def few_seats(problem: Problem) -> Problem:
    """Four courses of five without any childcare seat."""
    some = _chance(problem).random(problem.courses) < WITH_SEATS
    return replace(problem, childcare_capacity=problem.childcare_capacity * some)


def single_choice(problem: Problem) -> Problem:
    """Half of the persons with one eligible course only."""
    chance, person = _chance(problem), problem.person_of_pair()
    alone = chance.random(problem.persons) < ALONE
    own = np.floor(chance.random(problem.persons) * np.diff(problem.start)).astype(np.int64)
    rank = np.arange(problem.pairs) - problem.start[person]
    keep = np.flatnonzero(~alone[person] | (rank == own[person]))
    return replace(
        problem,
        start=np.searchsorted(person[keep], np.arange(problem.persons + 1)).astype(np.int64),
        course=problem.course[keep],
        weight=problem.weight[keep],
        tie=problem.tie[keep],
    )


KINDS: dict[str, tuple[Callable[[Problem], Problem], ...]] = {
    "varied": (),
    "priority": (by_priority,),
    "waiting": (by_waiting,),
    "equal": (all_equal,),
    "coarse": (coarse,),
    "ample": (ample,),
    "scarce": (scarce,),
    "few-seats": (few_seats,),
    "single": (single_choice,),
    "scarce-equal": (scarce, all_equal),
    "ample-equal": (ample, all_equal),
    "few-seats-waiting": (few_seats, by_waiting),
    "single-priority": (single_choice, by_priority),
}


def of_kind(problem: Problem, kind: str) -> Problem:
    """The same district, made into one of the kinds."""
    for change in KINDS[kind]:
        problem = change(problem)
    return problem


def _by_person(problem: Problem, points: NDArray[np.int64]) -> Problem:
    return replace(problem, weight=points[problem.person_of_pair()])


def _chance(problem: Problem) -> np.random.Generator:
    return np.random.default_rng([SEED, problem.persons, problem.courses])
