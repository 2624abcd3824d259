"""Pages around rules and verdicts: what the office, a town and the head see and do there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.eligibility.actions import check_call, load_rules, recheck
from kreislotse.eligibility.models import (
    CountryListVersion,
    Criteria,
    Decision,
    Review,
    Rule,
    RuleSet,
    RuleSetVersion,
    Verdict,
)
from kreislotse.eligibility.states import Result, VersionState
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.models import Candidate, LanguageSkill, Nomination
from kreislotse.participants.states import ConsentPurpose, PartKind
from tests.factories.eligibility import (
    CountryListFactory,
    CountryListVersionFactory,
    CriteriaFactory,
    RuleFactory,
    RuleSetVersionFactory,
    VerdictFactory,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory, CallPartFactory, CallResponseFactory
from tests.factories.people import CandidateFactory, with_consent

TEXTS = {
    "title": "Deutsch ab B1",
    "norm": "§ 1",
    "source": "Gesetz",
    "explanation": "Weil.",
    "plain_language": "Einfach.",
    "how": "rows",
    "combine": "all",
}


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def town(district):
    return MunicipalityFactory(part_of=district, name="Musterdorf")


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def office(steering, client_of):
    return client_of(steering)


@pytest.fixture
def version(district):
    version = RuleSetVersionFactory(rule_set__owner=district, rule_set__title="Sprachkurs")
    RuleFactory(version=version, code="deutsch", position=1, title="Deutsch ab A1")
    return version


@pytest.fixture
def draft(version):
    draft = RuleSetVersionFactory(rule_set=version.rule_set, draft=True)
    RuleFactory(version=draft, code="deutsch", position=1, title="Deutsch ab A1")
    return draft


@pytest.fixture
def call(district, version, town):
    call = CallFactory(initiative__owner=district, title="Namensliste")
    CriteriaFactory(call=call, rule_set=version.rule_set)
    part = CallPartFactory(call=call, kind=PartKind.CANDIDATES)
    CallResponseFactory(part=part, municipality=town)
    return call


def reported(call, town, number=1):
    people = CandidateFactory.create_batch(number, owner=town, released=True)
    response = call.parts.get().responses.get(municipality=town)
    Nomination.objects.bulk_create(
        Nomination(candidate=each, response=response, nominated_on=date(2015, 10, 5))
        for each in people
    )
    return people


@pytest.fixture
def person(call, town, steering):
    (person,) = reported(call, town)
    check_call(call, actor=steering)
    return person


def page(client, route, *args, **query):
    response = client.get(reverse(f"eligibility:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"eligibility:{route}", args=args), {"sent": "1", **values})


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


def test_criteria_are_chosen_and_the_call_is_checked(office, call, town, version, district):
    Criteria.objects.all().delete()
    reported(call, town, 2)
    _, text = page(office, "verdicts", call.pk)
    assert "Wählen Sie zuerst" in text
    send(office, "criteria", call.pk, rule_set=version.rule_set_id)
    _, text = page(office, "verdicts", call.pk)
    assert "2 freigegebene Personen sind noch nicht geprüft." in text
    send(office, "call_check", call.pk)
    response, text = page(office, "verdicts", call.pk)
    assert (len(response.context["lines"]), "noch nicht geprüft" in text) == (2, False)
    _, text = page(office, "verdicts", call.pk, result="unclear")
    assert "Dazu wurde nichts gefunden." in text
    assert len(page(office, "verdicts", call.pk, town=town.pk)[0].context["lines"]) == 2


def test_verdicts_are_listed_by_code_and_never_by_name(office, call, person):
    _, text = page(office, "verdicts", call.pk)
    assert (person.code in text, person.family_name in text) == (True, False)


def test_a_list_asks_as_many_queries_for_many_verdicts_as_for_one(office, call, town, steering):
    asked = []
    for number in (1, 30):
        reported(call, town, number)
        check_call(call, actor=steering)
        with CaptureQueriesContext(connection) as queries:
            page(office, "verdicts", call.pk)
        asked.append(len(queries))
    assert asked[0] == asked[1] < 20


def test_a_verdict_shows_each_rule_with_reason_norm_list_and_facts(
    office, district, steering, town
):
    """R-CAN-03, T15."""
    load_rules(district, actor=steering)
    work = RuleSet.objects.get(code="arbeit-im-asylverfahren")
    call = CallFactory(initiative__owner=district)
    CriteriaFactory(call=call, rule_set=work)
    CallResponseFactory(part=CallPartFactory(call=call), municipality=town)
    people = reported(call, town)
    facts = {"nationality": "AL", "asylum_applied_on": date(2015, 9, 10)}
    Candidate.objects.filter(pk=people[0].pk).update(**facts)
    check_call(call, actor=steering)
    _, text = page(office, "verdict", Verdict.objects.get().pk)
    for sentence in [
        "§ 61 Abs. 2 Satz 4 AsylG",
        "Sichere Herkunftsstaaten (Anlage II zu § 29a AsylG), Fassung ab 24.10.2015",
        "10.09.2015",
        "Dann dürfen Sie im Asyl-Verfahren nicht arbeiten.",
        "nicht erfüllt",
    ]:
        assert sentence in text
    assert people[0].family_name not in text


def test_to_whom_a_person_is_not_named_no_reason_tells_who_it_is(
    office, version, call, town, steering, acting, client_of
):
    """R-CAN-01: the page of an unnamed person hides origin and age, and so do its verdicts."""
    for position, (fact, comparison) in enumerate(
        [("nationality", {"known": True}), ("age", {"at_least": 18})], start=2
    ):
        RuleFactory(version=version, position=position, condition={"fact": fact, **comparison})
    (person,) = reported(call, town)
    Candidate.objects.filter(pk=person.pk).update(nationality="AL", born_on=date(1951, 1, 1))
    check_call(call, actor=steering)
    verdict = Verdict.objects.get()
    said = ["Albanien", "Alter am gefragten Tag</dt>", "Deutschniveau</dt>"]
    _, text = page(office, "verdict", verdict.pk)
    assert [each in text for each in said] == [False, False, True]
    with_consent(person, ConsentPurpose.DISTRICT)
    _, text = page(office, "verdict", verdict.pk)
    assert [each in text for each in said] == [True, True, True]
    _, text = page(client_of(acting(Role.MUNICIPAL_CLERK, at=town)), "verdict", verdict.pk)
    assert [each in text for each in said] == [True, True, True]


def test_a_verdict_says_when_time_alone_turns_it(office, version, call, town, steering):
    """R-CAN-04"""
    month = {"fact": "title_since", "at_most": {"day": "asked", "months": -1000}}
    Rule.objects.filter(version=version).update(condition=month)
    reported(call, town)
    check_call(call, actor=steering)
    verdict = Verdict.objects.get()
    assert verdict.turns_on is not None
    _, text = page(office, "verdict", verdict.pk)
    assert "Ändert sich von selbst am</dt>" in text
    assert f"{verdict.turns_on:%d.%m.%Y}. An diesem Tag läuft eine Frist ab" in text


def test_a_deviation_needs_a_reason_on_the_page_too(office, person):
    """R-CAN-03."""
    verdict = Verdict.objects.get()
    refused = send(office, "verdict_decide", verdict.pk, result="not_eligible")
    assert (refused.status_code, Decision.objects.count()) == (422, 0)
    values = {"result": "not_eligible", "reason": "Kurs schon besucht"}
    assert send(office, "verdict_decide", verdict.pk, **values).status_code == 302
    _, text = page(office, "verdict", verdict.pk)
    assert ("abweichend vom Prüfergebnis" in text, "Kurs schon besucht" in text) == (True, True)
    assert "Entscheiden" not in text


def test_what_a_person_shows_is_added_and_checked_anew(office, person, version):
    rule = {"fact": "admitted_on", "known": True}
    Rule.objects.filter(version=version).update(condition=rule)
    verdict = Verdict.objects.get()
    values = {"admitted_on": "01.02.2016", "registered_as_seeking": "yes"}
    response = send(office, "verdict_renew", verdict.pk, **values)
    newer = Verdict.objects.get(current=True)
    assert response.url == reverse("eligibility:verdict", args=[newer.pk])
    assert newer.facts == {
        "admitted_on": "2016-02-01",
        "earlier_course": False,
        "registered_as_seeking": True,
    }
    response, _ = page(office, "verdict_renew", newer.pk)
    form = response.context["form"]
    assert (form["registered_as_seeking"].value(), form["admitted_on"].value()) == (
        "yes",
        date(2016, 2, 1),
    )
    send(office, "verdict_renew", newer.pk, admitted_on="01.02.2016")
    assert "registered_as_seeking" not in Verdict.objects.get(current=True).facts


@pytest.fixture
def changed(person, district, steering):
    """The person's German was corrected since: there is a task."""
    LanguageSkill.objects.filter(candidate=person, language="de").update(level="A0")
    Candidate.objects.filter(pk=person.pk).update(changed_at=steering.at)
    Verdict.objects.update(computed_at=steering.at.replace(hour=1))
    return person


def test_an_outdated_verdict_says_so_and_is_made_anew(office, changed, call):
    """R-CAN-04."""
    _, text = page(office, "verdict", Verdict.objects.get().pk)
    assert "Prüfen Sie neu, bevor Sie entscheiden." in text
    assert "1 Ergebnis beruht auf Angaben" in page(office, "verdicts", call.pk)[1]
    assert "1 Prüfergebnis ist veraltet." in page(office, "reviews")[1]
    send(office, "recheck")
    review = Review.objects.get()
    _, text = page(office, "reviews")
    assert (changed.code in text, "veraltet" in text) == (True, False)
    _, text = page(office, "review", review.pk)
    assert ("Bisher" in text, "nicht erfüllt" in text) == (True, True)
    send(office, "review_settle", review.pk, note="Mit der Gemeinde besprochen")
    _, text = page(office, "review", review.pk)
    assert ("Mit der Gemeinde besprochen" in text, "Aufgabe erledigen" in text) == (True, False)


def test_a_town_reads_its_own_verdicts_and_that_is_written_down(
    acting, client_of, call, person, town
):
    """R-CAN-01, R-DP-20."""
    clerk = client_of(acting(Role.MUNICIPAL_CLERK, at=town))
    assert person.code in page(clerk, "verdicts", call.pk)[1]
    _, text = page(clerk, "verdict", Verdict.objects.get().pk)
    assert ("Regel für Regel" in text, "Entscheiden" in text) == (True, False)
    entry = ReadEntry.objects.get()
    assert (entry.people, entry.kind) == ([person.pk], "record")


def test_another_town_s_verdicts_have_no_page(acting, client_of, call, changed, district, steering):
    """R-CAN-01."""
    recheck(district, actor=steering)
    verdict, review = Verdict.objects.get(current=True), Review.objects.get()
    other = MunicipalityFactory(part_of=district)
    CallResponseFactory(part=call.parts.get(), municipality=other)
    clerk = client_of(acting(Role.MUNICIPAL_CLERK, at=other))
    response, text = page(clerk, "verdicts", call.pk)
    assert (response.context["lines"], changed.code in text) == ([], False)
    for route, pk in [
        ("verdict", verdict.pk),
        ("verdict_decide", verdict.pk),
        ("verdict_renew", verdict.pk),
        ("review", review.pk),
        ("review_settle", review.pk),
    ]:
        assert page(clerk, route, pk)[0].status_code == 404
    assert ReadEntry.objects.count() == 0


READS = ["rule_sets", "rule_set", "rule_version", "rule_version_compare", "country_lists"]
WRITES = ["rule_set_new", "rule_set_draft", "rule_new", "rule_change", "rule_version_force"]
CHECKS = ["verdict_decide", "verdict_renew", "call_check", "criteria"]


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


def test_who_checks_nobody_has_no_verdicts(acting, client_of, district, call, person):
    client = client_of(acting(Role.HEAD, at=district))
    pk = Verdict.objects.get().pk
    assert page(client, "verdicts", call.pk)[0].status_code == 403
    assert page(client, "reviews")[0].status_code == 403
    assert page(client, "verdict", pk)[0].status_code == 404
    assert page(client, "call_check", call.pk)[0].status_code == 403
    assert Verdict.objects.get().result == Result.ELIGIBLE


def test_a_clerk_has_no_right_to_the_district_s_deeds(acting, client_of, call, person, town):
    client = client_of(acting(Role.MUNICIPAL_CLERK, at=town))
    pk = Verdict.objects.get().pk
    for route, arg in zip(CHECKS, [pk, pk, call.pk, call.pk], strict=True):
        assert page(client, route, arg)[0].status_code == 403
    assert page(client, "recheck")[0].status_code == 403


def test_a_verdict_shows_earlier_ones_and_its_history(office, person, version):
    """Also where others were made before it and the journal has nothing more."""
    verdict = Verdict.objects.get()
    earlier = VerdictFactory(candidate=person, version=version, current=False)
    response, text = page(office, "verdict", verdict.pk)
    assert response.status_code == 200
    assert "Andere Prüfungen dieser Person" in text
    assert reverse("eligibility:verdict", args=[earlier.pk]) in text
