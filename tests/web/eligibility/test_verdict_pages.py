"""Pages of verdicts: what the office and a town see of them, decide and check anew."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.eligibility.actions import check_call, load_rules, recheck
from kreislotse.eligibility.models import (
    Criteria,
    Decision,
    Review,
    Rule,
    RuleSet,
    Verdict,
)
from kreislotse.eligibility.states import Result
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.models import Candidate, LanguageSkill
from kreislotse.participants.states import ConsentPurpose
from tests.factories.eligibility import (
    CriteriaFactory,
    RuleFactory,
    VerdictFactory,
)
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallFactory, CallPartFactory, CallResponseFactory
from tests.factories.people import with_consent
from tests.web.eligibility.pages import page, reported, send

CHECKS = ["verdict_decide", "verdict_renew", "call_check", "criteria"]


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
