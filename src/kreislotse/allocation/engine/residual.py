"""Who could move where, and for how much: the state from which the exact flow is reached.

Values and prices are whole numbers: points times `unit`, plus the lot. People hold a best seat at
the prices; a seat with a price above zero has to be full. Where that asks for more or fewer people
than there are (`excess`), the flow moves people along the shortest ways until it fits.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.layout import Layout

SAMPLE_STEP = 16


@dataclass(slots=True)
class State:
    """Everything that changes while people move; arrays of people are by position."""

    layout: Layout
    value: NDArray[np.int64]
    price: NDArray[np.int64]
    at: NDArray[np.int32]
    surplus: NDArray[np.int64]
    seated: NDArray[np.int64]
    """By course: people whom the childcare node hands on to the places."""
    filled: NDArray[np.int64]
    """By course: places that count as taken."""

    def excess(self) -> NDArray[np.int64]:
        """By node: how many people too many hold it; below zero, how many are missing."""
        courses = self.layout.courses
        load = np.bincount(self.at, minlength=self.layout.nodes)
        place = load[:courses] + self.seated - self.filled
        return np.concatenate((place, load[courses : 2 * courses] - self.seated, [0]))


@dataclass(frozen=True, slots=True)
class Arcs:
    """Moves: of a person by position, or -1 to -4 for the four ways between seats and ground."""

    mover: NDArray[np.int64]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    length: NDArray[np.int64]
    limit: NDArray[np.int64]


HAND_ON, HAND_BACK, FILL, EMPTY = -1, -2, -3, -4


def best_choice(
    layout: Layout, value: NDArray[np.int64], price: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """By position: the node that leaves most at these prices, and how much that is."""
    surplus = np.zeros(len(layout.person), dtype=np.int64)
    at = np.full(len(layout.person), layout.ground, dtype=np.int32)
    for where, count in layout.each_row():
        nodes = layout.node[where]
        left = value[where] - price[nodes]
        np.copyto(at[:count], nodes, where=left > surplus[:count])
        np.maximum(left, surplus[:count], out=surplus[:count])
    return at, surplus


def begin(layout: Layout, value: NDArray[np.int64], price: NDArray[np.int64]) -> State:
    """Everybody holds what is best for them; seats with a price count as full."""
    courses = layout.courses
    at, surplus = best_choice(layout, value, price)
    load = np.bincount(at, minlength=layout.nodes)
    cared = load[courses : 2 * courses]
    dear = price[courses : 2 * courses] > price[:courses]
    seated = np.where(dear, layout.seats, np.minimum(cared, layout.seats)) * layout.apart
    wanted = load[:courses] + seated
    full = price[:courses] > 0
    filled = np.where(full, layout.capacity, np.minimum(wanted, layout.capacity))
    return State(layout, value, price.copy(), at, surplus, seated, filled)


@dataclass(slots=True)
class Pool:
    """The pairs that are nearly as good as what people hold; all others are too far to matter.

    `budget` says how far: a way shorter than that uses pairs of the pool only. Changing the prices
    by up to n uses up n of it.
    """

    person: NDArray[np.int64]
    head: NDArray[np.int32]
    value: NDArray[np.int64]
    budget: int

    @classmethod
    def of(cls, state: State, wanted: int) -> "Pool":
        """About so many pairs, beside those that people hold."""
        layout = state.layout
        far = _quantile(state, wanted)
        people, heads, values = [_outside(state, far)], [], []
        for where, count in layout.each_row():
            left = state.value[where] - state.price[layout.node[where]]
            near = np.flatnonzero(left >= state.surplus[:count] - far)
            people.append(near)
            heads.append(layout.node[where][near])
            values.append(state.value[where][near])
        ground = np.full(len(people[0]), layout.ground, dtype=np.int32)
        none = np.zeros(len(ground), dtype=np.int64)
        whole = cls(
            np.concatenate(people),
            np.concatenate([ground, *heads]),
            np.concatenate([none, *values]),
            far,
        )
        del people, heads, values  # as large as the pool itself
        return whole._part(np.arange(len(whole.person)), far)

    def nearer(self, state: State, far: int) -> "Pool":
        """The part of this pool that is at most so far."""
        length = state.surplus[self.person] - self.value + state.price[self.head]
        return self._part(np.flatnonzero(length <= far), far)

    def _part(self, chosen: NDArray[np.int64], far: int) -> "Pool":
        """These pairs, without people who would have no choice among them."""
        person = self.person[chosen]
        chosen = chosen[np.bincount(person)[person] > 1]
        return Pool(self.person[chosen], self.head[chosen], self.value[chosen], far)

    def moves(self, state: State, reach: int) -> Arcs:
        """People's moves that cost at most `reach`."""
        tail = state.at[self.person].astype(np.int64)
        length = state.surplus[self.person] - self.value + state.price[self.head]
        near = np.flatnonzero((length <= reach) & (self.head != tail))
        ones = np.ones(len(near), dtype=np.int64)
        head = self.head[near].astype(np.int64)
        return Arcs(self.person[near], tail[near], head, length[near], ones)


def _outside(state: State, far: int) -> NDArray[np.int64]:
    """Positions of people who could almost as well be without a place, or are."""
    return np.flatnonzero(state.surplus <= far)


def _quantile(state: State, wanted: int) -> int:
    """How far `wanted` pairs lie from what people hold, judged by every sixteenth."""
    pairs = len(state.layout.node)
    everything = int(state.value.max(initial=0)) + int(state.price.max(initial=0))
    if wanted >= pairs:
        return everything
    some = []
    for where, count in state.layout.each_row():
        nodes = state.layout.node[where][::SAMPLE_STEP]
        left = state.value[where][::SAMPLE_STEP] - state.price[nodes]
        held = nodes == state.at[:count:SAMPLE_STEP]
        some.append((state.surplus[:count:SAMPLE_STEP] - left)[~held])
    lengths = np.concatenate(some)
    rank = wanted * len(lengths) // pairs
    return int(np.partition(lengths, rank)[rank]) if rank < len(lengths) else everything


def seat_arcs(state: State, *, always: bool = False) -> Arcs:
    """Between childcare seats, places and ground; `always`: also what only bounds the prices."""
    layout, price = state.layout, state.price
    courses = layout.courses
    course = np.arange(courses)
    apart = np.flatnonzero(layout.apart)
    place, seat = price[:courses], price[courses : 2 * courses]
    on = apart[state.seated[apart] < layout.seats[apart]]
    back = apart if always else apart[state.seated[apart] > 0]
    fill = np.flatnonzero(state.filled < layout.capacity)
    empty = course if always else np.flatnonzero(state.filled > 0)
    ground = np.full(courses, layout.ground)
    kinds = [
        (HAND_ON, on + courses, on, (place - seat)[on], (layout.seats - state.seated)[on]),
        (HAND_BACK, back, back + courses, (seat - place)[back], state.seated[back]),
        (FILL, fill, ground[fill], -place[fill], (layout.capacity - state.filled)[fill]),
        (EMPTY, ground[empty], empty, place[empty], state.filled[empty]),
    ]
    mover = [np.full(len(kind[1]), kind[0]) for kind in kinds]
    columns = (np.concatenate([kind[n] for kind in kinds]) for n in range(1, 5))
    return Arcs(np.concatenate(mover), *columns)


def apply_moves(state: State, arcs: Arcs, used: NDArray[np.int64]) -> None:
    """Carry out what was found; each person moves at most once."""
    going = np.flatnonzero(used)
    mover, units = arcs.mover[going], used[going]
    tail, head = arcs.tail[going], arcs.head[going]
    people = mover >= 0
    state.at[mover[people]] = head[people]
    for kind, course, change in (
        (HAND_ON, head, units),
        (HAND_BACK, tail, -units),
    ):
        state.seated[course[mover == kind]] += change[mover == kind]
    for kind, course, change in ((FILL, tail, units), (EMPTY, head, -units)):
        state.filled[course[mover == kind]] += change[mover == kind]
