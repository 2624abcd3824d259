"""Deciding again after people came and went: as little change as the slider asks for."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.problem import Problem, Rules, Solution
from kreislotse.allocation.engine.solve import solve

LOSS = 0.0002
"""The share of the points that a quiet re-run may cost."""
HALVINGS = 7


@dataclass(frozen=True, slots=True)
class Again:
    """A re-run beside the one that would start from nothing."""

    solution: Solution
    fresh: Solution
    moved: int
    """People who have to change from one course to another."""
    moved_fresh: int
    """So many would have to, if everything were decided from nothing."""
    lost: int
    """People who had a place and have none now, because others come first."""
    rules: Rules
    """Under which the solution was found: with stay points and fixed places."""

    @property
    def loss(self) -> float:
        """The share of the points that the quiet costs."""
        best = self.fresh.objective
        return max(0, best - self.solution.objective) / best if best else 0.0


def moved_people(earlier: NDArray[np.int32], placed: NDArray[np.int32]) -> int:
    """People who change from one course to another."""
    return int(((earlier >= 0) & (placed >= 0) & (placed != earlier)).sum())


def solve_again(
    problem: Problem,
    rules: Rules,
    earlier: NDArray[np.int32],
    *,
    fixed: NDArray[np.int32] | None = None,
    stay_points: int | None = None,
    loss: float = LOSS,
) -> Again:
    """Decide again: fixed people keep their places, others keep theirs if that costs little.

    `earlier` gives by person of `problem` the course of the earlier run, -1 for none or for new
    people. Without `stay_points`, the most points are taken at which the loss stays within `loss`.
    Raises what `solve` raises.
    """
    fixed_only = replace(rules, stay=None, stay_points=0, fixed=fixed)
    fresh = solve(problem, fixed_only)
    quiet = replace(fixed_only, stay=_still_eligible(problem, earlier))
    if stay_points is not None:
        return _tried(problem, earlier, fresh, replace(quiet, stay_points=stay_points))
    best = _beside(earlier, fresh, fresh, fixed_only)
    low, high = 0, max(2, int(problem.weight.max(initial=1)))
    for _halving in range(HALVINGS):
        points = (low + high) // 2
        found = _tried(problem, earlier, fresh, replace(quiet, stay_points=points))
        if found.loss > loss:
            high = points
            continue
        low = points
        if (found.moved, -found.solution.objective) < (best.moved, -best.solution.objective):
            best = found
    return best


def _tried(problem: Problem, earlier: NDArray[np.int32], fresh: Solution, rules: Rules) -> Again:
    return _beside(earlier, fresh, solve(problem, rules), rules)


def _beside(earlier: NDArray[np.int32], fresh: Solution, solution: Solution, rules: Rules) -> Again:
    return Again(
        solution=solution,
        fresh=fresh,
        moved=moved_people(earlier, solution.placed),
        moved_fresh=moved_people(earlier, fresh.placed),
        lost=int(((earlier >= 0) & (solution.placed < 0)).sum()),
        rules=rules,
    )


def _still_eligible(problem: Problem, earlier: NDArray[np.int32]) -> NDArray[np.int32]:
    """The earlier courses, without those that a person may not take any more."""
    person = problem.person_of_pair()
    held = problem.course == earlier[person]
    known = np.full(problem.persons, -1, np.int32)
    known[person[held]] = problem.course[held]
    return known
