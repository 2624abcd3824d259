"""A batch leaves the house: sent, fetched as a file, acknowledged, chased, settled."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, change, check, lock
from kreislotse.access.policy import BERLIN, Actor, Permission, allowed, require
from kreislotse.access.readings import log_read
from kreislotse.journal.entries import write
from kreislotse.journal.models import ReadKind
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.participants.actions.people import transmit_candidates
from kreislotse.participants.errors import DayAhead
from kreislotse.participants.states import CandidateState
from kreislotse.transmission.errors import (
    BasisGone,
    ChasedLately,
    ContentChanged,
    FeedbackOutstanding,
    FileExpired,
    NoLongerReady,
    NotOut,
    NotOverdue,
)
from kreislotse.transmission.freezing import check_whole
from kreislotse.transmission.gathering import WITH_RECIPIENT
from kreislotse.transmission.holding import codes_of, hold
from kreislotse.transmission.lawfulness import without_basis
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.packing import pack
from kreislotse.transmission.rules import FEEDBACK_DAYS, OUT, feedback_due, feedback_overdue
from kreislotse.transmission.rules import next_chase as next_chase_on
from kreislotse.transmission.states import Channel, LineKind, Wholeness
from kreislotse.transmission.sums import outstanding

P = Permission


@transaction.atomic
def send_batch(
    batch: Batch, *, actor: Actor, sent_on: date, feedback_days: int = FEEDBACK_DAYS
) -> Batch:
    """Hand a frozen batch over; from now on the recipient sees it (R-CAN-07).

    Each person's basis is asked a last time; one that is gone keeps the whole list in the house.
    """
    batch = lock(batch)
    check(batch, "send_batch", actor=actor)
    _refuse_day(batch, sent_on, actor)
    lines = hold(batch)
    gone = without_basis(lines, on=actor.today)
    if gone:
        raise BasisGone(codes=codes_of(gone))
    late = [line for line in lines if not _ready(line)]
    if late:
        raise NoLongerReady(codes=codes_of(late))
    if check_whole(batch, lines) != Wholeness.INTACT:
        raise ContentChanged(batch=batch)
    new = [line.candidate for line in lines if line.kind == LineKind.NEW and line.candidate]
    transmit_candidates(new, actor=actor, recipient=batch.recipient)
    return advance(
        batch,
        "send_batch",
        actor=actor,
        note=f"{len(lines)} Personen",
        sent_on=sent_on,
        feedback_due_on=feedback_due(sent_on, feedback_days),
    )


def _refuse_day(batch: Batch, sent_on: date, actor: Actor) -> None:
    if sent_on > actor.today:
        raise DayAhead(day=date_short(sent_on))
    assert batch.frozen_at is not None
    frozen_on = batch.frozen_at.astimezone(BERLIN).date()
    if sent_on < frozen_on:
        raise DateOrder(
            later_name="Übermittelt am",
            later=date_short(sent_on),
            earlier_name="Festgeschrieben am",
            earlier=date_short(frozen_on),
        )


def _ready(line: BatchLine) -> bool:
    states = (CandidateState.CHECKED,) if line.kind == LineKind.NEW else WITH_RECIPIENT
    return line.candidate is not None and line.candidate.state in states


@transaction.atomic
def take_batch_file(batch: Batch, *, actor: Actor, password: str) -> bytes:
    """Make the encrypted file of a batch that is out; each time is counted and logged (G66).

    The recipient always may, the sender where the file is the way to hand it over.
    """
    batch = lock(batch)
    needs, place = P.BATCH_RECEIVE, batch.recipient_id
    sends = allowed(actor, P.BATCH_SEND, at=batch.owner_id)
    if sends and batch.channel == Channel.FILE and not allowed(actor, needs, at=place):
        needs, place = P.BATCH_SEND, batch.owner_id
    require(actor, needs, at=place)
    if batch.state not in OUT or batch.feedback_due_on is None:
        raise NotOut(batch=batch)
    if actor.today > batch.feedback_due_on:
        raise FileExpired(batch=batch, day=date_short(batch.feedback_due_on))
    lines = list(
        batch.lines.select_related("candidate", "municipality", "legal_basis").order_by("position")
    )
    handed = [line.candidate_id for line in lines if line.candidate_id and not line.recalled]
    log_read(
        actor,
        ReadKind.TRANSMISSION,
        needs=needs,
        district=batch.owner_id,
        people=handed,
        purpose="Übermittlung als verschlüsselte Datei",
        places=(place,),
    )
    write(batch, "take_batch_file", actor=actor, people=len(handed))
    return pack(batch, lines, password)


@transaction.atomic
def confirm_receipt(batch: Batch, *, actor: Actor, received_on: date, reference: str = "") -> Batch:
    """The recipient has got the batch; `reference` is the sign under which it keeps it."""
    batch = lock(batch)
    check(batch, "confirm_receipt", actor=actor)
    if received_on > actor.today:
        raise DayAhead(day=date_short(received_on))
    _refuse_before_sending(batch, received_on, "Empfangen am")
    return advance(
        batch,
        "confirm_receipt",
        actor=actor,
        received_on=received_on,
        receipt_reference=reference.strip(),
    )


def _refuse_before_sending(batch: Batch, day: date, name: str) -> None:
    if batch.sent_on is not None and day < batch.sent_on:
        raise DateOrder(
            later_name=name,
            later=date_short(day),
            earlier_name="Übermittelt am",
            earlier=date_short(batch.sent_on),
        )


@transaction.atomic
def chase_batch(batch: Batch, *, actor: Actor) -> Batch:
    """Note that the recipient was asked for its overdue feedback (R-CAN-08)."""
    require(actor, P.BATCH_SEND, at=batch.owner_id)
    batch = lock(batch)
    if not feedback_overdue(batch.state, batch.feedback_due_on, actor.today):
        day = batch.feedback_due_on
        raise NotOverdue(day=date_short(day)) if day else NotOut(batch=batch)
    again = next_chase_on(batch.chased_on)
    if again and batch.chased_on and actor.today < again:
        raise ChasedLately(day=date_short(batch.chased_on), next=date_short(again))
    return change(batch, "chase_batch", actor=actor, needs=P.BATCH_SEND, chased_on=actor.today)


@transaction.atomic
def settle_batch(batch: Batch, *, actor: Actor) -> Batch:
    """All feedback is there, by person or in sums; nobody is chased any more."""
    batch = lock(batch)
    check(batch, "settle_batch", actor=actor)
    missing = outstanding(batch)
    if missing:
        raise FeedbackOutstanding(number=missing)
    return advance(batch, "settle_batch", actor=actor)
