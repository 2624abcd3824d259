"""Signing off a list: the chosen people are reported and released together, or nobody is."""

from datetime import date

import pytest
from django.db import transaction

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from kreislotse.participants import actions, errors
from kreislotse.participants.models import CallResponse, Candidate, Nomination
from kreislotse.participants.states import (
    CallState,
    CandidateState,
    ConsentPurpose,
    PartKind,
    ResponseState,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory, CallPartFactory, CallResponseFactory
from tests.factories.people import CandidateFactory, with_consent

pytestmark = pytest.mark.django_db

TODAY, TOMORROW = date(2015, 11, 2), date(2015, 11, 3)


@pytest.fixture
def response():
    agency = OrganisationFactory(kind="employment_agency")
    part = CallPartFactory(call__recipient=agency, kind=PartKind.CANDIDATES, text="Geeignete")
    return CallResponseFactory(part=part)


@pytest.fixture
def clerk(acting, response):
    return acting(Role.MUNICIPAL_CLERK, at=response.municipality)


@pytest.fixture
def steering(acting, response):
    return acting(Role.STEERING, at=response.part.call.owner)


def person(response, **facts):
    """Somebody of the municipality, with a consent to the agency."""
    facts = facts or {"consent_given": True}
    found = CandidateFactory(owner=response.municipality, **facts)
    with_consent(found, ConsentPurpose.AGENCY, response.part.call.recipient)
    return found


def sign_off(response, actor, *people, **said):
    values = {"answered_on": TODAY, **said}
    return actions.sign_off(response, actor=actor, candidates=people, **values)


def states():
    rows = Candidate.objects.order_by("pk").values_list("state", flat=True)
    answers = CallResponse.objects.order_by("pk").values_list("state", "answered_on", "remark")
    return list(rows), list(answers), Nomination.objects.count(), JournalEntry.objects.count()


def test_the_chosen_people_are_reported_released_and_answer_the_call(response, clerk):
    """R-CAN-10"""
    chosen, left = [person(response), person(response)], person(response)
    answered = sign_off(response, clerk, *chosen, remark=" per Mail ")
    assert (answered.state, answered.answered_on) == (ResponseState.ANSWERED, TODAY)
    assert answered.remark == "per Mail"
    reported = Nomination.objects.order_by("pk").values_list("candidate", "nominated_on")
    assert list(reported) == [(each.pk, TODAY) for each in chosen]
    now = Candidate.objects.in_bulk([each.pk for each in (*chosen, left)])
    states = [now[each.pk].state for each in (*chosen, left)]
    assert states == ["released", "released", "consent_given"]


def test_the_journal_tells_the_number_and_no_name(response, clerk):
    sign_off(response, clerk, person(response))
    entry = JournalEntry.objects.of_record(response).get()
    assert (entry.verb, entry.change["people"], entry.change["to"]) == ("sign_off", 1, "answered")
    told = str(list(JournalEntry.objects.values_list("change", "note", "label")))
    assert Candidate.objects.get().family_name not in told


def test_more_people_are_added_later_and_the_first_day_stays(response, clerk):
    sign_off(response, clerk, person(response), answered_on=date(2015, 10, 26), remark="Erste")
    again = sign_off(response, clerk, person(response))
    assert (again.answered_on, again.remark) == (date(2015, 10, 26), "Erste")
    assert response.nominations.count() == 2


def test_a_late_list_still_counts_after_forwarding(response, clerk):
    type(response.part.call).objects.update(state=CallState.FORWARDED)
    sign_off(response, clerk, person(response))
    assert Nomination.objects.count() == 1


def test_who_is_released_already_is_reported_to_another_call_as_well(response, clerk):
    released = person(response, released=True)
    checked = person(response, checked=True)
    sign_off(response, clerk, released, checked)
    assert states()[0] == [CandidateState.RELEASED, CandidateState.CHECKED]
    assert Nomination.objects.count() == 2


def test_all_who_stand_in_the_way_are_named_by_code_with_the_reason(response, clerk):
    ready, draft = person(response), person(response, state="draft")
    locked = person(response, consent_given=True, restricted=True)
    without = CandidateFactory(owner=response.municipality, complete=True)
    before = states()
    with pytest.raises(errors.PeopleNotReleasable) as refused, transaction.atomic():
        sign_off(response, clerk, ready, draft, locked, without)
    said = refused.value.sentence()
    assert [each.code in said for each in (ready, draft, locked, without)] == [False, *[True] * 3]
    assert "in Arbeit" in said
    assert not any(each.family_name in said for each in (draft, locked, without))
    assert states() == before


def closed(response):
    type(response.part.call).objects.update(state=CallState.CLOSED)


def nil(response):
    CallResponse.objects.update(state=ResponseState.NIL_RETURN, answered_on=TODAY)


def question(response):
    type(response.part).objects.update(kind=PartKind.QUESTION)


REFUSALS = {
    "nobody chosen": (errors.NobodyChosen, None, lambda r: [], TODAY),
    "a day ahead": (errors.DayAhead, None, lambda r: [person(r)], TOMORROW),
    "a closed call": (WrongState, closed, lambda r: [person(r)], TODAY),
    "a nil return before": (errors.NilAlready, nil, lambda r: [person(r)], TODAY),
    "a part that asks for something else": (
        errors.NotAList,
        question,
        lambda r: [person(r)],
        TODAY,
    ),
    "somebody else's person": (NotAllowed, None, lambda r: [CandidateFactory()], TODAY),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_refused_leaves_nothing_behind(case, response, clerk):
    refusal, prepare, people, day = REFUSALS[case]
    chosen = people(response)
    if prepare:
        prepare(response)
    response = CallResponse.objects.get()
    before = states()
    with pytest.raises(refusal) as refused, transaction.atomic():
        sign_off(response, clerk, *chosen, answered_on=day)
    assert "{" not in refused.value.sentence()
    assert states() == before


def test_nobody_is_reported_twice_to_the_same_part(response, clerk):
    somebody = person(response)
    sign_off(response, clerk, somebody)
    before = states()
    with pytest.raises(errors.PeopleNotReleasable, match="schon gemeldet"), transaction.atomic():
        sign_off(response, clerk, somebody)
    assert states() == before


@pytest.mark.parametrize("role", [Role.STEERING, Role.HEAD, Role.MUNICIPAL_CLERK])
def test_only_the_own_municipality_signs_off(role, response, acting):
    """R-CAN-01: neither the district nor another town releases anybody."""
    somebody = person(response)
    district = response.part.call.owner
    office = role in (Role.STEERING, Role.HEAD)
    place = district if office else MunicipalityFactory(part_of=district)
    before = states()
    with pytest.raises(NotAllowed), transaction.atomic():
        sign_off(response, acting(role, at=place), somebody)
    assert states() == before


def test_a_clerk_answers_a_list_with_people_or_with_nobody(response, clerk, steering):
    with pytest.raises(errors.ListNotSignedOff), transaction.atomic():
        actions.record_answer(response, actor=clerk, answered_on=TODAY)
    assert CallResponse.objects.get().state == ResponseState.ASKED
    nil = actions.report_nil_return(response, actor=clerk, answered_on=TODAY)
    assert nil.state == ResponseState.NIL_RETURN


def test_the_office_may_record_that_a_list_came_another_way(response, steering):
    answered = actions.record_answer(response, actor=steering, answered_on=TODAY)
    assert answered.state == ResponseState.ANSWERED


def test_an_answer_with_people_is_not_simply_taken_back(response, clerk):
    answered = sign_off(response, clerk, person(response))
    with pytest.raises(errors.PeopleReported, match=r"\(1\)"), transaction.atomic():
        actions.withdraw_answer(answered, actor=clerk, note="falsche Liste")
    assert CallResponse.objects.get().state == ResponseState.ANSWERED


def test_a_report_taken_back_returns_the_person(response, clerk):
    sign_off(response, clerk, person(response))
    nomination = Nomination.objects.get()
    back = actions.withdraw_nomination(nomination, actor=clerk, note="falsch gewählt")
    assert (back.state, Nomination.objects.count()) == (CandidateState.COMPLETE, 0)
    last = JournalEntry.objects.of_record(response).order_by("-number").first()
    assert (last.verb, last.note) == ("withdraw_nomination", "falsch gewählt")


def test_the_district_may_give_a_report_back(response, clerk, steering):
    sign_off(response, clerk, person(response))
    back = actions.withdraw_nomination(Nomination.objects.get(), actor=steering, note="unklar")
    assert back.state == CandidateState.COMPLETE


def test_who_is_reported_elsewhere_stays_with_the_district(response, clerk):
    somebody = person(response)
    part = CallPartFactory(call=CallFactory(), kind=PartKind.CANDIDATES)
    other = CallResponseFactory(part=part, municipality=response.municipality)
    sign_off(response, clerk, somebody)
    sign_off(other, clerk, somebody)
    first = Nomination.objects.get(response=response)
    back = actions.withdraw_nomination(first, actor=clerk, note="doppelt")
    assert (back.state, Nomination.objects.count()) == (CandidateState.RELEASED, 1)


@pytest.mark.parametrize("state", ["transmitted", "accepted", "in_support"])
def test_what_is_passed_on_cannot_be_taken_back(state, response, clerk):
    sign_off(response, clerk, person(response))
    Candidate.objects.update(state=state)
    before = states()
    with pytest.raises(errors.PassedOnAlready) as refused, transaction.atomic():
        actions.withdraw_nomination(Nomination.objects.get(), actor=clerk, note="falsch")
    assert Candidate.objects.get().code in refused.value.sentence()
    assert states() == before


def test_taking_back_needs_a_reason_and_a_call_that_runs(response, clerk):
    sign_off(response, clerk, person(response))
    nomination, before = Nomination.objects.get(), states()
    with pytest.raises(ReasonNeeded), transaction.atomic():
        actions.withdraw_nomination(nomination, actor=clerk, note=" ")
    closed(response)
    with pytest.raises(WrongState), transaction.atomic():
        actions.withdraw_nomination(nomination, actor=clerk, note="falsch")
    assert states() == before


@pytest.mark.parametrize("role", [Role.MUNICIPAL_CLERK, Role.HEAD])
def test_nobody_else_takes_a_report_back(role, response, clerk, acting):
    sign_off(response, clerk, person(response))
    district = response.part.call.owner
    place = district if role == Role.HEAD else MunicipalityFactory(part_of=district)
    before = states()
    with pytest.raises(NotAllowed), transaction.atomic():
        actions.withdraw_nomination(
            Nomination.objects.get(), actor=acting(role, at=place), note="falsch"
        )
    assert states() == before
