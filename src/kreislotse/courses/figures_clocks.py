"""How waiting times are spread, in steps of four weeks: no database, no clock."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from kreislotse.courses.figures import Clock, clock

STEP_WEEKS = 4
# From here on all are in one step.
MOST_WEEKS = 52
_STEP_DAYS = 7 * STEP_WEEKS
_LAST = MOST_WEEKS // STEP_WEEKS


class Step(NamedTuple):
    """Whole weeks from the first to the last, None without an end; how many wait so long."""

    first: int
    last: int | None
    people: int


@dataclass(frozen=True)
class Spread:
    """People by how long they wait; in which step the half and nine of ten lie."""

    steps: tuple[Step, ...]
    clock: Clock
    half: int
    nine_of_ten: int


def spread(days: Sequence[int]) -> Spread | None:
    """Waiting days in steps up to the longest; None where nobody waits."""
    found = clock(days)
    if found.median is None or found.p90 is None:
        return None
    people = Counter(min(day // _STEP_DAYS, _LAST) for day in days)
    steps = tuple(
        Step(
            at * STEP_WEEKS,
            None if at == _LAST else (at + 1) * STEP_WEEKS - 1,
            people[at],
        )
        for at in range(max(people) + 1)
    )
    return Spread(steps, found, _step(found.median), _step(found.p90))


def _step(weeks: Fraction) -> int:
    return min(int(weeks // STEP_WEEKS), _LAST)
