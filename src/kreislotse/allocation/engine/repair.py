"""From prices to a placement: the clear cases first, and what is left gets new prices."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.bundles import Units, Whole
from kreislotse.allocation.engine.market import Descent, Market, Prices

ROUNDS = 24
DIVES = 10
SOFTNESS = (0.01, 0.003, 0.001)
STEPS = 16
DROPPED = -(2**44)
"""The value of what is no longer to be had."""


def first_placement(market: Market, prices: Prices, chosen: Whole) -> Whole:
    """Everybody not yet placed, within places and seats; who loses most by waiting goes first.

    Whoever has a course in `chosen` keeps it; whoever cannot have the best takes the next.
    """
    chosen = chosen.copy()
    net = market.net(prices)
    use = np.flatnonzero((net >= 0) & (chosen < 0)[market.unit])
    use = use[np.lexsort((-net[use], market.unit[use]))]
    for _round in range(ROUNDS):
        use = use[chosen[market.unit[use]] < 0]
        use = use[_has_room(market, chosen, use)]
        if not len(use):
            break
        heads, regret = _heads(market, use, net)
        _admit(market, chosen, heads, regret)
    return chosen


def dive(market: Market, prices: Prices) -> Whole:
    """By unit, the course or -1: households in rounds, the clear cases first, people alone last.

    After each round the prices are sought anew for who and what is left.
    """
    chosen = np.full(market.units.count, -1, np.int64)
    for round_ in range(DIVES):
        left = _what_is_left(market, chosen)
        descent = Descent(left, prices)
        descent.run(SOFTNESS, STEPS)
        prices = descent.prices()
        net = left.net(prices)
        use = np.flatnonzero((net >= 0) & (left.size > 1))
        if not len(use):
            break
        use = use[np.lexsort((-net[use], left.unit[use]))]
        heads, regret = _heads(left, use, net)
        clear = np.argsort(-regret, kind="stable")[: max(1, len(heads) // (DIVES - round_))]
        _admit(market, chosen, heads[clear], regret[clear])
    return first_placement(market, prices, chosen)


def _what_is_left(market: Market, chosen: Whole) -> Market:
    """The market for whoever has no place yet, with the places that are left."""
    units = market.units
    load, seats = loads(units, chosen)
    capacity, seats_left = units.capacity - load, units.seats_left - seats
    placed = np.repeat(chosen >= 0, units.size)
    towns = len(units.floor)
    held = np.bincount(units.town[placed], minlength=towns)[:towns]
    gone = (
        (chosen >= 0)[market.unit]
        | (market.size > capacity[units.course])
        | (market.seats > seats_left[units.course])
    )
    rest = replace(
        units,
        capacity=capacity,
        seats_left=seats_left,
        floor=np.maximum(units.floor - held, 0),
    )
    return market.changed(rest, np.where(gone, DROPPED, market.value))


def loads(units: Units, chosen: Whole) -> tuple[Whole, Whole]:
    """By course: people placed, and childcare seats taken."""
    placed = chosen >= 0
    home = chosen[placed]
    load = np.bincount(home, units.size[placed], units.courses).astype(np.int64)
    return load, np.bincount(home, units.seats[placed], units.courses).astype(np.int64)


def _has_room(market: Market, chosen: Whole, use: Whole) -> NDArray[np.bool_]:
    units = market.units
    load, seats = loads(units, chosen)
    course = units.course[use]
    return (market.size[use] <= (units.capacity - load)[course]) & (
        market.seats[use] <= (units.seats_left - seats)[course]
    )


def _heads(
    market: Market, use: Whole, net: NDArray[np.float64]
) -> tuple[Whole, NDArray[np.float64]]:
    """The best pair of each unit, and how much better it is, per person, than the next best."""
    unit = market.unit[use]
    first = np.flatnonzero(np.diff(unit, prepend=-1))
    second = first + 1
    has_second = second < np.append(first[1:], len(use))
    next_best = np.zeros(len(first))
    next_best[has_second] = net[use[second[has_second]]]
    heads = use[first]
    return heads, (net[heads] - next_best) / market.size[heads]


def _admit(market: Market, chosen: Whole, heads: Whole, regret: NDArray[np.float64]) -> None:
    units = market.units
    load, seats = loads(units, chosen)
    order = np.lexsort((-regret, units.course[heads]))
    heads = heads[order]
    course = units.course[heads]
    first = np.searchsorted(course, course)
    ahead = np.cumsum(market.size[heads])
    ahead = ahead - (ahead - market.size[heads])[first]
    cared = np.cumsum(market.seats[heads])
    cared = cared - (cared - market.seats[heads])[first]
    fits = (ahead <= (units.capacity - load)[course]) & (
        cared <= (units.seats_left - seats)[course]
    )
    # Whoever is first in the line of a course has room there by itself.
    fits[np.unique(first)] = True
    chosen[market.unit[heads[fits]]] = course[fits]
