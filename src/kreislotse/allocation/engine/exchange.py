"""Exchanges between courses: who has to move where, and what it costs, if one more comes in.

A graph with a node per course (a place), per course once more (a childcare seat, which needs a
place of the same course), per municipality (its unplaced people) and one for empty places. An
excess person at a node moves along arcs until somebody takes an empty place or goes without one.
People alone are arcs; their placement is the best possible when no circle of arcs gains anything.
A household moves as a whole: its members push as many people along as it needs places, and leave
as many places behind.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.bundles import Units, Whole

NEVER = 2**60
BREACH = 2**56
"""What breaking a floor or a minimum costs, above all sums of points."""


class Step(NamedTuple):
    """One arc walked, with what it takes to take it back."""

    begin: int
    end: int
    who: int
    """The person alone who moved; -1 if none did."""
    worth: int
    """What the old place was worth to that person."""


class Exchange:
    """Some courses, everybody in them and everybody unplaced who could enter them."""

    def __init__(
        self, units: Units, worth: Whole, chosen: Whole, courses: Whole, least: Whole
    ) -> None:
        self.units, self.courses, self.many = units, courses, len(courses)
        local = np.full(units.courses + 1, -1, np.int64)
        local[courses] = np.arange(self.many)
        self._take_part(worth, chosen, local)
        self.capacity = units.capacity[courses].tolist()
        self.seats_left = units.seats_left[courses].tolist()
        self.least = least[courses].tolist()
        self._count(chosen, local)
        self.nodes = 2 * self.many + self.towns + 1
        self.hub = self.nodes - 1
        self._sort_singles()
        self.arcs = np.full((self.nodes, self.nodes), NEVER, np.int64)
        self.refresh(np.ones(self.nodes, bool))

    def _take_part(self, worth: Whole, chosen: Whole, local: Whole) -> None:
        """Units inside, and their pairs with courses inside."""
        units = self.units
        unit = units.unit_of_pair()
        home = local[chosen]
        inside = local[units.course] >= 0
        near = np.zeros(units.count, bool)
        near[unit[inside]] = True
        part = (home >= 0) | ((chosen < 0) & near)
        self.who = np.flatnonzero(part)
        rank = np.full(units.count, -1, np.int64)
        rank[self.who] = np.arange(len(self.who))
        pairs = np.flatnonzero(inside & part[unit])
        self.pair_unit = rank[unit[pairs]]
        self.pair_course = local[units.course[pairs]]
        self.pair_worth = worth[pairs]
        self.at = home[self.who]
        self.size = units.size[self.who]
        self.seats = units.seats[self.who]
        self.now = np.zeros(len(self.who), np.int64)
        here = self.at[self.pair_unit] == self.pair_course
        self.now[self.pair_unit[here]] = self.pair_worth[here]

    def _count(self, chosen: Whole, local: Whole) -> None:
        """Loads inside; people placed per municipality, beyond its floor."""
        units = self.units
        placed = self.at >= 0
        home = self.at[placed]
        size, seats = self.size[placed], self.seats[placed]
        self.load = np.bincount(home, size, self.many).astype(np.int64).tolist()
        self.cared = np.bincount(home, seats, self.many).astype(np.int64).tolist()
        self.towns, self.spare = 1, [NEVER]
        self.town = np.zeros(len(self.who), np.int64)
        self.local_town = np.zeros(max(1, len(units.floor)), np.int64)
        if len(units.floor):
            self._count_towns(chosen)

    def _count_towns(self, chosen: Whole) -> None:
        """Municipalities with a floor and people here, from 1; all others are together at 0."""
        units = self.units
        part = np.zeros(units.count, bool)
        part[self.who] = True
        here = np.unique(units.town[np.repeat(part, units.size)])
        here = here[units.floor[here] > 0]
        self.local_town[here] = np.arange(1, len(here) + 1)
        self.towns = len(here) + 1
        self.town = self.local_town[units.town[units.member_start[self.who]]]
        everybody = np.repeat(chosen >= 0, units.size)
        total = np.bincount(units.town[everybody], minlength=len(units.floor))
        self.spare = [NEVER, *(total - units.floor)[here].tolist()]

    def towns_of(self, unit: int) -> list[int]:
        """By member of a unit: the municipality as counted here."""
        units, who = self.units, int(self.who[unit])
        town = units.town[units.member_start[who] : units.member_start[who + 1]]
        local: list[int] = self.local_town[town].tolist()
        return local

    def _sort_singles(self) -> None:
        """The arcs of people alone, by the node they lead to."""
        self.alone = self.size == 1
        use = np.flatnonzero(self.alone[self.pair_unit])
        target = self.pair_course[use] + self.many * self.seats[self.pair_unit[use]]
        order = np.argsort(target, kind="stable")
        use = use[order]
        self.arc_unit, self.arc_worth = self.pair_unit[use], self.pair_worth[use]
        self.arc_to = target[order]
        self.arc_start = np.searchsorted(self.arc_to, np.arange(2 * self.many + 1))
        self.node = np.where(
            self.at >= 0, self.at + self.many * self.seats, 2 * self.many + self.town
        )
        self.single = np.flatnonzero(self.alone)

    def chosen(self, chosen: Whole) -> Whole:
        """By unit of the whole problem: the course or -1, as it is now inside."""
        after = chosen.copy()
        after[self.who] = np.where(self.at >= 0, self.courses[self.at], -1)
        return after

    def total(self) -> int:
        """What everybody inside has, in worth, less what floors and minimum sizes lack."""
        lack = sum(max(0, n - k) for n, k in zip(self.least, self.load, strict=True))
        lack += sum(max(0, -spare) for spare in self.spare)
        total: int = int(self.now.sum()) - int(lack) * BREACH
        return total

    # --- arcs -------------------------------------------------------------------------------------

    def refresh(self, touched: NDArray[np.bool_]) -> None:
        """Count the arcs anew that start at touched nodes."""
        rows = np.flatnonzero(touched)
        self.arcs[rows] = NEVER
        flat = self.arcs.reshape(-1)
        begin = self.node[self.arc_unit]
        use = np.flatnonzero(touched[begin])
        unit = self.arc_unit[use]
        at = begin[use] * self.nodes + self.arc_to[use]
        np.minimum.at(flat, at, self.now[unit] - self.arc_worth[use])
        home = self.node[self.single]
        out = self.single[touched[home] & (home < 2 * self.many)]
        at = self.node[out] * self.nodes + 2 * self.many + self.town[out]
        np.minimum.at(flat, at, self.now[out])
        self.arcs[rows, rows] = 0
        for row in rows.tolist():
            self._refresh_stock(row)
        if not touched[self.hub]:
            self._refresh_stock(self.hub)

    def _refresh_stock(self, node: int) -> None:
        """Arcs that nobody walks: empty places, seats, floors."""
        many, hub, arcs = self.many, self.hub, self.arcs
        if node < many:
            load = self.load[node]
            free = load < self.capacity[node]
            short = load < self.least[node]
            arcs[node, hub] = (-BREACH if short else 0) if free else NEVER
            arcs[node, node + many] = 0 if self.cared[node] > 0 else NEVER
        elif node < 2 * many:
            arcs[node, node - many] = 0 if self._seat_free(node - many) else NEVER
        elif node < hub:
            spare = self.spare[node - 2 * many]
            arcs[node, hub] = 0 if spare > 0 else BREACH
        else:
            load, least = np.array(self.load), np.array(self.least)
            arcs[hub, :many] = np.where(load > least, 0, BREACH)
            arcs[hub, :many][load == 0] = NEVER
            arcs[hub, 2 * many : hub] = np.where(np.array(self.spare) < 0, -BREACH, 0)

    def _seat_free(self, course: int) -> bool:
        return bool(self.cared[course] < self.seats_left[course])

    def walk(self, begin: int, end: int) -> "Step":
        """Move an excess person along one arc: somebody moves, or a place, seat or floor yields."""
        same_course = max(begin, end) < 2 * self.many and abs(begin - end) == self.many
        if same_course or self.hub in (begin, end):
            self._stock(begin, end, 1)
            return Step(begin, end, -1, 0)
        who = self._walker(begin, end)
        step = Step(begin, end, who, int(self.now[who]))
        self._stand(who, end, step.worth - int(self.arcs[begin, end]))
        return step

    def back(self, step: "Step") -> None:
        """Take a step back."""
        if step.who < 0:
            self._stock(step.begin, step.end, -1)
        else:
            self._stand(step.who, step.begin, step.worth)

    def _stand(self, who: int, node: int, worth: int) -> None:
        self.node[who] = node
        self.at[who] = node % self.many if node < 2 * self.many else -1
        self.now[who] = worth

    def _walker(self, begin: int, end: int) -> int:
        """Whose arc it is."""
        cost = int(self.arcs[begin, end])
        if end < 2 * self.many:
            span = slice(self.arc_start[end], self.arc_start[end + 1])
            unit = self.arc_unit[span]
            fits = (self.node[unit] == begin) & (self.now[unit] - self.arc_worth[span] == cost)
        else:
            unit = self.single
            fits = (self.node[unit] == begin) & (self.now[unit] == cost)
            fits &= 2 * self.many + self.town[unit] == end
        return int(unit[np.flatnonzero(fits)[0]])

    def _stock(self, begin: int, end: int, sign: int) -> None:
        many, hub = self.many, self.hub
        if end == hub:
            if begin < many:
                self.load[begin] += sign
            else:
                self.spare[begin - 2 * many] -= sign
        elif begin == hub:
            if end < many:
                self.load[end] -= sign
            else:
                self.spare[end - 2 * many] += sign
        elif begin > end:
            self.cared[end] += sign
        else:
            self.cared[begin] -= sign
