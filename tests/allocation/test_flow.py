"""The exact core: the best placement, its prices, and what must not change it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kreislotse.allocation.engine.certificate import check_solution, placed_pairs
from kreislotse.allocation.engine.flow import solve_flow
from kreislotse.allocation.errors import FixedPlaceNotEligible, FixedPlacesDoNotFit
from tests.allocation.small import (
    best,
    built,
    choices,
    fits,
    problems,
    reordered,
    take_pairs,
    worth,
)
from tests.factories.allocation import large_problem
from tests.factories.allocation_kinds import KINDS, of_kind

pytestmark = pytest.mark.slow
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(problem=problems())
def test_no_placement_is_better_in_points_and_then_in_lots(problem):
    found = solve_flow(problem)
    assert fits(problem, found.placed.tolist())
    assert worth(problem, found.placed) == best(problem)
    assert found.proven
    assert found.bound == found.objective == worth(problem, found.placed)[0]


@many
@given(problem=problems(), kind=st.sampled_from(sorted(KINDS)))
def test_where_many_placements_are_equally_good_the_lots_decide_as_well(problem, kind):
    problem = of_kind(problem, kind)
    found = solve_flow(problem)
    assert fits(problem, found.placed.tolist())
    assert worth(problem, found.placed) == best(problem)
    assert found.bound == found.objective


@pytest.mark.parametrize("kind", KINDS)
def test_a_district_of_any_kind_is_placed_best_in_points_and_then_in_lots(kind):
    """Points and shortened lots in one number: the prices alone prove the sum of both."""
    district = of_kind(large_problem(1500, 60, seed=4), kind)
    district = replace(district, tie=district.tie >> 14)
    both = replace(
        district, weight=(district.weight << 29) + district.tie, tie=np.zeros_like(district.tie)
    )
    found, proof = solve_flow(district), solve_flow(both)
    certificate = check_solution(both, proof)
    assert certificate.bound == certificate.objective
    assert both.weight[placed_pairs(both, found.placed)].sum() == certificate.objective
    assert check_solution(district, found).gap == 0


@many
@given(problem=problems())
def test_nobody_would_rather_have_another_course_at_its_price(problem):
    found = solve_flow(problem)
    assert min(found.course_price.min(), found.childcare_price.min()) >= 0
    for person, held in enumerate(found.placed.tolist()):
        seat = found.childcare_price * problem.childcare[person]
        left = {
            course: points - (found.course_price[course] + seat[course] if course >= 0 else 0)
            for course, points, _lot in choices(problem, person)
        }
        assert left[held] == max(left.values())


@many
@given(problem=problems())
def test_a_seat_that_stays_free_costs_nothing(problem):
    found = solve_flow(problem)
    for course in range(problem.courses):
        there = found.placed == course
        if there.sum() < problem.capacity[course]:
            assert found.course_price[course] == 0
        if (there & problem.childcare).sum() < problem.childcare_capacity[course]:
            assert found.childcare_price[course] == 0


@many
@given(problem=problems(), data=st.data())
def test_the_order_of_people_and_courses_changes_nothing(problem, data):
    assume(len(set(problem.tie.tolist())) == problem.pairs)
    people = data.draw(st.permutations(range(problem.persons)))
    courses = data.draw(st.permutations(range(problem.courses)))
    there = solve_flow(reordered(problem, people, courses)).placed
    here = solve_flow(problem).placed
    for new, old in enumerate(people):
        assert (courses[there[new]] if there[new] >= 0 else -1) == here[old]


@many
@given(problem=problems())
def test_without_the_people_who_got_no_place_everybody_else_keeps_theirs(problem):
    placed = solve_flow(problem).placed
    person = problem.person_of_pair()
    fewer = take_pairs(problem, np.flatnonzero(placed[person] >= 0))
    assert solve_flow(fewer).placed.tolist() == placed.tolist()


@many
@given(problem=problems(), more=st.integers(1, 500))
def test_who_gains_points_everywhere_keeps_the_place(problem, more):
    placed = solve_flow(problem).placed
    person = problem.person_of_pair()
    for one in np.flatnonzero(placed >= 0):
        raised = replace(problem, weight=problem.weight + more * (person == one))
        assert solve_flow(raised).placed.tolist() == placed.tolist()


@many
@given(problem=problems(), data=st.data())
def test_people_whose_place_is_fixed_keep_it_and_the_others_get_the_best_of_the_rest(problem, data):
    fixed = np.full(problem.persons, -1, dtype=np.int32)
    for person in range(problem.persons):
        fixed[person] = data.draw(st.sampled_from([c for c, _w, _t in choices(problem, person)]))
    assume(fits(problem, fixed.tolist()))
    found = solve_flow(problem, fixed=fixed)
    person = problem.person_of_pair()
    kept = np.flatnonzero((fixed[person] < 0) | (fixed[person] == problem.course))
    most = int(problem.weight.sum()) + 1
    urged = take_pairs(problem, kept)
    held = fixed[urged.person_of_pair()] >= 0
    expected = solve_flow(replace(urged, weight=urged.weight + most * held))
    assert found.placed.tolist() == expected.placed.tolist()
    assert found.proven


def test_a_fixed_place_has_to_be_eligible():
    problem = built(
        [[0]], weight=[1], tie=[0], childcare=[False], capacity=[1, 1], childcare_capacity=[0, 0]
    )
    with pytest.raises(FixedPlaceNotEligible, match="1 Personen"):
        solve_flow(problem, fixed=np.array([1], dtype=np.int32))


def test_more_fixed_places_than_a_course_has_are_refused():
    problem = built(
        [[0], [0]],
        weight=[1, 1],
        tie=[0, 1],
        childcare=[False, False],
        capacity=[1],
        childcare_capacity=[0],
    )
    with pytest.raises(FixedPlacesDoNotFit, match="1 Kursen"):
        solve_flow(problem, fixed=np.zeros(2, dtype=np.int32))


@pytest.mark.parametrize("points", [1, 5, 1000, 10**9])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_district_is_placed_with_proof_whatever_the_points(points, seed):
    problem = large_problem(600, 25, seed=seed, points=points)
    found = solve_flow(problem)
    assert found.proven
    assert found.placed.tolist() == solve_flow(problem).placed.tolist()


def test_nobody_and_nothing_is_placed_too():
    problem = built([], weight=[], tie=[], childcare=[], capacity=[], childcare_capacity=[])
    assert solve_flow(problem).placed.tolist() == []
