"""Who gets which place: by the rules, the same for the same inputs, and repeatable by anyone."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kreislotse.allocation.deciding import decide, effect, one_more, placements, replay
from kreislotse.allocation.errors import FixedPlaceNotEligible, FloorsNotReachable
from kreislotse.allocation.inputs import Inputs, Options, Way, sealed_files
from kreislotse.cli.main import main
from tests.allocation.drawn import district, inputs, person, place

few = settings(max_examples=60, deadline=None)
EVERY = Options(together=True, minimum_sizes=True, seed="Herbst")


def test_the_one_with_more_points_gets_the_place():
    """R-CRS-02"""
    two = Inputs((person("1", {"1": 1300}), person("2", {"1": 1340})), (place("1", 1),))
    found = decide(two)
    assert found.course_of == {"2": "1"}
    assert (found.objective, found.bound, found.proven) == (1340, 1340.0, True)
    assert found.prices == {"1": 1300.0}


@few
@given(drawn=inputs(), together=st.booleans(), minimum_sizes=st.booleans())
def test_no_rule_is_broken(drawn, together, minimum_sizes):
    """C9, R-CRS-09: places, childcare seats, eligibility, households, minimum sizes."""
    options = Options(together=together, minimum_sizes=minimum_sizes, seed="Herbst")
    found = decide(replace(drawn, options=options)).course_of
    people = {each.key: each for each in drawn.persons}
    load = Counter(found.values())
    cared = Counter(course for key, course in found.items() if people[key].childcare)
    for each in drawn.places:
        assert load[each.key] <= each.capacity
        assert cared[each.key] <= each.childcare_capacity
        assert not minimum_sizes or load[each.key] == 0 or load[each.key] >= each.minimum
    assert all(not people[key].ways[course].against for key, course in found.items())
    homes = {}
    for each in drawn.persons:
        if each.household and any(not way.against for way in each.ways.values()):
            homes.setdefault(each.household, set()).add(found.get(each.key))
    assert not together or all(len(courses) == 1 for courses in homes.values())


@few
@given(drawn=inputs())
def test_nobody_without_a_place_stands_before_somebody_who_has_one(drawn):
    """C9, R-CRS-02: no envy that the criteria do not justify."""
    found = decide(drawn).course_of
    people = {each.key: each for each in drawn.persons}
    caps = {each.key: each.childcare_capacity for each in drawn.places}
    cared = Counter(course for key, course in found.items() if people[key].childcare)
    open_ = [each for each in drawn.persons if each.key not in found]
    for left, (key, course) in product(open_, found.items()):
        way, holder = left.ways.get(course), people[key]
        seats = cared[course] - holder.childcare + left.childcare <= caps[course]
        if way and not way.against and seats:
            assert way.weight <= holder.ways[course].weight


@few
@given(drawn=inputs(), data=st.data(), together=st.booleans())
def test_the_same_people_in_another_order_get_the_same_to_the_byte(drawn, data, together):
    """C9"""
    drawn = replace(drawn, options=Options(together=together, minimum_sizes=together, seed="x"))
    other = replace(
        drawn,
        persons=tuple(data.draw(st.permutations(drawn.persons))),
        places=tuple(data.draw(st.permutations(drawn.places))),
    )
    first, second = decide(drawn), decide(other)
    assert placements(other, second) == placements(drawn, first)
    assert replace(second, seconds=0.0) == replace(first, seconds=0.0)


@few
@given(drawn=inputs(), data=st.data())
def test_with_better_standing_nobody_fares_worse(drawn, data):
    """C9: as many points more for all courses, and a place stays a place."""
    found = decide(drawn).course_of
    assume(found)
    key = data.draw(st.sampled_from(sorted(found)))
    more = data.draw(st.integers(1, 3000))
    persons = tuple(
        replace(each, ways={c: replace(w, weight=w.weight + more) for c, w in each.ways.items()})
        if each.key == key
        else each
        for each in drawn.persons
    )
    assert decide(replace(drawn, persons=persons)).course_of[key] == found[key]


@few
@given(drawn=inputs(), data=st.data())
def test_leaving_out_somebody_without_a_place_changes_nothing(drawn, data):
    """C9"""
    found = decide(drawn).course_of
    open_ = [each.key for each in drawn.persons if each.key not in found]
    assume(open_)
    gone = data.draw(st.sampled_from(open_))
    rest = tuple(each for each in drawn.persons if each.key != gone)
    assert decide(replace(drawn, persons=rest)).course_of == found


@st.composite
def decided_before(draw):
    """Inputs with people fixed who fit, an earlier run, and options."""
    drawn = draw(inputs())
    first = decide(drawn).course_of
    fixed = {key: course for key, course in first.items() if draw(st.booleans())}
    without = {each.key: "" for each in drawn.persons if draw(st.integers(0, 5)) == 0}
    earlier = {
        each.key: draw(st.sampled_from([place.key for place in drawn.places] + ["gone"]))
        for each in drawn.persons
        if draw(st.booleans())
    }
    options = Options(
        together=draw(st.booleans()),
        minimum_sizes=draw(st.booleans()),
        fairness=draw(st.sampled_from([0.0, 0.0, 0.5])),
        stay_points=draw(st.sampled_from([None, 0, 40])),
        seed=draw(st.sampled_from(["kreislotse", "3/2026-11-23", 'a "b", ü'])),
    )
    return replace(drawn, fixed=without | fixed, earlier=earlier, options=options)


def decided_or_refused(drawn):
    try:
        return decide(drawn)
    except FloorsNotReachable:
        return None


@few
@given(drawn=decided_before())
def test_whatever_is_fixed_stays_and_everything_else_keeps_the_rules(drawn):
    found = decided_or_refused(drawn)
    assume(found is not None)
    for key, course in drawn.fixed.items():
        assert found.course_of.get(key, "") == course


@few
@given(drawn=decided_before())
def test_the_sealed_files_alone_give_the_same_places_again(drawn):
    found = decided_or_refused(drawn)
    assume(found is not None)
    assert replay(sealed_files(drawn, {"place": 1})) == placements(drawn, found)


@pytest.mark.parametrize("case", ["plain", "options", "fixed"])
def test_the_command_line_gives_the_same_bytes_for_the_sealed_files(case, tmp_path):
    given_ = district(150, 6, seed="5/2026-11-23")
    if case != "plain":
        fair = Options(together=True, minimum_sizes=True, fairness=0.5, seed="5/2026-11-23")
        given_ = replace(given_, options=fair)
    if case == "fixed":
        before = decide(given_).course_of
        held = dict(list(before.items())[:20])
        open_ = next(each.key for each in given_.persons if each.key not in before)
        other = dict(list(before.items())[10:60])
        given_ = replace(given_, fixed={**held, open_: ""}, earlier=other)
    for name, text in sealed_files(given_, {"title": "Probe"}).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert main(["allocate", str(tmp_path), "--out", str(tmp_path / "out")]) == 0
    written = (tmp_path / "out" / "placements.csv").read_bytes().decode()
    assert written == placements(given_, decide(given_))


def test_what_is_said_on_the_command_line_goes_before_options_json(tmp_path, capsys):
    three = Inputs(tuple(person(str(n), {"1": 5}) for n in range(1, 30)), (place("1", 9),))
    for name, text in sealed_files(three, {}).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    words = ["allocate", str(tmp_path), "--out", str(tmp_path / "out"), "--seed", "Winter"]
    assert main(words) == 0
    winter = replace(three, options=Options(seed="Winter"))
    written = (tmp_path / "out" / "placements.csv").read_text(encoding="utf-8")
    assert written == placements(winter, decide(winter)) != placements(three, decide(three))


BAD = [
    ("fixed.csv", "person,course\n7,1\n", "fixed.csv, Zeile 2, Spalte „person“: „7“"),
    ("fixed.csv", "person,course\n1,9\n", "fixed.csv, Zeile 2, Spalte „course“: „9“"),
    ("fixed.csv", "person,course\n1,1\n1,\n", "fixed.csv, Zeile 3, Spalte „person“: „1“ steht"),
    ("options.json", "{", "options.json: Das sind keine Optionen in JSON."),
    ("options.json", "[]", "options.json: Das sind keine Optionen in JSON."),
    ("options.json", '{"fairness": 2}', "options.json: Die Angabe „fairness“ passt nicht."),
    ("options.json", '{"households": 1}', "options.json: Die Angabe „households“ passt nicht."),
    ("options.json", '{"stay_points": -1}', "options.json: Die Angabe „stay_points“ passt nicht."),
    ("options.json", '{"luck": true}', "options.json: Die Angabe „luck“ passt nicht."),
]


@pytest.mark.parametrize(("name", "text", "said"), BAD)
def test_a_fault_in_what_lies_beside_the_tables_is_named(name, text, said, tmp_path, capsys):
    one = Inputs((person("1", {"1": 5}),), (place("1", 1),))
    for file, content in (sealed_files(one, {}) | {name: text}).items():
        (tmp_path / file).write_text(content, encoding="utf-8", newline="")
    assert main(["allocate", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert said in capsys.readouterr().err


def test_a_place_by_decision_may_go_against_a_bar_but_needs_a_way():
    two = Inputs((person("1", {"1": Way(5, 99, ("travel",))}), person("2", {})), (place("1", 1),))
    assert decide(two).course_of == {}
    assert decide(replace(two, fixed={"1": "1"})).course_of == {"1": "1"}
    with pytest.raises(FixedPlaceNotEligible):
        decide(replace(two, fixed={"2": "1"}))


def test_whoever_gets_no_place_by_decision_has_no_ways():
    two = Inputs((person("1", {"1": 9}), person("2", {"1": 5})), (place("1", 1),))
    found = decide(replace(two, fixed={"1": ""}))
    assert (found.course_of, found.objective, found.proven) == ({"2": "1"}, 5, True)


def test_a_household_follows_a_member_with_a_place_where_there_is_room():
    couple = (person("1", {"1": 9}, household="h"), person("2", {"1": 5, "2": 5}, household="h"))
    other = person("3", {"1": 90, "2": 9})
    options = Options(together=True)
    wide = Inputs((*couple, other), (place("1", 2), place("2", 1)), options, fixed={"1": "1"})
    assert decide(wide).course_of == {"1": "1", "2": "1", "3": "2"}
    tight = replace(wide, places=(place("1", 1), place("2", 1)))
    assert decide(tight).course_of == {"1": "1", "3": "2"}


def test_a_course_that_somebody_is_fixed_in_takes_place_below_its_minimum_too():
    two = (person("1", {"1": 9}), person("2", {"1": 5}), person("3", {"2": 5}))
    options = Options(minimum_sizes=True)
    held = Inputs(two, (place("1", 9, minimum=5), place("2", 9, minimum=2)), options)
    assert decide(held).course_of == {}
    assert decide(replace(held, fixed={"1": "1"})).course_of == {"1": "1", "2": "1"}


def test_the_promise_to_a_town_has_a_share_and_a_price():
    three = (
        person("1", {"1": 9}),
        person("2", {"1": 8}),
        person("3", {"1": 3}, town="Nottuln"),
    )
    fair = Inputs(three, (place("1", 2),), Options(fairness=0.5))
    found = decide(fair)
    assert found.course_of == {"1": "1", "3": "1"}
    assert found.floors == {"Dülmen": pytest.approx(1 / 3), "Nottuln": pytest.approx(1 / 3)}
    assert found.floor_prices == {"Dülmen": (0, 0), "Nottuln": (5, 0)}


def test_a_promise_that_places_given_before_leave_no_room_for_is_kept_as_far_as_possible():
    """Two of three places are held; Nottuln's half of the rest is promised as far as it goes."""
    people = [person(key, {"1": 1000}, town="Senden") for key in ("1", "2")]
    people += [person(key, {"1": 1000}, town="Nottuln") for key in ("3", "4", "5")]
    promised = Options(fairness=1.0, seed="Herbst")
    held = {"1": "1", "2": "1"}
    case = Inputs(tuple(people), (place("1", 3),), options=promised, fixed=held)
    found = decide(case)
    assert len(found.course_of) == 3
    assert found.steps[-1] == (
        "Mindestanteile auf 55 % gesenkt, weil Plätze schon fest vergeben sind"
    )
    assert found.floors["Nottuln"] == pytest.approx(0.55 * 3 / 5)


def test_shares_that_cannot_be_held_are_refused_with_the_names_of_the_towns():
    people = (
        person("1", {"1": 9}),
        person("2", {"1": 9}),
        person("3", {"2": 3}, town="Nottuln"),
        person("4", {"2": 3}, town="Nottuln"),
        person("5", {"2": 3}, town="Nottuln"),
    )
    unequal = Inputs(people, (place("1", 2), place("2", 1)), Options(fairness=1.0))
    with pytest.raises(FloorsNotReachable) as refusal:
        decide(unequal)
    assert refusal.value.facts["municipalities"] == "Nottuln"
    assert list(refusal.value.facts["reached"]) == ["Nottuln"]


def test_a_quiet_run_says_who_moved_and_what_that_costs():
    two = (person("1", {"1": 10, "2": 9}), person("2", {"1": 10, "2": 7}))
    places = (place("1", 1), place("2", 1))
    swapped = {"1": "1", "2": "2"}
    again = Inputs(two, places, Options(stay_points=5), earlier=swapped)
    kept = decide(again)
    assert (kept.course_of, kept.moved, kept.moved_fresh, kept.stay_points) == (swapped, 0, 2, 5)
    assert (kept.objective, kept.loss) == (17, pytest.approx(2 / 19))
    free = decide(replace(again, options=Options(stay_points=0)))
    assert (free.course_of, free.moved, free.loss) == ({"1": "2", "2": "1"}, 2, 0.0)


@few
@given(drawn=inputs(), data=st.data())
def test_the_effect_of_a_decision_is_what_deciding_again_with_it_gives(drawn, data):
    found = decide(drawn)
    choices = [(each.key, "") for each in drawn.persons]
    choices += [(each.key, key) for each in drawn.persons for key in each.ways]
    caps = {each.key: (each.capacity, each.childcare_capacity) for each in drawn.places}
    needs = {each.key: each.childcare for each in drawn.persons}
    possible = [c for c in choices if not c[1] or (caps[c[1]][0] and caps[c[1]][1] >= needs[c[0]])]
    assume(possible)
    key, course = data.draw(st.sampled_from(possible))
    shown = effect(drawn, found, key, course)
    after = decide(replace(drawn, fixed={key: course}))
    assert shown.decision.course_of == after.course_of
    assert shown.points == after.objective - found.objective
    assert shown.places == len(after.course_of) - len(found.course_of)
    changed = dict(found.course_of)
    for who, before, then in shown.changes:
        assert changed.pop(who, "") == before
        changed |= {who: then} if then else {}
    assert changed == after.course_of


@few
@given(drawn=inputs(), data=st.data(), minimum_sizes=st.booleans())
def test_one_more_place_is_worth_what_deciding_again_with_it_brings(drawn, data, minimum_sizes):
    drawn = replace(drawn, options=Options(minimum_sizes=minimum_sizes, seed="Herbst"))
    found = decide(drawn)
    course = data.draw(st.sampled_from([each.key for each in drawn.places]))
    wider = tuple(
        replace(each, capacity=each.capacity + (each.key == course)) for each in drawn.places
    )
    after = decide(replace(drawn, places=wider))
    worth = one_more(drawn, found, course)
    assert worth.points == after.objective - found.objective
    assert worth.places == len(after.course_of) - len(found.course_of)
    new = [key for key in after.course_of if key not in found.course_of]
    assert worth.placed == (new[0] if new else None)
