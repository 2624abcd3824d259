"""When a reply makes sense, when a meeting can have been held, and how replies are counted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kreislotse.cooperation.errors import (
    DayNotSet,
    NotYetHeld,
    ReplyMissing,
    RepresentativeMissing,
    RepresentativeWithoutNeed,
    RepresentsItself,
)
from kreislotse.cooperation.states import Reply, WorkingMeetingState
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import WrongState

CHANGEABLE = (WorkingMeetingState.DRAFT, WorkingMeetingState.INVITED)
REPLIABLE = (WorkingMeetingState.INVITED,)
WITH_OUTCOMES = (WorkingMeetingState.HELD,)


@dataclass(frozen=True)
class Replies:
    """How many of the invited said what; silence is counted, never taken for a yes (R-CPT-03)."""

    coming: int
    represented: int
    declined: int
    silent: int

    @property
    def invited(self) -> int:
        return self.coming + self.represented + self.declined + self.silent

    @property
    def present(self) -> int:
        """Those who come themselves or send somebody."""
        return self.coming + self.represented


def count_replies(replies: Iterable[str]) -> Replies:
    given = list(replies)
    return Replies(
        coming=given.count(Reply.COMING),
        represented=given.count(Reply.REPRESENTED),
        declined=given.count(Reply.DECLINED),
        silent=given.count(Reply.NONE),
    )


def refuse_unless_in(states: Collection[str], *, state: str, label: str) -> None:
    """Refuse a deed that the meeting's state does not allow."""
    if state not in states:
        raise WrongState(state=label)


def refuse_unsound_reply(
    reply: str, *, name: str, organisation: int, represented_by: int | None
) -> None:
    """A reply is given, and names who stands in exactly when somebody does."""
    if reply == Reply.NONE:
        raise ReplyMissing(name=name)
    if reply == Reply.REPRESENTED and represented_by is None:
        raise RepresentativeMissing(name=name)
    if reply != Reply.REPRESENTED and represented_by is not None:
        raise RepresentativeWithoutNeed
    if represented_by == organisation:
        raise RepresentsItself(name=name)


def refuse_before_its_day(topic: str, *, held_on: date | None, today: date) -> None:
    """A meeting counts as held from its day on, not before."""
    if held_on is None:
        raise DayNotSet(meeting=topic)
    if held_on > today:
        raise NotYetHeld(meeting=topic, day=date_short(held_on))
