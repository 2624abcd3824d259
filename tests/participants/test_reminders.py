"""Reminding municipalities of a call: only the silent, once a day, in words to copy (R-CAN-08)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import NotAllowed, WrongState
from kreislotse.participants import actions, errors
from kreislotse.participants.models import CallReminder
from kreislotse.participants.reminders import reminder_text
from kreislotse.participants.states import CallState
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallFactory, CallPartFactory, CallResponseFactory

TODAY = date(2015, 11, 2)


@pytest.fixture
def call(db):
    """T20: nine have answered, one has nobody, one is silent."""
    part = CallPartFactory(call=CallFactory(title="Liste"), text="Geeignete Personen")
    for state, number in [("answered", 9), ("nil_return", 1), ("asked", 1)]:
        for n in range(number):
            CallResponseFactory(
                part=part,
                state=state,
                answered_on=None if state == "asked" else TODAY,
                municipality__name=f"Ort {state} {n}",
            )
    return part.call


@pytest.fixture
def steering(acting, call):
    return acting(Role.STEERING, at=call.owner)


def town(call, state):
    return call.parts.get().responses.filter(state=state).first().municipality


def test_the_one_silent_municipality_is_reminded(call, steering):
    """T20, R-CAN-08: a reminder to 1, with its trace."""
    actions.remind(call, actor=steering, municipalities=[town(call, "asked")])
    reminder = CallReminder.objects.get()
    assert (reminder.municipality.name, reminder.reminded_on) == ("Ort asked 0", TODAY)
    entry = JournalEntry.objects.of_record(call).get()
    assert (entry.verb, entry.note) == ("remind", "Ort asked 0")


def test_a_municipality_can_be_reminded_again_on_another_day(call, steering):
    silent = town(call, "asked")
    actions.remind(call, actor=steering, municipalities=[silent, silent])
    later = replace(steering, at=steering.at + timedelta(days=1))
    actions.remind(call, actor=later, municipalities=[silent])
    assert CallReminder.objects.count() == 2


def reminded_before(call, actor):
    actions.remind(call, actor=actor, municipalities=[town(call, "asked")])


REFUSALS = {
    "nobody": (errors.NobodyAsked, lambda c: []),
    "one who answered": (errors.SilentNoMore, lambda c: [town(c, "asked"), town(c, "answered")]),
    "one who has nobody": (errors.SilentNoMore, lambda c: [town(c, "nil_return")]),
    "one who was not asked": (errors.SilentNoMore, lambda c: [MunicipalityFactory()]),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_whom_nobody_waits_for_is_not_reminded(case, call, steering):
    refusal, whom = REFUSALS[case]
    with pytest.raises(refusal) as refused, transaction.atomic():
        actions.remind(call, actor=steering, municipalities=whom(call))
    assert "{" not in refused.value.sentence()
    assert (CallReminder.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_twice_a_day_is_too_much(call, steering):
    reminded_before(call, steering)
    with pytest.raises(errors.RemindedToday, match="Ort asked 0"), transaction.atomic():
        reminded_before(call, steering)
    assert CallReminder.objects.count() == 1


@pytest.mark.parametrize("state", [CallState.DRAFT, CallState.FORWARDED, CallState.CLOSED])
def test_only_a_running_call_is_worth_a_reminder(state, call, steering):
    type(call).objects.update(state=state)
    with pytest.raises(WrongState):
        reminded_before(call, steering)
    assert CallReminder.objects.count() == 0


@pytest.mark.parametrize("role", [Role.HEAD, Role.MUNICIPAL_CLERK, Role.AGENCY_STAFF])
def test_only_the_office_reminds(role, call, acting):
    at = call.owner if role == Role.HEAD else town(call, "answered")
    with pytest.raises(NotAllowed):
        reminded_before(call, acting(role, at=at))
    assert CallReminder.objects.count() == 0


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [
        (date(2015, 10, 30), "Sie war bis zum 30.10.2015 erbeten."),
        (date(2015, 11, 20), "Sie ist bis zum 20.11.2015 erbeten."),
        (None, "fehlt uns noch Ihre Antwort. Offen ist:"),
    ],
)
def test_the_reminder_says_what_is_missing_and_where_to_answer(due_on, sentence):
    text = reminder_text(
        title="Liste",
        sender="Kreis Musterland",
        parts=["Geeignete Personen", "Räume"],
        due_on=due_on,
        today=TODAY,
        address="https://kreis.example/calls/1/",
    )
    assert sentence in text
    assert "- Geeignete Personen\n- Räume\n" in text
    assert "https://kreis.example/calls/1/" in text
