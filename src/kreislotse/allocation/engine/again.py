"""Deciding again after people came and went: as little change as the slider asks for."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.problem import Problem, Rules, Solution
from kreislotse.allocation.engine.solve import solve, solve_near

LOSS = 0.0002
"""The share of the points that a quiet re-run may cost."""
TRIES = 6
FURTHER = (5, 6, 8, 11, 16, 24)
"""Quarters of the stay points with which the search goes on, as long as the loss allows."""
FIRST = 32
"""The first try is this part of the largest weight; it is doubled or halved from there."""


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
    best: int
    """The most points that any placement tried reaches."""
    rules: Rules
    """Under which the solution was found: with stay points and fixed places."""

    @property
    def loss(self) -> float:
        """The share of the points that the quiet costs, against the best that is known."""
        return (self.best - self.solution.objective) / self.best if self.best else 0.0


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
    people. Without `stay_points`, several are tried; of what stays within `loss` the placement is
    taken that moves the fewest. Raises what `solve` raises.
    """
    fixed_only = replace(rules, stay=None, stay_points=0, fixed=fixed)
    fresh = solve(problem, fixed_only)
    quiet = replace(fixed_only, stay=_still_eligible(problem, earlier))
    trial = _Trial(problem, earlier, fresh)
    if stay_points is not None:
        return trial.beside(trial.tried(replace(quiet, stay_points=stay_points)))
    low, high, points = 0, None, max(1, int(problem.weight.max(initial=1)) // FIRST)
    for _try in range(TRIES):
        if trial.loss(trial.tried(replace(quiet, stay_points=points))) > loss:
            high = points
        else:
            low = points
        points = 2 * low if high is None else (low + high) // 2
        if points == low:
            break
    trial.spend(_Found(fresh, fixed_only), loss)
    return trial.beside(trial.quietest(_Found(fresh, fixed_only), loss))


@dataclass(frozen=True, slots=True)
class _Found:
    """A solution, and under which rules."""

    solution: Solution
    rules: Rules


class _Trial:
    """What has been found so far for one re-run."""

    def __init__(self, problem: Problem, earlier: NDArray[np.int32], fresh: Solution) -> None:
        self.problem, self.earlier, self.fresh = problem, earlier, fresh
        self.found: list[_Found] = []
        self.best = fresh.objective

    def tried(self, rules: Rules, start: NDArray[np.int32] | None = None) -> _Found:
        """The best with these stay points, anew or on from a start."""
        found = _Found(solve_near(self.problem, rules, self.fresh, start), rules)
        self.found.append(found)
        self.best = max(self.best, found.solution.objective)
        return found

    def spend(self, fresh: _Found, loss: float) -> None:
        """Go on from the quietest with more stay points, as long as the loss allows."""
        found = self.quietest(fresh, loss)
        if found.rules.stay is None:
            return
        for share in FURTHER:
            rules = replace(found.rules, stay_points=found.rules.stay_points * share // 4)
            further = self.tried(rules, found.solution.placed)
            if self.loss(further) > loss:
                return
            if self._moved(further) <= self._moved(found):
                found = _Found(further.solution, found.rules)

    def loss(self, found: _Found) -> float:
        """As `Again.loss`."""
        return (self.best - found.solution.objective) / self.best if self.best else 0.0

    def quietest(self, fresh: _Found, loss: float) -> _Found:
        """Fewest moves within the loss, then most points; the best one known is always within."""
        small = [one for one in (fresh, *self.found) if self.loss(one) <= loss]
        return min(small, key=lambda one: (self._moved(one), -one.solution.objective))

    def beside(self, found: _Found) -> Again:
        return Again(
            solution=found.solution,
            fresh=self.fresh,
            moved=self._moved(found),
            moved_fresh=moved_people(self.earlier, self.fresh.placed),
            lost=int(((self.earlier >= 0) & (found.solution.placed < 0)).sum()),
            best=self.best,
            rules=found.rules,
        )

    def _moved(self, found: _Found) -> int:
        return moved_people(self.earlier, found.solution.placed)


def _still_eligible(problem: Problem, earlier: NDArray[np.int32]) -> NDArray[np.int32]:
    """The earlier courses, without those that a person may not take any more."""
    person = problem.person_of_pair()
    held = problem.course == earlier[person]
    known = np.full(problem.persons, -1, np.int32)
    known[person[held]] = problem.course[held]
    return known
