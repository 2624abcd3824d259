"""Who could move where, and for how much: the state from which the exact flow is reached.

Values and prices are whole numbers: points times `unit`, plus the lot. People hold a best seat at
the prices; a seat with a price above zero has to be full. Where that asks for more or fewer people
than there are (`excess`), the flow moves people along the shortest ways until it fits.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.layout import Layout
from kreislotse.allocation.engine.paths import sorted_by

NEVER = 2**62


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


class Moves:
    """From each node to each other the cheapest move of a person, kept up while people move.

    What a move costs is measured without prices, so that it changes only where somebody comes or
    goes: then what rested on those who went is looked up again among all who want the same head.
    """

    def __init__(self, state: State) -> None:
        layout = state.layout
        self._state = state
        self._begin = np.array([begin for begin, _count in layout.rows], dtype=np.int64)
        self._count = np.array([count for _begin, count in layout.rows], dtype=np.int64)
        positions = [np.arange(count, dtype=np.int32) for _begin, count in layout.rows]
        self._position = np.concatenate([np.zeros(0, dtype=np.int32), *positions])
        self._by_head = sorted_by(layout.node, layout.nodes).astype(np.int32)
        self._wanting = self._position[self._by_head]
        wanted = np.bincount(layout.node, minlength=layout.nodes)
        self._first = np.concatenate(([0], np.cumsum(wanted)))
        pairs = np.arange(len(layout.node))
        self._key, self._cost, self._mover = self._cheapest(pairs)
        self._out = np.full(layout.nodes, NEVER)
        self._leaver = np.full(layout.nodes, -1)
        self._look_at_leavers(np.arange(layout.ground))

    def arcs(self) -> Arcs:
        """The moves to other nodes and to no place at all, with their lengths at the prices."""
        state, nodes = self._state, self._state.layout.nodes
        there = np.flatnonzero(self._cost < NEVER)
        left = np.flatnonzero(self._out < NEVER)
        head, tail = np.divmod(self._key[there], nodes)
        head = np.concatenate((head, np.full(len(left), state.layout.ground)))
        tail = np.concatenate((tail, left))
        mover = np.concatenate((self._mover[there], self._leaver[left]))
        cost = np.concatenate((self._cost[there], self._out[left]))
        length = cost + state.price[head] - state.price[tail]
        return Arcs(mover, tail, head, length, np.ones_like(mover))

    def follow(self, people: NDArray[np.int64], before: NDArray[np.int64]) -> None:
        """After these people, by position, have moved away from where they were."""
        at = self._state.at[people]
        # One more than there are people: -1, nobody, stands for the last.
        moving = np.zeros(len(self._state.at) + 1, dtype=bool)
        moving[people] = True
        self._look_again(np.flatnonzero(moving[self._mover]))
        index = self._begin + people[:, None]
        self._add(*self._cheapest(index[people[:, None] < self._count]))
        self._look_at_leavers(np.concatenate((before, at)))

    def _costs(self, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
        """What the person of each pair gives up by moving there, prices apart."""
        state, person = self._state, self._position[pairs]
        return state.surplus[person] + state.price[state.at[person]] - state.value[pairs]

    def _cheapest(
        self, pairs: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Rising keys of head and tail; for each the least cost and who moves at that."""
        nodes, at = self._state.layout.nodes, self._state.at
        pairs = pairs[self._state.layout.node[pairs] != at[self._position[pairs]]]
        pairs = pairs[sorted_by(at[self._position[pairs]], nodes)]
        pairs = pairs[sorted_by(self._state.layout.node[pairs], nodes)]
        head, tail = self._state.layout.node[pairs].astype(np.int64), at[self._position[pairs]]
        key = head * nodes + tail
        first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))[: len(key)])
        return key[first], *self._least(pairs, self._costs(pairs), first)

    def _least(
        self, pairs: NDArray[np.int64], cost: NDArray[np.int64], first: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """By run of pairs: the least cost, and the first person who has it."""
        if not len(first):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        least = np.minimum.reduceat(cost, first)
        run = np.repeat(np.arange(len(first)), np.diff(np.append(first, len(cost))))
        having = np.flatnonzero(cost == least[run])[::-1]
        mover = np.empty(len(first), dtype=np.int64)
        mover[run[having]] = self._position[pairs[having]]
        return least, mover

    def _look_again(self, places: NDArray[np.int64]) -> None:
        """Find the cheapest move anew for these keys."""
        head, tail = np.divmod(self._key[places], self._state.layout.nodes)
        length = self._first[head + 1] - self._first[head]
        skipped = self._first[head] - (np.cumsum(length) - length)
        inside = np.arange(int(length.sum())) + np.repeat(skipped, length)
        there = np.flatnonzero(self._state.at[self._wanting[inside]] == np.repeat(tail, length))
        run = np.repeat(np.arange(len(places)), length)[there]
        pairs = self._by_head[inside[there]]
        first = np.flatnonzero(np.concatenate(([True], run[1:] != run[:-1]))[: len(run)])
        self._cost[places], self._mover[places] = NEVER, -1
        some = places[run[first]]
        self._cost[some], self._mover[some] = self._least(pairs, self._costs(pairs), first)

    def _add(
        self, key: NDArray[np.int64], cost: NDArray[np.int64], mover: NDArray[np.int64]
    ) -> None:
        """These moves are open now, too."""
        place = np.searchsorted(self._key, key)
        known = place < len(self._key)
        known[known] = self._key[place[known]] == key[known]
        cheaper = known.copy()
        cheaper[known] = cost[known] < self._cost[place[known]]
        self._cost[place[cheaper]], self._mover[place[cheaper]] = cost[cheaper], mover[cheaper]
        self._key = np.insert(self._key, place[~known], key[~known])
        self._cost = np.insert(self._cost, place[~known], cost[~known])
        self._mover = np.insert(self._mover, place[~known], mover[~known])

    def _look_at_leavers(self, nodes: NDArray[np.int64]) -> None:
        """Find anew who would give up least by having no place at all."""
        state = self._state
        asked = np.zeros(state.layout.nodes, dtype=bool)
        asked[nodes] = True
        asked[state.layout.ground] = False
        self._out[asked], self._leaver[asked] = NEVER, -1
        people = np.flatnonzero(asked[state.at])
        cost = state.surplus[people] + state.price[state.at[people]]
        order = np.lexsort((cost, state.at[people]))[::-1]
        self._out[state.at[people[order]]] = cost[order]
        self._leaver[state.at[people[order]]] = people[order]


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


def apply_moves(
    state: State, arcs: Arcs, used: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Carry out what was found; gives who moved, by position, and from which nodes."""
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
    return mover[people], tail[people]
