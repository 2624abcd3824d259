"""Journeys 2 and 3 on the page of a call: lists signed off, people taken back, towns reminded."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry, ReadEntry, ReadKind
from kreislotse.participants.models import CallReminder, CallResponse, Nomination
from kreislotse.participants.states import CandidateState, ConsentPurpose, PartKind, ResponseState
from tests.factories.eligibility import CriteriaFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import (
    CallFactory,
    CallPartFactory,
    CallResponseFactory,
    NominationFactory,
    PotentialFactory,
)
from tests.factories.people import CandidateFactory, with_consent

DAY = date(2015, 10, 26)


@pytest.fixture
def call(db):
    agency = OrganisationFactory(kind="employment_agency", name="Agentur für Arbeit")
    return CallFactory(title="Liste", recipient=agency, due_on=date(2015, 10, 30))


@pytest.fixture
def response(call):
    part = CallPartFactory(call=call, kind=PartKind.CANDIDATES, text="Geeignete Personen")
    return CallResponseFactory(part=part, municipality__name="Nottuln")


@pytest.fixture
def clerk(acting, client_of, response):
    return client_of(acting(Role.MUNICIPAL_CLERK, at=response.municipality))


@pytest.fixture
def office(acting, client_of, call):
    return client_of(acting(Role.STEERING, at=call.owner))


def person(response, **facts):
    facts = facts or {"consent_given": True}
    found = CandidateFactory(owner=response.municipality, **facts)
    with_consent(found, ConsentPurpose.AGENCY, response.part.call.recipient)
    return found


def page(client, route, *args, **query):
    answer = client.get(reverse(route, args=args), query)
    return answer, answer.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(route, args=args), values)


def test_the_clerk_finds_every_step_on_the_page_of_the_call(clerk, call, response):
    """Journey 2: template, list, people, consents, sign-off; or nobody suitable."""
    criteria = CriteriaFactory(call=call)
    _, text = page(clerk, "participants:call", call.pk)
    for route, args in [
        ("intake:template", [call.pk]),
        ("intake:upload_new", []),
        ("participants:people", []),
        ("participants:consents_to_ask", []),
        ("participants:response_sign_off", [response.pk]),
        ("participants:response_nil", [response.pk]),
        ("eligibility:rule_set", [criteria.rule_set_id]),
    ]:
        assert reverse(route, args=args) in text
    assert "Von den Listen zur Übermittlung" not in text


def test_the_clerk_sees_what_is_left_and_what_became_of_its_people(clerk, call, response):
    """R-CAN-12"""
    for state in ("draft", "draft", "consent_given"):
        CandidateFactory(owner=response.municipality, state=state, facts=False)
    accepted = CandidateFactory(owner=response.municipality, accepted=True, facts=False)
    NominationFactory(response=response, candidate=accepted)
    foreign = CallResponseFactory(part=response.part, municipality__name="Olfen")
    NominationFactory(response=foreign, candidate__facts=False)
    CandidateFactory(owner=foreign.municipality, facts=False)
    answer, text = page(clerk, "participants:call", call.pk)
    prepared = [(str(label), n) for label, n, _ in answer.context["preparation"]]
    assert prepared == [("in Arbeit", 2), ("Einwilligung liegt vor", 1)]
    assert [(str(label), n) for label, n in answer.context["became"]] == [("angenommen", 1)]
    assert "1 Person haben Sie gemeldet" in text
    assert "Olfen" not in text


def test_signing_off_reports_those_ticked_and_answers_the_call(clerk, call, response):
    chosen, left = person(response), person(response, complete=True)
    form, text = page(clerk, "participants:response_sign_off", response.pk)
    assert chosen.full_name in text
    assert left.full_name in text
    assert form.context["form"].initial["candidates"] == [chosen.pk]
    sent = send(
        clerk,
        "participants:response_sign_off",
        response.pk,
        candidates=[chosen.pk],
        answered_on="26.10.2015",
    )
    assert sent.url == reverse("participants:call", args=[call.pk])
    response.refresh_from_db()
    assert (response.state, response.answered_on) == (ResponseState.ANSWERED, DAY)
    assert Nomination.objects.get().candidate == chosen


def test_the_names_to_choose_from_leave_a_trace(clerk, response):
    """R-DP-20"""
    chosen = person(response)
    page(clerk, "participants:response_sign_off", response.pk)
    entry = ReadEntry.objects.get()
    assert (entry.kind, entry.found) == (ReadKind.LIST, 1)
    assert chosen.family_name not in str(vars(entry))


def test_a_refused_list_names_codes_and_keeps_what_was_ticked(clerk, response):
    ready, without = person(response), CandidateFactory(owner=response.municipality, complete=True)
    sent = send(
        clerk,
        "participants:response_sign_off",
        response.pk,
        candidates=[ready.pk, without.pk],
        answered_on="26.10.2015",
        remark="Liste folgt",
    )
    text = sent.content.decode()
    assert (sent.status_code, "Liste folgt" in text) == (422, True)
    assert without.code in str(sent.context["form"].non_field_errors())
    assert Nomination.objects.count() == 0


def test_another_town_s_people_are_not_offered_and_not_taken(clerk, response):
    """R-CAN-01"""
    foreign = CandidateFactory(consent_given=True)
    assert foreign.family_name not in page(clerk, "participants:response_sign_off", response.pk)[1]
    sent = send(
        clerk,
        "participants:response_sign_off",
        response.pk,
        candidates=[foreign.pk],
        answered_on="26.10.2015",
    )
    assert (sent.status_code, Nomination.objects.count()) == (422, 0)


def test_the_page_of_an_answer_leads_the_clerk_to_the_list_or_to_nobody(clerk, office, response):
    _, text = page(office, "participants:response", response.pk)
    assert ("Antwort eintragen" in text, "Liste freigeben" in text) == (True, False)


def test_a_clerk_does_not_answer_a_list_without_people(clerk, response):
    _, text = page(clerk, "participants:response", response.pk)
    assert ("Antwort eintragen" in text, "Niemand geeignet" in text) == (False, True)
    sent = send(clerk, "participants:response_answer", response.pk, answered_on="26.10.2015")
    assert sent.status_code == 422
    assert CallResponse.objects.get().state == ResponseState.ASKED


def test_the_town_reads_names_and_the_district_codes(acting, client_of, response):
    """R-CAN-01: the district sees reported people by code."""
    somebody = person(response, released=True)
    NominationFactory(response=response, candidate=somebody)
    own = client_of(acting(Role.MUNICIPAL_CLERK, at=response.municipality))
    _, text = page(own, "participants:nominations", response.pk)
    assert (somebody.full_name in text, "20.10.2015" in text) == (True, True)
    assert ReadEntry.objects.count() == 1
    office = client_of(acting(Role.STEERING, at=response.part.call.owner))
    _, text = page(office, "participants:nominations", response.pk)
    assert (somebody.code in text, somebody.family_name in text) == (True, False)
    assert ReadEntry.objects.count() == 1


def test_a_report_is_taken_back_with_its_reason(clerk, response):
    somebody = person(response, released=True)
    NominationFactory(response=response, candidate=somebody)
    where = [response.pk, somebody.code]
    _, text = page(clerk, "participants:nomination_withdraw", *where)
    assert (somebody.code in text, somebody.family_name in text) == (True, False)
    sent = send(clerk, "participants:nomination_withdraw", *where, note="falsch gewählt")
    assert sent.url == reverse("participants:nominations", args=[response.pk])
    somebody.refresh_from_db()
    assert (somebody.state, Nomination.objects.count()) == (CandidateState.COMPLETE, 0)


def test_who_is_passed_on_is_not_offered_to_be_taken_back(clerk, response):
    somebody = person(response, accepted=True)
    NominationFactory(response=response, candidate=somebody)
    _, text = page(clerk, "participants:nominations", response.pk)
    assert "schon weitergegeben" in text
    refused = send(
        clerk, "participants:nomination_withdraw", response.pk, somebody.code, note="falsch"
    )
    assert (refused.status_code, Nomination.objects.count()) == (422, 1)


def test_the_office_reminds_the_silent_with_a_text_to_copy(office, call, response):
    """T20, R-CAN-08"""
    CallResponseFactory(part=response.part, state="answered", answered_on=DAY)
    _, text = page(office, "participants:call_remind", call.pk)
    assert "zu unserer Abfrage „Liste“ fehlt uns noch Ihre Antwort" in text
    assert text.count("checked") == 1
    send(office, "participants:call_remind", call.pk, municipalities=[response.municipality_id])
    assert CallReminder.objects.get().municipality == response.municipality
    _, text = page(office, "participants:call", call.pk)
    assert f"{timezone.localdate():%d.%m.%Y}: Nottuln" in text
    again = send(
        office, "participants:call_remind", call.pk, municipalities=[response.municipality_id]
    )
    assert (again.status_code, CallReminder.objects.count()) == (422, 1)


def test_a_town_sees_its_own_reminders_alone(clerk, call, response):
    other = CallResponseFactory(part=response.part, municipality__name="Olfen")
    for each in (response, other):
        CallReminder.objects.create(call=call, municipality=each.municipality, reminded_on=DAY)
    _, text = page(clerk, "participants:call", call.pk)
    assert ("26.10.2015: Nottuln" in text, "Olfen" in text) == (True, False)


def test_the_office_sees_how_many_were_reported_and_what_comes_next(office, call, response):
    CallResponse.objects.update(state="answered", answered_on=DAY)
    for _ in range(2):
        NominationFactory(response=response, candidate__facts=False)
    _, text = page(office, "participants:call", call.pk)
    assert "2 Personen" in text
    for route in ("eligibility:criteria", "eligibility:verdicts", "participants:funnel"):
        assert reverse(route, args=[call.pk]) in text


def test_the_pages_stay_small_in_questions_to_the_database(clerk, call, response):
    CriteriaFactory(call=call)
    asked = []
    for rows in (1, 9):
        for _ in range(rows):
            NominationFactory(response=response, candidate__facts=False)
            CandidateFactory(owner=response.municipality, facts=False)
        with CaptureQueriesContext(connection) as queries:
            page(clerk, "participants:call", call.pk)
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] < 20


FOREIGN = ("participants:response_sign_off", "participants:nominations")


@pytest.mark.parametrize("route", FOREIGN)
def test_another_town_has_no_such_page(route, acting, client_of, response):
    beside = MunicipalityFactory(part_of=response.part.call.owner)
    client = client_of(acting(Role.MUNICIPAL_CLERK, at=beside))
    assert page(client, route, response.pk)[0].status_code == 404


@pytest.mark.parametrize(
    ("route", "status"),
    [("participants:response_sign_off", 403), ("participants:nominations", 403)],
)
def test_the_head_sees_numbers_and_no_lists(route, status, acting, client_of, response):
    client = client_of(acting(Role.HEAD, at=response.part.call.owner))
    assert page(client, route, response.pk)[0].status_code == status


def test_a_closed_call_takes_no_list(clerk, call, response):
    type(call).objects.update(state="closed")
    assert page(clerk, "participants:response_sign_off", response.pk)[0].status_code == 409


def test_the_number_of_recipients_is_entered_and_corrected(office, clerk, response):
    town = response.municipality
    for people in ("280", "285"):
        sent = send(
            office,
            "participants:potential_new",
            owner=town.pk,
            regime="asylblg",
            on="30.09.2015",
            people=people,
            source="Sozialamt",
        )
        assert sent.url == reverse("participants:potentials")
    _, text = page(clerk, "participants:potentials")
    assert ("285" in text, "280" in text) == (True, False)
    assert JournalEntry.objects.filter(verb="record_potential").count() == 2


def test_a_town_enters_numbers_for_itself_alone(clerk, response):
    other = MunicipalityFactory(part_of=response.part.call.owner, name="Olfen")
    PotentialFactory(owner=other, people=777)
    form, _ = page(clerk, "participants:potential_new")
    assert [place.name for place in form.context["form"].fields["owner"].queryset] == ["Nottuln"]
    assert "777" not in page(clerk, "participants:potentials")[1]
