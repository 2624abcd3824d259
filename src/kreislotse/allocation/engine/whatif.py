"""What one thing more or less would change: exact answers without solving again.

From a best placement for places and childcare seats (no options), one shortest way tells how it
changes with one more place, one more childcare seat, or another standing of one person. The lots
take part, so the answer is the very placement that solving again would give.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.certificate import placed_pairs
from kreislotse.allocation.engine.flow import lot_bits
from kreislotse.allocation.engine.problem import Problem

WHOLE = 61


@dataclass(frozen=True, slots=True)
class Move:
    """One person's change of course; -1 is no place."""

    person: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What the change brings in points, and who would go where."""

    points: int
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person would stand: the courses in rising order, their points and lots."""

    course: NDArray[np.int32]
    weight: NDArray[np.int64]
    tie: NDArray[np.int64]
    childcare: bool


@dataclass(frozen=True, slots=True)
class Entrance:
    """What it takes for one person to get a place, while nobody else stands otherwise."""

    cost: tuple[int, ...]
    """By course, then by childcare seat of each course: what making room costs all others."""
    bits: int
    """So many binary digits of a cost are lots."""
    never: int
    """From this cost on there is no way in."""

    def least_weight(self, course: int, tie: int, *, childcare: bool) -> int | None:
        """The least points with which a person with this lot gets in; None: with none."""
        cost = self.cost[course + len(self.cost) // 2 * childcare]
        if cost >= self.never:
            return None
        return max(1, ((cost - tie) >> self.bits) + 1)

    def gain(self, course: int, weight: int, tie: int, *, childcare: bool) -> int:
        """How far above what it takes: the person gets the course where this is most, above 0."""
        return (weight << self.bits) + tie - self.cost[course + len(self.cost) // 2 * childcare]


def entrance(
    problem: Problem,
    placed: NDArray[np.int32],
    person: int,
    *,
    fixed: NDArray[np.int32] | None = None,
) -> Entrance:
    """What it takes for this person to get a place in each course, from having none."""
    without = _without(problem, placed, person, fixed)
    network = _Network(problem, without, fixed, apart_from=person)
    cost, never = network.cost_of_room()
    return Entrance(tuple(cost), lot_bits(problem.courses), never)


def next_in(
    problem: Problem, placed: NDArray[np.int32], *, fixed: NDArray[np.int32] | None = None
) -> list[int]:
    """By course: who without a place would get just this one if it were added; -1 nobody."""
    return _Network(problem, placed, fixed).next_in()


def one_more_place(
    problem: Problem,
    placed: NDArray[np.int32],
    course: int,
    *,
    fixed: NDArray[np.int32] | None = None,
) -> Effect:
    """What one more place in the course would bring, at the same number of childcare seats."""
    network = _Network(problem, placed, fixed)
    way = network.cheapest(network.ground, course)
    return _effect(problem, placed, network.moved(way))


def one_more_seat(
    problem: Problem,
    placed: NDArray[np.int32],
    course: int,
    *,
    fixed: NDArray[np.int32] | None = None,
) -> Effect:
    """What one more childcare seat in the course would bring, at the same number of places."""
    network = _Network(problem, placed, fixed)
    way = network.cheapest(course, problem.courses + course)
    return _effect(problem, placed, network.moved(way))


def if_person(
    problem: Problem,
    placed: NDArray[np.int32],
    person: int,
    standing: Standing,
    *,
    fixed: NDArray[np.int32] | None = None,
) -> Effect:
    """Where everybody would be if this person stood otherwise; `points` is the change of the sum.

    First the person goes and the seat is filled as well as it can be; then the person comes anew
    with the other standing, and room is made where that brings most.
    """
    without = _without(problem, placed, person, fixed)
    network = _Network(problem, without, fixed, apart_from=person)
    after, points = network.with_person(person, standing)
    changed = _points(problem, after, person) - _points(problem, placed, None)
    return Effect(changed + points, _moves(placed, after))


def _without(
    problem: Problem, placed: NDArray[np.int32], person: int, fixed: NDArray[np.int32] | None
) -> NDArray[np.int32]:
    """The best placement when this person goes."""
    if placed[person] < 0:
        return placed
    network = _Network(problem, placed, fixed, apart_from=person)
    seat = int(placed[person]) + problem.courses * bool(problem.childcare[person])
    without = network.moved(network.cheapest(network.ground, seat, always=True))
    without[person] = -1
    return without


def _effect(problem: Problem, before: NDArray[np.int32], after: NDArray[np.int32]) -> Effect:
    points = _points(problem, after, None) - _points(problem, before, None)
    return Effect(points, _moves(before, after))


def _moves(before: NDArray[np.int32], after: NDArray[np.int32]) -> tuple[Move, ...]:
    people = np.flatnonzero(before != after)
    rows = zip(people.tolist(), before[people].tolist(), after[people].tolist(), strict=True)
    return tuple(Move(*row) for row in rows)


def _points(problem: Problem, placed: NDArray[np.int32], apart_from: int | None) -> int:
    pairs = placed_pairs(problem, placed)
    if apart_from is not None:
        first, end = problem.start[apart_from], problem.start[apart_from + 1]
        pairs = pairs[(pairs < first) | (pairs >= end)]
    return int(problem.weight[pairs].sum())


class _Network:
    """All moves open from a placement; nodes as in the layout, every course with its two."""

    def __init__(
        self,
        problem: Problem,
        placed: NDArray[np.int32],
        fixed: NDArray[np.int32] | None,
        apart_from: int | None = None,
    ) -> None:
        self.problem, self.placed = problem, placed
        self.ground = 2 * problem.courses
        person = problem.person_of_pair()
        value = self.values(problem.weight, problem.tie)
        held = placed_pairs(problem, placed)
        own = np.zeros(problem.persons, dtype=value.dtype)
        own[person[held]] = value[held]
        shift = problem.courses * problem.childcare
        at = np.where(placed >= 0, placed + shift, self.ground)
        free = np.ones(problem.persons, dtype=bool) if fixed is None else fixed < 0
        if apart_from is not None:
            free[apart_from] = False
        pair = np.flatnonzero(free[person] & (problem.course != placed[person]))
        leaving = np.flatnonzero(free & (placed >= 0))
        mover = person[pair]
        seats = self._seats(at)
        none = np.full(len(seats), -1)
        self.mover = np.concatenate((mover, leaving, none))
        self.tail = np.concatenate((at[mover], at[leaving], seats[:, 0]))
        head = (problem.course + shift[person])[pair]
        self.head = np.concatenate((head, np.full(len(leaving), self.ground), seats[:, 1]))
        free_of_cost = np.zeros(len(seats), dtype=value.dtype)
        self.cost = np.concatenate((own[mover] - value[pair], own[leaving], free_of_cost))

    def values(self, weight: NDArray[np.int64], tie: NDArray[np.int64]) -> NDArray[np.int64]:
        """Points and lots in one number; beyond 64 digits Python's own numbers take over."""
        bits = lot_bits(self.problem.courses)
        longest = int(self.problem.weight.max(initial=0)).bit_length() + bits
        if max(longest, int(weight.max(initial=0)).bit_length() + bits) >= WHOLE:
            return (weight.astype(object) << bits) + tie
        return (weight << bits) + tie

    def _seats(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        problem, courses = self.problem, self.problem.courses
        load = np.bincount(at, minlength=self.ground + 1)
        cared, course = load[courses : self.ground], np.arange(courses)
        filled = load[:courses] + cared
        ground = np.full(courses, self.ground)
        ways = (
            (cared < problem.childcare_capacity, course + courses, course),
            (cared > 0, course, course + courses),
            (filled < problem.capacity, course, ground),
            (filled > 0, ground, course),
        )
        return np.concatenate([np.stack((tail, head), 1)[open_] for open_, tail, head in ways])

    def cheapest(self, source: int, target: int, *, always: bool = False) -> list[int]:
        """Arcs of the cheapest way; none where it would cost something or nothing is gained."""
        found, last = _cheapest(self.ground + 1, source, self.tail, self.head, self.cost)
        if not always and found[target] >= 0:
            return []
        return self._way(source, target, last, self.tail)

    def with_person(self, person: int, standing: Standing) -> tuple[NDArray[np.int32], int]:
        """The placement with this person anew, and the points of the person's own course."""
        found, last = _cheapest(self.ground + 1, self.ground, self.head, self.tail, self.cost)
        node = standing.course + self.problem.courses * standing.childcare
        gain = self.values(standing.weight, standing.tie) - found[node]
        if not len(gain) or gain.max() <= 0:
            return self.placed, 0
        best = int(np.argmax(gain))
        after = self.moved(self._way(self.ground, int(node[best]), last, self.head))
        after[person] = standing.course[best]
        return after, int(standing.weight[best])

    def cost_of_room(self) -> tuple[list[int], int]:
        """By course and childcare seat: what it costs to make room; and what stands for never."""
        found, _last = _cheapest(self.ground + 1, self.ground, self.head, self.tail, self.cost)
        cost: list[int] = found[: self.ground].tolist()
        return cost, _farthest(self.cost)

    def next_in(self) -> list[int]:
        """By course: who comes in from without a place, nobody else moving, to one place more."""
        found, last = _cheapest(self.ground + 1, self.ground, self.tail, self.head, self.cost)
        entering = []
        for course in range(self.problem.courses):
            way = self._way(self.ground, course, last, self.tail) if found[course] < 0 else []
            movers = [arc for arc in way if self.mover[arc] >= 0]
            alone = len(movers) == 1 and self.tail[movers[0]] == self.ground
            entering.append(int(self.mover[movers[0]]) if alone else -1)
        return entering

    def moved(self, way: list[int]) -> NDArray[np.int32]:
        """The placement after everybody on the way has moved."""
        placed = self.placed.copy()
        for arc in way:
            if self.mover[arc] >= 0:
                head = int(self.head[arc])
                placed[self.mover[arc]] = -1 if head == self.ground else head % self.problem.courses
        return placed

    def _way(
        self, source: int, target: int, last: NDArray[np.int64], tail: NDArray[np.int64]
    ) -> list[int]:
        way, node = [], target
        while node != source:
            way.append(int(last[node]))
            node = int(tail[way[-1]])
        return way


def _cheapest(
    nodes: int,
    source: int,
    tail: NDArray[np.int64],
    head: NDArray[np.int64],
    cost: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """By node: the cost of the cheapest way from the source, and its last arc (Bellman-Ford)."""
    farthest = _farthest(cost)
    found = np.full(nodes, farthest, dtype=cost.dtype)
    found[source] = 0
    last = np.full(nodes, -1, dtype=np.int64)
    order = np.argsort(head, kind="stable")
    tail, head, cost = tail[order], head[order], cost[order]
    if not len(head):
        return found, last
    first = np.flatnonzero(np.concatenate(([True], head[1:] != head[:-1])))
    group = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(head))))
    reached = head[first]
    while True:
        way = np.where(found[tail] < farthest, found[tail] + cost, found[tail])
        nearer = np.minimum.reduceat(way, first)
        better = nearer < found[reached]
        if not better.any():
            return found, last
        arcs = np.flatnonzero(better[group] & (way == nearer[group]))[::-1]
        last[head[arcs]] = order[arcs]
        found[reached[better]] = nearer[better]


def _farthest(cost: NDArray[np.int64]) -> int:
    """What no way costs; where nothing leads to, it stands for never."""
    return 2**200 if cost.dtype == object else 2**62
