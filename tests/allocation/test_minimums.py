"""A course has none or at least its minimum."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from kreislotse.allocation.engine.certificate import check_solution
from kreislotse.allocation.engine.problem import Rules
from kreislotse.allocation.engine.solve import solve
from kreislotse.allocation.errors import PlacementNotAsStated
from tests.allocation.options import best_under, cases
from tests.allocation.small import built
from tests.factories.allocation import large_problem

MINIMUM = Rules(minimum_sizes=True)


def problem(rows, weight, *, capacity, minimum):
    found = built(
        rows,
        weight=weight,
        tie=[0] * len(weight),
        childcare=[False] * len(rows),
        capacity=capacity,
        childcare_capacity=[0] * len(capacity),
    )
    return replace(found, minimum=np.array(minimum))


def test_a_course_with_too_few_closes():
    found = solve(problem([[0], [1], [1]], [9, 2, 2], capacity=[2, 2], minimum=[2, 2]), MINIMUM)
    assert (found.placed.tolist(), found.objective, found.proven) == ([-1, 1, 1], 4, True)


def test_a_course_is_filled_up_when_that_costs_less_than_closing_it():
    found = solve(
        problem([[0], [0, 1], [1], [1]], [9, 3, 4, 5, 5], capacity=[2, 3], minimum=[2, 2]), MINIMUM
    )
    assert (found.placed.tolist(), found.objective) == ([0, 0, 1, 1], 22)


def test_a_course_with_a_fixed_place_stays_open():
    both = problem([[0, 1], [0, 1], [1]], [1, 5, 1, 5, 5], capacity=[2, 3], minimum=[2, 2])
    rules = replace(MINIMUM, fixed=np.array([0, -1, -1], np.int32))
    assert solve(both, rules).placed.tolist()[:2] == [0, 0]


def test_fixed_places_keep_a_course_open_below_its_minimum_and_the_steps_say_how_many():
    few = problem([[0], [1], [1]], [9, 2, 2], capacity=[2, 2], minimum=[2, 2])
    rules = replace(MINIMUM, fixed=np.array([0, -1, -1], np.int32))
    found = solve(few, rules)
    assert found.placed.tolist() == [0, 1, 1]
    assert found.steps[-1] == "1 Kurse unter der Mindestgröße wegen fester Plätze offen"
    assert check_solution(few, found, rules).objective == 13


def test_a_course_without_fixed_places_is_refused_below_its_minimum():
    few = problem([[0], [1], [1]], [9, 2, 2], capacity=[2, 2], minimum=[2, 2])
    fixed = replace(MINIMUM, fixed=np.array([0, -1, -1], np.int32))
    found = solve(few, fixed)
    with pytest.raises(PlacementNotAsStated, match="Mindestgröße: 1"):
        check_solution(few, found, MINIMUM)


def test_the_steps_are_silent_when_fixed_places_keep_the_minimum():
    both = problem([[0, 1], [0, 1], [1]], [1, 5, 1, 5, 5], capacity=[2, 3], minimum=[2, 2])
    rules = replace(MINIMUM, fixed=np.array([0, -1, -1], np.int32))
    found = solve(both, rules)
    assert [step for step in found.steps if "fester Plätze" in step] == []


@settings(max_examples=60, deadline=None)
@given(cases(together=False, minimum_sizes=True, floors=False))
def test_the_bound_knows_that_a_course_may_have_to_close(case):
    small, rules = case
    found = solve(small, rules)
    optimum = best_under(small, rules)
    assert found.objective <= optimum <= found.bound


def test_in_a_district_with_many_small_courses_the_rest_is_placed_well():
    small = large_problem(400, 24)
    wide = replace(small, capacity=small.capacity * 2, minimum=small.capacity + 6)
    found = solve(wide, MINIMUM)
    assert check_solution(wide, found, MINIMUM).objective == found.objective
    load = np.bincount(found.placed[found.placed >= 0], minlength=wide.courses)
    assert int((load == 0).sum()) > 0
    assert found.gap < 0.03
