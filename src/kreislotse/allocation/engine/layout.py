"""The pairs in an order that lets NumPy look at all people at once, and the seats they lead to.

People stand by falling number of pairs; row k holds everybody's k-th pair, so that each row is a
beginning of the people and no pair is stored twice. A course with fewer childcare seats than
places is two nodes: its childcare seats (courses + c), which lead into its places (c).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.certificate import placed_pairs
from kreislotse.allocation.engine.problem import Problem
from kreislotse.allocation.errors import FixedPlaceNotEligible, FixedPlacesDoNotFit


@dataclass(frozen=True, slots=True)
class Layout:
    """`person` and all that is by position follow the falling number of pairs."""

    courses: int
    person: NDArray[np.int64]
    """By position: the number in the problem."""
    rows: tuple[tuple[int, int], ...]
    """By row: where it begins in `node` and `pair`, and how many positions it has."""
    node: NDArray[np.int32]
    """By pair of the layout: the seat it leads to."""
    pair: NDArray[np.int64]
    """By pair of the layout: the number in the problem."""
    capacity: NDArray[np.int64]
    """By course: places that nobody holds already."""
    seats: NDArray[np.int64]
    """By course: childcare seats that nobody holds already, at most the places."""
    apart: NDArray[np.bool_]
    """By course: the childcare seats are fewer than the places."""

    @property
    def nodes(self) -> int:
        return 2 * self.courses + 1

    @property
    def ground(self) -> int:
        """The node of everybody without a place."""
        return 2 * self.courses

    def each_row(self) -> Iterator[tuple[slice, int]]:
        """Where the row stands in `node` and `pair`, and how many positions it has."""
        for begin, count in self.rows:
            yield slice(begin, begin + count), count


def lay_out(problem: Problem, fixed: NDArray[np.int32] | None = None) -> Layout:
    """Arrange the pairs that are still to be decided.

    Raises FixedPlaceNotEligible and FixedPlacesDoNotFit.
    """
    capacity, seats = _left(problem, fixed)
    seats = np.minimum(seats, capacity)
    apart = seats < capacity
    person = problem.person_of_pair()
    cared = problem.childcare[person] & apart[problem.course]
    node = np.where(cared, problem.courses + problem.course, problem.course).astype(np.int32)
    open_ = np.where(cared, seats[problem.course], capacity[problem.course]) > 0
    if fixed is not None:
        open_ &= fixed[person] < 0
    pair = np.flatnonzero(open_)
    degree = np.bincount(person[pair], minlength=problem.persons)
    by_position = np.argsort(-degree, kind="stable")
    rows, order = _rows(degree, by_position)
    return Layout(
        courses=problem.courses,
        person=by_position,
        rows=rows,
        node=node[pair[order]],
        pair=pair[order],
        capacity=capacity,
        seats=seats,
        apart=apart,
    )


def _rows(
    degree: NDArray[np.int64], by_position: NDArray[np.int64]
) -> tuple[tuple[tuple[int, int], ...], NDArray[np.int64]]:
    first = (np.cumsum(degree) - degree)[by_position]
    falling = degree[by_position]
    most = int(falling[0]) if len(falling) else 0
    counts = np.searchsorted(-falling, -np.arange(most), side="left").tolist()
    begins = np.concatenate(([0], np.cumsum(counts, dtype=np.int64))).tolist()
    order = [first[:count] + k for k, count in enumerate(counts)]
    none = np.zeros(0, dtype=np.int64)
    return tuple(zip(begins, counts, strict=False)), np.concatenate([none, *order])


def _left(
    problem: Problem, fixed: NDArray[np.int32] | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places and childcare seats after those that must stay."""
    if fixed is None:
        return problem.capacity, problem.childcare_capacity
    held = fixed >= 0
    found = placed_pairs(problem, fixed)
    if len(found) < held.sum():
        raise FixedPlaceNotEligible(number=int(held.sum()) - len(found))
    taken = np.bincount(fixed[held], minlength=problem.courses)
    cared = np.bincount(fixed[held & problem.childcare], minlength=problem.courses)
    capacity, seats = problem.capacity - taken, problem.childcare_capacity - cared
    short = (capacity < 0) | (seats < 0)
    if short.any():
        raise FixedPlacesDoNotFit(number=int(short.sum()))
    return capacity, seats
