"""What is to be decided, by which rules, and what came out: arrays, one entry a pair or person."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LOTS = 2**32
MOST_POINTS = 2**40


@dataclass(frozen=True, slots=True)
class Problem:
    """Pairs sorted by person, then course; weights are whole points above zero."""

    start: NDArray[np.int64]
    """Persons + 1: the pairs of person i are start[i]:start[i + 1]."""
    course: NDArray[np.int32]
    """By pair."""
    weight: NDArray[np.int64]
    """By pair, in points."""
    childcare: NDArray[np.bool_]
    """By person: needs a childcare seat."""
    capacity: NDArray[np.int64]
    """By course, in places."""
    childcare_capacity: NDArray[np.int64]
    """By course, in places; they are among the places of `capacity`."""
    tie: NDArray[np.int64]
    """By pair: the lot, 0 <= lot < 2**32, which decides among equal sums only."""
    household: NDArray[np.int32]
    """By person; -1 is alone."""
    minimum: NDArray[np.int64]
    """By course: this many people or none."""
    municipality: NDArray[np.int32]
    """By person."""

    @property
    def persons(self) -> int:
        return len(self.start) - 1

    @property
    def courses(self) -> int:
        return len(self.capacity)

    @property
    def pairs(self) -> int:
        return len(self.course)

    def check(self) -> None:
        """Raise ValueError with what is wrong; the caller has built the arrays."""
        for fault, found in self._faults():
            if found:
                raise ValueError(fault)

    def person_of_pair(self) -> NDArray[np.int32]:
        """By pair: whose it is."""
        return np.repeat(np.arange(self.persons, dtype=np.int32), np.diff(self.start))

    def _faults(self) -> list[tuple[str, bool]]:
        shape = self._shape_faults()
        if any(found for _fault, found in shape):
            return shape
        next_in_row = np.diff(self.course) <= 0
        borders = self.start[1:-1]
        next_in_row[borders[(borders > 0) & (borders < self.pairs)] - 1] = False
        return [
            ("A pair names a course that is not there.", _outside(self.course, self.courses)),
            ("The pairs of a person are not sorted by course.", bool(next_in_row.any())),
            ("A weight is below one point.", _below(self.weight, 1)),
            ("A weight is above 2**40 points.", bool((self.weight > MOST_POINTS).any())),
            ("A capacity is negative.", _below(self.capacity, 0)),
            ("A childcare capacity is negative.", _below(self.childcare_capacity, 0)),
            ("A minimum is negative.", _below(self.minimum, 0)),
            ("A lot is not from 0 to 2**32 - 1.", _outside(self.tie, LOTS)),
            ("A household is below -1.", _below(self.household, -1)),
            ("A municipality is negative.", _below(self.municipality, 0)),
        ]

    def _shape_faults(self) -> list[tuple[str, bool]]:
        if len(self.start) == 0:
            return [("`start` is empty.", True)]
        by_person = (self.childcare, self.household, self.municipality)
        by_course = (self.childcare_capacity, self.minimum)
        ends = (int(self.start[0]), int(self.start[-1]))
        return [
            ("`start` does not lead from 0 to the number of pairs.", ends != (0, self.pairs)),
            ("`start` falls.", bool((np.diff(self.start) < 0).any())),
            ("Not one weight a pair.", len(self.weight) != self.pairs),
            ("Not one lot a pair.", len(self.tie) != self.pairs),
            ("Not one entry a person.", any(len(a) != self.persons for a in by_person)),
            ("Not one entry a course.", any(len(a) != self.courses for a in by_course)),
        ]


@dataclass(frozen=True, slots=True)
class Rules:
    """Which options are in force."""

    together: bool = False
    """A household's members with any eligible pair go into the same course, all or none."""
    minimum_sizes: bool = False
    """A course has none or at least its minimum."""
    floors: tuple[float, ...] | None = None
    """By municipality: the least share of its people with an eligible pair that is placed."""
    stay: NDArray[np.int32] | None = None
    """By person: the course of the earlier run, -1 none."""
    stay_points: int = 0
    """Points for each person who keeps the course of the earlier run."""
    fixed: NDArray[np.int32] | None = None
    """By person: the course that must not change, -1 free."""


PLAIN = Rules()
"""No option: places, childcare seats and eligibility only."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Who is placed where, what it is worth, and what nobody can beat."""

    placed: NDArray[np.int32]
    """By person: the course, or -1."""
    objective: int
    """The sum of weights, without lots and stay points."""
    bound: float
    """Nobody can reach more (points as in `objective`, stay points apart)."""
    course_price: NDArray[np.float64]
    """By course, in points: what one more place would be worth at the margin."""
    childcare_price: NDArray[np.float64]
    """By course, in points: what one more childcare seat would be worth at the margin."""
    seconds: float
    """Processor time."""
    proven: bool
    """The bound is reached."""
    steps: tuple[str, ...]
    """What was done, in plain words, for the protocol."""

    @property
    def gap(self) -> float:
        """The part of the bound that might still be missing; 0 when proven."""
        return (self.bound - self.objective) / self.bound if self.bound else 0.0


def _below(values: NDArray[np.int64] | NDArray[np.int32], least: int) -> bool:
    return bool((values < least).any())


def _outside(values: NDArray[np.int64] | NDArray[np.int32], end: int) -> bool:
    return bool(((values < 0) | (values >= end)).any())
