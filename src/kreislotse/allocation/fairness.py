"""Fairness between municipalities: what least share each is promised."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.problem import Problem


@dataclass(frozen=True, slots=True)
class TownShare:
    """A municipality's people, those with an eligible course, and those placed."""

    people: int
    eligible: int
    placed: int

    @property
    def share(self) -> float:
        """Placed among those with an eligible course; nobody there is no shortfall."""
        return self.placed / self.eligible if self.eligible else 0.0


def town_shares(problem: Problem, placed: NDArray[np.int32], towns: int) -> list[TownShare]:
    """By municipality."""
    town, eligible = problem.municipality, np.diff(problem.start) > 0
    counts = (
        np.bincount(town[chosen], minlength=towns).tolist()
        for chosen in (slice(None), eligible, placed >= 0)
    )
    return [TownShare(*row) for row in zip(*counts, strict=True)]


def floors(
    problem: Problem, placed: NDArray[np.int32], towns: int, part: float
) -> tuple[float, ...]:
    """By municipality: this part of the share that is placed over all without floors."""
    eligible = int((np.diff(problem.start) > 0).sum())
    overall = int((placed >= 0).sum()) / eligible if eligible else 0.0
    return (part * overall,) * towns
