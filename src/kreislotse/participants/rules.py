"""Where municipalities stand with a call, who is to be reminded, and how late it is."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from kreislotse.kernel.refusals import WrongState
from kreislotse.participants.states import CallState, CandidateState, ResponseState

Municipality = TypeVar("Municipality", bound=Hashable)

CHANGEABLE = (CallState.DRAFT, CallState.OPEN)
ANSWERABLE = (CallState.OPEN, CallState.FORWARDED)
WITHDRAWABLE = (CallState.OPEN,)
REMINDABLE = (CallState.OPEN,)
# A municipality may release people from these states; in these the district has them already.
RELEASABLE = (CandidateState.COMPLETE, CandidateState.CONSENT_GIVEN)
WITH_DISTRICT = (CandidateState.RELEASED, CandidateState.CHECKED)
# Someone else has the data: a report cannot be taken back any more.
PASSED_ON = (
    CandidateState.TRANSMITTED,
    CandidateState.ACCEPTED,
    CandidateState.NOT_SUITABLE,
    CandidateState.NOT_REACHED,
    CandidateState.DECLINED,
    CandidateState.ALREADY_KNOWN,
    CandidateState.IN_SUPPORT,
    CandidateState.OUTCOME,
)


class Standing(StrEnum):
    """Where one municipality stands with all parts of a call together (R-CAN-10, R-CAN-11)."""

    ANSWERED = "answered"
    NIL = "nil"
    MISSING = "missing"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class Progress:
    """How many municipalities stand where; the four add up to all that were asked."""

    answered: int
    nil: int
    missing: int
    not_recorded: int

    @property
    def asked(self) -> int:
        return self.answered + self.nil + self.missing + self.not_recorded

    @property
    def returned(self) -> int:
        """Those who have said something, and be it "nobody"; what nobody noted is no answer."""
        return self.answered + self.nil


def standing(states: Collection[str]) -> Standing:
    """One open part keeps a municipality on the list; "nobody" counts when it is all they said."""
    if ResponseState.ASKED in states:
        return Standing.MISSING
    if ResponseState.ANSWERED in states:
        return Standing.ANSWERED
    if ResponseState.NOT_RECORDED in states:
        return Standing.NOT_RECORDED
    return Standing.NIL


def standings(
    answers: Iterable[tuple[Municipality, str]],
) -> dict[Municipality, Standing]:
    """The standing of every municipality, in the order in which they first appear."""
    states: dict[Municipality, set[str]] = {}
    for municipality, state in answers:
        states.setdefault(municipality, set()).add(state)
    return {municipality: standing(found) for municipality, found in states.items()}


def progress(found: Iterable[Standing]) -> Progress:
    """The count of each standing; a nil return differs from silence (R-CAN-11)."""
    counted = list(found)
    return Progress(
        answered=counted.count(Standing.ANSWERED),
        nil=counted.count(Standing.NIL),
        missing=counted.count(Standing.MISSING),
        not_recorded=counted.count(Standing.NOT_RECORDED),
    )


def to_remind(found: Mapping[Municipality, Standing]) -> list[Municipality]:
    """The municipalities that still owe an answer (R-CAN-08)."""
    return [municipality for municipality, where in found.items() if where is Standing.MISSING]


def days_overdue(due_on: date | None, today: date) -> int:
    """Days since the due day, which itself still counts as in time; 0 without a due day."""
    return max((today - due_on).days, 0) if due_on else 0


def refuse_unless_in(states: Collection[str], *, state: str, label: str) -> None:
    """Refuse a deed that the call's state does not allow."""
    if state not in states:
        raise WrongState(state=label)
