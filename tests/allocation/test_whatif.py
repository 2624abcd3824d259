"""What-if answers are what solving again gives."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kreislotse.allocation.engine.flow import solve_flow
from kreislotse.allocation.engine.problem import LOTS
from kreislotse.allocation.engine.whatif import (
    Standing,
    entrance,
    if_person,
    next_in,
    one_more_place,
    one_more_seat,
)
from tests.allocation.small import problems, with_row
from tests.factories.allocation import large_problem

pytestmark = pytest.mark.slow
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def after(placed, effect):
    changed = placed.copy()
    for move in effect.moves:
        assert changed[move.person] == move.before
        changed[move.person] = move.after
    return changed.tolist()


def distinct(problem):
    return len(set(problem.tie.tolist())) == problem.pairs


@many
@given(problem=problems())
def test_one_more_place_brings_what_solving_again_brings(problem):
    assume(distinct(problem))
    found = solve_flow(problem)
    for course in range(problem.courses):
        capacity = problem.capacity.copy()
        capacity[course] += 1
        again = solve_flow(replace(problem, capacity=capacity))
        effect = one_more_place(problem, found.placed, course)
        assert effect.points == again.objective - found.objective
        assert after(found.placed, effect) == again.placed.tolist()


@many
@given(problem=problems())
def test_one_more_childcare_seat_brings_what_solving_again_brings(problem):
    assume(distinct(problem))
    found = solve_flow(problem)
    for course in range(problem.courses):
        seats = problem.childcare_capacity.copy()
        seats[course] += 1
        again = solve_flow(replace(problem, childcare_capacity=seats))
        effect = one_more_seat(problem, found.placed, course)
        assert effect.points == again.objective - found.objective
        assert after(found.placed, effect) == again.placed.tolist()


@many
@given(problem=problems(), data=st.data())
def test_another_standing_of_a_person_leads_where_solving_again_leads(problem, data):
    assume(distinct(problem) and problem.persons > 0)
    found = solve_flow(problem)
    person = data.draw(st.integers(0, problem.persons - 1))
    course = sorted(data.draw(st.sets(st.integers(0, problem.courses - 1))))
    size = len(course)
    weight = data.draw(st.lists(st.integers(1, 3000), min_size=size, max_size=size))
    tie = data.draw(st.lists(st.integers(0, LOTS - 1), min_size=size, max_size=size, unique=True))
    assume(not set(tie) & set(problem.tie.tolist()))
    childcare = data.draw(st.booleans())
    standing = Standing(
        np.array(course, dtype=np.int32),
        np.array(weight, dtype=np.int64),
        np.array(tie, dtype=np.int64),
        childcare,
    )
    again = solve_flow(with_row(problem, person, course, weight, tie, childcare))
    effect = if_person(problem, found.placed, person, standing)
    assert effect.points == again.objective - found.objective
    assert after(found.placed, effect) == again.placed.tolist()


@many
@given(problem=problems(), data=st.data())
def test_the_least_weight_gives_the_place_and_one_point_less_does_not(problem, data):
    assume(distinct(problem) and problem.persons > 0)
    found = solve_flow(problem)
    person = data.draw(st.integers(0, problem.persons - 1))
    course = data.draw(st.integers(0, problem.courses - 1))
    tie = data.draw(st.integers(0, LOTS - 1))
    assume(tie not in problem.tie.tolist())
    cares = bool(problem.childcare[person])
    least = entrance(problem, found.placed, person).least_weight(course, tie, childcare=cares)

    def placed_with(weight):
        changed = with_row(problem, person, [course], [weight], [tie], cares)
        return int(solve_flow(changed).placed[person])

    if least is None:
        assert placed_with(2**33) == -1
        return
    assert placed_with(least) == course
    assert least == 1 or placed_with(least - 1) == -1


@many
@given(problem=problems())
def test_whoever_is_next_in_gets_the_one_place_more(problem):
    assume(distinct(problem))
    found = solve_flow(problem)
    for course, person in enumerate(next_in(problem, found.placed)):
        moves = one_more_place(problem, found.placed, course).moves
        alone = [move.person for move in moves if move.before < 0 and len(moves) == 1]
        assert alone == ([] if person < 0 else [person])


def test_whoever_is_fixed_does_not_move_for_anybody():
    problem = large_problem(120, 8)
    fixed = np.where(np.arange(120) % 3 == 0, solve_flow(problem).placed, -1).astype(np.int32)
    found = solve_flow(problem, fixed=fixed)
    for course in range(problem.courses):
        capacity = problem.capacity.copy()
        capacity[course] += 1
        again = solve_flow(replace(problem, capacity=capacity), fixed=fixed)
        effect = one_more_place(problem, found.placed, course, fixed=fixed)
        assert after(found.placed, effect) == again.placed.tolist()
        assert not any(fixed[move.person] >= 0 for move in effect.moves)


def test_the_price_of_a_course_is_what_one_more_place_brings():
    problem = large_problem(400, 20)
    found = solve_flow(problem)
    brings = [one_more_place(problem, found.placed, c).points for c in range(problem.courses)]
    assert brings == found.course_price.tolist()
