"""Where municipalities stand with a call."""

from datetime import date

import pytest

from kreislotse.kernel.refusals import WrongState
from kreislotse.participants.rules import (
    ANSWERABLE,
    Progress,
    Standing,
    days_overdue,
    progress,
    refuse_unless_in,
    standing,
    standings,
    to_remind,
)
from kreislotse.participants.states import CallState, ResponseState

ASKED, ANSWERED, NIL, NOT_RECORDED = ResponseState


def test_nine_answers_one_nil_return_and_one_silence_are_told_apart():
    """T20, R-CAN-10, R-CAN-11: 9 / 1 / 1 and one municipality to remind."""
    answers = [(f"Ort {n}", ANSWERED) for n in range(9)] + [("Zehn", NIL), ("Elf", ASKED)]
    found = standings(answers)
    assert progress(found.values()) == Progress(answered=9, nil=1, missing=1, not_recorded=0)
    assert progress(found.values()).asked == 11
    assert progress(found.values()).returned == 10
    assert to_remind(found) == ["Elf"]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({ANSWERED}, Standing.ANSWERED),
        ({ANSWERED, NIL}, Standing.ANSWERED),
        ({ANSWERED, NOT_RECORDED}, Standing.ANSWERED),
        ({ANSWERED, ASKED}, Standing.MISSING),
        ({NIL, ASKED}, Standing.MISSING),
        ({NIL}, Standing.NIL),
        ({NIL, NOT_RECORDED}, Standing.NOT_RECORDED),
        ({NOT_RECORDED, ASKED}, Standing.MISSING),
    ],
)
def test_one_open_part_keeps_a_municipality_on_the_list(states, expected):
    """R-CAN-08: who has answered in part is still to be reminded of the rest."""
    assert standing(states) == expected


@pytest.mark.parametrize(
    ("due_on", "days"),
    [(None, 0), (date(2015, 11, 3), 0), (date(2015, 11, 2), 0), (date(2015, 11, 1), 1)],
)
def test_a_call_is_overdue_from_the_day_after_its_due_day(due_on, days):
    assert days_overdue(due_on, date(2015, 11, 2)) == days


def test_a_deed_in_the_wrong_state_is_refused_with_the_state_s_name():
    refuse_unless_in(ANSWERABLE, state=CallState.OPEN, label="läuft")
    with pytest.raises(WrongState, match="„abgeschlossen“"):
        refuse_unless_in(ANSWERABLE, state=CallState.CLOSED, label="abgeschlossen")
