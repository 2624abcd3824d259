"""The sealed files hold all that a decision depends on, and nothing more."""

import json
from dataclasses import replace
from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from kreislotse.allocation.inputs import (
    Inputs,
    Options,
    Way,
    checksum,
    in_natural_order,
    sealed_files,
)
from tests.allocation.drawn import inputs, person, place

SMALL = Inputs(
    persons=(
        person("10", {"2": 900, "1": Way(1340, 25)}, household="h1", childcare=True, rank=2),
        person("9", {"1": Way(1000, 50, ("travel",))}, town="Nottuln", parts={"place": 1000}),
    ),
    places=(place("2", 3, 1, 2), place("1", 20, 5)),
    options=Options(together=True, fairness=0.8, seed="7/2026-11-23"),
)


def test_the_files_are_those_that_the_command_line_reads():
    files = sealed_files(SMALL, {"place": 1000, "title": "Für alle"})
    assert files["persons.csv"] == (
        "person,municipality,household,childcare\n9,Nottuln,,0\n10,Dülmen,h1,1\n"
    )
    assert files["courses.csv"] == (
        "course,capacity,childcare_capacity,minimum\n1,20,5,0\n2,3,1,2\n"
    )
    assert files["eligible.csv"] == "person,course,weight\n10,1,1340\n10,2,900\n"
    assert json.loads(files["options.json"]) == {
        "households": True,
        "minimum_sizes": False,
        "fairness": 0.8,
        "stay_points": None,
        "seed": "7/2026-11-23",
    }
    assert json.loads(files["criteria.json"]) == {"place": 1000, "title": "Für alle"}
    assert sorted(files) == [
        "courses.csv",
        "criteria.json",
        "eligible.csv",
        "options.json",
        "persons.csv",
    ]


def test_what_is_fixed_and_what_was_before_has_files_of_its_own():
    changed = replace(SMALL, fixed={"10": "", "9": "1"}, earlier={"10": "2"})
    files = sealed_files(changed, {})
    assert files["fixed.csv"] == "person,course\n9,1\n10,\n"
    assert files["earlier.csv"] == "person,course\n10,2\n"


def test_a_barred_way_is_in_the_files_only_where_somebody_is_fixed_there():
    files = sealed_files(replace(SMALL, fixed={"9": "1"}), {})
    assert "9,1,1000\n" in files["eligible.csv"]
    assert "9,1" not in sealed_files(SMALL, {})["eligible.csv"]


def test_points_are_sealed_as_sums_not_by_what_they_are_for():
    files = sealed_files(replace(SMALL, held=frozenset({"9"})), {})
    assert not any("place" in files[name] for name in files if name.endswith(".csv"))


@settings(max_examples=40, deadline=None)
@given(drawn=inputs(), data=st.data())
def test_the_order_of_people_and_courses_leaves_no_trace(drawn, data):
    """C9"""
    other = replace(
        drawn,
        persons=tuple(data.draw(st.permutations(drawn.persons))),
        places=tuple(data.draw(st.permutations(drawn.places))),
    )
    assert sealed_files(other, {}) == sealed_files(drawn, {})


def test_numbers_stand_by_their_size():
    assert in_natural_order(["10", "9", "100", "1"]) == ["1", "9", "10", "100"]


def test_the_checksum_is_that_of_the_usual_tool_over_the_files_and_the_placements():
    files = {"b.csv": "ß\n", "a.csv": "x\n"}
    lines = [("a.csv", "x\n"), ("b.csv", "ß\n"), ("placements.csv", "person,course\n")]
    listed = "".join(f"{sha256(text.encode()).hexdigest()}  {name}\n" for name, text in lines)
    assert checksum(files, "person,course\n") == sha256(listed.encode()).hexdigest()


def test_the_checksum_changes_with_a_name_a_content_or_the_placements():
    found = {
        checksum({"a": "1", "b": "2"}, "x"),
        checksum({"a": "1", "c": "2"}, "x"),
        checksum({"a": "2", "b": "1"}, "x"),
        checksum({"a": "1", "b": "2"}, "y"),
        checksum({"a": "12", "b": ""}, "x"),
    }
    assert len(found) == 5
