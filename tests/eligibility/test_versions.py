"""Rules are data: drafted, changed, put into force, retired; country lists by dated versions."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.eligibility import errors
from kreislotse.eligibility.actions import (
    add_country_list_version,
    add_rule,
    add_rule_set,
    change_rule,
    draft_rules,
    put_rules_into_force,
    remove_rule,
    retire_rules,
)
from kreislotse.eligibility.lists import lists_in_force
from kreislotse.eligibility.models import (
    CountryList,
    CountryListVersion,
    Rule,
    RuleSet,
    RuleSetVersion,
)
from kreislotse.eligibility.states import VersionState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from tests.factories.eligibility import (
    CountryListFactory,
    CountryListVersionFactory,
    RuleFactory,
    RuleSetFactory,
    RuleSetVersionFactory,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

TEXTS = {
    "title": "Volljährig",
    "norm": "§ 2 BGB",
    "condition": {"fact": "age", "at_least": 18},
    "explanation": "Nur Erwachsene.",
    "plain_language": "Sie sind 18 Jahre alt.",
    "source": "BGB",
}


@pytest.fixture
def draft(version, office):
    return draft_rules(version.rule_set, actor=office)


def test_a_new_rule_set_begins_with_an_empty_draft(district, office):
    rule_set = add_rule_set(owner=district, actor=office, title="Basissprachkurs", about="300 UE")
    assert (rule_set.code, rule_set.about) == ("basissprachkurs", "300 UE")
    version = rule_set.versions.get()
    assert (version.number, version.state, version.rules.count()) == (1, VersionState.DRAFT, 0)


def test_a_draft_is_a_copy_of_what_is_in_force(version, draft):
    columns = ("code", "title", "norm", "condition", "position")
    assert list(draft.rules.values(*columns)) == list(version.rules.values(*columns))
    assert (draft.number, draft.state) == (2, VersionState.DRAFT)


def test_rules_are_added_changed_and_removed_in_a_draft_only(draft, office, version):
    rule = add_rule(draft, actor=office, **TEXTS)
    assert (rule.code, rule.position) == ("volljahrig", 2)
    twin = add_rule(draft, actor=office, **TEXTS)
    assert twin.code == "volljahrig-2"
    change_rule(rule, actor=office, **{**TEXTS, "condition": {"fact": "age", "at_least": 16}})
    rule.refresh_from_db()
    assert (rule.condition, rule.code) == ({"fact": "age", "at_least": 16}, "volljahrig")
    assert remove_rule(twin, actor=office) == draft
    assert draft.rules.count() == 2
    verbs = list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["draft_rules", "add_rule", "add_rule", "change_rule", "remove_rule"]
    for deed, subject, values in [
        (add_rule, version, TEXTS),
        (change_rule, version.rules.get(), TEXTS),
        (remove_rule, version.rules.get(), {}),
    ]:
        refuse(WrongState, deed, subject, actor=office, **values)


def test_a_version_in_force_retires_the_one_before(draft, version, office):
    put_rules_into_force(draft, actor=office, note="Stopp 2026 aufgenommen")
    for each in (draft, version):
        each.refresh_from_db()
    assert (draft.state, draft.in_force_since) == (VersionState.IN_FORCE, office.at)
    assert (draft.note, version.state) == ("Stopp 2026 aufgenommen", VersionState.RETIRED)


def test_rules_can_be_retired_without_a_successor(version, office):
    retire_rules(version, actor=office, note="Programm beendet")
    version.refresh_from_db()
    assert version.state == VersionState.RETIRED
    draft = draft_rules(version.rule_set, actor=office)
    assert draft.rules.count() == 1


def counts():
    tables = (RuleSet, RuleSetVersion, Rule, CountryList, CountryListVersion, JournalEntry)
    return [table.objects.count() for table in tables]


def refuse(refusal, deed, *subjects, **values):
    before = counts()
    with pytest.raises(refusal):
        deed(*subjects, **values)
    assert counts() == before


def test_what_cannot_come_into_force_is_refused(district, office, version):
    empty = RuleSetVersionFactory(rule_set__owner=district, draft=True)
    refuse(errors.VersionWithoutRules, put_rules_into_force, empty, actor=office)
    lost = {"fact": "nationality", "in_list": "gibt-es-nicht"}
    RuleFactory(version=empty, condition=lost)
    refuse(errors.BrokenRule, put_rules_into_force, empty, actor=office)
    refuse(WrongState, put_rules_into_force, version, actor=office)
    refuse(WrongState, retire_rules, empty, actor=office)


def test_a_rule_that_cannot_be_is_refused(draft, office):
    for values, refusal in [
        ({"condition": {"fact": "religion", "is": "x"}}, errors.UnknownFact),
        ({"condition": {"fact": "nationality", "in_list": "fremd"}}, errors.UnknownList),
        ({"valid_from": date(2016, 1, 2), "valid_to": date(2016, 1, 1)}, DateOrder),
    ]:
        refuse(refusal, add_rule, draft, actor=office, **{**TEXTS, **values})
        rule = draft.rules.get()
        refuse(refusal, change_rule, rule, actor=office, **{**TEXTS, **values})


def test_a_second_draft_and_a_second_set_of_the_same_name_are_refused(draft, office, district):
    refuse(errors.DraftExists, draft_rules, draft.rule_set, actor=office)
    add_rule_set(owner=district, actor=office, title="Kurs")
    refuse(errors.RuleSetTitleTaken, add_rule_set, owner=district, actor=office, title="Kurs")


def test_only_those_who_write_rules_do(district, draft, version, acting, town):
    listed = CountryListFactory(owner=district)
    values = {"countries": ["SY"], "valid_from": date(2016, 1, 1), "source": "Liste"}
    for role, place in [
        (Role.MUNICIPAL_CLERK, town),
        (Role.HEAD, district),
        (Role.DATA_PROTECTION_OFFICER, district),
        (Role.STEERING, OrganisationFactory()),
    ]:
        actor = acting(role, at=place)
        refuse(NotAllowed, add_rule_set, owner=district, actor=actor, title="Kurs")
        refuse(NotAllowed, draft_rules, version.rule_set, actor=actor)
        refuse(NotAllowed, add_rule, draft, actor=actor, **TEXTS)
        refuse(NotAllowed, change_rule, draft.rules.get(), actor=actor, **TEXTS)
        refuse(NotAllowed, remove_rule, draft.rules.get(), actor=actor)
        refuse(NotAllowed, put_rules_into_force, draft, actor=actor)
        refuse(NotAllowed, retire_rules, version, actor=actor)
        refuse(NotAllowed, add_country_list_version, listed, actor=actor, **values)


def test_a_list_version_ends_the_one_before_on_the_day_before(district, office):
    listed = CountryListFactory(owner=district, code="gut")
    CountryListVersionFactory(country_list=listed)
    version = add_country_list_version(
        listed, actor=office, countries=["sy", "AF", "SY"], valid_from=date(2021, 3, 1), source="BA"
    )
    assert (version.countries, version.entered_at) == (["AF", "SY"], office.at)
    assert lists_in_force(district.pk, date(2021, 2, 28))["gut"].countries == {"ER", "SY"}
    assert lists_in_force(district.pk, date(2021, 3, 1))["gut"].countries == {"AF", "SY"}


def test_a_list_version_that_cannot_be_is_refused(district, office):
    listed = CountryListFactory(owner=district)
    CountryListVersionFactory(country_list=listed, valid_from=date(2015, 1, 1))
    good = {"countries": ["SY"], "valid_from": date(2016, 1, 1), "source": "BA"}
    for values, refusal in [
        ({"countries": []}, errors.CountriesMissing),
        ({"countries": ["SY", "Q9"]}, errors.UnknownCountries),
        ({"source": " "}, errors.SourceMissing),
        ({"valid_from": date(2015, 1, 1)}, DateOrder),
        ({"valid_from": date(2014, 1, 1)}, DateOrder),
    ]:
        refuse(refusal, add_country_list_version, listed, actor=office, **(good | values))


def test_rules_are_seen_by_the_district_and_its_towns(version, acting, district, town):
    rule = version.rules.get()
    listed = CountryListVersionFactory(country_list__owner=district)
    RuleFactory(version__rule_set=RuleSetFactory())
    for role, place, sees in [
        (Role.HEAD, district, True),
        (Role.MUNICIPAL_CLERK, town, True),
        (Role.DATA_PROTECTION_OFFICER, district, True),
        (Role.AGENCY_STAFF, district, False),
        (Role.MUNICIPAL_CLERK, MunicipalityFactory(), False),
    ]:
        actor = acting(role, at=place)
        for table, row in [
            (RuleSet, version.rule_set),
            (RuleSetVersion, version),
            (Rule, rule),
            (CountryList, listed.country_list),
            (CountryListVersion, listed),
        ]:
            assert list(table.objects.visible_to(actor)) == ([row] if sees else [])
