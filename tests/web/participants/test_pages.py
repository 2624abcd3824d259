"""Pages around calls: what the office, a clerk and the recipient see and do there."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.participants.models import Call, CallResponse
from kreislotse.participants.states import CallState, ResponseState
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import (
    CallFactory,
    CallPartFactory,
    CallResponseFactory,
)

DAY = date(2015, 10, 26)


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def call(district):
    """T20: of eleven municipalities nine have answered, one has nobody, one is silent."""
    agency = OrganisationFactory(kind="employment_agency", name="Agentur für Arbeit")
    call = CallFactory(
        initiative__owner=district, title="Liste", recipient=agency, due_on=date(2015, 10, 30)
    )
    part = CallPartFactory(call=call, text="Geeignete Personen")
    for state, number in [("answered", 9), ("nil_return", 1), ("asked", 1)]:
        for n in range(number):
            CallResponseFactory(
                part=part,
                state=state,
                answered_on=None if state == "asked" else DAY,
                municipality__name=f"Ort {state} {n}",
                remark="" if state == "asked" else "per Mail",
            )
    return call


@pytest.fixture
def office(acting, client_of, district):
    return client_of(acting(Role.STEERING, at=district))


@pytest.fixture
def silent(call):
    return CallResponse.objects.get(state=ResponseState.ASKED)


@pytest.fixture
def clerk(acting, client_of, silent):
    return client_of(acting(Role.MUNICIPAL_CLERK, at=silent.municipality))


def page(client, route, *args, **query):
    response = client.get(reverse(f"participants:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"participants:{route}", args=args), {"sent": "1", **values})


def test_the_call_shows_nine_answers_one_nil_return_and_whom_to_remind(office, call):
    """T20, R-CAN-08, R-CAN-10, R-CAN-11."""
    response, text = page(office, "call", call.pk)
    counted = response.context["progress"]
    assert (counted.answered, counted.nil, counted.missing) == (9, 1, 1)
    assert [str(place) for place in response.context["remind"]] == ["Ort asked 0"]
    assert "Rücklauf: 10 von 11 Städten und Gemeinden" in text
    assert "überfällig" in text
    assert 'data-label="Geeignete Personen"' in text


def test_the_list_shows_the_returns_and_finds_what_is_overdue(office, call, district):
    other = CallFactory(initiative__owner=district, title="Andere")
    _, text = page(office, "calls")
    assert "10 von 11" in text
    _, text = page(office, "calls", late="yes")
    assert (call.title in text, "Andere" in text) == (True, False)
    _, text = page(office, "calls", initiative=other.initiative_id)
    assert ("10 von 11" in text, "Andere" in text) == (False, True)


def test_a_list_asks_as_many_queries_for_300_calls_as_for_one(office, district):
    initiative = InitiativeFactory(owner=district)
    asked = []
    for rows in (1, 299):
        CallFactory.create_batch(rows, initiative=initiative)
        with CaptureQueriesContext(connection) as queries:
            page(office, "calls")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_call_asks_as_many_queries_for_eleven_municipalities_as_for_one(office, district):
    part = CallPartFactory(call__initiative__owner=district)
    asked = []
    for rows in (1, 10):
        CallResponseFactory.create_batch(rows, part=part)
        with CaptureQueriesContext(connection) as queries:
            page(office, "call", part.call_id)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_clerk_sees_what_is_open_and_nothing_of_others(clerk, call):
    """R-CAN-01: neither names nor numbers of other municipalities."""
    _, text = page(clerk, "calls")
    assert ("Ihre Abfragen" in text, "1 Antwort offen" in text) == (True, True)
    assert "von 11" not in text
    response, text = page(clerk, "call", call.pk)
    assert response.context["progress"].asked == 1
    assert "Nächsten Teil beantworten" in text
    assert "Ort asked 0" in text
    assert "Ort answered" not in text
    assert "Rücklauf in Zahlen" not in text
    assert "Was geschah" not in text


def test_a_clerk_answers_by_one_of_two_clear_choices(clerk, silent):
    _, text = page(clerk, "response", silent.pk)
    assert ("Antwort eintragen" in text, "Fehlanzeige melden" in text) == (True, True)
    answered = send(clerk, "response_nil", silent.pk, answered_on="26.10.2015")
    assert answered.url == reverse("participants:call", args=[silent.part.call_id])
    silent.refresh_from_db()
    assert (silent.state, silent.answered_on) == (ResponseState.NIL_RETURN, DAY)
    _, text = page(clerk, "response", silent.pk)
    assert ("Antwort eintragen" in text, "Antwort zurücknehmen" in text) == (False, True)


def test_a_refused_answer_keeps_what_was_typed(clerk, silent):
    response = send(
        clerk, "response_answer", silent.pk, answered_on="01.01.2099", remark="Liste folgt"
    )
    assert response.status_code == 422
    text = response.content.decode()
    assert ("liegt noch vor uns" in text, "Liste folgt" in text) == (True, True)


def test_a_withdrawn_answer_is_open_again(office, call):
    answered = CallResponse.objects.filter(state=ResponseState.ANSWERED).first()
    assert page(office, "response_withdraw", answered.pk)[0].status_code == 200
    send(office, "response_withdraw", answered.pk, note="falsche Liste")
    answered.refresh_from_db()
    assert answered.state == ResponseState.ASKED


def test_another_municipality_s_answer_has_no_page_for_a_clerk(clerk, call):
    foreign = CallResponse.objects.exclude(state=ResponseState.ASKED).first()
    for route in ("response", "response_answer", "response_nil", "response_withdraw"):
        assert page(clerk, route, foreign.pk)[0].status_code == 404


def test_the_recipient_sees_standings_and_counts_once_forwarded(acting, client_of, office, call):
    agency = acting(Role.AGENCY_STAFF, at=call.recipient)
    assert page(client_of(agency), "call", call.pk)[0].status_code == 404
    Call.objects.update(state=CallState.FORWARDED, forwarded_on=DAY)
    client = client_of(agency)
    assert "10 von 11" in page(client, "calls")[1]
    response, text = page(client, "call", call.pk)
    assert response.context["progress"].nil == 1
    assert ("Ort nil_return 0" in text, "per Mail" in text) == (True, False)
    assert "responses/" not in text
    assert "Was geschah" not in text
    answered = CallResponse.objects.first()
    assert page(client, "response", answered.pk)[0].status_code == 404


def test_a_call_is_drafted_changed_opened_forwarded_and_closed(office, district):
    initiative = InitiativeFactory(owner=district)
    places = [MunicipalityFactory(part_of=district) for _ in range(2)]
    agency = OrganisationFactory(kind="employment_agency")
    typed = {"title": "Räume", "recipient": agency.pk, "due_on": "24.12.2015"}
    assert page(office, "call_new", initiative=initiative.pk)[0].status_code == 200
    send(office, "call_new", initiative=initiative.pk, rooms="Beratung\n\nErstgespräch", **typed)
    call = Call.objects.get()
    assert [part.text for part in call.parts.order_by("position")] == ["Beratung", "Erstgespräch"]
    assert "Beratung\nErstgespräch" in page(office, "call_change", call.pk)[1]
    send(office, "call_change", call.pk, rooms="Beratung", question="Wer fährt?", **typed)
    assert call.parts.count() == 2
    text = page(office, "call_open", call.pk)[1]
    assert text.count("checked") == 2
    send(office, "call_open", call.pk, municipalities=[place.pk for place in places])
    assert CallResponse.objects.count() == 4
    send(office, "call_change", call.pk, **{**typed, "title": "Räume und Fahrten"})
    assert agency.name in page(office, "call_forward", call.pk)[1]
    send(office, "call_forward", call.pk, forwarded_on="02.11.2015")
    send(office, "call_close", call.pk)
    call.refresh_from_db()
    assert (call.title, call.state, call.parts.count()) == ("Räume und Fahrten", "closed", 2)


def test_answers_of_an_old_call_are_declared_not_recorded(office, call, silent):
    assert "nicht einzeln" in page(office, "call_not_recorded", call.pk)[1]
    send(office, "call_not_recorded", call.pk)
    silent.refresh_from_db()
    assert silent.state == ResponseState.NOT_RECORDED


def test_the_target_group_is_typed_one_criterion_a_line(office, district):
    initiative = InitiativeFactory(owner=district)
    send(office, "target_group", initiative.pk, criteria="Ausbildung\nMotivation")
    assert "Ausbildung\nMotivation" in page(office, "target_group", initiative.pk)[1]


def test_a_line_that_is_too_long_is_refused_and_kept(office, district):
    initiative = InitiativeFactory(owner=district)
    response = send(office, "target_group", initiative.pk, criteria="x" * 301)
    assert (response.status_code, "x" * 301 in response.content.decode()) == (422, True)


OFFICE_ONLY = ("call_change", "call_open", "call_forward", "call_close", "call_not_recorded")


@pytest.mark.parametrize("route", OFFICE_ONLY)
def test_a_clerk_has_no_right_to_the_office_s_deeds(route, clerk, call):
    assert page(clerk, route, call.pk)[0].status_code == 403


@pytest.mark.parametrize("route", OFFICE_ONLY)
def test_the_office_s_deeds_are_not_possible_in_the_wrong_state(route, office, call):
    Call.objects.update(state=CallState.CLOSED)
    assert page(office, route, call.pk)[0].status_code == 409


def test_the_head_reads_but_does_not_answer(acting, client_of, call, silent):
    head = client_of(acting(Role.HEAD, at=call.owner))
    assert "Antwort eintragen" not in page(head, "response", silent.pk)[1]
    assert page(head, "response_answer", silent.pk)[0].status_code == 403
    assert page(head, "call_new")[0].status_code == 403


def test_an_empty_list_names_the_next_step(office, clerk):
    Call.objects.update(state=CallState.DRAFT)
    assert "Neue Abfragen erscheinen hier." in page(clerk, "calls")[1]
