"""Which clock runs for a record, since when, and what happens when it has run down (domain 4.5).

Pure: no clock of its own, no database. A hold, a dispute, an open batch or a place on a waiting
list always keeps a record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kreislotse.kernel.deadlines import add_months
from kreislotse.participants.states import CandidateState, Closing, RestrictionGround
from kreislotse.protection.states import Clock

_S = CandidateState
# Somebody is working with the person: no clock runs.
UNDER_WAY = (_S.TRANSMITTED, _S.ACCEPTED, _S.ALREADY_KNOWN, _S.IN_SUPPORT)
NOT_THE_CASE = (Closing.NOT_ELIGIBLE, Closing.CONSENT_REFUSED)
AT_THE_PERSONS_WISH = (RestrictionGround.REQUEST, RestrictionGround.DISPUTE)


class Keep(StrEnum):
    """Why a record stays although its time is over, or seemed to be."""

    HOLD = "hold"
    RESTRICTED = "restricted"
    IN_BATCH = "in_batch"
    IN_COURSE = "in_course"
    NOT_DUE = "not_due"
    GONE = "gone"


@dataclass(frozen=True)
class Evidence:
    """A consent that was given: until when it held, None while its end is open."""

    given_on: date
    ended_on: date | None


@dataclass(frozen=True)
class Facts:
    """What the clocks of one record ask.

    `reduced_on` is set when evidence is all that is left; `in_course` is also who waits for one.
    """

    state: str
    closing: str
    last_contact_on: date
    closed_on: date | None = None
    refused_on: date | None = None
    not_eligible_on: date | None = None
    sent_on: date | None = None
    ended_on: date | None = None
    evidence: Sequence[Evidence] = ()
    reduced_on: date | None = None
    restriction: str = ""
    on_hold: bool = False
    in_open_batch: bool = False
    in_course: bool = False


@dataclass(frozen=True)
class Due:
    """A clock that runs: since when, and until when the record is kept."""

    clock: Clock
    started_on: date
    due_on: date


def running(facts: Facts, months: Mapping[str, int]) -> Due | None:
    """The clock of the record with its end by these periods; None where none runs."""
    found = _started(facts)
    if found is None or found[0] not in months:
        return None
    clock, day = found
    return Due(clock, day, add_months(day, months[clock]))


def is_over(due: Due, today: date) -> bool:
    """The record is kept through its last day."""
    return due.due_on < today


def kept_because(facts: Facts) -> Keep | None:
    """Why the record must stay whatever its clock says; None if nothing stands in the way."""
    if facts.on_hold:
        return Keep.HOLD
    if facts.restriction in AT_THE_PERSONS_WISH:
        return Keep.RESTRICTED
    if facts.in_open_batch:
        return Keep.IN_BATCH
    return Keep.IN_COURSE if facts.in_course else None


def keeps_evidence(facts: Facts, months: Mapping[str, int], today: date) -> bool:
    """Whether a consent still has to be proven, so that the record is reduced, not erased."""
    if facts.reduced_on is not None or Clock.CONSENT not in months:
        return False
    return any(
        add_months(_end(each, today), months[Clock.CONSENT]) >= today for each in facts.evidence
    )


def _started(facts: Facts) -> tuple[Clock, date] | None:
    if facts.reduced_on is not None:
        ends = [_end(each, facts.reduced_on) for each in facts.evidence]
        return Clock.CONSENT, max(ends, default=facts.reduced_on)
    if facts.state in UNDER_WAY:
        return None
    if facts.sent_on is not None:
        days = (facts.sent_on, facts.ended_on, facts.closed_on)
        return Clock.AFTER_SUPPORT, _last(facts, *days)
    closed = facts.closed_on if facts.closing in NOT_THE_CASE else None
    decided = (closed, facts.refused_on, facts.not_eligible_on)
    if any(decided):
        return Clock.NOT_ELIGIBLE, _last(facts, *decided)
    return Clock.NEVER_TRANSMITTED, facts.last_contact_on


def _last(facts: Facts, *days: date | None) -> date:
    """The last of these days; a contact after them starts the time anew."""
    return max([facts.last_contact_on, *(day for day in days if day is not None)])


def _end(evidence: Evidence, file_ends_on: date) -> date:
    """A consent ends with the file at the latest."""
    return min(evidence.ended_on or file_ends_on, file_ends_on)
