"""Facts files are read whole, and whatever is damaged in them, they are read or refused."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreislotse.sample.facts import read_facts
from kreislotse.sample.facts_values import UNKNOWN
from kreislotse.sample.facts_yaml import FactsRefused, Problem
from tests.sample.facts_files import COESFELD, MUSTERLAND, changed, paths

BRIEFED = Path(__file__).parents[3] / "shared" / "facts" / "kreis-coesfeld-2015.yaml"


# --- reading --------------------------------------------------------------------------------------


def test_the_facts_of_coesfeld_are_read_exactly():
    facts = read_facts(COESFELD)
    assert facts.district.name == "Kreis Coesfeld"
    assert facts.committee_paper.body is UNKNOWN
    assert facts.resolution.date == date(2015, 9, 23)
    assert facts.resolution.vote.in_favour == 47
    assert [clause.number for clause in facts.resolution.clauses] == [1, 2]
    assert facts.resolution.clauses[0].hard_rule is None
    assert facts.ki_application.stages[0].to == (
        "Ministerium für Arbeit, Integration und Soziales (MAIS)",
        "Ministerium für Schule und Weiterbildung (MSW)",
    )
    assert facts.ki_application.stages[1].letter_of == date(2015, 10, 8)
    assert facts.ki_application.amount_cents == 17_000_000
    assert [post.fte for post in facts.ki_application.funded_posts] == [2, 1, Fraction(1, 2)]
    assert facts.ki_application.funded_posts[1].role == (
        "administration, higher intermediate service (gehobener Dienst)"
    )
    assert [pot.amount_cents for pot in facts.volunteer_funding.pots] == [1_800_000, 2_000_000]
    assert len(facts.early_intervention.services) == 8
    assert facts.early_intervention.agency_staff.of_which_in_district == 1
    assert len(facts.municipalities) == 11


@pytest.mark.skipif(not BRIEFED.is_file(), reason="the original of the facts is not at hand")
def test_our_copy_of_coesfeld_equals_the_original_fact_by_fact():
    assert read_facts(COESFELD) == read_facts(BRIEFED.read_bytes())


def test_another_district_has_other_values_lengths_and_unknowns():
    facts = read_facts(MUSTERLAND)
    assert facts.neighbour_district is UNKNOWN
    assert len(facts.resolution.clauses) == 1
    assert facts.resolution.clauses[0].hard_rule is UNKNOWN
    assert facts.resolution.vote.against == 12
    assert facts.resolution.also_decided is None
    assert facts.ki_application.amount_cents is UNKNOWN
    assert facts.ki_application.funded_posts[0].fte == Fraction(7, 4)
    assert facts.seconded_posts is UNKNOWN
    assert [pot.amount_cents for pot in facts.volunteer_funding.pots] == [725_050]
    assert facts.integration_points.meeting.date is UNKNOWN
    assert facts.municipalities == ("Musterstadt", "Neudorf an der Au", "Altenmuster")


def test_an_unknown_section_has_unknown_values():
    facts = read_facts(changed("resolution", "unknown"))
    assert facts.resolution is UNKNOWN
    assert facts.resolution.vote.in_favour is UNKNOWN
    assert not facts.resolution
    assert repr(facts.resolution) == "UNKNOWN"


def test_each_value_knows_its_line():
    facts = read_facts(COESFELD)
    lines = COESFELD.split("\n")
    task = facts.line_of("resolution.clauses[1].task")
    assert lines[task - 1].strip().startswith("task: take existing structures")
    assert lines[facts.line_of("municipalities[3]") - 1] == "  - Dülmen"
    assert lines[facts.line_of("neighbour_district.name") - 1].startswith("  name: Kreis Borken")


def test_a_value_of_an_unknown_section_has_the_line_of_the_section():
    facts = read_facts(MUSTERLAND)
    line = facts.line_of("neighbour_district.name")
    assert MUSTERLAND.split("\n")[line - 1] == "neighbour_district: unknown"


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("170000", 17_000_000),
        ("170000.50", 17_000_050),
        ("170000.5", 17_000_050),
        ("170_000", 17_000_000),
        ("1_170_000.07", 117_000_007),
        ("0", 0),
        ("999999999.99", 99_999_999_999),
    ],
)
def test_amounts_are_read_as_whole_cents(written, cents):
    facts = read_facts(changed("ki_application.amount_eur", written))
    assert facts.ki_application.amount_cents == cents


@pytest.mark.parametrize("written", ["yes", "2015", "0x10", "1:30", "1.0", "2015-09-23", "'null'"])
def test_plain_values_stay_text_where_the_form_asks_for_text(written):
    facts = read_facts(changed("volunteer_funding.status", written))
    assert facts.volunteer_funding.status == written.strip("'")


def test_every_value_except_the_name_may_be_unknown():
    for path in paths():
        if path not in ("district", "district.name"):
            read_facts(changed(path, "unknown"))


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter():
    text = "\ufeff" + COESFELD.replace("\n", "\r\n")
    assert read_facts(text.encode("utf-8")) == read_facts(COESFELD)


def test_a_quoted_date_is_a_date():
    facts = read_facts(changed("resolution.date", '"2015-09-23"'))
    assert facts.resolution.date == date(2015, 9, 23)


# --- texts with commas in brackets and braces ----------------------------------------------------


def test_a_role_with_a_comma_in_braces_stays_one_text():
    facts = read_facts(MUSTERLAND)
    assert facts.ki_application.funded_posts[0].role == "Sozialpädagogik, Leitung"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            (
                "[Ministerium für Kinder, Jugend, Familie, Gleichstellung, Flucht und Integration "
                "(MKJFGFI), MSB]"
            ),
            (
                (
                    "Ministerium für Kinder, Jugend, Familie, Gleichstellung, "
                    "Flucht und Integration (MKJFGFI)"
                ),
                "MSB",
            ),
        ),
        (
            "[Ministerium für Inneres, Bezirksregierung Köln]",
            ("Ministerium für Inneres", "Bezirksregierung Köln"),
        ),
        ("[MAIS, MSW]", ("MAIS", "MSW")),
        ("['Ministerium für A', 'B (BB)']", ("Ministerium für A", "B (BB)")),
    ],
)
def test_the_name_of_a_ministry_runs_over_its_commas(written, read):
    facts = read_facts(changed("ki_application.stages[0].to", written))
    assert facts.ki_application.stages[0].to == read


# --- random damage --------------------------------------------------------------------------------


LINES = COESFELD.split("\n")
KEYED = [index for index, line in enumerate(LINES) if re.match(r" *(- )?\w+:", line)]
SCALARS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["unknown", "null", "1e9", "-1", "[", "{", "}", "*a", "&a", "!!int 3", "'", "|"]
    ),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
)


def problems_of(text: str) -> tuple[Problem, ...]:
    try:
        read_facts(text)
    except FactsRefused as refused:
        return refused.problems
    return ()


@settings(max_examples=300, deadline=None)
@given(
    index=st.sampled_from(KEYED),
    deed=st.sampled_from(["delete", "double", "rename", "replace"]),
    key=st.text(max_size=10),
    value=SCALARS,
)
def test_a_damaged_file_is_read_or_refused_with_lines_and_nothing_else(index, deed, key, value):
    line = LINES[index]
    new = {
        "delete": [],
        "double": [line, line],
        "rename": [re.sub(r"\w+:", lambda _: f"{key}:", line, count=1)],
        "replace": [line.partition(":")[0] + f": {value}"],
    }[deed]
    text = "\n".join([*LINES[:index], *new, *LINES[index + 1 :]])
    for problem in problems_of(text):
        assert problem.line >= 1
        assert problem.column >= 1
        assert problem.sentence.endswith((".", "?"))
        assert "\n" not in str(problem)


@settings(max_examples=100, deadline=None)
@given(index=st.sampled_from(KEYED), key=st.text("abcdefghij_", min_size=1, max_size=12))
def test_a_renamed_key_is_refused_with_its_field(index, key):
    line = LINES[index]
    renamed = re.sub(r"\w+:", f"{key}:", line, count=1)
    text = "\n".join([*LINES[:index], renamed, *LINES[index + 1 :]])
    optional = re.search(r"(hard_rule|also_decided|recruitment):", line)
    if re.search(r"\w+:", line)[0] == f"{key}:" or optional:
        return
    with pytest.raises(FactsRefused) as refused:
        read_facts(text, name="kreis.yaml")
    assert any(problem.field for problem in refused.value.problems)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_any_input_at_all_is_refused_politely(file):
    with pytest.raises(FactsRefused) as refused:
        read_facts(file)
    assert refused.value.problems
