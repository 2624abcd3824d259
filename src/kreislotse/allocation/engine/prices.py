"""Prices near the right ones, found by letting them rise where too many want in.

A price says how many points a seat costs whoever takes it; everybody wants the course that leaves
most. Prices follow the crowding with a falling step and some momentum (a gradient method on the
dual problem). They need not be right: the flow starts from them and is exact from any prices.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.layout import Layout
from kreislotse.allocation.engine.problem import LOTS

ROUNDS = 18
BLOCKS = 2
FIRST_STEP = 0.10
LAST_STEP = 0.05
MOMENTUM = 0.8
GOOD_ENOUGH = 0.3
SAMPLE = 20_000
FINE = 2.0**36
CLEAR = 64
LOTS_FIRST = 0.2
FALL = 4
NEXT_STEP = 0.2


@dataclass(slots=True)
class Crowding:
    """The prices of places and childcare seats, and where they are heading."""

    place: NDArray[np.float64]
    seat: NDArray[np.float64]
    place_speed: NDArray[np.float64]
    seat_speed: NDArray[np.float64]

    def of_nodes(self) -> NDArray[np.int64]:
        """What each node costs; who needs childcare pays for the place and the seat."""
        both = self.place + self.seat
        return np.rint(np.concatenate((self.place, both, [0.0]))).astype(np.int64)


class Choices:
    """Everybody's best node at any prices, fast: value and row share one number.

    The lower digits of a number say from which row it is, so that the largest number of a person
    tells the best value and where it stands.
    """

    def __init__(self, layout: Layout, value: NDArray[np.float64]) -> None:
        self._layout = layout
        self.scale = FINE / max(float(value.max(initial=0.0)), 1.0)
        self._digits = len(layout.rows).bit_length()
        self._number = np.rint(value * self.scale).astype(np.int64) << self._digits
        for row, (where, _count) in enumerate(layout.each_row()):
            self._number[where] += row
        self._begin = np.array([begin for begin, _count in layout.rows], dtype=np.int64)

    def best(self, prices: NDArray[np.int64]) -> NDArray[np.int64]:
        """By position: the largest number; without its lower digits it is what is left."""
        layout, price = self._layout, prices << self._digits
        best = np.zeros(len(layout.person), dtype=np.int64)
        for where, count in layout.each_row():
            left = self._number[where] - price.take(layout.node[where])
            np.maximum(left, best[:count], out=best[:count])
        return best

    def load(self, prices: NDArray[np.int64]) -> NDArray[np.int64]:
        """By node: how many want it most."""
        best = self.best(prices)
        wants = np.flatnonzero(best >> self._digits)
        row = best[wants] & ((1 << self._digits) - 1)
        node = self._layout.node[self._begin[row] + wants]
        return np.bincount(node, minlength=self._layout.nodes)

    def spread(self) -> float:
        """How far the middle nine tenths of the values lie apart."""
        some = np.sort(self._number[:: max(1, len(self._number) // SAMPLE)] >> self._digits)
        if not len(some):
            return 0.0
        return float(some[int(len(some) * 0.95)] - some[int(len(some) * 0.05)])

    def difference(self) -> float:
        """How far two pairs of one person lie apart where that is little (first quarter)."""
        rows = list(self._layout.each_row())[:2]
        if len(rows) < 2:
            return 0.0
        (first, _all), (second, count) = rows
        apart = self._number[first][:count] - self._number[second]
        some = np.sort(np.abs(apart[:: max(1, count // SAMPLE)]) >> self._digits)
        return float(some[len(some) // 4])

    def level(self, places: int) -> NDArray[np.float64]:
        """Places at one price at which as many want in as there are; childcare free; in points."""
        nothing = np.zeros(self._layout.nodes, dtype=np.int64)
        best = self.best(nothing) >> self._digits
        short = len(best) - places
        level = float(np.partition(best, short)[short]) if 0 <= short < len(best) else 0.0
        prices = np.zeros((2, self._layout.courses))
        prices[0] = level / self.scale
        return prices


def opening_prices(
    layout: Layout, weight: NDArray[np.int64], lot: NDArray[np.int64], part: float
) -> NDArray[np.float64]:
    """By node, in points, near the best ones; the largest lot counts for `part` of a point.

    Where a person's courses hardly differ, lots count for many points at first and level by level
    for less: so a whole region of courses finds its price before its courses are told apart.
    """
    share = lot / LOTS
    parts = _parts(Choices(layout, weight + part * share), part)
    found: list[NDArray[np.float64]] = []
    for size in parts:
        choices = Choices(layout, weight + size * share)
        first = NEXT_STEP * size * choices.scale if found else FIRST_STEP * choices.spread()
        start = _onward(found) if found else choices.level(int(layout.capacity.sum()))
        blocks = BLOCKS if size == part else 1
        found.append(_follow_crowds(layout, choices, start, first, blocks))
    price = found[-1]
    return np.concatenate((price[0], price[0] + price[1], [0.0]))


def _parts(choices: Choices, part: float) -> list[float]:
    """For how many points the largest lot counts, level by level; the last is `part`."""
    spread = choices.spread()
    if choices.difference() * CLEAR >= spread:
        return [part]
    size, parts = LOTS_FIRST * spread / choices.scale, []
    while size > part:
        parts.append(size)
        size /= FALL
    return [*parts, part]


def _onward(found: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Prices of the next level: what the lots made of them shrinks with the lots."""
    if len(found) < 3:  # the first level is far away yet
        return found[-1]
    return np.maximum(0, found[-1] - (found[-2] - found[-1]) / FALL)


def _follow_crowds(
    layout: Layout, choices: Choices, start: NDArray[np.float64], first: float, blocks: int
) -> NDArray[np.float64]:
    """The prices with the fewest people misplaced that are met on the way, in points."""
    still = np.zeros(layout.courses)
    place, seat = start * choices.scale
    crowding = Crowding(place, seat, still, still)
    found, fewest = (place, seat), None
    last = LAST_STEP * choices.difference()
    for block in range(blocks):
        for step in _steps(first / 4**block, min(last, first)):
            prices = crowding.of_nodes()
            load = choices.load(prices)
            wrong = _misplaced(layout, load, prices)
            if fewest is None or wrong < fewest:
                fewest, found = wrong, (crowding.place, crowding.seat)
            _follow(layout, crowding, load, step)
        if fewest is not None and fewest <= GOOD_ENOUGH * layout.courses:
            break
    return np.stack(found) / choices.scale


def _steps(first: float, last: float) -> list[float]:
    """Falling evenly on the scale of powers; nothing where all values are the same."""
    if last <= 0 or first <= last:
        return []
    rounds = math.ceil(math.log(first / last) * ROUNDS)
    return [first * (last / first) ** (n / rounds) for n in range(rounds)]


def _follow(layout: Layout, crowding: Crowding, load: NDArray[np.int64], step: float) -> None:
    """Prices rise by the part that is too many and fall by the part that is free."""
    courses = layout.courses
    cared = load[courses : 2 * courses]
    seated = np.where(layout.apart, np.minimum(cared, layout.seats), 0)
    place = (load[:courses] + seated - layout.capacity) / np.maximum(layout.capacity, 1)
    seat = np.where(layout.apart, (cared - layout.seats) / np.maximum(layout.seats, 1), 0)
    crowding.place_speed = MOMENTUM * crowding.place_speed + step * np.clip(place, -1, 1)
    crowding.seat_speed = MOMENTUM * crowding.seat_speed + step * np.clip(seat, -1, 1)
    risen = np.maximum(0, crowding.place + crowding.place_speed)
    crowding.place_speed, crowding.place = risen - crowding.place, risen
    risen = np.maximum(0, crowding.seat + crowding.seat_speed)
    crowding.seat_speed, crowding.seat = risen - crowding.seat, risen


def _misplaced(layout: Layout, load: NDArray[np.int64], prices: NDArray[np.int64]) -> int:
    """How many too many there are, and how many seats that cost something stay free."""
    courses = layout.courses
    cared, place = load[courses : 2 * courses], prices[:courses]
    scarce = prices[courses : 2 * courses] > place
    seated = np.where(scarce, layout.seats, np.minimum(cared, layout.seats)) * layout.apart
    wanted = load[:courses] + seated
    filled = np.where(place > 0, layout.capacity, np.minimum(wanted, layout.capacity))
    too_many = np.abs((cared - seated) * layout.apart)
    return int(too_many.sum() + np.abs(wanted - filled).sum())
