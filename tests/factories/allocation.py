"""Invented districts with towns, people and courses; the same seed gives the same district."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.problem import LOTS, Problem

LEVELS = 4
NEAREST = 18
TAKEN = 2 / 3
PLACES = 0.6
WITH_CHILDCARE = 0.2
CHILDCARE_SEATS = 0.15
MINIMUM = 15
HOUSEHOLD = (0.35, 0.25, 0.2, 0.12, 0.08)
SCATTER = 4.0


@dataclass(frozen=True)
class District:
    """Positions in kilometres, levels from 0; people of a household stand side by side."""

    household: NDArray[np.int64]
    town: NDArray[np.int64]
    place: NDArray[np.float64]
    level: NDArray[np.int64]
    town_place: NDArray[np.float64]
    course_place: NDArray[np.float64]
    course_level: NDArray[np.int64]


def large_problem(persons: int, courses: int, seed: int = 1, points: int = 1000) -> Problem:
    """About twelve eligible courses a person, places for 60 %, weights up to `points`."""
    chance = np.random.default_rng([seed, persons, courses])
    district = _district(persons, courses, chance)
    person, course = _eligible(district, chance)
    capacity = chance.multinomial(round(persons * PLACES), np.full(courses, 1 / courses))
    size = np.bincount(district.household, minlength=persons)[district.household]
    return Problem(
        start=np.searchsorted(person, np.arange(persons + 1)).astype(np.int64),
        course=course.astype(np.int32),
        weight=_weights(district, person, course, points, chance),
        childcare=chance.random(persons) < WITH_CHILDCARE,
        capacity=capacity.astype(np.int64),
        childcare_capacity=chance.binomial(capacity, CHILDCARE_SEATS).astype(np.int64),
        tie=chance.integers(0, LOTS, len(course)),
        household=np.where(size > 1, district.household, -1).astype(np.int32),
        minimum=np.minimum(MINIMUM, capacity).astype(np.int64),
        municipality=district.town.astype(np.int32),
    )


def _district(persons: int, courses: int, chance: np.random.Generator) -> District:
    """A household lives in one town on one level; courses are where people are."""
    sizes = chance.choice(np.arange(1, 6), size=persons, p=HOUSEHOLD)
    household = np.repeat(np.arange(persons), sizes)[:persons]
    towns = max(11, courses // 20)
    town_place = chance.random((towns, 2)) * np.sqrt(towns) * 10
    share = chance.dirichlet(np.full(towns, 1.5))
    town = chance.choice(towns, size=persons, p=share)[household]
    course_town = chance.choice(towns, size=courses, p=share)
    return District(
        household=household,
        town=town,
        place=town_place[town] + chance.normal(0, SCATTER, (persons, 2))[household],
        level=chance.integers(0, LEVELS, persons)[household],
        town_place=town_place,
        course_place=town_place[course_town] + chance.normal(0, SCATTER, (courses, 2)),
        course_level=chance.integers(0, LEVELS, courses),
    )


def _eligible(
    district: District, chance: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs by person, then course: two thirds of the courses nearest to town and level."""
    near = min(NEAREST, len(district.course_level))
    gap = np.abs(district.course_level - np.arange(LEVELS)[:, None])
    way = district.town_place[:, None] - district.course_place[None]
    far = np.hypot(way[..., 0], way[..., 1])[:, None] + 15.0 * gap[None]
    nearest = np.sort(np.argsort(far, axis=2, kind="stable")[..., :near], axis=2)
    persons = len(district.town)
    taken = (chance.random((persons, near)) < TAKEN)[district.household]
    person, rank = np.nonzero(taken)
    return person, nearest[district.town[person], district.level[person], rank]


def _weights(
    district: District,
    person: NDArray[np.int64],
    course: NDArray[np.int64],
    points: int,
    chance: np.random.Generator,
) -> NDArray[np.int64]:
    """A short way 40 %, the right level 20 %, priority 20 %, waiting 20 %."""
    way = district.place[person] - district.course_place[course]
    near = np.exp(-np.hypot(way[:, 0], way[:, 1]) / 20)
    level = district.level[person] == district.course_level[course]
    persons = len(district.town)
    priority = chance.integers(0, 4, persons)[person] / 3
    waiting = np.minimum(chance.exponential(0.35, persons), 1)[person]
    score = 0.4 * near + 0.2 * level + 0.2 * priority + 0.2 * waiting
    return np.maximum(1, np.rint(points * score)).astype(np.int64)
