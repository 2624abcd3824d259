"""Pages around rules and lists: what the office, a town and the head see and do there."""

import pytest

from kreislotse.access.policy import Role
from kreislotse.eligibility.actions import load_rules
from kreislotse.eligibility.models import (
    CountryListVersion,
    Rule,
    RuleSet,
    RuleSetVersion,
    Verdict,
)
from kreislotse.eligibility.states import VersionState
from tests.factories.eligibility import (
    CountryListFactory,
    CountryListVersionFactory,
)
from tests.factories.people import CandidateFactory
from tests.web.eligibility.pages import page, send

TEXTS = {
    "title": "Deutsch ab B1",
    "norm": "§ 1",
    "source": "Gesetz",
    "explanation": "Weil.",
    "plain_language": "Einfach.",
    "how": "rows",
    "combine": "all",
}


def test_a_rule_reads_as_a_sentence_with_norm_days_and_source(office, district, steering):
    load_rules(district, actor=steering)
    stop = Rule.objects.get(code="zulassungsstopp-2026")
    _, text = page(office, "rule_version", stop.version_id)
    assert "„Zum Integrationskurs zugelassen am“ liegt vor dem 09.02.2026." in text
    assert "BAMF-Trägerrundschreiben 02/26 vom 09.02.2026" in text
    assert "ab 09.02.2026 bis 31.12.2026" in " ".join(text.split()).replace("</dd>", "")


def test_a_rule_set_is_drafted_written_and_put_into_force(office, version):
    _, text = page(office, "rule_set", version.rule_set_id)
    assert "Neue Fassung entwerfen" in text
    send(office, "rule_set_draft", version.rule_set_id)
    draft = RuleSetVersion.objects.get(state=VersionState.DRAFT)
    row = {"fact_1": "german_level", "comparison_1": "at_least", "value_1": "B1"}
    response = send(office, "rule_new", draft.pk, **TEXTS, **row)
    assert response.status_code == 302
    assert draft.rules.get(title="Deutsch ab B1").condition == {
        "fact": "german_level",
        "at_least": "B1",
    }
    _, text = page(office, "rule_version", draft.pk)
    assert ("„Deutschniveau“ ist mindestens B1." in text, "Folgen berechnen" in text) == (
        True,
        True,
    )
    _, text = page(office, "rule_version_compare", draft.pk)
    assert ("neu" in text, "mindestens B1" in text, "mindestens A1" in text) == (True, True, False)
    send(office, "rule_version_force", draft.pk, note="strenger")
    _, text = page(office, "rule_set", version.rule_set_id)
    assert ("abgelöst" in text, "strenger" in text) == (True, True)


def test_a_new_rule_set_is_begun(office, district):
    send(office, "rule_set_new", owner=district.pk, title="Basiskurs", about="300 UE")
    rule_set = RuleSet.objects.get(owner=district)
    _, text = page(office, "rule_sets")
    assert ("Basiskurs" in text, "keine Fassung in Kraft" in text) == (True, True)
    assert rule_set.versions.count() == 1


@pytest.mark.parametrize(
    ("row", "leaf"),
    [
        (("nationality", "in_list", "Gute Liste"), {"fact": "nationality", "in_list": "gut"}),
        (
            ("nationality", "not in", "Syrien; Eritrea"),
            {"not": {"fact": "nationality", "in": ["SY", "ER"]}},
        ),
        (
            ("qualification", "is", "Berufsausbildung mit Abschluss"),
            {"fact": "qualification", "is": "vocational"},
        ),
        (("age", "at_least", "18"), {"fact": "age", "at_least": 18}),
        (("entered_on", "before", "01.08.2019"), {"fact": "entered_on", "before": "2019-08-01"}),
        (
            ("title_since", "at_most", "gefragter Tag - 3 Monate"),
            {"fact": "title_since", "at_most": {"day": "asked", "months": -3}},
        ),
        (
            ("entered_on", "before", "Asylantrag am"),
            {"fact": "entered_on", "before": {"day": "asylum_applied_on"}},
        ),
        (("earlier_course", "is", "nein"), {"fact": "earlier_course", "is": False}),
        (("admitted_on", "not known", ""), {"fact": "admitted_on", "known": False}),
    ],
)
def test_a_row_is_understood_and_comes_back_as_it_was_typed(office, draft, district, row, leaf):
    listed = CountryListFactory(owner=district, code="gut", title="Gute Liste")
    CountryListVersionFactory(country_list=listed)
    names = ("fact_1", "comparison_1", "value_1")
    rule = draft.rules.get()
    response = send(office, "rule_change", rule.pk, **TEXTS, **dict(zip(names, row, strict=True)))
    assert response.status_code == 302
    rule.refresh_from_db()
    assert rule.condition == leaf
    response, _ = page(office, "rule_change", rule.pk)
    form = response.context["form"]
    assert tuple(form[name].value() for name in names) == row


def test_a_nested_condition_is_written_as_text(office, draft):
    rule = draft.rules.get()
    tree = (
        '{"any": [{"fact": "age", "at_least": 18}, {"not": {"all": [{"fact": "age", "is": 3}]}}]}'
    )
    response = send(office, "rule_change", rule.pk, **TEXTS | {"how": "tree"}, tree=tree)
    assert response.status_code == 302
    response, text = page(office, "rule_change", rule.pk)
    assert (response.context["form"]["how"].value(), "&quot;any&quot;" in text) == ("tree", True)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Füllen Sie mindestens eine Zeile aus."),
        ({"fact_1": "age"}, "Bitte wählen Sie hier etwas aus."),
        ({"comparison_2": "is", "value_2": "3"}, "Bitte wählen Sie hier etwas aus."),
        ({"fact_1": "age", "comparison_1": "in_list", "value_1": "x"}, "Möglich sind"),
        ({"fact_1": "age", "comparison_1": "at_least", "value_1": "alt"}, "Erwartet wird"),
        ({"fact_1": "entered_on", "comparison_1": "before", "value_1": "bald"}, "Erwartet wird"),
        ({"fact_1": "entered_on", "comparison_1": "before", "value_1": ""}, "Erwartet wird"),
        ({"how": "tree", "tree": '{"all": ['}, "in Zeile 1 nicht richtig aufgebaut"),
        ({"how": "tree", "tree": '{"fact": "religion", "is": "x"}'}, "gibt es nicht"),
        ({"how": "tree", "tree": ""}, "nicht richtig aufgebaut"),
    ],
)
def test_a_refused_condition_keeps_what_was_typed(office, draft, values, message):
    before = draft.rules.get().condition
    response = send(office, "rule_change", draft.rules.get().pk, **(TEXTS | values))
    text = response.content.decode()
    assert (response.status_code, message in text) == (422, True)
    assert "Deutsch ab B1" in text
    assert draft.rules.get().condition == before


def test_a_rule_is_taken_out_of_a_draft_only(office, draft, version):
    assert send(office, "rule_remove", draft.rules.get().pk).status_code == 302
    assert draft.rules.count() == 0
    for route, record in [
        ("rule_remove", version.rules.get()),
        ("rule_change", version.rules.get()),
        ("rule_new", version),
        ("rule_version_force", version),
        ("rule_version_retire", draft),
    ]:
        assert page(office, route, record.pk)[0].status_code == 409


def test_a_simulation_shows_numbers_and_no_person(office, draft, town):
    Rule.objects.filter(version=draft).update(condition={"fact": "german_level", "is": "C2"})
    people = CandidateFactory.create_batch(3, owner=town, released=True)
    _, text = page(office, "simulation", draft.pk)
    assert ("Musterdorf: 3" in text, "mit anderem Ergebnis" in text) == (True, True)
    for each in people:
        assert (each.code in text, each.family_name in text) == (False, False)
    assert Verdict.objects.count() == 0


def test_a_country_list_shows_its_versions_and_takes_a_new_one(office, district):
    listed = CountryListFactory(owner=district, title="Gute Liste")
    CountryListVersionFactory(country_list=listed, countries=["IQ", "SY"])
    response, _ = page(office, "list_version_new", listed.pk)
    assert response.context["form"]["countries"].value() == ["IQ", "SY"]
    values = {"valid_from": "01.08.2016", "countries": ["SY", "SO"], "source": "BA"}
    assert send(office, "list_version_new", listed.pk, **values).status_code == 302
    _, text = page(office, "country_list", listed.pk)
    assert "Neu: Somalia" in text
    assert "Nicht mehr: Irak" in text
    assert "bis 31.07.2016" in text
    refused = send(office, "list_version_new", listed.pk, **values | {"valid_from": "1.1.2016"})
    assert (refused.status_code, CountryListVersion.objects.count()) == (422, 2)
    assert "Gute Liste" in page(office, "country_lists")[1]


READS = ["rule_sets", "rule_set", "rule_version", "rule_version_compare", "country_lists"]
WRITES = ["rule_set_new", "rule_set_draft", "rule_new", "rule_change", "rule_version_force"]


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.HEAD, 200, 403),
        (Role.DATA_PROTECTION_OFFICER, 200, 403),
        (Role.ADMINISTRATOR, 200, 200),
        (Role.GRANTS_OFFICER, 404, 404),
        (Role.AGENCY_STAFF, 404, 404),
    ],
)
def test_who_reads_and_who_writes_rules(
    acting, client_of, district, draft, version, role, reads, writes
):
    client = client_of(acting(role, at=district))
    subjects = {
        "rule_set": [version.rule_set_id],
        "rule_set_draft": [version.rule_set_id],
        "rule_version": [draft.pk],
        "rule_version_compare": [draft.pk],
        "rule_new": [draft.pk],
        "rule_version_force": [draft.pk],
        "rule_change": [draft.rules.get().pk],
    }
    for routes, expected in [(READS, reads), (WRITES, writes)]:
        for route in routes:
            args = subjects.get(route, [])
            found = page(client, route, *args)[0].status_code
            assert found == (expected if args else {404: 403}.get(expected, expected)), route
