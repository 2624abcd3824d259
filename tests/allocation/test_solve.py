"""Under every combination of options a placement keeps the rules, and its bound holds."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from kreislotse.allocation.engine.certificate import check_solution
from kreislotse.allocation.engine.flow import solve_flow
from kreislotse.allocation.engine.problem import Rules
from kreislotse.allocation.engine.solve import solve
from kreislotse.allocation.errors import FloorsNotReachable
from tests.allocation.options import best_under, cases, keeps
from tests.factories.allocation import large_problem

ALL = Rules(together=True, minimum_sizes=True, floors=(0.5,) * 11)
OPTIONS = {
    "together": Rules(together=True),
    "minimum": Rules(minimum_sizes=True),
    "floors": Rules(floors=ALL.floors),
    "all": ALL,
}


@settings(max_examples=150, deadline=None)
@given(cases())
def test_no_rule_is_broken_and_nobody_exceeds_the_bound(case):
    problem, rules = case
    optimum = best_under(problem, rules)
    if optimum is None:
        with pytest.raises(FloorsNotReachable):
            solve(problem, rules)
        return
    found = solve(problem, rules)
    assert keeps(problem, rules, found.placed.tolist())
    assert check_solution(problem, found, rules).objective == found.objective
    assert found.objective <= optimum <= found.bound
    assert not found.proven or found.objective == optimum


@pytest.mark.parametrize("rules", OPTIONS.values(), ids=OPTIONS)
def test_each_option_alone_and_all_together_hold_in_a_district(rules):
    problem = large_problem(600, 24)
    found = solve(problem, rules)
    assert check_solution(problem, found, rules).objective == found.objective
    assert found.gap < 0.005


def test_the_same_input_gives_the_same_bytes():
    problem = large_problem(300, 12)
    first, second = solve(problem, ALL), solve(problem, ALL)
    assert first.placed.tobytes() == second.placed.tobytes()
    assert first.course_price.tobytes() == second.course_price.tobytes()
    assert (first.objective, first.bound, first.steps) == (
        second.objective,
        second.bound,
        second.steps,
    )


def test_without_options_the_flow_is_the_answer():
    problem = large_problem(300, 12)
    found, flow = solve(problem), solve_flow(problem)
    assert found.placed.tolist() == flow.placed.tolist()
    assert found.proven


def test_a_time_limit_that_strikes_is_said_in_the_steps():
    problem = large_problem(300, 12)
    found = solve(problem, Rules(together=True), seconds=0.0)
    assert check_solution(problem, found, Rules(together=True)).objective == found.objective
    assert any("Zeitgrenze" in step for step in found.steps)


@pytest.mark.slow
@pytest.mark.parametrize("rules", [OPTIONS["together"], ALL], ids=["together", "all"])
def test_five_thousand_people_stay_within_the_gap(rules):
    problem = large_problem(5000, 100)
    found = solve(problem, rules)
    assert check_solution(problem, found, rules).objective == found.objective
    assert found.gap <= 0.0005


def test_nobody_at_all_is_placed_nowhere():
    problem = large_problem(60, 4)
    none = np.zeros(0, np.int64)
    empty = replace(
        problem,
        start=np.zeros(61, np.int64),
        course=none.astype(np.int32),
        weight=none,
        tie=none,
    )
    found = solve(empty, ALL)
    assert (found.objective, found.bound, int((found.placed >= 0).sum())) == (0, 0.0, 0)
