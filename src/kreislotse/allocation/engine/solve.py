"""Who gets which place when households stay together, courses need a minimum, towns have floors."""

import time
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.bundles import Whole, units_of
from kreislotse.allocation.engine.closing import close_short, decide, reconsider
from kreislotse.allocation.engine.floors import (
    FloorPrice,
    binding,
    refuse_unreached,
    without_floor,
)
from kreislotse.allocation.engine.flow import solve_flow
from kreislotse.allocation.engine.market import Descent, Market, Prices
from kreislotse.allocation.engine.packing import MOST_WORK, Packing
from kreislotse.allocation.engine.problem import PLAIN, Problem, Rules, Solution
from kreislotse.allocation.engine.repair import dive, loads
from kreislotse.allocation.engine.search import Search
from kreislotse.allocation.engine.staying import Homes, go_back, units_placed
from kreislotse.allocation.engine.trying import best_by_trying

SOFTNESS = (0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003)
"""How soft choices are while prices are sought, as shares of what a place is worth."""
ROUNDS = 80
TRIES = 400
"""Moves of households tried in one region and sweep."""
SWEEPS = 3
"""Sweeps there and back, as long as they gain."""
PACKINGS = 200
LARGE = 200
"""From so many courses on, more sweeps with fewer tries each, and fewer packings."""


def solve(problem: Problem, rules: Rules = PLAIN, *, seconds: float | None = None) -> Solution:
    """The best placement found under the rules, with a bound that nobody can exceed.

    `seconds` of processor time stop the search early; the steps then say so. Raises
    FloorsNotReachable, FixedPlaceNotEligible and FixedPlacesDoNotFit.
    """
    began = time.process_time()
    flow = _flow(problem, rules)
    if _keeps(problem, rules, flow.placed):
        return replace(flow, seconds=time.process_time() - began)
    stop = None if seconds is None else began + seconds
    found = _Options(problem, rules, flow, stop).solution()
    return replace(found, seconds=time.process_time() - began)


def solve_near(
    problem: Problem, rules: Rules, known: Solution, start: NDArray[np.int32] | None = None
) -> Solution:
    """The best placement found under rules with stay points: anew, then back where it is worth it.

    `known` solves the same problem without stay points; it lends bound and prices, and stands
    itself if nothing better is found. The search goes on from `start`, if there is one, a
    placement that keeps the same rules. Raises FixedPlaceNotEligible and FixedPlacesDoNotFit.
    """
    began = time.process_time()
    flow = _flow(problem, rules)
    if _keeps(problem, rules, flow.placed):
        return replace(flow, seconds=time.process_time() - began)
    found = _Options(problem, rules, flow, None).solution_near(known, start)
    return replace(found, seconds=time.process_time() - began)


def price_of_floors(
    problem: Problem, rules: Rules, held: Solution | None = None
) -> list[FloorPrice]:
    """By municipality with a floor: what it costs, from solving with and without it.

    `held` is what `solve` gives for the rules, where it is known.
    """
    held = held or solve(problem, rules)
    tight = binding(problem, rules, held)
    flow = _flow(problem, rules) if tight else held
    prices = []
    for town, floor in enumerate(rules.floors or ()):
        if floor <= 0:
            continue
        points = places = 0
        if town in tight:
            free = _unproven(problem, without_floor(rules, town), flow)
            # What holds the floor is a placement without it, too: the price is never below zero.
            if free.objective > held.objective:
                points = free.objective - held.objective
                places = int((free.placed >= 0).sum()) - int((held.placed >= 0).sum())
        prices.append(FloorPrice(town, points, places))
    return prices


def _unproven(problem: Problem, rules: Rules, flow: Solution) -> Solution:
    """The placement that `solve` finds, without the work for its bound; floors leave the flow."""
    if _keeps(problem, rules, flow.placed):
        return flow
    return _Options(problem, rules, flow, None).solution(proof=False)


def _flow(problem: Problem, rules: Rules) -> Solution:
    """The optimum without options; with stay points, its distance from the one without them."""
    free = solve_flow(problem, fixed=rules.fixed)
    if rules.stay is None or not rules.stay_points:
        return free
    person = problem.person_of_pair()
    stays = (problem.course == rules.stay[person]).astype(np.int64) * rules.stay_points
    kept = solve_flow(replace(problem, weight=problem.weight + stays), fixed=rules.fixed)
    objective = points_of(problem, kept.placed)
    return replace(
        kept,
        objective=objective,
        bound=free.bound,
        proven=objective == free.bound,
        steps=(*kept.steps, f"{rules.stay_points} Punkte für jede Person, die ihren Kurs behält"),
    )


def points_of(problem: Problem, placed: NDArray[np.int32]) -> int:
    """The sum of the weights of a placement."""
    return int(problem.weight[problem.course == placed[problem.person_of_pair()]].sum())


def _keeps(problem: Problem, rules: Rules, placed: NDArray[np.int32]) -> bool:
    """Does the placement keep every option that is asked for?"""
    load = np.bincount(placed[placed >= 0], minlength=problem.courses)
    if rules.minimum_sizes and bool(((load > 0) & (load < problem.minimum)).any()):
        return False
    asking = np.diff(problem.start) > 0
    if rules.together:
        known = asking & (problem.household >= 0)
        order = np.lexsort((placed[known], problem.household[known]))
        house, course = problem.household[known][order], placed[known][order]
        if bool(((np.diff(house) == 0) & (np.diff(course) != 0)).any()):
            return False
    if rules.floors is None:
        return True
    free = units_of(problem, Rules(floors=rules.floors))
    held = np.bincount(problem.municipality[placed >= 0], minlength=len(free.floor))
    return bool((held >= free.floor).all())


class _Options:
    """One solution under options, in steps."""

    def __init__(self, problem: Problem, rules: Rules, flow: Solution, stop: float | None) -> None:
        self.problem, self.rules, self.flow = problem, rules, flow
        self.units = units_of(problem, rules)
        self.market = Market(self.units, self.units.value)
        self.stop = stop
        self.large = self.units.courses >= LARGE

    def solution(self, *, proof: bool = True) -> Solution:
        guide, bound = self._prices()
        search = self._search(guide)
        tried = self._try_all(search)
        refuse_unreached(self.problem, self.rules, self.units, search.chosen)
        objective = search.points() + self.units.fixed_points
        least = float(objective) if tried else self._bound(bound, objective, proof=proof)
        return Solution(
            placed=self.units.persons_placed(search.chosen),
            objective=objective,
            bound=max(least, float(objective)),
            course_price=bound.prices().place,
            childcare_price=bound.prices().seat,
            seconds=0.0,
            proven=least <= objective,
            steps=(*self.flow.steps, *search.steps, *self._held_open(search)),
        )

    def solution_near(self, known: Solution, start: NDArray[np.int32] | None) -> Solution:
        if start is None:
            search = self._search(self._descent().prices())
        else:
            search = Search(self.units, units_placed(self.units, start))
        if not self.large:
            self._go_back(search)
        stands = Search(self.units, units_placed(self.units, known.placed))
        search = max(search, stands, key=lambda it: (-it.lacking(it.chosen), it.value()))
        self._try_all(search)
        objective = search.points() + self.units.fixed_points
        return replace(
            known,
            placed=self.units.persons_placed(search.chosen),
            objective=objective,
            bound=max(known.bound, float(objective)),
            proven=known.bound <= objective,
            steps=(*self.flow.steps, *search.steps, *self._held_open(search)),
        )

    def _held_open(self, search: Search) -> tuple[str, ...]:
        """What fixed places cost the minimum sizes: who has a place there keeps it."""
        load, _seats = loads(self.units, search.chosen)
        short = int((self.units.must_open & (load < self.units.least)).sum())
        return (f"{short} Kurse unter der Mindestgröße wegen fester Plätze offen",) if short else ()

    def _go_back(self, search: Search) -> None:
        """A course that is open keeps its minimum, unless it is short because of fixed places."""
        if self.rules.stay is None:
            return
        load, _seats = loads(self.units, search.chosen)
        need = np.where((load > 0) & (load >= self.units.least), self.units.least, 0)
        search.closed |= (load == 0) & ~self.units.must_open & (self.units.least > 0)
        times = go_back(search, Homes.of(self.units, self.rules.stay), need)
        search.sweep(need, TRIES)
        search.steps.append(f"{times} Gegenden auf den früheren Stand zurückgeführt")

    def _try_all(self, search: Search) -> bool:
        """Few units: go through all. Says whether that proves the placement to be the best."""
        least = -1 if search.lacking(search.chosen) else search.value()
        found, all_tried = best_by_trying(self.units, least)
        if found is not None:
            search.chosen = found
        if all_tried:
            search.steps.append("Alle Möglichkeiten durchgegangen")
        # With stay points the best value need not be the most points.
        return all_tried and not self.rules.stay_points

    def _prices(self) -> tuple[Prices, Descent]:
        """Prices that guide the search, and those that bound what can be reached."""
        descent = self._descent()
        if not self.rules.stay_points or self.rules.stay is None:
            return descent.prices(), descent
        plain = Descent(Market(self.units, self.units.points), descent.prices())
        plain.run(SOFTNESS[2:], ROUNDS)
        return descent.prices(), plain

    def _descent(self) -> Descent:
        descent = Descent(self.market, Prices.zero(self.units))
        descent.run(SOFTNESS, ROUNDS)
        return descent

    def _search(self, guide: Prices) -> Search:
        chosen = dive(self.market, guide)
        search = Search(self.units, chosen, self.stop)
        made = search.sweep(np.zeros_like(self.units.least), TRIES)
        need = self._sizes(search)
        before = -1
        for number in range(1 if self.large else SWEEPS):
            total = search.total()
            if total == before:
                break
            before = total
            made += search.sweep(need, TRIES, backwards=number % 2 == 0)
            made += search.sweep(need, TRIES, backwards=number % 2 == 1)
        while close_short(search, need):
            made += search.sweep(need, TRIES)
        if self.rules.together:
            search.steps.append(f"{made} Umzüge von Haushalten geprüft")
        return search

    def _sizes(self, search: Search) -> Whole:
        if not self.rules.minimum_sizes:
            return np.zeros_like(self.units.least)
        need = decide(search)
        reconsider(search, need)
        load, _seats = loads(self.units, search.chosen)
        closed = int((search.closed & (load == 0)).sum())
        search.steps.append(f"{closed} Kurse unter der Mindestgröße geschlossen")
        return need

    def _bound(self, descent: Descent, objective: int, *, proof: bool) -> float:
        """Whole points, as every placement has: the least of the proofs at hand."""
        fixed = self.units.fixed_points
        least = min(descent.least + fixed, self.flow.bound)
        if not proof:
            return float(np.floor(least))
        packing = Packing(descent.market, descent.prices())
        if objective < np.floor(least) and packing.work * PACKINGS <= MOST_WORK * 100:
            rounds = PACKINGS // 4 if self.large else PACKINGS
            least = min(least, packing.run(objective - fixed, rounds) + fixed)
        return float(np.floor(least))
