"""Least shares per municipality hold, or are refused with what can be reached."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from kreislotse.allocation.engine.problem import Rules
from kreislotse.allocation.engine.solve import price_of_floors, solve
from kreislotse.allocation.errors import FloorsNotReachable
from tests.allocation.options import best_under, cases, keeps
from tests.allocation.small import built
from tests.factories.allocation import large_problem


def problem(rows, weight, *, capacity, municipality):
    found = built(
        rows,
        weight=weight,
        tie=[0] * len(weight),
        childcare=[False] * len(rows),
        capacity=capacity,
        childcare_capacity=[0] * len(capacity),
    )
    return replace(found, municipality=np.array(municipality, np.int32))


def test_a_floor_gives_a_place_to_the_town_that_would_have_none():
    three = problem([[0], [0], [0]], [9, 8, 3], capacity=[2], municipality=[0, 0, 1])
    assert solve(three).placed.tolist() == [0, 0, -1]
    found = solve(three, Rules(floors=(0.0, 1.0)))
    assert (found.placed.tolist(), found.objective, found.proven) == ([0, -1, 0], 12, True)


def test_the_price_of_a_floor_is_what_solving_without_it_gains():
    three = problem([[0], [0], [0]], [9, 8, 3], capacity=[2], municipality=[0, 0, 1])
    prices = price_of_floors(three, Rules(floors=(0.5, 1.0)))
    assert [(p.municipality, p.points, p.places) for p in prices] == [(0, 0, 0), (1, 5, 0)]


def test_a_floor_can_cost_places():
    """Who has to be placed for the floor takes the only place that two others could share out."""
    people = problem([[0], [0, 1], [1]], [5, 5, 5, 1], capacity=[1, 1], municipality=[0, 0, 1])
    found = price_of_floors(people, Rules(floors=(0.0, 1.0)))
    assert [(p.municipality, p.points, p.places) for p in found] == [(1, 4, 0)]


def test_floors_that_nobody_can_hold_are_refused_with_what_can_be_reached():
    two = problem([[0], [0], [0], [0]], [1, 1, 1, 1], capacity=[3], municipality=[0, 0, 1, 1])
    with pytest.raises(FloorsNotReachable) as refusal:
        solve(two, Rules(floors=(1.0, 1.0)))
    facts = refusal.value.facts
    assert list(facts["reached"].values()) == [0.5]
    assert facts["share"] == "50,0 %"
    assert "lassen sich nicht gemeinsam einhalten" in str(refusal.value)


def test_a_share_that_is_not_exact_in_binary_asks_for_nobody_more():
    ten = problem([[0]] * 10, [1] * 10, capacity=[3], municipality=[0] * 10)
    assert int((solve(ten, Rules(floors=(0.3,))).placed >= 0).sum()) == 3


@settings(max_examples=60, deadline=None)
@given(cases(together=False, minimum_sizes=False, floors=True))
def test_floors_alone_are_held_exactly_when_that_is_possible(case):
    small, rules = case
    optimum = best_under(small, rules)
    if optimum is None:
        with pytest.raises(FloorsNotReachable):
            solve(small, rules)
        return
    found = solve(small, rules)
    assert keeps(small, rules, found.placed.tolist())
    assert found.objective == optimum


def test_floors_that_bind_in_a_district_are_held_near_the_bound():
    district = large_problem(600, 24)
    towns = int(district.municipality.max()) + 1
    free = solve(district)
    people = np.bincount(district.municipality, minlength=towns)
    placed = np.bincount(district.municipality[free.placed >= 0], minlength=towns)
    floors = tuple(np.minimum(1.0, np.where(placed < 0.58 * people, 0.58, 0.0)).tolist())
    rules = Rules(floors=floors)
    found = solve(district, rules)
    held = np.bincount(district.municipality[found.placed >= 0], minlength=towns)
    assert bool((held >= np.ceil(np.array(floors) * people - 1e-9)).all())
    assert found.objective < free.objective
    assert found.gap < 0.001
