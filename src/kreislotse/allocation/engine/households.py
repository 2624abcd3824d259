"""Households looking for better places, one or two at a time, people alone making room."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from kreislotse.allocation.engine.bundles import Whole
from kreislotse.allocation.engine.exchange import Exchange
from kreislotse.allocation.engine.pushing import REACHED, distances, push

LEADING = 2000
"""Wishes that are looked at together with a second household making room."""
IN_A_ROW = 12
"""Refusals after which estimates are made anew."""
Plan = tuple[int, int, int]
"""What it costs at least, the wish, and a second wish or -1."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Moves of households: by move, who, where to (-1: out), and what it is worth there."""

    unit: Whole
    course: Whole
    worth: Whole
    start: Whole
    """By unit of the exchange, and one more: its wishes."""

    @classmethod
    def of(cls, exchange: Exchange) -> "Wishes":
        pairs = np.flatnonzero(~exchange.alone[exchange.pair_unit])
        group = np.flatnonzero(~exchange.alone)
        unit = np.concatenate((exchange.pair_unit[pairs], group))
        course = np.concatenate((exchange.pair_course[pairs], np.full(len(group), -1)))
        worth = np.concatenate((exchange.pair_worth[pairs], np.zeros(len(group), np.int64)))
        order = np.lexsort((course, unit))
        start = np.searchsorted(unit[order], np.arange(len(exchange.size) + 1))
        return cls(unit[order], course[order], worth[order], start)


@dataclass(frozen=True, slots=True)
class Ways:
    """The cheapest ways between all nodes, asked by courses (-1: out)."""

    exchange: Exchange
    far: Whole

    def cost(self, unit: Whole, begin: Whole, end: Whole, places: Whole, seats: Whole) -> Whole:
        """For so many places and childcare seats to be handed on; REACHED or more: no way."""
        many = self.exchange.many
        out = 2 * many + self.exchange.town[unit]
        by_place = self.far[np.where(begin < 0, out, begin), np.where(end < 0, out, end)]
        by_seat = self.far[
            np.where(begin < 0, out, begin + many), np.where(end < 0, out, end + many)
        ]
        never = ((places > 0) & (by_place > REACHED)) | ((seats > 0) & (by_seat > REACHED))
        cost = np.where(places > 0, by_place, 0) * places + np.where(seats > 0, by_seat, 0) * seats
        return np.where(never, np.int64(REACHED), cost)


def improve(exchange: Exchange, tries: int) -> int:
    """Move households while that gains; at most so many tries; says how many were made."""
    wishes = Wishes.of(exchange)
    refused: dict[tuple[int, int], int] = {}
    made = 0
    while made < tries:
        ways = Ways(exchange, distances(exchange.arcs))
        alone = _single_estimates(exchange, wishes, ways)
        plans = _untried(_hopeful(alone), refused)
        if not plans:
            plans = _untried(_double_plans(exchange, wishes, ways, alone), refused)
        if not plans:
            break
        made += _try_plans(exchange, wishes, plans[: tries - made], refused)
    return made


def _untried(plans: list[Plan], refused: dict[tuple[int, int], int]) -> list[Plan]:
    """Without what was refused when it looked no worse than now."""
    return [plan for plan in plans if plan[0] < refused.get(plan[1:], 1)]


def _try_plans(
    exchange: Exchange, wishes: Wishes, plans: list[Plan], refused: dict[tuple[int, int], int]
) -> int:
    """Carry out plans while the estimates are still worth something; says how many were tried."""
    moved = failed = 0
    for plan in plans:
        if _carry_out(exchange, wishes, plan):
            moved += 1
        else:
            refused[plan[1:]] = plan[0]
            failed += 1
        if failed >= (2 if moved else IN_A_ROW):
            break
    return moved + failed


def _hopeful(cost: Whole) -> list[Plan]:
    found = np.flatnonzero(cost < 0)
    found = found[np.argsort(cost[found], kind="stable")]
    return [
        (cost_, wish, -1) for cost_, wish in zip(cost[found].tolist(), found.tolist(), strict=True)
    ]


def _single_estimates(exchange: Exchange, wishes: Wishes, ways: Ways) -> Whole:
    """By wish: what it costs at least, everybody pushed on the way being alone."""
    unit, home = wishes.unit, exchange.at[wishes.unit]
    seats = exchange.seats[unit]
    pushed = ways.cost(unit, wishes.course, home, exchange.size[unit] - seats, seats)
    loss = exchange.now[unit] - wishes.worth
    return np.where((wishes.course == home) | (pushed >= REACHED), REACHED, loss + pushed)


def _double_plans(exchange: Exchange, wishes: Wishes, ways: Ways, alone: Whole) -> list[Plan]:
    """Pairs of wishes, the second by a household in the course that the first wants."""
    lead = np.flatnonzero((wishes.course >= 0) & (wishes.course != exchange.at[wishes.unit]))
    lead = lead[np.argsort(alone[lead], kind="stable")[:LEADING]]
    first, second = _combined(exchange, wishes, lead)
    one, two = wishes.unit[first], wishes.unit[second]
    home, middle, last = exchange.at[one], wishes.course[first], wishes.course[second]
    cost = exchange.now[one] - wishes.worth[first] + exchange.now[two] - wishes.worth[second]
    seats, other_seats = exchange.seats[one], exchange.seats[two]
    places, other_places = exchange.size[one] - seats, exchange.size[two] - other_seats
    # What the second leaves behind serves the first; the rest is pushed from or to the middle.
    passed = (np.minimum(places, other_places), np.minimum(seats, other_seats))
    parts = (
        ways.cost(one, last, home, *passed),
        ways.cost(one, middle, home, places - passed[0], seats - passed[1]),
        ways.cost(two, last, middle, other_places - passed[0], other_seats - passed[1]),
    )
    never = (parts[0] >= REACHED) | (parts[1] >= REACHED) | (parts[2] >= REACHED)
    total = np.where(never, REACHED, cost + parts[0] + parts[1] + parts[2])
    return [(cost, int(first[n]), int(second[n])) for cost, n, _none in _hopeful(total)]


def _combined(exchange: Exchange, wishes: Wishes, lead: Whole) -> tuple[Whole, Whole]:
    """Each leading wish with every wish of every household in the course it wants."""
    group = np.flatnonzero(~exchange.alone & (exchange.at >= 0))
    group = group[np.argsort(exchange.at[group], kind="stable")]
    begin = np.searchsorted(exchange.at[group], np.arange(exchange.many + 1))
    course = wishes.course[lead]
    first, member = _each(lead, begin[course], begin[course + 1])
    other = group[member]
    first, second = _each(first, wishes.start[other], wishes.start[other + 1])
    use = wishes.course[second] != wishes.course[first]
    return first[use], second[use]


def _each(what: Whole, begin: Whole, end: Whole) -> tuple[Whole, Whole]:
    """Each entry of `what` with each number from begin to end."""
    length = end - begin
    shift = np.repeat(np.cumsum(length) - length - begin, length)
    return np.repeat(what, length), np.arange(int(length.sum())) - shift


def _carry_out(exchange: Exchange, wishes: Wishes, plan: Plan) -> bool:
    """Move the households of the plan if that gains."""
    moves = [wish for wish in plan[1:] if wish >= 0]
    loss = 0
    need: Counter[int] = Counter()
    for wish in moves:
        unit = int(wishes.unit[wish])
        loss += int(exchange.now[unit] - wishes.worth[wish])
        need.update(_nodes(exchange, unit, int(wishes.course[wish])))
        need.subtract(_nodes(exchange, unit, int(exchange.at[unit])))
    sources = {node: count for node, count in need.items() if count > 0}
    sinks = {node: -count for node, count in need.items() if count < 0}
    if push(exchange, sources, sinks, -loss) is None:
        return False
    for wish in moves:
        unit = int(wishes.unit[wish])
        exchange.at[unit], exchange.now[unit] = wishes.course[wish], wishes.worth[wish]
    return True


def _nodes(exchange: Exchange, unit: int, course: int) -> dict[int, int]:
    """Where the household counts, and with how many: in a course, or among the unplaced."""
    many = exchange.many
    size, seats = int(exchange.size[unit]), int(exchange.seats[unit])
    if course >= 0:
        return {n: k for n, k in ((course, size - seats), (course + many, seats)) if k}
    if exchange.towns == 1:
        return {2 * many: size}
    towns = exchange.towns_of(unit)
    return {2 * many + town: towns.count(town) for town in sorted(set(towns))}
