"""People on waiting lists: entered, referred, assessed, admitted, taken out of turn, removed."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.courses.entering import (
    refuse_closed,
    refuse_day,
    refuse_not_open,
    refuse_unadmitted,
)
from kreislotse.courses.models import Duty, Jump, WaitingEntry, WaitingList
from kreislotse.courses.rules import Terms, duties_due, tried_enough
from kreislotse.courses.states import (
    HOLDING,
    DayPart,
    LevelEvidence,
    PriorityGroup,
    StopReason,
    WaitingState,
)
from kreislotse.courses.terms import terms_on
from kreislotse.courses.waiting_errors import (
    HoldsSeat,
    JumpedAlready,
    NotJumped,
    NotOfThisDistrict,
    NotReleased,
    NotTriedEnough,
    OnListAlready,
)
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import ReasonNeeded, WrongState
from kreislotse.participants.keeping import refuse_restricted
from kreislotse.participants.models import Candidate
from kreislotse.participants.queries.people import RELEASED
from kreislotse.participants.states import Level

EDIT, TOWN = Permission.COURSE_EDIT, Permission.PERSON_EDIT
_S = WaitingState
_BEFORE_ADMISSION = (_S.PRE_REGISTERED, _S.REFERRED, _S.ASSESSED)
_ON_LIST = (*_BEFORE_ADMISSION, _S.WAITING)
# What decides on the order or the course is for the district alone, once somebody is admitted.
_ORDERS = {"priority", "asked_on"}
_LEVELS = {"level", "level_by", "level_on"}


class EntryFacts(TypedDict, total=False):
    """What can be changed about an entry."""

    asked_on: date
    priority: int
    level: str
    level_by: str
    level_on: date | None
    needs_childcare: bool
    wants_women_only: bool
    parts_of_day: list[str]
    travel_minutes: int | None


@transaction.atomic
def enter_person(
    waiting_list: WaitingList,
    candidate: Candidate,
    *,
    actor: Actor,
    asked_on: date,
    priority: int = PriorityGroup.OTHER,
    needs_childcare: bool | None = None,
    wants_women_only: bool = False,
    parts_of_day: Sequence[str] = (),
    travel_minutes: int | None = None,
) -> WaitingEntry:
    """Put somebody on a list, pre-registered; both clocks begin (domain 2.8)."""
    candidate = lock(candidate)
    _require_for_candidate(candidate, waiting_list, actor)
    refuse_closed(waiting_list)
    refuse_not_open(candidate)
    refuse_day(asked_on, actor.today)
    known = WaitingEntry.objects.filter(waiting_list=waiting_list, candidate=candidate).first()
    if known is not None:
        raise OnListAlready(code=candidate.code, state=known.get_state_display())
    entry = WaitingEntry(
        waiting_list=waiting_list,
        candidate=candidate,
        municipality_id=candidate.owner_id,
        priority=PriorityGroup(priority),
        asked_on=asked_on,
        entered_on=actor.today,
        needs_childcare=candidate.needs_childcare if needs_childcare is None else needs_childcare,
        wants_women_only=wants_women_only,
        parts_of_day=[DayPart(part).value for part in parts_of_day],
        travel_minutes=travel_minutes,
    )
    return file_new(entry, "enter_person", actor=actor)


def _require_for_candidate(candidate: Candidate, waiting_list: WaitingList, actor: Actor) -> None:
    """A municipality enters its own people, the district whoever was released to it."""
    by_town = allowed(actor, TOWN, at=candidate.owner_id)
    if not by_town:
        require(actor, EDIT, at=waiting_list.owner_id)
    if candidate.district_id != waiting_list.owner_id:
        raise NotOfThisDistrict(what=candidate.code)
    if not by_town and candidate.state not in RELEASED:
        raise NotReleased(code=candidate.code)


@transaction.atomic
def change_entry(entry: WaitingEntry, *, actor: Actor, **facts: Unpack[EntryFacts]) -> WaitingEntry:
    """Correct what was said of somebody on a list; what orders the list is the district's."""
    entry = lock(entry)
    _require_for(entry, actor)
    changed = {name for name, value in facts.items() if getattr(entry, name) != value}
    admitted = entry.state not in _BEFORE_ADMISSION
    if changed & _LEVELS or (admitted and changed & _ORDERS):
        require(actor, EDIT, at=entry.owner_id)
    refuse_restricted(entry.candidate)
    if "needs_childcare" in changed and entry.state in HOLDING:
        raise HoldsSeat(code=entry.candidate.code)
    if facts.get("asked_on"):
        refuse_day(facts["asked_on"], entry.entered_on)
    return file_change(entry, "change_entry", actor=actor, **facts)


@transaction.atomic
def refer_entry(entry: WaitingEntry, *, actor: Actor) -> WaitingEntry:
    """The agency or the job centre has sent its form (Meldebogen)."""
    return advance(_checked(entry, "refer_entry", actor), "refer_entry", actor=actor)


@transaction.atomic
def assess_entry(
    entry: WaitingEntry, *, actor: Actor, level: str, level_by: str, level_on: date
) -> WaitingEntry:
    """Record the level with its evidence: a certificate or a placement test (R-CRS-03)."""
    entry = _checked(entry, "assess_entry", actor)
    refuse_day(level_on, actor.today)
    return advance(
        entry,
        "assess_entry",
        actor=actor,
        level=Level(level),
        level_by=LevelEvidence(level_by),
        level_on=level_on,
    )


@transaction.atomic
def admit_entry(entry: WaitingEntry, *, actor: Actor) -> WaitingEntry:
    """Let somebody wait for an offer; needs an entitlement, or the rules of the day (T14).

    Whom to tell if no course begins in time is noted at once (R-CRS-07).
    """
    entry = _checked(entry, "admit_entry", actor)
    terms = _refuse_unfit_for_list(entry, actor)
    entry = advance(entry, "admit_entry", actor=actor)
    _note_duties(entry, terms, actor)
    return entry


@transaction.atomic
def wait_again(entry: WaitingEntry, *, actor: Actor) -> WaitingEntry:
    """Put somebody back who declined, stayed away, left or was removed; the list's clock is new."""
    entry = _checked(entry, "wait_again", actor)
    terms = _refuse_unfit_for_list(entry, actor)
    entry = advance(
        entry,
        "wait_again",
        actor=actor,
        entered_on=actor.today,
        ended_on=None,
        stop_reason="",
    )
    _note_duties(entry, terms, actor)
    return entry


@transaction.atomic
def remove_entry(entry: WaitingEntry, *, actor: Actor, reason: str) -> WaitingEntry:
    """Take somebody off a list; as not reached only after logged attempts (R-CRS-06)."""
    entry = lock(entry)
    check(entry, "remove_entry", actor=actor)
    reason = StopReason(reason)
    if reason == StopReason.UNREACHABLE:
        attempts = entry.attempts.filter(tried_on__gte=entry.entered_on)
        if not tried_enough(attempts.values_list("tried_on", "reached")):
            raise NotTriedEnough(code=entry.candidate.code)
    return advance(entry, "remove_entry", actor=actor, stop_reason=reason, ended_on=actor.today)


@transaction.atomic
def jump(entry: WaitingEntry, *, actor: Actor, reason: str) -> Jump:
    """Take somebody out of turn; the reason is seen by all who see the list (R-CRS-02)."""
    entry = lock(entry)
    require(actor, EDIT, at=entry.owner_id)
    refuse_restricted(entry.candidate)
    if entry.state not in _ON_LIST:
        raise WrongState(state=entry.get_state_display())
    if not reason.strip():
        raise ReasonNeeded(what=entry.candidate.code)
    known = Jump.objects.filter(entry=entry).first()
    if known is not None:
        raise JumpedAlready(code=entry.candidate.code, day=date_short(known.since))
    made = Jump(entry=entry, reason=reason.strip(), since=actor.today)
    return file_new(made, "jump", actor=actor)


@transaction.atomic
def take_back_jump(entry: WaitingEntry, *, actor: Actor) -> WaitingEntry:
    """Let somebody stand where the order of the list has them."""
    entry = lock(entry)
    require(actor, EDIT, at=entry.owner_id)
    known = Jump.objects.filter(entry=entry).first()
    if known is None:
        raise NotJumped(code=entry.candidate.code)
    if entry.state not in _ON_LIST:
        raise WrongState(state=entry.get_state_display())
    write(entry, "take_back_jump", actor=actor)
    known.delete()
    return entry


def _require_for(entry: WaitingEntry, actor: Actor) -> None:
    """Whose person it is, or who runs the list."""
    if not allowed(actor, TOWN, at=entry.town_id):
        require(actor, EDIT, at=entry.owner_id)


def _checked(entry: WaitingEntry, verb: str, actor: Actor) -> WaitingEntry:
    entry = lock(entry)
    check(entry, verb, actor=actor)
    refuse_restricted(entry.candidate)
    return entry


def _refuse_unfit_for_list(entry: WaitingEntry, actor: Actor) -> Terms | None:
    """The terms of the day, once nothing speaks against waiting for an offer."""
    refuse_closed(entry.waiting_list)
    refuse_not_open(entry.candidate)
    terms = terms_on(entry.waiting_list.kind, actor.today)
    refuse_unadmitted(entry, terms, actor.today)
    return terms


def _note_duties(entry: WaitingEntry, terms: Terms | None, actor: Actor) -> None:
    known = set(entry.duties.values_list("kind", "due_on"))
    for due in duties_due(entry, terms):
        if (due.kind, due.due_on) not in known:
            duty = Duty(entry=entry, kind=due.kind, due_on=due.due_on, norm=due.norm)
            file_new(duty, "note_duty", actor=actor)
