"""Why somebody has a place or not; each change that is named would really have given one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreislotse.allocation.deciding import decide
from kreislotse.allocation.errors import FloorsNotReachable
from kreislotse.allocation.explaining import Change, Reason, explain, with_change
from kreislotse.allocation.inputs import Inputs, Options, Way
from tests.allocation.drawn import district, person, place, scarce

few = settings(max_examples=80, deadline=None)
PARTS = {"place": 1000, "obliged": 300}


def three(places=1, **more):
    people = (
        person("1", {"1": 1300}, parts=PARTS),
        person("2", {"1": 1200}, parts={"place": 1000, "week": 200}),
        person("3", {"1": 1040, "2": Way(1040, 99, ("travel",))}, weeks=10),
    )
    return Inputs(people, (place("1", places), place("2", 1)), week=50, most_weeks=104, **more)


def told(drawn, key):
    return explain(drawn, decide(drawn), key)


def by_kind(explanation):
    return {change.kind: change for change in explanation.changes}


def test_whoever_is_outdone_is_told_by_how_much():
    """R-CRS-02"""
    found = told(three(), "3")
    assert (found.reason, found.course) == (Reason.OUTDONE, "")
    (course,) = found.courses
    assert (course.course, course.places, course.with_more_points) == ("1", 1, 1)
    assert (course.by_part, course.least_weight) == ({"obliged": 1, "place": 1}, 1300)
    assert found.barred == {"2": ("travel",)}
    changes = by_kind(found)
    assert changes["rule"] == Change("rule", "2", 1, "travel")
    assert changes["weeks"] == Change("weeks", "1", 6)
    assert changes["points"].amount in (260, 261)
    assert changes["place"] == Change("place", "1", 2)
    assert [change.amount for change in found.changes] == [1, 2, 6, changes["points"].amount]


def test_weeks_that_count_no_more_are_not_named():
    found = told(replace(three(), most_weeks=15), "3")
    assert "weeks" not in by_kind(found)
    assert "weeks" not in by_kind(told(replace(three(), week=0), "3"))


def test_whoever_has_a_place_is_told_which():
    found = told(three(), "1")
    assert (found.reason, found.course, found.changes) == (Reason.PLACED, "1", ())
    assert [one.course for one in found.courses] == ["1"]


def test_a_place_held_and_a_place_decided_on_are_told_apart():
    decided = three(fixed={"3": "1", "2": ""})
    assert (told(decided, "3").reason, told(decided, "3").course) == (Reason.DECIDED, "1")
    assert (told(decided, "2").reason, told(decided, "2").course) == (Reason.DECIDED, "")
    held = replace(decided, held=frozenset({"3"}))
    assert (told(held, "3").reason, told(held, "3").course) == (Reason.HELD, "1")


def test_without_any_eligible_course_only_what_bars_one_is_named():
    """R-CRS-09"""
    one = Inputs(
        (person("1", {"1": Way(9, 99, ("level", "travel")), "2": Way(9, 20, ("times",))}),),
        (place("1", 1), place("2", 1)),
    )
    found = told(one, "1")
    assert (found.reason, found.courses) == (Reason.NO_COURSE, ())
    assert found.changes == (Change("rule", "2", 1, "times"),)


@pytest.mark.parametrize("misfit", ["locked", "gone"])
def test_a_closed_file_is_not_proposed_to_be_open(misfit):
    one = Inputs((person("1", {"1": Way(9, 20, (misfit,))}),), (place("1", 1),))
    assert told(one, "1").changes == ()


def test_where_only_a_childcare_seat_is_missing_that_is_the_reason():
    """R-CRS-09"""
    two = (
        person("1", {"1": 1300}, childcare=True),
        person("2", {"1": 1200}, childcare=True),
        person("3", {"1": 1100}),
    )
    found = told(Inputs(two, (place("1", 2, 1),)), "2")
    assert found.reason is Reason.CHILDCARE
    assert by_kind(found)["childcare"] == Change("childcare", "1", 1)
    assert "place" not in by_kind(found)


def test_a_course_below_its_minimum_is_closed_and_that_is_the_reason():
    """R-CRS-04"""
    two = (person("1", {"1": 9}), person("2", {"1": 9}))
    short = Inputs(two, (place("1", 5, minimum=3),), Options(minimum_sizes=True))
    found = told(short, "1")
    assert (found.reason, found.courses, found.changes) == (Reason.CLOSED, (), ())


def test_whoever_would_have_a_place_alone_is_told_that_the_household_stays_together():
    people = (
        person("1", {"1": 9}, household="h"),
        person("2", {"1": 5}, household="h"),
    )
    found = told(Inputs(people, (place("1", 1),), Options(together=True)), "1")
    assert found.reason is Reason.HOUSEHOLD
    assert Change("place", "1", 1) in found.changes


def test_whoever_gives_way_to_the_share_of_a_town_is_told_so():
    people = (
        person("1", {"1": 9}),
        person("2", {"1": 8}),
        person("3", {"1": 3}, town="Nottuln"),
    )
    found = told(Inputs(people, (place("1", 2),), Options(fairness=0.5)), "2")
    assert found.reason is Reason.FLOOR
    assert by_kind(found)["points"].amount >= 1


def left_by(drawn, decision):
    return [each for each in drawn.persons if each.key not in decision.course_of]


@few
@given(drawn=scarce())
def test_each_change_gives_the_place_and_one_point_or_week_less_does_not(drawn):
    decision = decide(drawn)
    for who in left_by(drawn, decision):
        found = explain(drawn, decision, who.key)
        kinds = [change.kind for change in found.changes]
        assert len(kinds) == len(set(kinds))
        assert [c.amount for c in found.changes] == sorted(c.amount for c in found.changes)
        for change in found.changes:
            assert decide(with_change(drawn, who.key, change)).course_of[who.key] == change.course
            if change.amount > 1:
                less = with_change(drawn, who.key, replace(change, amount=change.amount - 1))
                after = decide(less).course_of.get(who.key)
                assert after is None or (
                    change.kind in ("place", "childcare") and after != change.course
                )


@few
@given(drawn=scarce())
def test_whoever_has_an_eligible_course_with_places_is_told_some_way_to_it(drawn):
    decision = decide(drawn)
    caps = {each.key: each for each in drawn.places}
    for who in left_by(drawn, decision):
        reachable = [
            course
            for course, way in who.ways.items()
            if not way.against
            and caps[course].capacity > 0
            and (not who.childcare or caps[course].childcare_capacity > 0)
        ]
        assert ("points" in by_kind(explain(drawn, decision, who.key))) == bool(reachable)


@few
@given(drawn=scarce())
def test_the_reason_is_childcare_exactly_where_no_need_of_it_gives_a_place(drawn):
    """R-CRS-09"""
    decision = decide(drawn)
    for who in left_by(drawn, decision):
        without = tuple(replace(p, childcare=p.childcare and p != who) for p in drawn.persons)
        placed = who.key in decide(replace(drawn, persons=without)).course_of
        reason = explain(drawn, decision, who.key).reason
        assert (reason is Reason.CHILDCARE) == placed


@settings(max_examples=12, deadline=None)
@given(drawn=scarce(), data=st.data(), rules=st.tuples(st.booleans(), st.booleans()))
def test_under_options_each_change_gives_the_place_too(drawn, data, rules):
    fair, quiet = data.draw(st.sampled_from([0.0, 0.5])), data.draw(st.booleans())
    earlier = {each.key: "1" for each in drawn.persons[::2]} if quiet else None
    drawn = replace(drawn, options=Options(*rules, fair, 5, "x"), earlier=earlier)
    try:
        decision = decide(drawn)
    except FloorsNotReachable:
        return
    for who in left_by(drawn, decision)[:2]:
        for change in explain(drawn, decision, who.key).changes:
            assert decide(with_change(drawn, who.key, change)).course_of[who.key] == change.course


def test_a_change_under_which_a_town_cannot_have_its_share_is_not_named():
    """One more place in Dülmen would raise the share that Nottuln is promised beyond its places."""
    people = (
        person("1", {"1": 9}),
        person("2", {"1": 8}),
        *(person(str(n), {"2": 3}, town="Nottuln") for n in (3, 4)),
    )
    fair = Inputs(people, (place("1", 1), place("2", 1)), Options(fairness=1.0))
    found = told(fair, "2")
    assert found.reason is Reason.OUTDONE
    assert "place" not in by_kind(found)
    assert by_kind(found)["points"].course == "1"


def test_in_a_district_each_change_holds_and_nobody_is_left_without_one():
    drawn = district(300, 10, seed="x")
    decision = decide(drawn)
    left = [each.key for each in drawn.persons if each.key not in decision.course_of]
    for key in left[::8]:
        found = explain(drawn, decision, key)
        assert by_kind(found)["points"].amount > 0
        for change in found.changes:
            after = decide(with_change(drawn, key, change)).course_of
            assert after.get(key) == change.course


def test_the_points_of_the_last_place_are_those_of_whom_the_criteria_placed():
    people = (
        person("1", {"1": 900}),
        person("2", {"1": 5}),
        person("3", {"1": 3}),
        person("4", {"1": 800}),
    )
    drawn = Inputs(people, (place("1", 3),), fixed={"2": "1", "3": "1"}, held=frozenset({"2"}))
    assert told(drawn, "4").courses[0].least_weight == 900


def test_points_that_did_not_help_are_not_said_to_be_enough():
    """Somebody of another town got the last place with fewer points, by the promised share."""
    people = (
        person("1", {"1": 9}),
        person("2", {"1": 8}),
        person("3", {"1": 3}, town="Nottuln"),
    )
    drawn = Inputs(people, (place("1", 2),), Options(fairness=0.5))
    assert told(drawn, "2").courses[0].least_weight == 0
    assert told(drawn, "3").courses[0].least_weight == 3


def test_the_places_of_a_course_that_does_not_take_place_went_to_nobody():
    """R-CRS-04: it stands in no comparison with those who got a place."""
    people = (person("1", {"1": 9, "2": 9}), person("2", {"2": 20}))
    drawn = Inputs(people, (place("1", 5, minimum=3), place("2", 1)), Options(minimum_sizes=True))
    found = told(drawn, "1")
    assert (found.reason, [one.course for one in found.courses]) == (Reason.OUTDONE, ["2"])
