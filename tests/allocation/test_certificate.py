"""Counting again finds what is wrong with a placement, its sum or its proof."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreislotse.allocation.engine.certificate import check_solution
from kreislotse.allocation.engine.flow import solve_flow
from kreislotse.allocation.engine.problem import Rules
from kreislotse.allocation.engine.solve import solve
from kreislotse.allocation.errors import PlacementNotAsStated
from tests.allocation.options import best_under, cases
from tests.allocation.small import choices, problems
from tests.factories.allocation import large_problem

PROBLEM = large_problem(120, 8)
SOLUTION = solve_flow(PROBLEM)


def refused(solution, rules=Rules(), problem=PROBLEM):  # noqa: B008
    with pytest.raises(PlacementNotAsStated) as refusal:
        check_solution(problem, solution, rules)
    return refusal.value.facts["faults"]


def placed(changes):
    found = SOLUTION.placed.copy()
    for person, course in changes.items():
        found[person] = course
    return replace(SOLUTION, placed=found)


def somebody(where):
    return int(np.flatnonzero(where)[0])


def test_a_sound_solution_is_confirmed_with_its_bound():
    found = check_solution(PROBLEM, SOLUTION)
    assert (found.objective, found.bound, found.gap) == (SOLUTION.objective, SOLUTION.bound, 0)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(problem=problems(), data=st.data())
def test_any_other_placement_is_refused_or_worse(problem, data):
    solution = solve_flow(problem)
    other = np.array(
        [
            data.draw(st.sampled_from([c for c, _w, _t in choices(problem, person)]))
            for person in range(problem.persons)
        ],
        dtype=np.int32,
    )
    tampered = replace(solution, placed=other)
    if (other == solution.placed).all():
        return
    try:
        check_solution(problem, tampered)
    except PlacementNotAsStated:
        return
    assert check_solution(problem, tampered).objective == solution.objective


def test_one_person_too_many_in_a_course_is_found():
    course = int(PROBLEM.course[0])
    person = PROBLEM.person_of_pair()
    wants = person[(PROBLEM.course == course) & (SOLUTION.placed[person] != course)]
    crowd = {int(one): course for one in wants[:60]}
    assert "Kurse über ihren Plätzen: 1" in refused(placed(crowd))


def test_a_course_for_which_nobody_asked_is_found():
    person = somebody(SOLUTION.placed < 0)
    first, end = PROBLEM.start[person], PROBLEM.start[person + 1]
    other = next(c for c in range(8) if c not in PROBLEM.course[first:end])
    assert "Personen ohne Berechtigung: 1" in refused(placed({person: other}))


def test_a_number_that_is_no_course_is_found():
    assert "passt nicht" in refused(placed({0: 8}))


def test_a_person_left_out_makes_the_sum_wrong():
    person = somebody(SOLUTION.placed >= 0)
    assert refused(placed({person: -1})).startswith("Die Summe ist ")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"objective": SOLUTION.objective + 1}, "Die Summe ist"),
        ({"bound": SOLUTION.bound - 1}, "Die Schranke liegt unter der Summe"),
        ({"bound": SOLUTION.bound + 1}, "Das Optimum ist nicht erreicht"),
        ({"course_price": SOLUTION.course_price - 1000}, "Ein Preis ist kleiner als null"),
        ({"course_price": SOLUTION.course_price + 1000}, "nicht belegt"),
        ({"childcare_price": SOLUTION.childcare_price + 1}, "nicht belegt"),
    ],
)
def test_a_changed_figure_is_found(changes, fault):
    assert fault in refused(replace(SOLUTION, **changes))


def test_a_fixed_place_that_changed_is_found():
    person = somebody(SOLUTION.placed >= 0)
    fixed = np.full(120, -1, dtype=np.int32)
    fixed[person] = (SOLUTION.placed[person] + 1) % 8
    assert "feste Plätze geändert: 1" in refused(SOLUTION, Rules(fixed=fixed))


def test_options_that_are_broken_are_counted():
    together = refused(SOLUTION, Rules(together=True))
    assert together.startswith("Haushalte getrennt: ")
    large = replace(PROBLEM, minimum=PROBLEM.capacity + 1)
    assert "Mindestgröße: 8" in refused(SOLUTION, Rules(minimum_sizes=True), large)
    towns = int(PROBLEM.municipality.max()) + 1
    floors = Rules(floors=(1.0,) * towns)
    assert "Gemeinden unter ihrem Mindestanteil: " in refused(SOLUTION, floors)


def test_points_for_staying_are_kept_apart_from_the_sum():
    stays = replace(
        PROBLEM,
        weight=PROBLEM.weight + 50 * (PROBLEM.course == SOLUTION.placed[PROBLEM.person_of_pair()]),
    )
    rules = Rules(stay=SOLUTION.placed, stay_points=50)
    found = solve_flow(stays)
    apart = replace(found, objective=SOLUTION.objective, bound=float(SOLUTION.objective))
    assert check_solution(PROBLEM, apart, rules).bound == SOLUTION.objective


@settings(max_examples=60, deadline=None)
@given(cases(together=True))
def test_the_bound_counted_again_is_never_below_the_best_with_whole_households(case):
    small, rules = case
    optimum = best_under(small, rules)
    if optimum is not None:
        found = solve(small, rules)
        assert check_solution(small, found, rules).bound >= optimum - 1e-6


def test_counted_again_households_are_within_a_tenth_of_a_percent():
    district = large_problem(2000, 50)
    rules = Rules(together=True)
    found = solve(district, rules)
    again = check_solution(district, found, rules)
    assert found.objective <= found.bound <= again.bound + 1e-6
    assert again.gap < 0.001


def test_a_household_with_a_fixed_place_counts_as_single_persons():
    district = large_problem(300, 12)
    fixed = solve(district, Rules(together=True)).placed.copy()
    fixed[::2] = -1
    rules = Rules(together=True, fixed=fixed)
    found = solve(district, rules)
    assert check_solution(district, found, rules).bound >= found.objective
