"""From published criteria to points: what a person and a way to a course are worth."""

from collections.abc import Mapping
from typing import Protocol

from kreislotse.courses.states import PriorityGroup

TRAVEL = "travel"
"""What bars a course that is too far away."""
_GROUPS = {
    PriorityGroup.OBLIGED.value: "obliged",
    PriorityGroup.BENEFITS.value: "benefits",
    PriorityGroup.TRAINING.value: "training",
}


class Weights(Protocol):
    """The points and limits of one version of criteria; see CriteriaVersion."""

    @property
    def place(self) -> int: ...
    @property
    def obliged(self) -> int: ...
    @property
    def benefits(self) -> int: ...
    @property
    def training(self) -> int: ...
    @property
    def week(self) -> int: ...
    @property
    def most_weeks(self) -> int: ...
    @property
    def jump(self) -> int: ...
    @property
    def near_minutes(self) -> int: ...
    @property
    def minute(self) -> int: ...
    @property
    def travel_limit(self) -> int | None: ...
    @property
    def keep_together(self) -> bool: ...
    @property
    def keep_minimum(self) -> bool: ...
    @property
    def floor_percent(self) -> int: ...


def person_points(weights: Weights, *, priority: int, weeks: int, jumped: bool) -> dict[str, int]:
    """The parts of a person's points that are not zero, by the names of the criteria.

    `weeks` are full weeks since the person first asked; `jumped`: a jump with a reason (R-CRS-02).
    """
    parts = {"place": weights.place}
    if group := _GROUPS.get(priority):
        parts[group] = getattr(weights, group)
    parts["week"] = weights.week * min(max(0, weeks), weights.most_weeks)
    parts["jump"] = weights.jump if jumped else 0
    return {name: points for name, points in parts.items() if points}


def travel_points(weights: Weights, minutes: int | None) -> int:
    """What the way takes off: points for each minute beyond the near ones (R-CRS-09).

    A way that nobody knows takes nothing off.
    """
    if minutes is None:
        return 0
    return -weights.minute * max(0, minutes - weights.near_minutes)


def weight_of(parts: Mapping[str, int], travel: int) -> int:
    """A place in a course in points; a place that somebody may have is worth one at least."""
    return max(1, sum(parts.values()) + travel)


def too_far(weights: Weights, minutes: int | None, own_limit: int | None) -> bool:
    """Whether the way is longer than the criteria or the person allow; unknown is not too far."""
    if minutes is None:
        return False
    limits = (weights.travel_limit, own_limit)
    return any(limit is not None and minutes > limit for limit in limits)
