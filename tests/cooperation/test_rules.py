"""When a reply makes sense, when a meeting can have been held, how replies are counted."""

from datetime import date

import pytest

from kreislotse.cooperation import errors
from kreislotse.cooperation.rules import (
    REPLIABLE,
    Replies,
    count_replies,
    refuse_before_its_day,
    refuse_unless_in,
    refuse_unsound_reply,
)
from kreislotse.cooperation.states import Reply, WorkingMeetingState
from kreislotse.kernel.refusals import WrongState

DAY = date(2015, 11, 13)


def test_replies_are_counted_and_silence_is_no_yes():
    """R-CPT-03: silence is its own count."""
    found = count_replies([Reply.COMING] * 7 + [Reply.REPRESENTED, Reply.DECLINED, Reply.NONE])
    assert found == Replies(coming=7, represented=1, declined=1, silent=1)
    assert (found.invited, found.present) == (10, 8)


@pytest.mark.parametrize(
    ("reply", "represented_by", "refusal"),
    [
        (Reply.NONE, None, errors.ReplyMissing),
        (Reply.REPRESENTED, None, errors.RepresentativeMissing),
        (Reply.REPRESENTED, 1, errors.RepresentsItself),
        (Reply.COMING, 2, errors.RepresentativeWithoutNeed),
        (Reply.DECLINED, 2, errors.RepresentativeWithoutNeed),
    ],
)
def test_a_reply_names_who_stands_in_exactly_when_somebody_does(reply, represented_by, refusal):
    with pytest.raises(refusal):
        refuse_unsound_reply(reply, name="Olfen", organisation=1, represented_by=represented_by)


@pytest.mark.parametrize(
    ("reply", "represented_by"),
    [(Reply.COMING, None), (Reply.DECLINED, None), (Reply.REPRESENTED, 2)],
)
def test_a_sound_reply_passes(reply, represented_by):
    refuse_unsound_reply(reply, name="Olfen", organisation=1, represented_by=represented_by)


def test_a_meeting_counts_as_held_from_its_day_on():
    refuse_before_its_day("Konzept", held_on=DAY, today=DAY)
    with pytest.raises(errors.NotYetHeld, match=r"13\.11\.2015"):
        refuse_before_its_day("Konzept", held_on=DAY, today=date(2015, 11, 12))
    with pytest.raises(errors.DayNotSet):
        refuse_before_its_day("Konzept", held_on=None, today=DAY)


def test_a_deed_in_the_wrong_state_is_refused_with_the_state_s_name():
    refuse_unless_in(REPLIABLE, state=WorkingMeetingState.INVITED, label="eingeladen")
    with pytest.raises(WrongState, match="„abgesagt“"):
        refuse_unless_in(REPLIABLE, state=WorkingMeetingState.CANCELLED, label="abgesagt")
