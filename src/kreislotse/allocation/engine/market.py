"""What places are worth: prices by which the sum of all wishes bounds what any placement reaches.

With a price on each place and childcare seat, and a bonus per municipality with a floor, every unit
takes what is best for it alone. The sum of these bests, plus what the places cost, less what the
floors grant, is at least as much as any placement reaches, whatever the prices are. The search for
the prices that make it least is floating point; the bound itself is taken in whole numbers.
"""

from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.bundles import Units, Whole

Real = NDArray[np.float64]
GRAIN = 1024
"""Prices are rounded to this part of a point before they bound anything."""


@dataclass(frozen=True, slots=True)
class Prices:
    """In points; none is negative."""

    place: Real
    """By course."""
    seat: Real
    """By course: of a childcare seat, beside its place."""
    bonus: Real
    """By municipality with a floor: for each person placed."""

    @classmethod
    def zero(cls, units: Units) -> "Prices":
        return cls(np.zeros(units.courses), np.zeros(units.courses), np.zeros(len(units.floor)))

    def rounded(self) -> tuple[Whole, Whole, Whole]:
        """In parts of a point, as the bound counts."""
        return _grains(self.place), _grains(self.seat), _grains(self.bonus)


def _grains(values: Real) -> Whole:
    whole: Whole = np.rint(np.maximum(values, 0.0) * GRAIN).astype(np.int64)
    return whole


class Market:
    """The units with all that is asked again and again when prices move."""

    def __init__(self, units: Units, value: Whole) -> None:
        self.units = units
        self.value = value
        unit = units.unit_of_pair()
        self.has = np.flatnonzero(np.diff(units.start))
        self.first = units.start[self.has]
        self.row = np.repeat(np.arange(len(self.has)), np.diff(units.start)[self.has])
        self.unit = unit
        self.size = units.size[unit]
        self.seats = units.seats[unit]
        self.cared = np.flatnonzero(self.seats)

    def changed(self, units: Units, value: Whole) -> "Market":
        """The same pairs with other places, floors and values."""
        other = copy(self)
        other.units, other.value = units, value
        return other

    def net(self, prices: Prices) -> Real:
        """By pair, in points: what the unit has of the course at these prices."""
        net = self.value - self.size * prices.place[self.units.course]
        at = self.cared
        net[at] -= self.seats[at] * prices.seat[self.units.course[at]]
        if len(self.units.floor):
            net += self.bonus_of_unit(prices.bonus)[self.unit]
        return net

    def bonus_of_unit(self, bonus: Real) -> Real:
        """By unit: the sum of its members' bonuses."""
        if not self.units.count:
            return np.zeros(0)
        return np.add.reduceat(bonus[self.units.town], self.units.member_start[:-1])

    def bound(self, prices: Prices) -> float:
        """What no placement can exceed, in points; exact: whole numbers throughout."""
        place, seat, bonus = prices.rounded()
        units = self.units
        net = self.value * GRAIN - self.size * place[units.course]
        net -= self.seats * seat[units.course]
        if len(bonus) and units.count:
            of_unit = np.add.reduceat(bonus[units.town], units.member_start[:-1])
            net += of_unit[self.unit]
        best = np.maximum(np.maximum.reduceat(net, self.first), 0) if len(net) else net
        total = int(best.sum()) + int(place @ units.capacity) + int(seat @ units.seats_left)
        return (total - int(bonus @ units.floor)) / GRAIN


@dataclass(slots=True)
class _Smooth:
    """The softened bound at one point: its value, slope and steepness."""

    value: float
    slope: Real
    curve: Real


class Descent:
    """Makes the bound small: softened choices, harder from stage to stage, with momentum."""

    def __init__(self, market: Market, prices: Prices) -> None:
        self.market = market
        units = market.units
        self.cut = (units.courses, 2 * units.courses)
        self.point = np.concatenate((prices.place, prices.seat, prices.bonus))
        self.best = self.point.copy()
        self.least = market.bound(prices)
        people = max(1, int(units.capacity.sum()))
        self.scale = max(1.0, self.least / people)
        self.evaluations = 0

    def prices(self) -> Prices:
        return self._prices(self.best)

    def _prices(self, point: Real) -> Prices:
        place, seat, bonus = np.split(point, self.cut)
        return Prices(place, seat, bonus)

    def run(self, softness: tuple[float, ...], rounds: int) -> None:
        """`rounds` steps at each softness, a share of what a place is worth on average."""
        if not len(self.market.first):
            return
        for share in softness:
            self._stage(share * self.scale, rounds)

    def _stage(self, heat: float, rounds: int) -> None:
        here, ahead, pace = self.point, self.point, 1.0
        last = np.inf
        for _round in range(rounds):
            seen = self._smooth(ahead, heat)
            self.evaluations += 1
            if seen.value > last:
                pace = 1.0
            last = seen.value
            reach = np.clip(seen.slope / seen.curve, -3.0 * heat, 3.0 * heat)
            landed = np.maximum(ahead - reach, 0.0)
            quicker = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
            ahead = np.maximum(landed + (pace - 1) / quicker * (landed - here), 0.0)
            here, pace = landed, quicker
        self.point = here
        self._keep(here)

    def _keep(self, point: Real) -> None:
        value = self.market.bound(self._prices(point))
        if value < self.least:
            self.least, self.best = value, point.copy()

    def _smooth(self, point: Real, heat: float) -> _Smooth:
        market, units = self.market, self.market.units
        prices = self._prices(point)
        net = market.net(prices)
        top = np.maximum(np.maximum.reduceat(net, market.first), 0.0)
        net -= top[market.row]
        net /= heat
        np.exp(net, out=net)
        whole = np.add.reduceat(net, market.first) + np.exp(-top / heat)
        net /= whole[market.row]
        value = float(top.sum() + heat * np.log(whole).sum())
        value += float(prices.place @ units.capacity + prices.seat @ units.seats_left)
        value -= float(prices.bonus @ units.floor)
        slope, curve = self._slopes(net)
        # The softened choice bends by at most twice share × (1 - share) in each price.
        return _Smooth(value, slope, 2.0 * curve / heat + 0.05 / heat)

    def _slopes(self, share: Real) -> tuple[Real, Real]:
        market, units = self.market, self.market.units
        people = share * market.size
        wavering = people * (1.0 - share) * market.size
        load = np.bincount(units.course, people, units.courses)
        bend = np.bincount(units.course, wavering, units.courses)
        at = market.cared
        cared = share[at] * market.seats[at]
        seats = np.bincount(units.course[at], cared, units.courses)
        seat_bend = np.bincount(
            units.course[at], cared * (1.0 - share[at]) * market.seats[at], units.courses
        )
        slopes = [units.capacity - load, units.seats_left - seats]
        bends = [bend, seat_bend]
        if len(units.floor):
            placed = np.zeros(units.count)
            placed[market.has] = np.add.reduceat(share, market.first)
            by_member = np.repeat(placed, units.size)
            towns = len(units.floor)
            size = np.repeat(units.size, units.size)
            slopes.append(np.bincount(units.town, by_member, towns) - units.floor)
            bends.append(np.bincount(units.town, by_member * (1 - by_member) * size, towns))
        return np.concatenate(slopes), np.concatenate(bends)
