"""Data that a recipient must stop using: consent withdrawn, sent by mistake, record locked."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, lock
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.participants.actions.people import note_withdrawal, take_back_transmission
from kreislotse.participants.consenting import end_consents
from kreislotse.participants.errors import DayAhead
from kreislotse.participants.models import Candidate
from kreislotse.transmission.errors import (
    AlreadyRecalled,
    LineErased,
    NothingToRecall,
    NothingToWithdraw,
    NotOut,
)
from kreislotse.transmission.models import BatchLine, Recall
from kreislotse.transmission.recalling import drop_from_drafts, issue_recalls, lines_out
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import RecallGround

P = Permission


@transaction.atomic
def withdraw_consent(candidate: Candidate, *, actor: Actor, on: date) -> list[Recall]:
    """Enter in one step that a person has withdrawn consent (R-DP-03, T17).

    All consents end, every recipient is told to stop, and no further batch takes the person in.
    It is possible at any time, also for a record that is closed or locked.
    """
    candidate = lock(candidate)
    _require_for(candidate, actor)
    if on > actor.today:
        raise DayAhead(day=date_short(on))
    ended = end_consents(candidate, on=on)
    recalls = issue_recalls(lines_out(candidate), actor=actor, ground=RecallGround.WITHDRAWAL)
    if not ended and not recalls:
        raise NothingToWithdraw(code=candidate.code)
    write(candidate, "withdraw_consent", actor=actor, consents=len(ended), recalls=len(recalls))
    drop_from_drafts(candidate, actor=actor)
    if candidate.state in candidate.LIFECYCLE.step("note_withdrawal").sources:
        note_withdrawal(candidate, actor=actor)
    return recalls


@transaction.atomic
def recall_line(line: BatchLine, *, actor: Actor, ground: str) -> Recall:
    """Ask the recipient to stop using what it was sent about one person."""
    if line.candidate is None:
        require(actor, P.BATCH_SEND, at=line.owner_id)
        raise LineErased(line=line)
    candidate = lock(line.candidate)
    _require_for(candidate, actor)
    if line.batch.state not in OUT:
        raise NotOut(batch=line.batch)
    recalls = issue_recalls([line], actor=actor, ground=RecallGround(ground))
    if not recalls:
        raise AlreadyRecalled(line=line)
    _take_back(candidate, ground, actor)
    return recalls[0]


@transaction.atomic
def recall_candidate(candidate: Candidate, *, actor: Actor, ground: str) -> list[Recall]:
    """Ask every recipient to stop using what it was sent about a person."""
    candidate = lock(candidate)
    _require_for(candidate, actor)
    recalls = issue_recalls(lines_out(candidate), actor=actor, ground=RecallGround(ground))
    if not recalls:
        raise NothingToRecall(code=candidate.code)
    drop_from_drafts(candidate, actor=actor)
    _take_back(candidate, ground, actor)
    return recalls


@transaction.atomic
def confirm_recall(recall: Recall, *, actor: Actor) -> Recall:
    """The recipient has stopped using the data and erased them."""
    return advance(lock(recall), "confirm_recall", actor=actor, confirmed_on=actor.today)


def _take_back(candidate: Candidate, ground: str, actor: Actor) -> None:
    """What was sent by mistake goes back to the municipality once no recipient holds it."""
    step = candidate.LIFECYCLE.step("take_back_transmission")
    waits = candidate.state in step.sources and not candidate.restricted_on
    if ground == RecallGround.MISTAKE and waits and not lines_out(candidate):
        take_back_transmission(candidate, actor=actor)


def _require_for(candidate: Candidate, actor: Actor) -> None:
    """Whose person it is, or who has passed the data on."""
    if not allowed(actor, P.BATCH_SEND, at=candidate.district_id):
        require(actor, P.PERSON_EDIT, at=candidate.owner_id)
