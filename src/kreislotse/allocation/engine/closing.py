"""Which courses close, because too few people would come, and which are filled up instead."""

import numpy as np

from kreislotse.allocation.engine.bundles import Whole
from kreislotse.allocation.engine.exchange import Exchange
from kreislotse.allocation.engine.households import improve
from kreislotse.allocation.engine.pushing import settle
from kreislotse.allocation.engine.repair import loads
from kreislotse.allocation.engine.search import Search

AROUND = 40
"""Courses looked at when one of them is to open or close."""
TRIES = 30


def decide(search: Search) -> Whole:
    """Open or close each course that has too few; says what each open course needs."""
    units = search.units
    load, _seats = loads(units, search.chosen)
    search.closed |= (load == 0) & ~units.must_open & (units.least > 0)
    doubtful = np.flatnonzero((load < units.least) & ~search.closed)
    need = units.least.copy()
    need[doubtful] = 0
    order = doubtful[np.argsort((units.least - load)[doubtful], kind="stable")]
    for course in order.tolist():
        need[course] = units.least[course]
        compare(search, course, need)
    return need


def reconsider(search: Search, need: Whole) -> None:
    """Once more for closed courses, and for those that are just filled to the minimum."""
    load, _seats = loads(search.units, search.chosen)
    least = search.units.least
    just = ~search.closed & (least > 0) & (load <= least)
    for course in np.flatnonzero(search.closed | just).tolist():
        compare(search, course, need)


def close_short(search: Search, need: Whole) -> int:
    """Close whatever is still short of its minimum; says how many."""
    load, _seats = loads(search.units, search.chosen)
    short = np.flatnonzero((load < need) & ~search.closed & ~search.units.must_open)
    for course in short.tolist():
        search.chosen = _without(search, course)
        search.closed[course] = True
    return len(short)


def compare(search: Search, course: int, need: Whole) -> None:
    """Keep the better of both: the course open with its minimum, or closed."""
    if search.late():
        return
    free = ~search.closed
    free[course] = True
    region = search.near.around(course, AROUND, free)
    opened = _played(search, search.chosen, region, need)
    if search.units.must_open[course]:
        _keep(search, opened, course, closed=False)
        return
    shut = _played(search, _without(search, course), region[region != course], need)
    better = opened if opened.total() > shut.total() else shut
    _keep(search, better, course, closed=better is shut)


def _played(search: Search, chosen: Whole, region: Whole, need: Whole) -> Exchange:
    exchange = Exchange(search.units, search.worth, chosen, region, need)
    settle(exchange)
    improve(exchange, TRIES)
    return exchange


def _keep(search: Search, exchange: Exchange, course: int, *, closed: bool) -> None:
    before = _without(search, course) if closed else search.chosen
    search.chosen = exchange.chosen(before)
    search.closed[course] = closed


def _without(search: Search, course: int) -> Whole:
    return np.where(search.chosen == course, -1, search.chosen)
