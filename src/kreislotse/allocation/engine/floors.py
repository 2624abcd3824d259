"""Fairness between municipalities: least shares, whether they can be held, and what they cost."""

from dataclasses import dataclass, replace

import numpy as np

from kreislotse.allocation.engine.bundles import Units, Whole
from kreislotse.allocation.engine.problem import Problem, Rules, Solution
from kreislotse.allocation.errors import FloorsNotReachable


@dataclass(frozen=True, slots=True)
class FloorPrice:
    """What the floor of one municipality costs all others together."""

    municipality: int
    points: int
    """Points that the best placement would have more without this floor."""
    places: int
    """Places that would then be taken more (or fewer, below zero)."""


def refuse_unreached(problem: Problem, rules: Rules, units: Units, chosen: Whole) -> None:
    """Raise with the shares that were reached, if a floor is not held."""
    if rules.floors is None:
        return
    lack = missing(units, chosen)
    short = np.flatnonzero(lack > 0)
    if not len(short):
        return
    placed, people = shares(problem, units.persons_placed(chosen), len(rules.floors))
    reached = {int(town): float(placed[town] / people[town]) for town in short.tolist()}
    raise FloorsNotReachable(
        municipalities=", ".join(str(town) for town in reached),
        share=", ".join(f"{share * 100:.1f} %".replace(".", ",") for share in reached.values()),
        reached=reached,
    )


def missing(units: Units, chosen: Whole) -> Whole:
    """By municipality: people still missing to its floor (below zero: more than enough)."""
    placed = np.repeat(chosen >= 0, units.size)
    towns = len(units.floor)
    return units.floor - np.bincount(units.town[placed], minlength=towns)[:towns]


def shares(problem: Problem, placed: np.ndarray, towns: int) -> tuple[Whole, Whole]:
    """By municipality: people placed, and people with an eligible pair."""
    asking = np.diff(problem.start) > 0
    return (
        np.bincount(problem.municipality[placed >= 0], minlength=towns),
        np.bincount(problem.municipality[asking], minlength=towns),
    )


def binding(problem: Problem, rules: Rules, solution: Solution) -> list[int]:
    """Municipalities with no one to spare above the floor."""
    if rules.floors is None:
        return []
    placed, people = shares(problem, solution.placed, len(rules.floors))
    needed = np.ceil(np.asarray(rules.floors) * people - 1e-9)
    return np.flatnonzero((needed > 0) & (placed <= needed)).tolist()


def without_floor(rules: Rules, municipality: int) -> Rules:
    """The same rules without one floor."""
    floors = list(rules.floors or ())
    floors[municipality] = 0.0
    return replace(rules, floors=tuple(floors))
