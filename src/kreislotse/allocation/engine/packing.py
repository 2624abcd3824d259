"""A sharper bound: every course picks its own best group, as whole households and whole sizes.

The market lets a course sell half a place. Here each unit has a price instead, and each course
takes the group that is worth most beyond these prices among all groups that fit, with its minimum
or none. The sum of the prices and of the courses' gains is at least what any placement reaches,
whatever the prices are. Everything is counted in whole parts of a point.
"""

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.bundles import Whole
from kreislotse.allocation.engine.market import GRAIN, Market, Prices

IMPOSSIBLE = -(2**60)
MOST_WORK = 60_000_000
PATIENCE = 10


class Packing:
    """The choices of courses at prices of units."""

    def __init__(self, market: Market, prices: Prices) -> None:
        self.market, self.units = market, market.units
        units = self.units
        _place, seat, bonus = prices.rounded()
        self.worth = market.value * GRAIN - market.seats * seat[units.course]
        self.beside = int(seat @ units.seats_left) - int(bonus @ units.floor)
        if len(bonus) and units.count:
            of_unit = np.add.reduceat(bonus[units.town], units.member_start[:-1])
            self.worth = self.worth + of_unit[market.unit]
        self.most = int(units.capacity.max(initial=0))
        self.sizes = np.unique(units.size).tolist()
        self.line = units.course * (max(self.sizes, default=0) + 1) + market.size
        self.price = self._opening(prices)
        self.least = np.inf

    @property
    def work(self) -> int:
        """How much one look costs, roughly, in additions."""
        return sum(self.units.courses * self.most * (self.most // size) for size in self.sizes)

    def run(self, target: float, rounds: int) -> float:
        """The least bound found, in points; `target` is what a placement reaches."""
        goal = int(target * GRAIN)
        pace, stalled, best = 0.5, 0, self.price
        least = None
        for _round in range(rounds):
            total, slope = self._look()
            if least is None or total < least:
                least, best, stalled = total, self.price, 0
            else:
                stalled += 1
            steep = int((slope * slope).sum())
            if not steep or total <= goal:
                break
            if stalled >= PATIENCE:
                pace, stalled, self.price = pace * 0.6, 0, best
                continue
            move = np.rint(slope * (pace * (total - goal) / steep)).astype(np.int64)
            self.price = np.maximum(self.price - move, 0)
        self.least = np.inf if least is None else least / GRAIN
        return float(self.least)

    def _opening(self, prices: Prices) -> Whole:
        """By unit: what the best course leaves it at the market's prices."""
        place, _seat, _bonus = prices.rounded()
        net = self.worth - self.market.size * place[self.units.course]
        price = np.zeros(self.units.count, np.int64)
        if len(net):
            price[self.market.has] = np.maximum(np.maximum.reduceat(net, self.market.first), 0)
        return price

    def _look(self) -> tuple[int, Whole]:
        """The bound at the present prices; by unit, one less the courses that want it."""
        units = self.units
        gain = self.worth - self.price[self.market.unit]
        use = np.flatnonzero((gain > 0) | (units.least > 0)[units.course])
        order = use[np.lexsort((-gain[use], self.line[use]))]
        line = self.line[order]
        rank = np.arange(len(order)) - np.searchsorted(line, line)
        best, taken = self._fill(order, gain[order], rank)
        value, load = self._open(best)
        wanted = self._wanted(order, rank, taken, load)
        return int(self.price.sum()) + int(value.sum()) + self.beside, 1 - wanted

    def _fill(
        self, order: Whole, gain: Whole, rank: Whole
    ) -> tuple[Whole, list[NDArray[np.int16]]]:
        """By course and number of people: the best gain; by size, how many units of it."""
        units = self.units
        best: Whole = np.full((units.courses, self.most + 1), IMPOSSIBLE)
        best[:, 0] = 0
        taken: list[NDArray[np.int16]] = []
        for size in self.sizes:
            many = self.most // size
            mine = (self.market.size[order] == size) & (rank < many)
            sums = self._sums(units.course[order[mine]], rank[mine], gain[mine], many)
            after, count = best.copy(), np.zeros(best.shape, np.int16)
            for number in range(1, many + 1):
                with_these = best[:, : self.most + 1 - size * number] + sums[:, number, None]
                target = after[:, size * number :]
                better = with_these > target
                np.copyto(target, with_these, where=better)
                count[:, size * number :][better] = number
            best = np.maximum(after, IMPOSSIBLE)
            taken.append(count)
        return best, taken

    def _sums(self, course: Whole, rank: Whole, gain: Whole, many: int) -> Whole:
        """By course and number of units of one size: the gain of the best so many."""
        sums = np.zeros((self.units.courses, many + 2), np.int64)
        there = np.bincount(course, minlength=self.units.courses)
        sums[np.arange(self.units.courses), there + 1] = IMPOSSIBLE
        sums[course, rank + 1] = gain
        return np.cumsum(sums, axis=1)[:, : many + 1]

    def _open(self, best: Whole) -> tuple[Whole, Whole]:
        """By course: its gain, and how many people it then has; none if it is better closed."""
        units = self.units
        people = np.arange(self.most + 1)
        allowed = (people >= units.least[:, None]) & (people <= units.capacity[:, None])
        open_ = np.where(allowed, best, IMPOSSIBLE)
        load = open_.argmax(axis=1)
        value = open_[np.arange(units.courses), load]
        # A fixed place keeps a course open; if its minimum is out of reach, the rule yields.
        may_close = ~units.must_open | (value <= IMPOSSIBLE // 2)
        closed = may_close & (value < 0)
        return np.where(closed, 0, value), np.where(closed, 0, load)

    def _wanted(
        self, order: Whole, rank: Whole, taken: list[NDArray[np.int16]], load: Whole
    ) -> Whole:
        units = self.units
        wanted = np.zeros(units.count, np.int64)
        every = np.arange(units.courses)
        left = load.copy()
        for size, count in zip(reversed(self.sizes), reversed(taken), strict=True):
            number = count[every, left].astype(np.int64)
            left -= size * number
            chosen = (self.market.size[order] == size) & (rank < number[units.course[order]])
            wanted += np.bincount(self.market.unit[order[chosen]], minlength=units.count)
        return wanted
