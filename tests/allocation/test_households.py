"""Households are placed whole, in one course, or not at all."""

from dataclasses import replace

import numpy as np
import pytest

from kreislotse.allocation.engine.bundles import units_of
from kreislotse.allocation.engine.problem import Rules
from kreislotse.allocation.engine.solve import solve
from kreislotse.allocation.errors import FixedPlaceNotEligible, FixedPlacesDoNotFit
from tests.allocation.small import built

TOGETHER = Rules(together=True)


def problem(rows, weight, *, capacity, household, childcare=None, seats=None):
    found = built(
        rows,
        weight=weight,
        tie=[0] * len(weight),
        childcare=childcare or [False] * len(rows),
        capacity=capacity,
        childcare_capacity=seats or [0] * len(capacity),
    )
    return replace(found, household=np.array(household, np.int32))


def test_a_couple_gives_way_rather_than_part():
    couple = problem([[0], [0], [0]], [5, 5, 4], capacity=[1], household=[7, 7, -1])
    found = solve(couple, TOGETHER)
    assert (found.placed.tolist(), found.objective, found.proven) == ([-1, -1, 0], 4, True)


def test_a_couple_takes_the_course_that_both_may_attend():
    couple = problem([[0, 1], [1]], [9, 1, 1], capacity=[1, 2], household=[0, 0])
    assert solve(couple, TOGETHER).placed.tolist() == [1, 1]


def test_a_member_without_any_eligible_course_holds_nobody_back():
    couple = problem([[0], []], [5], capacity=[1], household=[0, 0])
    assert solve(couple, TOGETHER).placed.tolist() == [0, -1]


def test_childcare_seats_are_counted_by_member():
    families = problem(
        [[0], [0], [0]],
        [5, 5, 9],
        capacity=[3],
        household=[0, 0, -1],
        childcare=[True, False, True],
        seats=[1],
    )
    assert solve(families, TOGETHER).placed.tolist() == [0, 0, -1]


def test_whoever_lives_with_a_person_of_fixed_place_goes_there_too():
    couple = problem([[0, 1], [0, 1], [0]], [1, 9, 1, 9, 5], capacity=[2, 2], household=[0, 0, -1])
    rules = replace(TOGETHER, fixed=np.array([0, -1, -1], np.int32))
    assert solve(couple, rules).placed.tolist() == [0, 0, -1]


def test_a_fixed_place_needs_its_pair_and_its_room():
    two = problem([[0], [0]], [1, 1], capacity=[1], household=[-1, -1])
    with pytest.raises(FixedPlaceNotEligible):
        units_of(replace(two, capacity=np.array([1])), Rules(fixed=np.array([1, -1], np.int32)))
    with pytest.raises(FixedPlacesDoNotFit):
        units_of(two, Rules(fixed=np.array([0, 0], np.int32)))


def test_two_households_change_courses_when_that_is_better():
    """Either alone finds no room: only both together gain."""
    four = problem(
        [[0, 1]] * 4,
        [1, 3, 1, 3, 3, 1, 3, 1],
        capacity=[2, 2],
        household=[0, 0, 1, 1],
    )
    found = solve(four, TOGETHER)
    assert (found.placed.tolist(), found.objective) == ([1, 1, 0, 0], 12)
