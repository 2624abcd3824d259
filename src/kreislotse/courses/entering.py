"""Who may be on a waiting list or be given a place; asked by the actions, nothing is written."""

from datetime import date

from kreislotse.courses.admission import Standing, finding, standing, why
from kreislotse.courses.models import WaitingEntry, WaitingList
from kreislotse.courses.queues import NOT_OPEN
from kreislotse.courses.rules import Terms, register_by
from kreislotse.courses.states import WaitingState
from kreislotse.courses.waiting_errors import (
    AdmissionRefused,
    AdmissionUnclear,
    DayTooEarly,
    EntitlementExpired,
    FileNotOpen,
    ListClosed,
    NoEntitlement,
    RegisteredTooLate,
)
from kreislotse.eligibility.states import Result
from kreislotse.kernel.german import date_short
from kreislotse.participants.errors import DayAhead
from kreislotse.participants.keeping import refuse_restricted
from kreislotse.participants.models import Candidate

_REGISTERED = (WaitingState.DECLINED, WaitingState.NO_SHOW, WaitingState.DROPPED_OUT)


def refuse_closed(waiting_list: WaitingList) -> None:
    """A closed list takes nobody in."""
    if waiting_list.closed_on is not None:
        raise ListClosed(title=waiting_list.title, day=date_short(waiting_list.closed_on))


def refuse_day(day: date, today: date, first: date | None = None) -> None:
    """What is entered happened by today, and not before it can have happened."""
    if day > today:
        raise DayAhead(day=date_short(day))
    if first is not None and day < first:
        raise DayTooEarly(day=date_short(day), first=date_short(first))


def refuse_not_open(candidate: Candidate) -> None:
    """Nobody who is locked, has withdrawn, moved away or is done with is given a place."""
    refuse_restricted(candidate)
    if candidate.state in NOT_OPEN:
        raise FileNotOpen(code=candidate.code, state=candidate.get_state_display())


def refuse_unadmitted(entry: WaitingEntry, terms: Terms | None, today: date) -> None:
    """Whoever is admitted to the list has an entitlement in time, or the rules are for it (T14).

    Whoever had a place already has used the entitlement to register: that does not lapse any more.
    """
    has = standing(entry.candidate, entry.waiting_list, today)
    if has.valid is not None:
        if entry.state in _REGISTERED:
            return
        last = register_by(has.valid.issued_on, terms)
        if terms is not None and last is not None and last < today:
            raise RegisteredTooLate(
                code=entry.candidate.code, day=date_short(last), norm=terms.norm
            )
    elif has.result != Result.ELIGIBLE:
        raise_refusal(entry, has, today)


def raise_refusal(entry: WaitingEntry, has: Standing, today: date) -> None:
    """Say why somebody without entitlement cannot be admitted, with the rules' norm and source."""
    code, waiting_list = entry.candidate.code, entry.waiting_list
    if has.expired is not None and has.expired.valid_to is not None:
        raise EntitlementExpired(code=code, day=date_short(has.expired.valid_to))
    found = None
    if waiting_list.rule_set is not None:
        found = finding(entry.candidate, waiting_list.rule_set, today)
    if found is None or found.result == Result.ELIGIBLE:
        raise NoEntitlement(code=code, kind=waiting_list.kind)
    refusal = AdmissionUnclear if found.result == Result.UNCLEAR else AdmissionRefused
    raise refusal(code=code, day=date_short(today), why=why(found))
