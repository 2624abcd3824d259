from datetime import date
from types import SimpleNamespace

import pytest

from kreislotse.initiatives.rules import (
    Entry,
    is_late,
    next_day,
    next_report_due,
    state_of,
    timeline,
)
from kreislotse.initiatives.states import Direction, Happening, InitiativeState

TODAY = date(2015, 11, 2)
PAST, AHEAD = date(2015, 10, 8), date(2015, 12, 1)


def step(planned=None, forecast=None, actual=None, title="Schritt"):
    return SimpleNamespace(planned_on=planned, forecast_on=forecast, actual_on=actual, title=title)


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([], InitiativeState.UNDATED),
        ([step()], InitiativeState.UNDATED),
        ([step(AHEAD)], InitiativeState.PLANNED),
        ([step(), step(forecast=AHEAD)], InitiativeState.PLANNED),
        ([step(TODAY)], InitiativeState.PLANNED),
        ([step(actual=PAST), step(AHEAD)], InitiativeState.RUNNING),
        ([step(actual=PAST), step()], InitiativeState.RUNNING),
        ([step(actual=PAST), step(PAST)], InitiativeState.LATE),
        ([step(PAST, forecast=AHEAD)], InitiativeState.LATE),
        ([step(forecast=PAST)], InitiativeState.LATE),
        ([step(PAST, actual=PAST), step(AHEAD, actual=PAST)], InitiativeState.DONE),
    ],
)
def test_the_state_follows_from_the_milestones(steps, state):
    """L7: the traffic light is computed from data, nobody types it."""
    assert state_of(steps, TODAY) == state


@pytest.mark.parametrize(
    ("milestone", "late"),
    [
        (step(PAST), True),
        (step(TODAY), False),
        (step(AHEAD, forecast=PAST), True),
        (step(PAST, actual=PAST), False),
        (step(), False),
    ],
)
def test_a_milestone_is_late_when_a_day_has_passed_without_it(milestone, late):
    assert is_late(milestone, TODAY) is late


@pytest.mark.parametrize(
    ("steps", "day"),
    [
        ([], None),
        ([step()], None),
        ([step(AHEAD), step(PAST, actual=PAST)], AHEAD),
        ([step(PAST, forecast=AHEAD), step(date(2016, 2, 1))], AHEAD),
    ],
)
def test_the_next_day_is_the_earliest_one_still_expected(steps, day):
    assert next_day(steps) == day


@pytest.mark.parametrize(
    ("due_on", "received_on", "months", "following"),
    [
        (date(2015, 11, 1), date(2015, 11, 10), 3, date(2016, 2, 1)),
        (date(2015, 11, 1), date(2015, 10, 20), 3, date(2016, 2, 1)),
        (date(2015, 11, 1), date(2016, 2, 1), 3, date(2016, 5, 1)),
        (None, date(2015, 8, 31), 6, date(2016, 2, 29)),
        (date(2015, 11, 1), date(2015, 11, 1), None, None),
    ],
)
def test_a_late_report_does_not_move_the_later_ones(due_on, received_on, months, following):
    assert next_report_due(due_on, received_on, months) == following


def test_the_timeline_merges_all_and_puts_what_has_no_day_last():
    meeting = SimpleNamespace(held_on=date(2015, 9, 23))

    class Resolved(SimpleNamespace):
        def __str__(self):
            return "Kreistag: Einrichtung"

    class Held(SimpleNamespace):
        def __str__(self):
            return "Verband: nicht abgestimmt"

    resolution = Resolved(agenda_item=SimpleNamespace(meeting=meeting))
    out = SimpleNamespace(dated=date(2015, 9, 24), direction=Direction.OUT, subject="Bitte")
    into = SimpleNamespace(dated=PAST, direction=Direction.IN, subject="Zustimmung")
    answered = SimpleNamespace(
        asked_on=date(2015, 10, 1), answered_on=date(2015, 10, 9), answer="Ja", question="Ob?"
    )
    waiting = SimpleNamespace(
        asked_on=date(2015, 10, 2), answered_on=None, due_on=AHEAD, answer="", question="Wann?"
    )
    assert timeline(
        milestones=[
            step(AHEAD, title="Beginn"),
            step(title="Ende"),
            step(actual=PAST, title="Antrag"),
            step(PAST, forecast=date(2016, 2, 1), title="Besetzung"),
        ],
        letters=[into, out],
        positions=[Held(dated=None)],
        questions=[answered, waiting],
        resolutions=[resolution],
    ) == [
        Entry(date(2015, 9, 23), Happening.RESOLUTION, "Kreistag: Einrichtung", True),
        Entry(date(2015, 9, 24), Happening.LETTER_OUT, "Bitte", True),
        Entry(date(2015, 10, 1), Happening.QUESTION, "Ob?", True),
        Entry(date(2015, 10, 2), Happening.QUESTION, "Wann?", True),
        Entry(PAST, Happening.LETTER_IN, "Zustimmung", True),
        Entry(PAST, Happening.MILESTONE, "Antrag", True),
        Entry(date(2015, 10, 9), Happening.ANSWER, "Ja", True),
        Entry(AHEAD, Happening.ANSWER_DUE, "Wann?", False),
        Entry(AHEAD, Happening.PLANNED, "Beginn", False),
        Entry(date(2016, 2, 1), Happening.FORECAST, "Besetzung", False),
        Entry(None, Happening.POSITION, "Verband: nicht abgestimmt", True),
        Entry(None, Happening.PLANNED, "Ende", False),
    ]
