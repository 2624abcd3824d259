"""Whether a placement keeps the rules and how good the best one could be at most.

Nothing here comes from the solver: everything is counted again from the problem, the placement and
the prices. Any prices from zero up prove a bound: nobody can gain more than what a person's best
course leaves after its price, and the places themselves are worth their prices.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.problem import PLAIN, Problem, Rules, Solution
from kreislotse.allocation.errors import PlacementNotAsStated

CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Certificate:
    """What holds, counted again; in points."""

    objective: int
    bound: float
    """Proved by the prices of places and childcare seats; stay points apart.

    Households count as a whole where they stay together; minimum sizes and floors are left out,
    which can only make it higher.
    """

    @property
    def gap(self) -> float:
        return (self.bound - self.objective) / self.bound if self.bound else 0.0


def check_solution(problem: Problem, solution: Solution, rules: Rules = PLAIN) -> Certificate:
    """Count everything again.

    Raises PlacementNotAsStated for a broken rule, a wrong sum, or a bound that does not hold. With
    options in force the stated bound may be lower than what prices of places can prove: whole
    households, minimum sizes and floors prove more than is counted again here.
    """
    _refuse(_broken(problem, solution.placed, rules))
    pairs = placed_pairs(problem, solution.placed)
    objective = int(problem.weight[pairs].sum())
    if objective != solution.objective:
        _refuse([f"Die Summe ist {objective}, nicht {solution.objective}"])
    if min(solution.course_price.min(initial=0), solution.childcare_price.min(initial=0)) < 0:
        _refuse(["Ein Preis ist kleiner als null"])
    bound = _bound(problem, solution, rules)
    if rules.together:
        bound = min(bound, household_value(problem, solution, rules.fixed))
    certificate = Certificate(objective, bound)
    options = rules.together or rules.minimum_sizes or rules.floors is not None
    _refuse(_bound_faults(solution, certificate, options=options))
    return certificate


def placed_pairs(problem: Problem, placed: NDArray[np.int32]) -> NDArray[np.int64]:
    """By number: the pair of each placed person whose course is eligible."""
    return np.flatnonzero(problem.course == placed[problem.person_of_pair()])


def dual_value(
    problem: Problem,
    place: NDArray[Any],
    seat: NDArray[Any],
    fixed: NDArray[np.int32] | None = None,
    weight: NDArray[np.int64] | None = None,
) -> Any:
    """What nobody can exceed at these prices of places and childcare seats, in points.

    Whole prices give a whole number. People with a fixed course count with that course only.
    """
    person = problem.person_of_pair()
    extra = np.where(problem.childcare[person], seat[problem.course], 0)
    left = (problem.weight if weight is None else weight) - place[problem.course] - extra
    best = np.zeros(problem.persons, dtype=left.dtype)
    some = np.diff(problem.start) > 0
    if some.any():
        best[some] = np.maximum(np.maximum.reduceat(left, problem.start[:-1][some]), 0)
    if fixed is not None:
        pairs = placed_pairs(problem, fixed)
        best[fixed >= 0] = 0
        best[person[pairs]] = left[pairs]
    places = (problem.capacity * place).sum() + (problem.childcare_capacity * seat).sum()
    return (best.sum() + places).item()


def household_value(
    problem: Problem, solution: Solution, fixed: NDArray[np.int32] | None = None
) -> float:
    """As `dual_value`, every household taking the course that leaves most to all its members.

    Households of which somebody has a fixed place count as single persons, which is more freedom
    than they have.
    """
    place, seat = solution.course_price, solution.childcare_price
    sent = np.full(problem.persons, -1) if fixed is None else fixed
    person = problem.person_of_pair()
    extra = np.where(problem.childcare[person], seat[problem.course], 0)
    left = problem.weight - place[problem.course] - extra
    group, members, cared = _groups(problem, sent)
    free = np.flatnonzero(sent[person] < 0)
    key = group[person[free]] * problem.courses + problem.course[free]
    shared, back, count = np.unique(key, return_inverse=True, return_counts=True)
    who, course = np.divmod(shared, problem.courses)
    fits = (count == members[who]) & (count <= problem.capacity[course])
    fits &= cared[who] <= problem.childcare_capacity[course]
    best = np.zeros(len(members))
    np.maximum.at(best, who[fits], np.bincount(back, left[free], len(shared))[fits])
    held = left[placed_pairs(problem, sent)].sum()
    places = problem.capacity @ place + problem.childcare_capacity @ seat
    return float(best.sum() + held + places)


def _groups(
    problem: Problem, sent: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """By person: whom they go with; by group: members with an eligible course, and those cared."""
    asking = np.diff(problem.start) > 0
    apart = problem.household < 0
    apart |= np.isin(problem.household, problem.household[sent >= 0])
    most = int(problem.household.max(initial=-1)) + 1
    group = np.where(apart, most + np.arange(problem.persons), problem.household).astype(np.int64)
    groups = most + problem.persons
    cared = np.bincount(group[asking & problem.childcare], minlength=groups)
    return group, np.bincount(group[asking], minlength=groups), cared


def _bound(problem: Problem, solution: Solution, rules: Rules) -> float:
    """What the prices prove, without the stay points of those who keep their course."""
    weight, kept = problem.weight, 0
    if rules.stay is not None and rules.stay_points:
        stays = problem.course == rules.stay[problem.person_of_pair()]
        weight = weight + rules.stay_points * stays
        kept = int(((solution.placed == rules.stay) & (solution.placed >= 0)).sum())
    value = dual_value(
        problem, solution.course_price, solution.childcare_price, rules.fixed, weight
    )
    return float(value) - rules.stay_points * kept


def _bound_faults(solution: Solution, found: Certificate, *, options: bool) -> list[str]:
    slack = CLOSE * max(1.0, found.bound)
    faults = []
    if solution.bound < solution.objective - slack:
        faults.append("Die Schranke liegt unter der Summe")
    if not options and solution.bound < found.bound - slack:
        faults.append("Die Schranke ist durch die Preise nicht belegt")
    if solution.proven and solution.bound > solution.objective + slack:
        faults.append("Das Optimum ist nicht erreicht, obwohl es so dasteht")
    return faults


def _refuse(faults: list[str]) -> None:
    if faults:
        raise PlacementNotAsStated(faults="; ".join(faults))


def _broken(problem: Problem, placed: NDArray[np.int32], rules: Rules) -> list[str]:
    """Every rule that the placement breaks, in words."""
    if len(placed) != problem.persons or (len(placed) and placed.max() >= problem.courses):
        return ["Die Platzierung passt nicht zu den Personen und Kursen"]
    held = placed >= 0
    load = np.bincount(placed[held], minlength=problem.courses)
    cared = np.bincount(placed[held & problem.childcare], minlength=problem.courses)
    # A fixed place is a promise: it keeps its course open, also below the minimum.
    short = rules.minimum_sizes & (load > 0) & (load < problem.minimum)
    if rules.fixed is not None:
        short[rules.fixed[rules.fixed >= 0]] = False
    fixed = placed if rules.fixed is None else np.where(rules.fixed >= 0, rules.fixed, placed)
    tests = [
        ("Kurse über ihren Plätzen", int((load > problem.capacity).sum())),
        ("Kurse über ihrer Kinderbetreuung", int((cared > problem.childcare_capacity).sum())),
        ("Personen ohne Berechtigung", int(held.sum()) - len(placed_pairs(problem, placed))),
        ("feste Plätze geändert", int((fixed != placed).sum())),
        ("Kurse unter ihrer Mindestgröße", int(short.sum())),
        ("Haushalte getrennt", _parted(problem, placed) if rules.together else 0),
        ("Gemeinden unter ihrem Mindestanteil", _below_floor(problem, placed, rules)),
    ]
    return [f"{what}: {count}" for what, count in tests if count]


def _parted(problem: Problem, placed: NDArray[np.int32]) -> int:
    """Households whose members with an eligible course are not all in the same, or all in none."""
    member = (problem.household >= 0) & (np.diff(problem.start) > 0)
    household, place = problem.household[member], placed[member]
    order = np.argsort(household, kind="stable")
    household, place = household[order], place[order]
    differs = (household[1:] == household[:-1]) & (place[1:] != place[:-1])
    return len(np.unique(household[1:][differs]))


def _below_floor(problem: Problem, placed: NDArray[np.int32], rules: Rules) -> int:
    if rules.floors is None:
        return 0
    floors = np.asarray(rules.floors)
    towns = len(floors)
    eligible = np.diff(problem.start) > 0
    people = np.bincount(problem.municipality[eligible], minlength=towns)[:towns]
    there = np.bincount(problem.municipality[placed >= 0], minlength=towns)[:towns]
    return int((there < np.ceil(floors * people - CLOSE)).sum())
