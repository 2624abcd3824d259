"""The exact core: the best placement for places and childcare seats, with its prices.

First prices near the right ones, then shortest augmenting ways between the seats: as long as every
person holds a best seat at the prices, the placement is the best one as soon as it fits.
"""

import time

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.certificate import dual_value, placed_pairs
from kreislotse.allocation.engine.layout import Layout, lay_out
from kreislotse.allocation.engine.paths import NO_LIMIT, Search, distances
from kreislotse.allocation.engine.prices import opening_prices
from kreislotse.allocation.engine.problem import Problem, Solution
from kreislotse.allocation.engine.residual import (
    Arcs,
    Pool,
    State,
    apply_moves,
    begin,
    best_choice,
    seat_arcs,
)

POOL_PER_NODE = 16
WIDE = 8
LOT_PART = 16
WHOLE = 62


def solve_flow(problem: Problem, *, fixed: NDArray[np.int32] | None = None) -> Solution:
    """Place people so that the sum of points is the largest; lots decide among equal sums.

    `fixed` gives by person the course that must not change, or -1. Raises FixedPlaceNotEligible
    and FixedPlacesDoNotFit.
    """
    began = time.process_time()
    layout = lay_out(problem, fixed)
    state, price = _settled(problem, layout)
    placed = np.full(problem.persons, -1, dtype=np.int32)
    held = state.at != layout.ground
    placed[layout.person[held]] = state.at[held] % max(1, layout.courses)
    if fixed is not None:
        placed[fixed >= 0] = fixed[fixed >= 0]
    place, seat = _with_what_is_not_there(problem, layout, price, fixed)
    objective = int(problem.weight[placed_pairs(problem, placed)].sum())
    bound = dual_value(problem, place, seat, fixed)
    return Solution(
        placed=placed,
        objective=objective,
        bound=float(bound),
        course_price=place.astype(np.float64),
        childcare_price=seat.astype(np.float64),
        seconds=time.process_time() - began,
        proven=objective == bound,
        steps=("Plätze und Plätze mit Kinderbetreuung als Fluss, bis zum bewiesenen Optimum",),
    )


def lot_bits(courses: int) -> int:
    """So many binary digits hold the lots of any round of moves, so that a point weighs more."""
    return 33 + (2 * courses + 1).bit_length()


def _settled(problem: Problem, layout: Layout) -> tuple[State, NDArray[np.int64]]:
    """The best placement and its prices by node in whole points."""
    weight, lot = problem.weight[layout.pair], problem.tie[layout.pair]
    bits = lot_bits(layout.courses)
    near = _near_prices(layout, weight, lot)
    if int(weight.max(initial=0)).bit_length() + bits < WHOLE:
        points = np.rint(near)
        lots = np.rint((near - points) * LOT_PART * 2.0**32).astype(np.int64)
        state = _settle(layout, (weight << bits) + lot, (points.astype(np.int64) << bits) + lots)
        return state, (state.price + (1 << (bits - 1))) >> bits
    first = _settle(layout, weight, np.rint(near).astype(np.int64))
    return _draw_lots(first, lot, bits), first.price


def _with_what_is_not_there(
    problem: Problem,
    layout: Layout,
    price: NDArray[np.int64],
    fixed: NDArray[np.int32] | None,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Prices of places and childcare seats; of those that do not exist, what one would bring."""
    place = price[: layout.courses].copy()
    seat = price[layout.courses : -1] - place
    closed = np.ones(problem.pairs, dtype=bool)
    closed[layout.pair] = False
    person = problem.person_of_pair()
    if fixed is not None:
        closed &= fixed[person] < 0
    surplus = np.zeros(problem.persons, dtype=np.int64)
    surplus[layout.person] = best_choice(layout, problem.weight[layout.pair], price)[1]
    pair = np.flatnonzero(closed)
    course = problem.course[pair]
    more = problem.weight[pair] - place[course] - surplus[person[pair]]
    full = layout.capacity[course] == 0
    np.maximum.at(place, course[full], more[full])
    np.maximum.at(seat, course[~full], more[~full])
    return place, seat


def _near_prices(
    layout: Layout, weight: NDArray[np.int64], lot: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Points whose fraction stands for the lots, small enough not to outweigh a point."""
    return opening_prices(layout, weight + lot / (LOT_PART * 2.0**32))


def _draw_lots(first: State, lot: NDArray[np.int64], bits: int) -> State:
    """Among the placements that are best by points, the one with the best lots.

    For weights too long to carry the lots along: what a pair lacks at the right prices is cut off
    at one point, which leaves the same placements the best ones.
    """
    layout, courses = first.layout, first.layout.courses
    place = np.minimum(first.price[:courses], 1)
    seat = np.minimum(first.price[courses : 2 * courses] - first.price[:courses], 1)
    price = np.concatenate((place, place + seat, [0]))
    value = np.empty_like(first.value)
    for where, count in layout.each_row():
        nodes = layout.node[where]
        lack = first.surplus[:count] - first.value[where] + first.price[nodes]
        alone = np.minimum(first.surplus[:count], 1)
        value[where] = price[nodes] - np.minimum(lack, 1) + alone
    return _settle(layout, (value << bits) + lot, price << bits)


def _settle(layout: Layout, value: NDArray[np.int64], price: NDArray[np.int64]) -> State:
    """From any prices to the best placement and the least prices that prove it."""
    courses = layout.courses
    price[courses : 2 * courses][~layout.apart] = price[:courses][~layout.apart]
    settling = _Settling(begin(layout, value, price))
    settling.empty_the_crowded()
    settling.fill_the_missing()
    settling.lower_prices()
    return settling.state


class _Settling:
    """Moves people along shortest ways until nobody is too many and nobody is missing."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.wanted = POOL_PER_NODE * state.layout.nodes
        self.pool = self.near = Pool.of(state, self.wanted)
        self.reach = max(1, self.pool.budget // 4)

    def empty_the_crowded(self) -> None:
        """From nodes with too many to the nearest with room, or to no place at all."""
        ground = self.state.layout.ground
        while need := _counts(self.state.excess()):
            room = _counts(-self.state.excess()) | {ground: NO_LIMIT}
            self._round(need, room, crowded=True)

    def fill_the_missing(self) -> None:
        """From those without a place to the nodes where somebody is missing."""
        ground = self.state.layout.ground
        while need := _counts(-self.state.excess()):
            self._round(need, {ground: NO_LIMIT}, crowded=False)

    def lower_prices(self) -> None:
        """The least prices: what one more place would bring, and no more."""
        state, courses = self.state, self.state.layout.courses
        apart, roots = state.layout.apart, np.array([state.layout.ground])
        place, seat = state.price[:courses], state.price[courses:-1]
        np.maximum(place, 0, out=place)
        np.copyto(seat, place, where=~apart)
        np.maximum(seat, place, out=seat)
        place[state.layout.capacity == 0] = seat[state.layout.seats == 0] = 0
        np.maximum(seat, place, out=seat)
        farthest = 1
        while farthest:
            arcs = self._arcs(always=True)
            nodes = state.layout.nodes
            way = distances(nodes, arcs.tail, arcs.head, arcs.length, roots, self.reach)
            way[courses:-1] = np.where(apart, way[courses:-1], way[:courses])
            farthest = int(way.max())
            self._change_prices(-way)
            if farthest == self.reach:
                self.reach *= 2

    def _round(self, need: dict[int, int], room: dict[int, int], *, crowded: bool) -> None:
        """One look at all shortest ways, then as many moves as they allow together."""
        arcs = self._arcs()
        # Ways are looked for from where there is room towards where somebody has to move.
        near, far = (arcs.head, arcs.tail) if crowded else (arcs.tail, arcs.head)
        nodes, roots = self.state.layout.nodes, np.array(sorted(room))
        way = distances(nodes, near, far, arcs.length, roots, self.reach)
        reached = way[list(need)]
        reached = reached[reached < self.reach]
        if not len(reached):
            self._change_prices(way if crowded else -way)
            self.reach *= 4
            return
        longest = int(reached.max())
        way = np.minimum(way, longest)
        tight = np.flatnonzero(arcs.length == way[far] - way[near])
        search = Search(nodes, far[tight], near[tight], arcs.limit[tight], arcs.mover[tight], room)
        used = np.zeros_like(arcs.limit)
        used[tight] = search.send(need)
        self._change_prices(way if crowded else -way)
        apply_moves(self.state, arcs, used)
        self.reach = max(1, 2 * longest)

    def _arcs(self, *, always: bool = False) -> Arcs:
        """All moves that a way shorter than the reach can use."""
        wanted = self.wanted
        while self.reach > self.pool.budget:
            self.pool = self.near = Pool.of(self.state, wanted)
            if wanted >= len(self.state.value):
                self.reach = min(self.reach, max(1, self.pool.budget))
                break
            wanted *= 2
        wide = self.near.budget > WIDE * self.reach and len(self.near.person) > 2 * self.wanted
        if wide or self.reach > self.near.budget or self.near is self.pool:
            self.near = self.pool.nearer(self.state, min(self.pool.budget, 4 * self.reach))
        people = self.near.moves(self.state, self.reach)
        seats = seat_arcs(self.state, always=always)
        return Arcs(
            np.concatenate((people.mover, seats.mover)),
            np.concatenate((people.tail, seats.tail)),
            np.concatenate((people.head, seats.head)),
            np.concatenate((people.length, seats.length)),
            np.concatenate((people.limit, seats.limit)),
        )

    def _change_prices(self, change: NDArray[np.int64]) -> None:
        """Nobody's seat stops being a best one; the pool reaches that much less far."""
        self.state.price += change
        self.state.surplus -= change[self.state.at]
        most = int(np.abs(change).max())
        self.pool.budget -= most
        self.near.budget -= most


def _counts(values: NDArray[np.int64]) -> dict[int, int]:
    """By node in rising order: the values above zero."""
    nodes = np.flatnonzero(values > 0)
    return dict(zip(nodes.tolist(), values[nodes].tolist(), strict=True))
