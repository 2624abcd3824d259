"""Back to the earlier placement, a few courses at a time, wherever that is worth it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.bundles import Units, Whole
from kreislotse.allocation.engine.households import improve
from kreislotse.allocation.engine.pushing import settle
from kreislotse.allocation.engine.search import Search

AROUND = 6
"""Courses in which everybody is put back at once."""
TRIES = 30


@dataclass(frozen=True, slots=True)
class Homes:
    """Where the units were before."""

    course: Whole
    """By unit: where most of its members were, as far as it may still go there; -1 none."""
    grown: Whole
    """By unit: members who were not there."""

    @classmethod
    def of(cls, units: Units, earlier: NDArray[np.int32]) -> "Homes":
        unit, there = units.unit_of_pair(), _members_there(units, earlier)
        heads = np.flatnonzero(there)
        heads = heads[np.lexsort((-units.value[heads], -there[heads], unit[heads]))]
        heads = heads[np.flatnonzero(np.diff(unit[heads], prepend=-1))]
        course, grown = np.full(units.count, -1, np.int64), units.size.copy()
        course[unit[heads]] = units.course[heads]
        grown[unit[heads]] -= there[heads]
        return cls(course, grown)


def go_back(search: Search, homes: Homes, need: Whole) -> int:
    """Try it around every course that somebody has left; says how often it was worth it."""
    worth_it = 0
    for course in np.flatnonzero(~search.closed).tolist():
        if not bool(((homes.course == course) & (search.chosen != course)).any()):
            continue
        region = search.near.around(course, AROUND, ~search.closed)
        start = _put_back(search, homes, region)
        exchange = search.exchange_from(start, region, need)
        settle(exchange)
        improve(exchange, TRIES)
        after = exchange.chosen(start)
        if search.merit(after, need) > search.merit(search.chosen, need):
            search.chosen = after
            worth_it += 1
    return worth_it


def units_placed(units: Units, placed: NDArray[np.int32]) -> Whole:
    """By unit, the course or -1, from a placement of persons that keeps households together."""
    return placed[units.member[units.member_start[:-1]]].astype(np.int64)


def _put_back(search: Search, homes: Homes, region: Whole) -> Whole:
    """By unit, the course or -1: in the region the earlier one, then whoever still fits stays."""
    units, before = search.units, search.chosen
    inside = np.zeros(units.courses + 1, bool)
    inside[region] = True
    # The last entry stands for no course: nobody outside is touched.
    leaves = inside[before]
    after = np.where(leaves, -1, before)
    back = np.flatnonzero(inside[homes.course] & (leaves | (before < 0)))
    back = back[np.argsort(homes.grown[back], kind="stable")]
    wishes = [(unit, int(homes.course[unit])) for unit in back.tolist()]
    wishes += [(unit, int(before[unit])) for unit in np.flatnonzero(leaves).tolist()]
    places, seats = units.capacity.copy(), units.seats_left.copy()
    for unit, course in wishes:
        size, cared = units.size[unit], units.seats[unit]
        if after[unit] < 0 and size <= places[course] and cared <= seats[course]:
            places[course] -= size
            seats[course] -= cared
            after[unit] = course
    return after


def _members_there(units: Units, earlier: NDArray[np.int32]) -> Whole:
    """By pair: how many members were in its course."""
    if not len(units.course):
        return np.zeros(0, np.int64)
    course = earlier[units.member].astype(np.int64)
    unit = np.repeat(np.arange(units.count), units.size)
    wanted = (unit * units.courses + course)[course >= 0]
    pairs = units.unit_of_pair() * units.courses + units.course
    at = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
    return np.bincount(at[pairs[at] == wanted], minlength=len(pairs))
