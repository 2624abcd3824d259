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
from kreislotse.allocation.engine.problem import LOTS, Problem, Solution
from kreislotse.allocation.engine.residual import (
    Arcs,
    Moves,
    State,
    apply_moves,
    begin,
    best_choice,
    seat_arcs,
)

LOT_PART = 16
WHOLE = 60


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
    # Where points are too long to carry whole lots along, their first digits lead the way.
    cut = max(0, int(weight.max(initial=0)).bit_length() + bits + 1 - WHOLE)
    state = _settle_with_lots(layout, weight, lot, cut)
    price = (state.price + (1 << (bits - cut - 1))) >> (bits - cut)
    return _draw_lots(layout, weight, lot, price) if cut else state, price


def _settle_with_lots(
    layout: Layout, weight: NDArray[np.int64], lot: NDArray[np.int64], cut: int = 0
) -> State:
    """Points and lots in one number, the lots without their last `cut` binary digits."""
    bits = lot_bits(layout.courses) - cut
    near = opening_prices(layout, weight, lot, 1 / LOT_PART)
    points = np.rint(near)
    lots = np.rint((near - points) * (LOT_PART * LOTS >> cut)).astype(np.int64)
    value = (weight << bits) + (lot >> cut)
    return _settle(layout, value, (points.astype(np.int64) << bits) + lots)


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


def _draw_lots(
    layout: Layout, weight: NDArray[np.int64], lot: NDArray[np.int64], price: NDArray[np.int64]
) -> State:
    """Among the placements that are best by points, the one with the best lots.

    For weights too long to carry the lots along: what a pair lacks at the right prices is cut off
    at one point, which leaves the same placements the best ones.
    """
    courses = layout.courses
    place = np.minimum(price[:courses], 1)
    seat = np.minimum(price[courses : 2 * courses] - price[:courses], 1)
    short = np.concatenate((place, place + seat, [0]))
    surplus = best_choice(layout, weight, price)[1]
    value = np.empty_like(weight)
    for where, count in layout.each_row():
        nodes = layout.node[where]
        lack = surplus[:count] - weight[where] + price[nodes]
        value[where] = short[nodes] - np.minimum(lack, 1) + np.minimum(surplus[:count], 1)
    return _settle_with_lots(layout, value, lot)


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
        self.moves = Moves(state)

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
        arcs = self._arcs(always=True)
        every = np.concatenate((np.arange(courses), courses + np.flatnonzero(apart)))
        way = distances(state.layout.nodes, arcs.tail, arcs.head, arcs.length, roots, every)
        way[courses:-1] = np.where(apart, way[courses:-1], way[:courses])
        self._change_prices(-way)

    def _round(self, need: dict[int, int], room: dict[int, int], *, crowded: bool) -> None:
        """One look at all shortest ways, then as many moves as they allow together."""
        arcs = self._arcs()
        # Ways are looked for from where there is room towards where somebody has to move.
        near, far = (arcs.head, arcs.tail) if crowded else (arcs.tail, arcs.head)
        nodes, roots, asked = self.state.layout.nodes, np.array(sorted(room)), np.array([*need])
        way = distances(nodes, near, far, arcs.length, roots, asked)
        tight = np.flatnonzero(arcs.length == way[far] - way[near])
        search = Search(nodes, far[tight], near[tight], arcs.limit[tight], arcs.mover[tight], room)
        used = np.zeros_like(arcs.limit)
        used[tight] = search.send(need)
        self._change_prices(way if crowded else -way)
        self.moves.follow(*apply_moves(self.state, arcs, used))

    def _arcs(self, *, always: bool = False) -> Arcs:
        """All moves that are open."""
        people, seats = self.moves.arcs(), seat_arcs(self.state, always=always)
        return Arcs(
            np.concatenate((people.mover, seats.mover)),
            np.concatenate((people.tail, seats.tail)),
            np.concatenate((people.head, seats.head)),
            np.concatenate((people.length, seats.length)),
            np.concatenate((people.limit, seats.limit)),
        )

    def _change_prices(self, change: NDArray[np.int64]) -> None:
        """Nobody's seat stops being a best one."""
        self.state.price += change
        self.state.surplus -= change[self.state.at]


def _counts(values: NDArray[np.int64]) -> dict[int, int]:
    """By node in rising order: the values above zero."""
    nodes = np.flatnonzero(values > 0)
    return dict(zip(nodes.tolist(), values[nodes].tolist(), strict=True))
