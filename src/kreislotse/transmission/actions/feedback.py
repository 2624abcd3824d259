"""What the recipient says about those it was sent: person by person, or in sums."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from kreislotse.access.deeds import check, lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.participants.actions import people
from kreislotse.participants.errors import DayAhead
from kreislotse.participants.models import Candidate
from kreislotse.transmission.errors import (
    FeedbackBeforeSending,
    LineErased,
    LineRecalled,
    NotOut,
    NoWayBack,
)
from kreislotse.transmission.holding import join_codes
from kreislotse.transmission.lawfulness import may_come_back, town_may_know
from kreislotse.transmission.models import Batch, BatchLine, FeedbackSum
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import Feedback

P = Permission
# The candidate's step that each kind of feedback is.
STEPS: dict[Feedback, Callable[..., Candidate]] = {
    Feedback.ACCEPTED: people.accept_candidate,
    Feedback.NOT_SUITABLE: people.find_candidate_unsuitable,
    Feedback.NOT_REACHED: people.miss_candidate,
    Feedback.DECLINED: people.note_candidate_declined,
    Feedback.ALREADY_KNOWN: people.know_candidate_already,
}


@transaction.atomic
def record_feedback(
    line: BatchLine, *, actor: Actor, feedback: str, on: date, reason: str = ""
) -> BatchLine:
    """Record what the recipient says of one person.

    By name it may come back only where consent or a norm covers that direction (domain 4.1). The
    record is the municipality's: it goes the same way only where the municipality may know.
    """
    if line.candidate is None:
        _require_at_batch(line.batch, actor)
        raise LineErased(line=line)
    candidate = lock(line.candidate)
    step = STEPS[Feedback(feedback)]
    check(candidate, step.__name__, actor=actor)
    line = lock(line)
    _refuse_line(line, on, actor)
    if not may_come_back([candidate.pk], district=line.owner_id, on=actor.today):
        raise NoWayBack(codes=candidate.code)
    if feedback == Feedback.NOT_SUITABLE and not reason.strip():
        raise ReasonNeeded(what="Warum ist die Person nicht geeignet?")
    if town_may_know([candidate.pk], district=line.owner_id, on=actor.today):
        step(candidate, actor=actor)
    values: dict[str, Any] = {
        "feedback": feedback,
        "feedback_reason": reason.strip(),
        "feedback_on": on,
    }
    return file_change(line, "record_feedback", actor=actor, **values)


@transaction.atomic
def record_feedbacks(
    batch: Batch,
    *,
    actor: Actor,
    lines: Sequence[BatchLine],
    feedback: str,
    on: date,
    reason: str = "",
) -> Batch:
    """The same feedback for several people of a batch: all of them or nobody."""
    _require_at_batch(batch, actor)
    people_ids = [line.candidate_id for line in lines if line.candidate_id]
    covered = may_come_back(people_ids, district=batch.owner_id, on=actor.today)
    not_covered = [line for line in lines if line.candidate_id not in covered]
    if not_covered:
        raise NoWayBack(codes=join_codes([_called(line) for line in not_covered]))
    for line in sorted(lines, key=lambda line: line.candidate_id or 0):
        record_feedback(line, actor=actor, feedback=feedback, on=on, reason=reason)
    return batch


def _called(line: BatchLine) -> str:
    return line.candidate.code if line.candidate else str(line)


def _refuse_line(line: BatchLine, on: date, actor: Actor) -> None:
    batch = line.batch
    if batch.state not in OUT or batch.sent_on is None:
        raise NotOut(batch=batch)
    if line.recalled:
        raise LineRecalled(line=line)
    if on > actor.today:
        raise DayAhead(day=date_short(on))
    if on < batch.sent_on:
        raise FeedbackBeforeSending(day=date_short(on), sent=date_short(batch.sent_on))


@transaction.atomic
def begin_support(line: BatchLine, *, actor: Actor) -> BatchLine:
    """The offer has begun for a person whom the recipient has accepted."""
    if line.candidate is None:
        _require_at_batch(line.batch, actor)
        raise LineErased(line=line)
    candidate = lock(line.candidate)
    check(candidate, "start_support", actor=actor)
    _refuse_line(lock(line), actor.today, actor)
    if not town_may_know([candidate.pk], district=line.owner_id, on=actor.today):
        raise NoWayBack(codes=candidate.code)
    people.start_support(candidate, actor=actor)
    return line


@transaction.atomic
def record_feedback_sum(
    batch: Batch, *, actor: Actor, feedback: str, people: int, reported_on: date
) -> FeedbackSum:
    """Keep a sum as the recipient delivered it; it corrects no count of ours (R-REP-04)."""
    _require_at_batch(batch, actor)
    batch = lock(batch)
    if batch.state not in OUT or batch.sent_on is None:
        raise NotOut(batch=batch)
    if reported_on > actor.today:
        raise DayAhead(day=date_short(reported_on))
    if reported_on < batch.sent_on:
        raise FeedbackBeforeSending(day=date_short(reported_on), sent=date_short(batch.sent_on))
    known = batch.sums.filter(feedback=feedback, reported_on=reported_on).first()
    if known is not None:
        return file_change(known, "record_feedback_sum", actor=actor, people=people)
    said = FeedbackSum(batch=batch, feedback=feedback, people=people, reported_on=reported_on)
    return file_new(said, "record_feedback_sum", actor=actor)


@transaction.atomic
def record_feedback_sums(
    batch: Batch, *, actor: Actor, people: Mapping[str, int], reported_on: date
) -> Batch:
    """All the sums of one day at once."""
    for feedback, number in people.items():
        record_feedback_sum(
            batch, actor=actor, feedback=feedback, people=number, reported_on=reported_on
        )
    return batch


def _require_at_batch(batch: Batch, actor: Actor) -> None:
    """The recipient says it in its own login, or the sender writes down what it was told."""
    if not allowed(actor, P.BATCH_SEND, at=batch.owner_id):
        require(actor, P.BATCH_RECEIVE, at=batch.recipient_id)
