"""Calls to municipalities: what each action changes, leaves as a trace, and refuses."""

from datetime import date

import pytest
from django.db import transaction

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from kreislotse.participants import actions, errors
from kreislotse.participants.models import Call, CallResponse
from kreislotse.participants.states import CallState, PartKind, ResponseState
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import (
    CallFactory,
    CallPartFactory,
    CallResponseFactory,
)

TODAY, TOMORROW = date(2015, 11, 2), date(2015, 11, 3)
PARTS = [(PartKind.CANDIDATES, "Namensliste"), (PartKind.ROOMS, "Räume")]


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def initiative(district):
    return InitiativeFactory(owner=district)


def verbs(record):
    entries = JournalEntry.objects.of_record(record)
    return [entry.verb for entry in entries.order_by("number")]


def everything():
    responses = CallResponse.objects.order_by("pk").values_list("state", "answered_on", "remark")
    calls = Call.objects.order_by("pk").values_list("title", "state", "forwarded_on", "recipient")
    return list(responses), list(calls), JournalEntry.objects.count()


def test_a_target_group_is_described_anew_by_its_criteria(initiative, steering):
    actions.describe_target_group(initiative, actor=steering, criteria=["Ausbildung", "Motivation"])
    actions.describe_target_group(initiative, actor=steering, criteria=["Studium", " "])
    assert [str(c) for c in initiative.criteria.order_by("position")] == ["Studium"]
    last = JournalEntry.objects.of_record(initiative).first()
    assert last.change == {"criteria": [["Ausbildung", "Motivation"], ["Studium"]]}


def test_describing_the_same_target_group_again_leaves_no_second_trace(initiative, steering):
    for _ in range(2):
        actions.describe_target_group(initiative, actor=steering, criteria=["Ausbildung"])
    assert verbs(initiative) == ["describe_target_group"]


def test_a_draft_keeps_its_parts_in_order(initiative, steering):
    call = actions.draft_call(initiative, actor=steering, title="Erste Abfrage", parts=PARTS)
    assert (call.owner, call.state) == (initiative.owner, CallState.DRAFT)
    assert [(p.kind, p.text) for p in call.parts.order_by("position")] == PARTS
    assert verbs(call) == ["draft_call"]
    assert verbs(call.parts.first()) == ["add_call_part"]


def test_a_draft_changes_as_a_whole(initiative, steering):
    call = actions.draft_call(initiative, actor=steering, title="Erste", parts=PARTS)
    actions.change_call(call, actor=steering, title="Zweite", due_on=TODAY, parts=PARTS[:1])
    call.refresh_from_db()
    assert (call.title, call.due_on, call.parts.count()) == ("Zweite", TODAY, 1)
    assert verbs(call) == ["draft_call", "change_call"]


def test_opening_asks_every_municipality_for_every_part(initiative, steering, district):
    call = actions.draft_call(initiative, actor=steering, title="Erste", parts=PARTS)
    places = [MunicipalityFactory(part_of=district) for _ in range(3)]
    actions.open_call(call, actor=steering, municipalities=[*places, places[0]])
    responses = CallResponse.objects.filter(part__call=call)
    assert sorted(responses.values_list("part__position", "municipality", "state")) == sorted(
        (position, place.pk, "asked") for position in (1, 2) for place in places
    )
    assert verbs(call) == ["draft_call", "open_call"]


def test_a_clerk_answers_for_their_own_municipality(acting):
    response = CallResponseFactory()
    clerk = acting(Role.MUNICIPAL_CLERK, at=response.municipality)
    answered = actions.record_answer(response, actor=clerk, answered_on=TODAY, remark=" per Mail ")
    assert (answered.state, answered.answered_on, answered.remark) == (
        ResponseState.ANSWERED,
        TODAY,
        "per Mail",
    )
    entry = JournalEntry.objects.of_record(response).get()
    assert (entry.verb, entry.change["from"], entry.change["to"]) == (
        "record_answer",
        "asked",
        "answered",
    )


def test_the_office_records_what_a_municipality_said_on_the_phone(steering, district):
    response = CallResponseFactory(part__call__initiative__owner=district)
    answered = actions.record_answer(response, actor=steering, answered_on=TODAY)
    assert answered.state == ResponseState.ANSWERED


def test_nobody_suitable_is_an_answer_with_its_day(acting):
    """R-CAN-11: the nil return differs from not answering."""
    response = CallResponseFactory()
    clerk = acting(Role.MUNICIPAL_CLERK, at=response.municipality)
    nil = actions.report_nil_return(response, actor=clerk, answered_on=TODAY)
    assert (nil.state, nil.answered_on) == (ResponseState.NIL_RETURN, TODAY)
    assert verbs(nil) == ["report_nil_return"]


def test_a_withdrawn_answer_is_awaited_again(acting):
    response = CallResponseFactory(state="answered", answered_on=TODAY, remark="per Mail")
    clerk = acting(Role.MUNICIPAL_CLERK, at=response.municipality)
    back = actions.withdraw_answer(response, actor=clerk, note="falsche Liste")
    assert (back.state, back.answered_on, back.remark) == (ResponseState.ASKED, None, "")
    assert JournalEntry.objects.of_record(back).get().note == "falsche Liste"


def test_answers_of_an_old_call_are_declared_not_recorded_with_the_reason(steering, district):
    call = CallFactory(initiative__owner=district)
    silent = CallResponseFactory(part__call=call)
    given = CallResponseFactory(part__call=call, state="answered", answered_on=TODAY)
    actions.declare_answers_not_recorded(call, actor=steering)
    silent.refresh_from_db()
    given.refresh_from_db()
    assert (silent.state, given.state) == (ResponseState.NOT_RECORDED, ResponseState.ANSWERED)
    assert "nicht belegt" in JournalEntry.objects.of_record(silent).get().note
    assert verbs(call) == ["declare_answers_not_recorded"]
    assert verbs(given) == []


def test_forwarding_keeps_the_day_or_that_nobody_recorded_it(steering, district):
    agency = OrganisationFactory(kind="employment_agency")
    for day in [None, date(2015, 10, 26)]:
        call = CallFactory(initiative__owner=district, recipient=agency)
        forwarded = actions.forward_call(call, actor=steering, forwarded_on=day)
        assert (forwarded.state, forwarded.forwarded_on) == (CallState.FORWARDED, day)
        assert verbs(call) == ["forward_call"]


def test_a_late_answer_still_counts_after_forwarding(acting):
    response = CallResponseFactory(part__call__state=CallState.FORWARDED)
    clerk = acting(Role.MUNICIPAL_CLERK, at=response.municipality)
    answered = actions.record_answer(response, actor=clerk, answered_on=TODAY)
    assert answered.state == ResponseState.ANSWERED


def test_a_closed_call_is_over(steering, district):
    call = CallFactory(initiative__owner=district)
    assert actions.close_call(call, actor=steering).state == CallState.CLOSED
    assert verbs(call) == ["close_call"]


def answer(response, actor, **said):
    return actions.record_answer(response, actor=actor, **{"answered_on": TODAY, **said})


REFUSALS = {
    "a target group without criteria": (
        errors.TargetGroupWithoutCriteria,
        lambda c, a: actions.describe_target_group(c.initiative, actor=a, criteria=[" "]),
        {},
    ),
    "a part without text": (
        errors.PartWithoutText,
        lambda c, a: actions.draft_call(
            c.initiative, actor=a, title="Neu", parts=[(PartKind.ROOMS, " ")]
        ),
        {},
    ),
    "changing the parts of a running call": (
        errors.PartsFixed,
        lambda c, a: actions.change_call(c, actor=a, title=c.title, parts=PARTS),
        {},
    ),
    "changing a closed call": (
        WrongState,
        lambda c, a: actions.change_call(c, actor=a, title="Neu"),
        {"state": CallState.CLOSED},
    ),
    "opening without a part": (
        errors.CallWithoutParts,
        lambda c, a: actions.open_call(
            actions.draft_call(c.initiative, actor=a, title="Neu", parts=[]),
            actor=a,
            municipalities=[MunicipalityFactory(part_of=c.owner)],
        ),
        {},
    ),
    "opening for nobody": (
        errors.NobodyAsked,
        lambda c, a: actions.open_call(c, actor=a, municipalities=[]),
        {"state": CallState.DRAFT},
    ),
    "opening for a stranger": (
        errors.NotInDistrict,
        lambda c, a: actions.open_call(c, actor=a, municipalities=[MunicipalityFactory()]),
        {"state": CallState.DRAFT},
    ),
    "opening for a provider in the district": (
        errors.NotInDistrict,
        lambda c, a: actions.open_call(
            c, actor=a, municipalities=[OrganisationFactory(kind="provider", part_of=c.owner)]
        ),
        {"state": CallState.DRAFT},
    ),
    "opening twice": (
        WrongState,
        lambda c, a: actions.open_call(c, actor=a, municipalities=[]),
        {},
    ),
    "answering tomorrow": (
        errors.DayAhead,
        lambda c, a: answer(c.parts.get().responses.first(), a, answered_on=TOMORROW),
        {},
    ),
    "answering twice": (
        errors.AlreadyAnswered,
        lambda c, a: answer(c.parts.get().responses.last(), a),
        {},
    ),
    "answering a closed call": (
        WrongState,
        lambda c, a: answer(c.parts.get().responses.first(), a),
        {"state": CallState.CLOSED},
    ),
    "a nil return to a draft": (
        WrongState,
        lambda c, a: actions.report_nil_return(
            c.parts.get().responses.first(), actor=a, answered_on=TODAY
        ),
        {"state": CallState.DRAFT},
    ),
    "withdrawing what was not said": (
        errors.NothingToWithdraw,
        lambda c, a: actions.withdraw_answer(c.parts.get().responses.first(), actor=a, note="x"),
        {},
    ),
    "withdrawing without a reason": (
        ReasonNeeded,
        lambda c, a: actions.withdraw_answer(c.parts.get().responses.last(), actor=a, note=" "),
        {},
    ),
    "withdrawing after forwarding": (
        WrongState,
        lambda c, a: actions.withdraw_answer(c.parts.get().responses.last(), actor=a, note="x"),
        {"state": CallState.FORWARDED},
    ),
    "forwarding to nobody": (
        errors.RecipientMissing,
        lambda c, a: actions.forward_call(c, actor=a, forwarded_on=TODAY),
        {},
    ),
    "forwarding a draft": (
        WrongState,
        lambda c, a: actions.forward_call(c, actor=a, forwarded_on=TODAY),
        {"state": CallState.DRAFT},
    ),
    "declaring a draft's answers": (
        WrongState,
        lambda c, a: actions.declare_answers_not_recorded(c, actor=a),
        {"state": CallState.DRAFT},
    ),
    "closing twice": (
        WrongState,
        lambda c, a: actions.close_call(c, actor=a),
        {"state": CallState.CLOSED},
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_refused_leaves_nothing_behind(case, steering, district):
    refusal, deed, values = REFUSALS[case]
    call = CallFactory(initiative__owner=district, **values)
    part = CallPartFactory(call=call)
    CallResponseFactory(part=part)
    CallResponseFactory(part=part, state="answered", answered_on=TODAY)
    before = everything()
    with pytest.raises(refusal) as refused, transaction.atomic():
        deed(call, steering)
    assert "{" not in refused.value.sentence()
    assert everything() == before


def test_forwarding_tomorrow_is_refused(steering, district):
    call = CallFactory(
        initiative__owner=district, recipient=OrganisationFactory(kind="employment_agency")
    )
    with pytest.raises(errors.DayAhead):
        actions.forward_call(call, actor=steering, forwarded_on=TOMORROW)
    assert Call.objects.get().state == CallState.OPEN


def test_declaring_answers_needs_one_that_is_missing(steering, district):
    call = CallFactory(initiative__owner=district)
    with pytest.raises(errors.NothingOutstanding):
        actions.declare_answers_not_recorded(call, actor=steering)


OFFICE_DEEDS = {
    "describe_target_group": lambda c, a: actions.describe_target_group(
        c.initiative, actor=a, criteria=["x"]
    ),
    "draft_call": lambda c, a: actions.draft_call(c.initiative, actor=a, title="x", parts=[]),
    "change_call": lambda c, a: actions.change_call(c, actor=a, title="x"),
    "open_call": lambda c, a: actions.open_call(c, actor=a, municipalities=[]),
    "forward_call": lambda c, a: actions.forward_call(c, actor=a, forwarded_on=TODAY),
    "close_call": lambda c, a: actions.close_call(c, actor=a),
    "declare": lambda c, a: actions.declare_answers_not_recorded(c, actor=a),
    "record_answer": lambda c, a: answer(CallResponse.objects.get(), a),
    "nil": lambda c, a: actions.report_nil_return(
        CallResponse.objects.get(), actor=a, answered_on=TODAY
    ),
    "withdraw": lambda c, a: actions.withdraw_answer(CallResponse.objects.get(), actor=a, note="x"),
}


@pytest.mark.parametrize("deed", OFFICE_DEEDS)
@pytest.mark.parametrize("role", [Role.HEAD, Role.MUNICIPAL_CLERK, Role.AGENCY_STAFF])
def test_nobody_else_does_the_office_s_deeds_or_answers_for_another(deed, role, acting):
    """R-CAN-01: a clerk of another municipality answers nothing here."""
    response = CallResponseFactory()
    call = response.part.call
    at = call.owner if role == Role.HEAD else MunicipalityFactory(part_of=call.owner)
    actor = acting(role, at=at)
    before = everything()
    with pytest.raises(NotAllowed):
        OFFICE_DEEDS[deed](call, actor)
    assert everything() == before
