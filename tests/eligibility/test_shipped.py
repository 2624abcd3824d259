"""What is shipped: lists and rules through time, with norm and source (T14, T15)."""

from datetime import date
from types import SimpleNamespace

import pytest

from kreislotse.access.policy import Role
from kreislotse.eligibility.actions import load_rules
from kreislotse.eligibility.conditions import check_condition
from kreislotse.eligibility.models import (
    CountryList,
    CountryListVersion,
    Rule,
    RuleSet,
    RuleSetVersion,
)
from kreislotse.eligibility.reference_data import shipped_lists, shipped_rule_sets
from kreislotse.eligibility.rules import ListInForce, Outcome, evaluate
from kreislotse.eligibility.sentences import render
from kreislotse.eligibility.states import Result, VersionState
from kreislotse.eligibility.words import vocabulary_of
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.participants.countries import countries
from kreislotse.participants.reference_data import titles
from tests.factories.organisations import OrganisationFactory

ALL_RULES = [(each.code, rule) for each in shipped_rule_sets() for rule in each.rules]


def finding(rule_set, on, **facts):
    """What the shipped rules say about somebody on a day, with the shipped lists of that day."""
    rules = next(each.rules for each in shipped_rule_sets() if each.code == rule_set)
    lists = {}
    for each in shipped_lists():
        for version in each.versions:
            first, last = version.get("valid_from"), version.get("valid_to")
            if (first is None or first <= on) and (last is None or on <= last):
                lists[each.code] = ListInForce(
                    each.code,
                    each.title,
                    frozenset(version["countries"]),
                    first,
                    version["source"],
                )
    filled = [SimpleNamespace(**({"valid_from": None, "valid_to": None} | rule)) for rule in rules]
    defaults = {"admitted_on": None, "earlier_course": False}
    return evaluate(filled, defaults | facts, on, lists)


def reason(found, code):
    return next(each for each in found.reasons if each.code == code)


COURSE = "integrationskurs-44-4"
SYRIAN = {"nationality": "SY", "title": "GEST", "title_since": date(2015, 6, 1)}


def test_a_syrian_in_the_procedure_is_admissible_in_november_2015():
    """T14: by section 44(4), with the list of the day."""
    found = finding(COURSE, date(2015, 11, 15), **SYRIAN)
    prospect = reason(found, "bleibeperspektive")
    assert found.result == Result.ELIGIBLE
    assert prospect.norm == "§ 44 Abs. 4 Satz 2 Nr. 1 AufenthG"
    assert [each.valid_from for each in prospect.list_versions] == [date(2015, 1, 1)]
    assert "BGBl. I 2015 S. 1722" in prospect.source


def test_nobody_is_newly_admitted_in_february_2026():
    """T14: the stop, with norm and source."""
    found = finding(COURSE, date(2026, 2, 15), **SYRIAN)
    stop = reason(found, "zulassungsstopp-2026")
    assert (found.result, stop.outcome) == (Result.NOT_ELIGIBLE, Outcome.NOT_FULFILLED)
    assert "Trägerrundschreiben 02/26" in stop.norm
    assert stop.source == "BAMF-Trägerrundschreiben 02/26 vom 09.02.2026"
    assert stop.what_would_change == (
        "„Zum Integrationskurs zugelassen am“ liegt vor dem 09.02.2026",
    )


def test_an_admission_from_before_the_stop_remains_valid():
    """T14."""
    found = finding(COURSE, date(2026, 2, 15), **SYRIAN, admitted_on=date(2026, 2, 1))
    assert found.result == Result.ELIGIBLE


@pytest.mark.parametrize(
    ("nationality", "on", "result"),
    [
        ("SY", date(2015, 10, 23), Result.NOT_ELIGIBLE),
        ("SY", date(2015, 10, 24), Result.ELIGIBLE),
        ("SO", date(2016, 7, 31), Result.NOT_ELIGIBLE),
        ("SO", date(2016, 8, 1), Result.ELIGIBLE),
        ("IQ", date(2019, 7, 31), Result.ELIGIBLE),
        ("IQ", date(2019, 8, 1), Result.UNCLEAR),
        ("SO", date(2021, 2, 28), Result.UNCLEAR),
        ("SO", date(2021, 3, 1), Result.ELIGIBLE),
        ("AL", date(2022, 12, 30), Result.NOT_ELIGIBLE),
        ("AL", date(2022, 12, 31), Result.ELIGIBLE),
        ("SY", date(2026, 2, 8), Result.ELIGIBLE),
        ("SY", date(2026, 2, 9), Result.NOT_ELIGIBLE),
    ],
)
def test_access_to_the_integration_course_through_time(nationality, on, result):
    facts = {"nationality": nationality, "title": "GEST", "title_since": date(2015, 6, 1)}
    assert finding(COURSE, on, **facts, entered_on=date(2015, 5, 1)).result == result


def test_early_entry_opens_the_course_to_those_who_are_registered_as_seeking():
    facts = {"nationality": "IQ", "title": "GEST", "title_since": date(2018, 6, 1)}
    facts |= {"entered_on": date(2018, 5, 1), "registered_as_seeking": True}
    assert finding(COURSE, date(2020, 1, 1), **facts).result == Result.ELIGIBLE


WORK = "arbeit-im-asylverfahren"


def test_an_albanian_who_applied_in_september_2015_may_not_work_in_the_procedure():
    """T15: section 61(2) sentence 4 AsylG."""
    facts = {"nationality": "AL", "title": "GEST", "title_since": date(2015, 9, 10)}
    found = finding(WORK, date(2016, 1, 15), **facts, asylum_applied_on=date(2015, 9, 10))
    ban = reason(found, "sicherer-herkunftsstaat")
    assert (found.result, ban.outcome) == (Result.NOT_ELIGIBLE, Outcome.NOT_FULFILLED)
    assert ban.norm == "§ 61 Abs. 2 Satz 4 AsylG"
    assert [each.valid_from for each in ban.list_versions] == [date(2015, 10, 24)]


@pytest.mark.parametrize(
    ("nationality", "applied_on", "on", "result"),
    [
        ("AL", date(2015, 8, 31), date(2016, 1, 15), Result.ELIGIBLE),
        ("AL", date(2015, 9, 1), date(2016, 1, 15), Result.NOT_ELIGIBLE),
        ("SY", date(2015, 9, 1), date(2016, 1, 15), Result.ELIGIBLE),
        ("GE", date(2015, 9, 1), date(2023, 12, 22), Result.ELIGIBLE),
        ("GE", date(2015, 9, 1), date(2023, 12, 23), Result.NOT_ELIGIBLE),
        ("SY", date(2015, 9, 1), date(2015, 11, 30), Result.NOT_ELIGIBLE),
    ],
)
def test_access_to_work_depends_on_list_application_and_waiting(
    nationality, applied_on, on, result
):
    facts = {"nationality": nationality, "title": "GEST", "asylum_applied_on": applied_on}
    assert finding(WORK, on, **facts, title_since=date(2015, 9, 1)).result == result


@pytest.mark.parametrize(
    ("changed", "result"),
    [
        ({}, Result.ELIGIBLE),
        ({"qualification": "vocational_no_paper"}, Result.ELIGIBLE),
        ({"qualification": "school"}, Result.NOT_ELIGIBLE),
        ({"nationality": "SO"}, Result.NOT_ELIGIBLE),
        ({"regime": "sgb_ii"}, Result.NOT_ELIGIBLE),
    ],
)
def test_the_target_group_of_early_intervention(changed, result):
    facts = {"nationality": "SY", "qualification": "vocational", "regime": "asylblg"} | changed
    on = date(2015, 11, 15)
    assert finding("early-intervention-nrw-2015", on, **facts).result == result


@pytest.mark.parametrize(
    ("changed", "on", "result"),
    [
        ({}, date(2015, 11, 15), Result.ELIGIBLE),
        ({"german_level": "A0"}, date(2015, 11, 15), Result.NOT_ELIGIBLE),
        ({"nationality": "AL"}, date(2015, 11, 15), Result.NOT_ELIGIBLE),
        ({"nationality": "SY"}, date(2015, 10, 23), Result.ELIGIBLE),
        ({"nationality": "SY"}, date(2015, 10, 24), Result.NOT_ELIGIBLE),
        ({"title": "P25_2A", "regime": "sgb_ii"}, date(2015, 11, 15), Result.NOT_ELIGIBLE),
        ({}, date(2018, 1, 1), Result.UNCLEAR),
    ],
)
def test_who_comes_into_question_for_an_esf_course(changed, on, result):
    facts = {"nationality": "AF", "german_level": "A1", "title": "GEST", "regime": "asylblg"}
    assert finding("esf-bamf-kurs", on, **(facts | changed)).result == result


@pytest.mark.parametrize(("rule_set", "rule"), ALL_RULES, ids=lambda each: str(each)[:40])
def test_every_shipped_rule_says_norm_source_and_both_explanations(rule_set, rule):
    assert all(rule[name] for name in ("norm", "source", "explanation", "plain_language"))
    for column in Rule._meta.concrete_fields:
        if column.max_length and column.name in rule:
            assert len(rule[column.name]) <= column.max_length, column.name
    for name in ("about", "note"):
        texts = [getattr(each, name) for each in shipped_rule_sets() if each.code == rule_set]
        assert len(texts[0]) <= {"about": 500, "note": 300}[name]


def test_shipped_lists_follow_one_another_without_gap_and_name_their_source():
    for each in shipped_lists():
        for before, after in zip(each.versions, each.versions[1:], strict=False):
            assert (after["valid_from"] - before["valid_to"]).days == 1
        for version in each.versions:
            assert version["source"]
            assert len(version["source"]) <= 400
            assert len(version.get("note", "")) <= 300
            assert set(version["countries"]) <= {code for code, _ in countries()}


def test_afghanistan_is_a_note_and_no_invented_version():
    """Domain 2.12: the day is not in the source."""
    prospect = next(each for each in shipped_lists() if each.code == "bleibeperspektive")
    assert all("AF" not in version["countries"] for version in prospect.versions)
    assert "Afghanistan" in prospect.versions[-1]["note"]


@pytest.fixture
def loaded(acting):
    district = OrganisationFactory()
    actor = acting(Role.STEERING, at=district)
    return district, actor, load_rules(district, actor=actor)


def test_a_district_takes_over_what_is_shipped_once(loaded):
    district, actor, number = loaded
    assert number == len(shipped_lists()) + len(shipped_rule_sets())
    before = JournalEntry.objects.count()
    assert load_rules(district, actor=actor) == 0
    assert JournalEntry.objects.count() == before
    assert RuleSet.objects.filter(owner=district).count() == len(shipped_rule_sets())
    states = set(RuleSetVersion.objects.values_list("state", flat=True))
    assert states == {VersionState.IN_FORCE}
    assert CountryListVersion.objects.count() == sum(len(e.versions) for e in shipped_lists())


def test_another_district_has_its_own(loaded, acting):
    other = OrganisationFactory()
    load_rules(other, actor=acting(Role.ADMINISTRATOR, at=other))
    assert CountryList.objects.filter(owner=other).count() == len(shipped_lists())


def test_whoever_may_not_write_rules_loads_none(acting):
    district = OrganisationFactory()
    for role in (Role.HEAD, Role.MUNICIPAL_CLERK, Role.DATA_PROTECTION_OFFICER):
        with pytest.raises(NotAllowed):
            load_rules(district, actor=acting(role, at=district))
    assert (CountryList.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_every_shipped_condition_is_understood_with_the_districts_words(loaded):
    district, _, _ = loaded
    words = vocabulary_of(district.pk)
    known = {**words.values, "title": {each.code: each.label for each in titles()}}
    words = type(words)(words.lists, known)
    for rule in Rule.objects.all():
        check_condition(rule.condition, words)
        assert render(rule.condition, words)
