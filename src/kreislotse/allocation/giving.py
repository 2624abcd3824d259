"""Giving places: what the command line and the district's runs do alike, on arrays."""

import csv
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.again import Again, solve_again
from kreislotse.allocation.engine.certificate import check_solution
from kreislotse.allocation.engine.problem import Problem, Rules, Solution
from kreislotse.allocation.engine.solve import solve
from kreislotse.allocation.errors import FloorsNotReachable
from kreislotse.allocation.fairness import floors
from kreislotse.allocation.inputs import Options

NO_PLACE = -2
"""Fixed: this person gets no place."""


@dataclass(frozen=True, slots=True)
class Case:
    """A problem with the keys behind its numbers, and what was decided before."""

    problem: Problem
    persons: Sequence[str]
    courses: Sequence[str]
    towns: Sequence[str]
    fixed: NDArray[np.int32] | None = None
    """By person: the course that must not change, -1 free, NO_PLACE."""
    earlier: NDArray[np.int32] | None = None
    """By person: the course of the earlier run, -1 none."""
    scale: int = 1
    """Whole points of the problem per point of the files."""


@dataclass(frozen=True, slots=True)
class Given:
    """Who gets which place, counted again, and under which rules."""

    problem: Problem
    """As it was decided on: without the ways of people who get no place by decision."""
    solution: Solution
    rules: Rules
    again: Again | None
    """Beside the one that would start from nothing, if there is an earlier run."""
    seconds: float
    """Processor time of everything."""


class _Placed(Protocol):
    @property
    def placed(self) -> NDArray[np.int32]: ...


R = TypeVar("R", bound=_Placed)


@dataclass(frozen=True, slots=True)
class _Quiet:
    """A re-run, seen as a placement."""

    again: Again

    @property
    def placed(self) -> NDArray[np.int32]:
        return self.again.solution.placed


def give(case: Case, options: Options) -> Given:
    """Solve under the options and count everything again.

    Least shares are a part of the share that is placed over all without them. Raises
    FloorsNotReachable with names, FixedPlaceNotEligible and FixedPlacesDoNotFit.
    """
    began = time.process_time()
    problem, rules = prepared(case, options)
    problem, solution = _filled(problem, rules, lambda it: solve(it, rules))
    free = problem, solution
    try:
        problem, solution, again, rules = _under(case, options, rules, *free, options.fairness)
    except FloorsNotReachable as refusal:
        if rules.fixed is None or not (rules.fixed >= 0).any():
            raise _by_name(refusal, case.towns) from refusal
        problem, solution, again, rules = _with_less(case, options, rules, *free)
    check_solution(problem, solution, rules)
    return Given(problem, solution, rules, again, time.process_time() - began)


def prepared(case: Case, options: Options) -> tuple[Problem, Rules]:
    """The problem without what is decided already, and the rules without floors and stay points."""
    problem, fixed = case.problem, case.fixed
    if fixed is not None:
        problem = _without_ways(problem, fixed == NO_PLACE)
        fixed = np.maximum(fixed, -1)
        if options.together:
            problem = _parting_with_fixed(problem, fixed)
    rules = Rules(together=options.together, minimum_sizes=options.minimum_sizes, fixed=fixed)
    return problem, rules


def placements_text(case: Case, placed: NDArray[np.int32]) -> str:
    """placements.csv: everybody with a place, in the order of people."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("person", "course"))
    rows.writerows(
        (person, case.courses[course])
        for person, course in zip(case.persons, placed.tolist(), strict=True)
        if course >= 0
    )
    return text.getvalue()


_Found = tuple[Problem, Solution, Again | None, Rules]


def _with_less(
    case: Case, options: Options, rules: Rules, problem: Problem, free: Solution
) -> _Found:
    """Places given before leave too few for the promise: the largest part of it that can be kept.

    In whole percent, since that is how criteria promise it.
    """
    low, high = 0, round(options.fairness * 100)
    found = _under(case, options, rules, problem, free, 0.0)
    while high - low > 1:
        percent = (low + high) // 2
        try:
            found = _under(case, options, rules, problem, free, percent / 100)
        except FloorsNotReachable:
            high = percent
        else:
            low = percent
    kept, solution, again, held = found
    said = f"Mindestanteile auf {low} % gesenkt, weil Plätze schon fest vergeben sind"
    return kept, replace(solution, steps=(*solution.steps, said)), again, held


def _under(
    case: Case, options: Options, rules: Rules, problem: Problem, free: Solution, part: float
) -> _Found:
    """With floors and the earlier run, where there are any; otherwise what was found before."""
    if part:
        rules = replace(rules, floors=floors(problem, free.placed, len(case.towns), part))
    if case.earlier is None:
        if rules.floors is not None:
            problem, free = _filled(problem, rules, lambda it: solve(it, rules))
        return problem, free, None, rules
    earlier = case.earlier
    points = None if options.stay_points is None else options.stay_points * case.scale
    problem, quiet = _filled(
        problem,
        rules,
        lambda it: _Quiet(solve_again(it, rules, earlier, fixed=rules.fixed, stay_points=points)),
    )
    return problem, quiet.again.solution, quiet.again, quiet.again.rules


def _filled(problem: Problem, rules: Rules, attempt: Callable[[Problem], R]) -> tuple[Problem, R]:
    """Courses with fixed people take place: where their minimum cannot be had, it is let go."""
    while True:
        found = attempt(problem)
        if not rules.minimum_sizes or rules.fixed is None:
            return problem, found
        load = np.bincount(found.placed[found.placed >= 0], minlength=problem.courses)
        open_ = np.bincount(rules.fixed[rules.fixed >= 0], minlength=problem.courses) > 0
        short = open_ & (load < problem.minimum)
        if not short.any():
            return problem, found
        problem = replace(problem, minimum=np.where(short, 0, problem.minimum))


def _without_ways(problem: Problem, who: NDArray[np.bool_]) -> Problem:
    """The problem without any pair of these people."""
    if not who.any():
        return problem
    person = problem.person_of_pair()
    kept = np.flatnonzero(~who[person])
    return replace(
        problem,
        start=np.searchsorted(person[kept], np.arange(problem.persons + 1)).astype(np.int64),
        course=problem.course[kept],
        weight=problem.weight[kept],
        tie=problem.tie[kept],
    )


def _parting_with_fixed(problem: Problem, fixed: NDArray[np.int32]) -> Problem:
    """Where a household cannot follow a member with a fixed place, that member counts alone."""
    household = problem.household.copy()
    asking = (np.diff(problem.start) > 0) & (household >= 0)
    people = np.flatnonzero(asking)
    people = people[np.argsort(household[people], kind="stable")]
    firm = fixed[fixed >= 0]
    cared = fixed[(fixed >= 0) & problem.childcare]
    room = problem.capacity - np.bincount(firm, minlength=problem.courses)
    seats = problem.childcare_capacity - np.bincount(cared, minlength=problem.courses)
    for house in np.unique(household[asking & (fixed >= 0)]).tolist():
        begin, end = np.searchsorted(household[people], (house, house + 1))
        members = people[begin:end]
        held, free = members[fixed[members] >= 0], members[fixed[members] < 0]
        course, need = int(fixed[held[0]]), int(problem.childcare[free].sum())
        same = bool((fixed[held] == course).all())
        ways = all(_has_way(problem, int(person), course) for person in free)
        if same and ways and len(free) <= room[course] and need <= seats[course]:
            room[course] -= len(free)
            seats[course] -= need
        else:
            household[held] = -1
    return replace(problem, household=household)


def _has_way(problem: Problem, person: int, course: int) -> bool:
    return course in problem.course[problem.start[person] : problem.start[person + 1]]


def _by_name(refusal: FloorsNotReachable, towns: Sequence[str]) -> FloorsNotReachable:
    reached = {towns[int(town)]: share for town, share in refusal.facts["reached"].items()}
    return FloorsNotReachable(
        municipalities=", ".join(reached), share=refusal.facts["share"], reached=reached
    )
