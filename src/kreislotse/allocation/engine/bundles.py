"""Who goes together: a unit is a person, or a household that is placed whole or not at all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.problem import Problem, Rules
from kreislotse.allocation.errors import FixedPlaceNotEligible, FixedPlacesDoNotFit

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Units:
    """The problem in units, after taking out whoever has a fixed place."""

    start: Whole
    """Units + 1: the pairs of unit u are start[u]:start[u + 1], sorted by course."""
    course: Whole
    """By pair."""
    points: Whole
    """By pair: the members' weights."""
    value: Whole
    """By pair: points, and stay points where a member keeps the course."""
    lot: Whole
    """By pair: the members' lots."""
    size: Whole
    """By unit, in people."""
    seats: Whole
    """By unit: members who need a childcare seat."""
    member_start: Whole
    """Units + 1: the members of unit u are member[member_start[u]:member_start[u + 1]]."""
    member: Whole
    """Persons."""
    town: Whole
    """By member: the municipality."""
    capacity: Whole
    """By course: places left beside the fixed ones."""
    seats_left: Whole
    """By course: childcare seats left beside the fixed ones."""
    least: Whole
    """By course: people still needed beside the fixed ones, if it opens; 0 if none."""
    must_open: NDArray[np.bool_]
    """By course: somebody has a fixed place there."""
    floor: Whole
    """By municipality: people still to be placed beside the fixed ones; empty without floors."""
    fixed: NDArray[np.int32]
    """By person: the fixed course, or -1."""
    fixed_points: int
    """What the fixed places are worth, in points."""

    @property
    def count(self) -> int:
        return len(self.size)

    @property
    def courses(self) -> int:
        return len(self.capacity)

    def unit_of_pair(self) -> Whole:
        """By pair: whose it is."""
        return np.repeat(np.arange(self.count), np.diff(self.start))

    def persons_placed(self, chosen: Whole) -> NDArray[np.int32]:
        """By person: the course, from the course of each unit (or -1)."""
        placed = self.fixed.copy()
        placed[self.member] = np.repeat(chosen, np.diff(self.member_start))
        return placed


def units_of(problem: Problem, rules: Rules) -> Units:
    """People bundled as the rules ask, without pairs that no placement can use."""
    fixed = _fixed_places(problem, rules)
    fixed_points = _points_of(problem, fixed)
    load, seats = _fixed_loads(problem, fixed)
    capacity, seats_left = problem.capacity - load, problem.childcare_capacity - seats
    if bool((capacity < 0).any() or (seats_left < 0).any()):
        raise FixedPlacesDoNotFit(number=int(((capacity < 0) | (seats_left < 0)).sum()))
    unit, unit_count = _unit_of_person(problem, rules, fixed)
    member = np.flatnonzero(unit >= 0)
    member = member[np.argsort(unit[member], kind="stable")]
    size = np.bincount(unit[member], minlength=unit_count)
    seats_needed = np.bincount(unit[member], problem.childcare[member], unit_count)
    least = np.maximum(problem.minimum - load, 0) if rules.minimum_sizes else np.zeros_like(load)
    pairs = _Pairs.of(problem, rules, fixed, unit, size)
    pairs = pairs.usable(size, seats_needed.astype(np.int64), capacity, seats_left, least)
    return Units(
        start=np.concatenate(([0], np.cumsum(np.bincount(pairs.unit, minlength=unit_count)))),
        course=pairs.course,
        points=pairs.points,
        value=pairs.value,
        lot=pairs.lot,
        size=size,
        seats=seats_needed.astype(np.int64),
        member_start=np.concatenate(([0], np.cumsum(size))),
        member=member,
        town=problem.municipality[member].astype(np.int64),
        capacity=capacity,
        seats_left=seats_left,
        least=least,
        must_open=load > 0,
        floor=_floor_counts(problem, rules, fixed),
        fixed=fixed,
        fixed_points=fixed_points,
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of units while they are put together."""

    unit: Whole
    course: Whole
    points: Whole
    value: Whole
    lot: Whole

    @classmethod
    def of(
        cls, problem: Problem, rules: Rules, fixed: NDArray[np.int32], unit: Whole, size: Whole
    ) -> "_Pairs":
        person = problem.person_of_pair()
        stays = np.zeros(problem.pairs, np.int64)
        if rules.stay is not None and rules.stay_points:
            stays[problem.course == rules.stay[person]] = rules.stay_points
        course = problem.course.astype(np.int64)
        bound_to = _course_of_household(problem, rules, fixed)[person]
        use = (unit[person] >= 0) & ((bound_to < 0) | (bound_to == course))
        found = cls(unit[person], course, problem.weight, problem.weight + stays, problem.tie)
        return found._where(use)._merged(size)

    def _where(self, use: NDArray[np.bool_]) -> "_Pairs":
        return _Pairs(
            self.unit[use], self.course[use], self.points[use], self.value[use], self.lot[use]
        )

    def _merged(self, size: Whole) -> "_Pairs":
        """One pair per unit and course, where every member has it."""
        order = np.lexsort((self.course, self.unit))
        sorted_ = self._where(order)  # type: ignore[arg-type]
        new = np.ones(len(order), bool)
        new[1:] = (np.diff(sorted_.unit) != 0) | (np.diff(sorted_.course) != 0)
        first = np.flatnonzero(new)
        if not len(first):
            return sorted_
        members = np.diff(np.append(first, len(order)))
        return _Pairs(
            sorted_.unit[first],
            sorted_.course[first],
            np.add.reduceat(sorted_.points, first),
            np.add.reduceat(sorted_.value, first),
            np.add.reduceat(sorted_.lot, first),
        )._where(members == size[sorted_.unit[first]])

    def usable(
        self, size: Whole, seats: Whole, capacity: Whole, seats_left: Whole, least: Whole
    ) -> "_Pairs":
        """Without pairs of a unit too large for the course, or of a course that cannot open."""
        fits = (size[self.unit] <= capacity[self.course]) & (
            seats[self.unit] <= seats_left[self.course]
        )
        kept = self._where(fits)
        people = np.bincount(kept.course, size[kept.unit], len(capacity))
        opens = (people >= least) & (capacity >= least)
        return kept._where(opens[kept.course])


def _unit_of_person(problem: Problem, rules: Rules, fixed: NDArray[np.int32]) -> tuple[Whole, int]:
    """By person: its unit, or -1 for whoever has no eligible pair or a fixed place."""
    active = (np.diff(problem.start) > 0) & (fixed < 0)
    key = np.arange(problem.persons, dtype=np.int64)
    if rules.together:
        known = np.flatnonzero(active & (problem.household >= 0))
        _names, first, back = np.unique(
            problem.household[known], return_index=True, return_inverse=True
        )
        key[known] = known[first[back]]
    people = np.flatnonzero(active)
    heads, unit = np.unique(key[people], return_inverse=True)
    unit_of = np.full(problem.persons, -1, np.int64)
    unit_of[people] = unit
    return unit_of, len(heads)


def _fixed_places(problem: Problem, rules: Rules) -> NDArray[np.int32]:
    """By person: the fixed course, or -1; who lives with a fixed person is fixed there, too.

    Households that do not fit there as a whole keep the places that were fixed in the first place.
    """
    if rules.fixed is None:
        return np.full(problem.persons, -1, np.int32)
    fixed = rules.fixed.astype(np.int32)
    bound_to = _course_of_household(problem, rules, fixed)
    person = problem.person_of_pair()
    joins = person[(problem.course == bound_to[person]) & (fixed[person] < 0)]
    if not len(joins):
        return fixed
    load, seats = _fixed_loads(problem, fixed)
    room, seat_room = problem.capacity - load, problem.childcare_capacity - seats
    _names, group = np.unique(problem.household[joins], return_inverse=True)
    for number in range(int(group.max()) + 1):
        members = joins[group == number]
        course, cared = bound_to[members[0]], int(problem.childcare[members].sum())
        if len(members) <= room[course] and cared <= seat_room[course]:
            room[course] -= len(members)
            seat_room[course] -= cared
            fixed[members] = course
    return fixed


def _course_of_household(problem: Problem, rules: Rules, fixed: NDArray[np.int32]) -> Whole:
    """By person: the course where somebody of the household has a fixed place, or -1."""
    bound_to = np.full(problem.persons, -1, np.int64)
    if not rules.together:
        return bound_to
    sent = np.flatnonzero((fixed >= 0) & (problem.household >= 0))
    if len(sent):
        course_of = np.full(int(problem.household.max()) + 1, -1, np.int64)
        course_of[problem.household[sent]] = fixed[sent]
        known = problem.household >= 0
        bound_to[known] = course_of[problem.household[known]]
    return bound_to


def _points_of(problem: Problem, placed: NDArray[np.int32]) -> int:
    """The sum of the weights of a placement; raises if somebody has a place without the pair."""
    person = problem.person_of_pair()
    taken = problem.course == placed[person]
    without = int((placed >= 0).sum()) - int(taken.sum())
    if without:
        raise FixedPlaceNotEligible(number=without)
    return int(problem.weight[taken].sum())


def _fixed_loads(problem: Problem, fixed: NDArray[np.int32]) -> tuple[Whole, Whole]:
    sent = fixed[fixed >= 0]
    cared = fixed[(fixed >= 0) & problem.childcare]
    return (
        np.bincount(sent, minlength=problem.courses),
        np.bincount(cared, minlength=problem.courses),
    )


def _floor_counts(problem: Problem, rules: Rules, fixed: NDArray[np.int32]) -> Whole:
    """By municipality: the least number of people, beside the fixed ones."""
    if rules.floors is None:
        return np.zeros(0, np.int64)
    towns = len(rules.floors)
    asking = problem.municipality[np.diff(problem.start) > 0]
    if len(problem.municipality) and int(problem.municipality.max()) >= towns:
        raise ValueError("A municipality has no floor.")
    people = np.bincount(asking, minlength=towns)
    # A share such as 0.1 is not exact in binary: 0.1 * 30 must not ask for four people.
    needed = np.ceil(np.asarray(rules.floors) * people - 1e-9).astype(np.int64)
    sent = np.bincount(problem.municipality[fixed >= 0], minlength=towns)
    still: Whole = np.maximum(needed - sent, 0)
    return still
