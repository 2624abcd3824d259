"""The language of conditions and what a rule set says: three-valued, dated, explained."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.eligibility import errors
from kreislotse.eligibility.conditions import check_condition, facts_asked, lists_asked, truth
from kreislotse.eligibility.rules import ListInForce, Outcome, evaluate, result_of
from kreislotse.eligibility.sentences import render, wanting
from kreislotse.eligibility.states import Result
from kreislotse.eligibility.vocabulary import Vocabulary

DAY = date(2015, 11, 15)
LISTS = {"gut": frozenset({"SY", "ER"})}
WORDS = Vocabulary(
    lists={"gut": "Länder mit guter Bleibeperspektive"},
    values={
        "title": {"GEST": "Aufenthaltsgestattung", "D60A": "Duldung"},
        "nationality": {"SY": "Syrien", "AL": "Albanien"},
    },
)
SY_LISTED = {"fact": "nationality", "in_list": "gut"}


@dataclass(frozen=True)
class MadeUp:
    """A rule that is no row."""

    condition: Any
    code: str = "regel"
    title: str = "Regel"
    norm: str = "§ 1 Gesetz"
    source: str = "Gesetzblatt"
    explanation: str = "Warum."
    plain_language: str = "Einfach gesagt."
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Case:
    tree: Any
    facts: dict[str, Any]
    answer: bool | None
    on: date = DAY
    lists: dict[str, Any] = field(default_factory=lambda: LISTS)


def at(months: int) -> dict[str, Any]:
    return {"fact": "title_since", "at_most": {"day": "asked", "months": months}}


CASES = [
    Case({"fact": "title", "is": "GEST"}, {"title": "GEST"}, True),
    Case({"fact": "title", "is": "GEST"}, {"title": "D60A"}, False),
    Case({"fact": "title", "is": "GEST"}, {}, None),
    Case({"fact": "title", "in": ["GEST", "D60A"]}, {"title": "D60A"}, True),
    Case(SY_LISTED, {"nationality": "SY"}, True),
    Case(SY_LISTED, {"nationality": "AL"}, False),
    Case(SY_LISTED, {"nationality": "SY"}, None, lists={}),
    Case({"not": SY_LISTED}, {"nationality": "SY"}, None, lists={}),
    Case({"fact": "german_level", "at_least": "A1"}, {"german_level": "A0"}, False),
    Case({"fact": "german_level", "at_least": "A1"}, {"german_level": "A1"}, True),
    Case({"fact": "german_level", "at_least": "A1"}, {"german_level": "C2"}, True),
    Case({"fact": "german_level", "at_most": "A2"}, {"german_level": "B1"}, False),
    Case({"fact": "age", "at_least": 18}, {"age": 18}, True),
    Case({"fact": "age", "at_most": 17}, {"age": 18}, False),
    Case({"fact": "earlier_course", "is": False}, {"earlier_course": False}, True),
    Case({"fact": "admitted_on", "known": True}, {"admitted_on": None}, False),
    Case({"fact": "admitted_on", "known": True}, {"admitted_on": DAY}, True),
    Case({"fact": "admitted_on", "known": True}, {}, None),
    Case({"fact": "admitted_on", "before": "2026-02-09"}, {"admitted_on": None}, False),
    # Both ends count: the day itself is neither before nor after.
    Case({"fact": "entered_on", "before": "2015-11-15"}, {"entered_on": DAY}, False),
    Case({"fact": "entered_on", "after": "2015-11-15"}, {"entered_on": DAY}, False),
    Case({"fact": "entered_on", "at_least": "2015-11-15"}, {"entered_on": DAY}, True),
    Case({"fact": "entered_on", "at_most": "2015-11-15"}, {"entered_on": DAY}, True),
    Case(at(-3), {"title_since": date(2015, 8, 15)}, True),
    Case(at(-3), {"title_since": date(2015, 8, 16)}, False),
    Case(
        {"fact": "german_tested_on", "at_least": {"day": "entered_on", "months": 1}},
        {"german_tested_on": date(2015, 6, 1), "entered_on": date(2015, 5, 1)},
        True,
    ),
    Case(
        {"fact": "german_tested_on", "after": {"day": "entered_on"}},
        {"german_tested_on": DAY},
        None,
    ),
    Case(
        {"fact": "entered_on", "before": {"day": "admitted_on"}},
        {"entered_on": DAY, "admitted_on": None},
        False,
    ),
    Case({"all": [SY_LISTED, at(0)]}, {"nationality": "AL"}, False),
    Case({"all": [SY_LISTED, at(0)]}, {"nationality": "SY"}, None),
    Case({"any": [SY_LISTED, at(0)]}, {"nationality": "SY"}, True),
    Case({"any": [SY_LISTED, at(0)]}, {"nationality": "AL"}, None),
]


@pytest.mark.parametrize("case", CASES)
def test_a_condition_is_true_false_or_unknown(case):
    """R-CAN-03: a fact or a list version that is missing leaves it unknown."""
    check_condition(case.tree, WORDS)
    assert truth(case.tree, case.facts, case.on, case.lists) == case.answer


@pytest.mark.parametrize(
    ("tree", "refusal"),
    [
        ({}, errors.BrokenCondition),
        ([], errors.BrokenCondition),
        ("GEST", errors.BrokenCondition),
        ({"all": []}, errors.BrokenCondition),
        ({"some": [SY_LISTED]}, errors.BrokenCondition),
        ({"all": [SY_LISTED], "any": [SY_LISTED]}, errors.BrokenCondition),
        ({"not": [SY_LISTED]}, errors.BrokenCondition),
        ({"fact": "nationality"}, errors.BrokenCondition),
        ({"fact": "nationality", "is": "SY", "in": ["SY"]}, errors.BrokenCondition),
        ({"fact": "religion", "is": "x"}, errors.UnknownFact),
        ({"fact": ["nationality"], "is": "x"}, errors.UnknownFact),
        ({"fact": "nationality", "at_least": "SY"}, errors.WrongOperator),
        ({"fact": "entered_on", "is": "2015-01-01"}, errors.WrongOperator),
        ({"fact": "age", "at_least": "18"}, errors.WrongValue),
        ({"fact": "age", "at_least": True}, errors.WrongValue),
        ({"fact": "age", "at_least": -1}, errors.WrongValue),
        ({"fact": "title", "is": "XY"}, errors.WrongValue),
        ({"fact": "title", "in": "GEST"}, errors.WrongValue),
        ({"fact": "title", "in": []}, errors.WrongValue),
        ({"fact": "title", "known": "ja"}, errors.WrongValue),
        ({"fact": "german_level", "at_least": "D1"}, errors.WrongValue),
        ({"fact": "qualification_country", "is": "syr"}, errors.WrongValue),
        ({"fact": "earlier_course", "is": "ja"}, errors.WrongValue),
        ({"fact": "entered_on", "before": "24.10.2015"}, errors.WrongValue),
        ({"fact": "entered_on", "before": "2015-13-01"}, errors.WrongValue),
        ({"fact": "entered_on", "before": {"day": "age"}}, errors.WrongValue),
        ({"fact": "entered_on", "before": {"months": 1}}, errors.WrongValue),
        ({"fact": "entered_on", "before": {"day": "asked", "months": 1.5}}, errors.WrongValue),
        ({"fact": "entered_on", "before": {"day": "asked", "months": 9999}}, errors.WrongValue),
        ({"fact": "nationality", "in_list": "schlecht"}, errors.UnknownList),
        ({"fact": "nationality", "in_list": ["gut"]}, errors.UnknownList),
        ({"not": {"not": {"not": {"not": {"not": {"not": SY_LISTED}}}}}}, errors.ConditionTooDeep),
    ],
)
def test_a_condition_that_cannot_be_answered_is_refused(tree, refusal):
    with pytest.raises(refusal):
        check_condition(tree, WORDS)


ON_LIST = "auf der Liste „Länder mit guter Bleibeperspektive“"
ADULT = {"all": [{"fact": "age", "at_least": 18}, {"fact": "age", "at_most": 27}]}
SENTENCES = {
    f"„Staatsangehörigkeit“ steht am gefragten Tag {ON_LIST}.": SY_LISTED,
    f"„Staatsangehörigkeit“ steht am gefragten Tag nicht {ON_LIST}.": {"not": SY_LISTED},
    "„Aufenthaltsstatus“ ist Aufenthaltsgestattung oder Duldung.": {
        "fact": "title",
        "in": ["GEST", "D60A"],
    },
    "„Deutschniveau“ ist mindestens A1.": {"fact": "german_level", "at_least": "A1"},
    "„Aufenthaltsstatus seit“ liegt nicht nach dem Tag 3 Monate vor dem gefragten Tag.": at(-3),
    "„Asylantrag am“ liegt nach dem 31.08.2015.": {
        "fact": "asylum_applied_on",
        "after": "2015-08-31",
    },
    "„Eingereist am“ liegt vor dem Tag einen Monat nach dem Tag „Asylantrag am“.": {
        "fact": "entered_on",
        "before": {"day": "asylum_applied_on", "months": 1},
    },
    f"„Staatsangehörigkeit“ steht am gefragten Tag nicht {ON_LIST} oder "
    "„Hat schon einen Integrationskurs besucht“ trifft nicht zu.": {
        "not": {"all": [SY_LISTED, {"fact": "earlier_course", "is": True}]}
    },
    "„Nachweis des Abschlusses“ ist angegeben oder („Alter am gefragten Tag“ ist mindestens 18 "
    "und „Alter am gefragten Tag“ ist höchstens 27).": {
        "any": [{"fact": "paper", "known": True}, ADULT]
    },
}


@pytest.mark.parametrize(("sentence", "tree"), SENTENCES.items())
def test_a_condition_reads_as_a_sentence(sentence, tree):
    check_condition(tree, WORDS)
    assert render(tree, WORDS) == sentence


def listed(code: str = "gut") -> dict[str, ListInForce]:
    return {
        code: ListInForce(code, "Gute Liste", LISTS["gut"], date(2015, 1, 1), "Liste der Behörde")
    }


def test_one_rule_not_fulfilled_is_enough_and_one_unknown_leaves_it_open():
    """R-CAN-03."""
    yes, no = MadeUp({"fact": "age", "at_least": 18}), MadeUp({"fact": "age", "at_most": 5})
    open_ = MadeUp({"fact": "paper", "known": True})
    facts = {"age": 30}
    assert evaluate([yes], facts, DAY, {}).result == Result.ELIGIBLE
    assert evaluate([yes, open_], facts, DAY, {}).result == Result.UNCLEAR
    assert evaluate([open_, no, yes], facts, DAY, {}).result == Result.NOT_ELIGIBLE


def test_without_a_rule_in_force_on_the_day_nothing_is_clear():
    rule = MadeUp({"fact": "age", "at_least": 18}, valid_from=date(2016, 1, 1))
    finding = evaluate([rule], {"age": 30}, DAY, {})
    assert (finding.result, finding.reasons) == (Result.UNCLEAR, ())


@pytest.mark.parametrize(
    ("on", "asked"),
    [
        (date(2015, 10, 23), False),
        (date(2015, 10, 24), True),
        (date(2019, 7, 31), True),
        (date(2019, 8, 1), False),
    ],
)
def test_a_rule_is_asked_from_its_first_to_its_last_day(on, asked):
    rule = MadeUp(
        {"fact": "age", "at_least": 18}, valid_from=date(2015, 10, 24), valid_to=date(2019, 7, 31)
    )
    assert bool(evaluate([rule], {"age": 30}, on, {}).reasons) == asked


def test_a_reason_names_norm_list_version_facts_and_what_would_change_it():
    """R-CAN-03: the prospect of staying shows list version and date."""
    rule = MadeUp({"all": [SY_LISTED, {"fact": "german_level", "at_least": "A1"}]})
    facts = {"nationality": "AL", "german_level": "A0", "age": 30}
    reason = evaluate([rule], facts, DAY, listed(), WORDS).reasons[0]
    assert (reason.outcome, reason.norm) == (Outcome.NOT_FULFILLED, "§ 1 Gesetz")
    assert [(each.title, each.valid_from, each.source) for each in reason.list_versions] == [
        ("Gute Liste", date(2015, 1, 1), "Liste der Behörde")
    ]
    assert reason.facts == {"nationality": "AL", "german_level": "A0"}
    assert reason.what_would_change == ("„Deutschniveau“ ist mindestens A1",)


def test_a_list_without_a_version_on_the_day_is_named():
    reason = evaluate([MadeUp(SY_LISTED)], {"nationality": "SY"}, DAY, {}).reasons[0]
    assert (reason.outcome, reason.lists_missing) == (Outcome.UNKNOWN, ("gut",))


def test_alternatives_are_named_as_alternatives():
    tree = {"any": [{"fact": "paper", "is": "original"}, {"fact": "age", "at_least": 18}, at(-3)]}
    facts = {"paper": "lost", "title_since": DAY, "age": 3}
    first = "„Nachweis des Abschlusses“ ist original"
    second = "„Aufenthaltsstatus seit“ liegt nicht nach dem Tag 3 Monate vor dem gefragten Tag"
    assert wanting(tree, facts, DAY, LISTS) == [f"{first} oder {second}"]


# --- Whatever the condition ---------------------------------------------------------------------

_leaf = st.one_of(
    st.builds(lambda v: {"fact": "nationality", "is": v}, st.sampled_from(["SY", "AL"])),
    st.just(SY_LISTED),
    st.builds(lambda v: {"fact": "german_level", "at_least": v}, st.sampled_from(["A1", "B1"])),
    st.builds(
        lambda op, v: {"fact": "entered_on", op: v},
        st.sampled_from(["before", "after", "at_least", "at_most"]),
        st.sampled_from(["2015-11-15", {"day": "asked", "months": -3}, {"day": "admitted_on"}]),
    ),
    st.builds(lambda v: {"fact": "admitted_on", "known": v}, st.booleans()),
)
TREES = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(lambda t: {"not": t}, inner),
        st.builds(lambda ts: {"all": ts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda ts: {"any": ts}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=8,
)
_days = st.sampled_from([date(2015, 8, 15), DAY, date(2016, 1, 1)])
KNOWN = st.fixed_dictionaries(
    {
        "nationality": st.sampled_from(["SY", "AL"]),
        "german_level": st.sampled_from(["A0", "A2", "C1"]),
        "entered_on": _days,
        "admitted_on": st.none() | _days,
    }
)


@given(TREES, KNOWN, st.sets(st.sampled_from(["nationality", "german_level", "entered_on"])))
def test_learning_a_fact_never_turns_an_answer_round_or_open(tree, facts, forgotten):
    """Monotone in knowledge: what is clear with less stays as it is with more."""
    fewer = {code: value for code, value in facts.items() if code not in forgotten}
    before, after = (truth(tree, known, DAY, LISTS) for known in (fewer, facts))
    assert before is None or before == after
    assert after is not None


@given(st.lists(TREES, min_size=1, max_size=3), KNOWN, st.sets(st.sampled_from(["entered_on"])))
def test_not_all_is_any_not(trees, facts, forgotten):
    """De Morgan, also where something is unknown."""
    known = {code: value for code, value in facts.items() if code not in forgotten}
    negated = [{"not": each} for each in trees]
    for one, other in [("all", "any"), ("any", "all")]:
        left = truth({"not": {one: trees}}, known, DAY, LISTS)
        assert left == truth({other: negated}, known, DAY, LISTS)


@given(TREES, KNOWN, st.sets(st.sampled_from(["nationality", "entered_on", "german_level"])))
def test_every_condition_can_be_checked_read_counted_and_explained(tree, facts, forgotten):
    known = {code: value for code, value in facts.items() if code not in forgotten}
    rule = MadeUp(tree)
    assert render(tree, WORDS).endswith(".")
    assert facts_asked(tree) <= set(facts)
    assert lists_asked(tree) <= {"gut"}
    finding = evaluate([rule], known, DAY, listed())
    assert finding.result == result_of([rule], known, DAY, listed())
    if finding.result == Result.ELIGIBLE:
        assert finding.reasons[0].what_would_change == ()
