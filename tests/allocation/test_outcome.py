"""What a decision comes to, in sums."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from kreislotse.allocation.deciding import decide
from kreislotse.allocation.inputs import Inputs, Options, Way
from kreislotse.allocation.outcome import compare, outcome
from tests.allocation.drawn import district, inputs, person, place

OBLIGED = {"place": 1000, "obliged": 300}
PLAIN = {"place": 1000}
FIVE = (
    person("1", {"1": 1300}, parts=OBLIGED, weeks=8, rank=2),
    person("2", {"1": 1000, "2": 1000}, parts=PLAIN, weeks=20, rank=1, household="h1"),
    person("3", {"2": 900}, parts=PLAIN, weeks=4, rank=3, household="h1"),
    person("4", {"2": Way(900, 80, ("travel",))}, parts=PLAIN, weeks=2, rank=4, town="Nottuln"),
    person("5", {"1": 1000}, parts=PLAIN, weeks=50, town="Nottuln"),
)
HELD = Inputs(FIVE, (place("1", 2), place("2", 1)), fixed={"5": "1"}, held=frozenset({"5"}))


def test_places_are_those_there_were_to_give_and_held_ones_count_apart():
    found = outcome(HELD, decide(HELD))
    names = ("persons", "held", "asking", "placed", "places", "free")
    assert [found[name] for name in names] == [5, 1, 3, 2, 2, 0]
    assert found["groups"] == {"obliged": [1, 1], "place": [3, 2]}
    assert found["weeks"] == {"placed_median": 14.0, "open_median": 4.0}
    assert (found["objective"], found["bound"], found["gap"]) == (3300, 3300.0, 0.0)
    assert found["proven"] is True


def test_a_municipality_counts_everybody_who_has_a_place_against_those_with_a_course():
    """R-CRS-09"""
    towns = outcome(HELD, decide(HELD))["towns"]
    assert towns["Dülmen"] == {
        "people": 3,
        "eligible": 3,
        "placed": 2,
        "share": pytest.approx(2 / 3),
        "floor": 0.0,
        "price_points": 0,
        "price_places": 0,
    }
    assert [towns["Nottuln"][name] for name in ("people", "eligible", "placed")] == [2, 1, 1]


def test_the_promise_and_its_price_stand_with_the_municipality():
    fair = replace(HELD, options=Options(fairness=0.5))
    decision = decide(fair)
    towns = outcome(fair, decision)["towns"]
    assert towns["Nottuln"]["floor"] == decision.floors["Nottuln"] > 0
    assert (towns["Nottuln"]["price_points"], towns["Nottuln"]["price_places"]) == (0, 0)


def test_households_are_counted_as_together_or_parted():
    split = outcome(HELD, decide(HELD))["households"]
    assert split == {"split": 1, "whole": 0}
    wide = replace(HELD, places=(place("1", 2), place("2", 2)))
    assert outcome(wide, decide(wide))["households"] == {"split": 0, "whole": 1}


def test_who_is_placed_before_somebody_earlier_in_the_list_is_counted():
    """R-CRS-02: a jump is visible."""
    assert outcome(HELD, decide(HELD))["out_of_order"] == 0
    one = replace(HELD, places=(place("1", 2), place("2", 0)))
    assert decide(one).course_of == {"1": "1", "5": "1"}
    assert outcome(one, decide(one))["out_of_order"] == 1


def test_a_way_that_is_barred_passes_nobody_over():
    two = (
        person("1", {"1": Way(900, 80, ("travel",))}, rank=1),
        person("2", {"1": 1000}, rank=2),
    )
    found = Inputs(two, (place("1", 1),))
    assert outcome(found, decide(found))["out_of_order"] == 0


@settings(max_examples=40, deadline=None)
@given(drawn=inputs())
def test_the_sums_agree_with_each_other_and_go_into_a_file(drawn):
    decision = decide(drawn)
    found = outcome(drawn, decision)
    assert json.loads(json.dumps(found)) == found
    assert found["placed"] == len(decision.course_of) <= found["asking"] <= found["persons"]
    assert found["free"] == found["places"] - found["placed"] >= 0
    assert sum(town["people"] for town in found["towns"].values()) == found["persons"]
    assert sum(town["placed"] for town in found["towns"].values()) == found["placed"]
    assert found["out_of_order"] <= found["placed"]


def test_two_decisions_are_compared_on_the_same_people():
    first = district(200, 8, seed="x")
    second = replace(first, options=Options(seed="x", minimum_sizes=True, together=True))
    da, db = decide(first), decide(second)
    found = compare(first, da, second, db)
    assert found["a"] == outcome(first, da)
    assert found["b"] == outcome(second, db)
    both = da.course_of.keys() & db.course_of.keys()
    assert found["only_a"] + len(both) == len(da.course_of)
    assert found["only_b"] + len(both) == len(db.course_of)
    assert found["other_course"] == sum(da.course_of[key] != db.course_of[key] for key in both)
    assert found["other_course"] > 0
