"""Batches before they leave: drafted, sifted, frozen, or given up."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import Max

from kreislotse.access.deeds import add, advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import ReasonNeeded, WrongState
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Call
from kreislotse.participants.profile import Category
from kreislotse.participants.reading import read_profiles
from kreislotse.participants.states import CallState, CandidateState
from kreislotse.records.bulk import update_rows
from kreislotse.transmission.errors import (
    BasisMissing,
    CallNotRunning,
    EmptyBatch,
    NobodyAlike,
    NobodyToTransmit,
    NoCategories,
    NoLongerReady,
    NotADelta,
    SamePersonUndecided,
    WrongRecipient,
)
from kreislotse.transmission.freezing import content_of, digest, hash_of, said_by
from kreislotse.transmission.gathering import (
    WITH_RECIPIENT,
    Gathering,
    alike,
    gather,
    purpose_for,
    undecided,
)
from kreislotse.transmission.holding import codes_of, hold
from kreislotse.transmission.lawfulness import bases_in_force
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import BatchState, Channel, LineKind

SEND = Permission.BATCH_SEND
ALL = tuple(Category)


@transaction.atomic
def draft_batch(
    call: Call,
    *,
    actor: Actor,
    recipient: Organisation,
    channel: Channel,
    delta_of: Batch | None = None,
    categories: Sequence[str] = ALL,
) -> Batch:
    """Put together whom a call has brought and who may go to the recipient today (R-CAN-02).

    With `delta_of`, people come along whose data have changed since that batch.
    """
    require(actor, SEND, at=call.owner_id)
    call = lock(call)
    if call.state == CallState.DRAFT:
        raise CallNotRunning(call=call.title)
    purpose = purpose_for(recipient)
    if purpose is None:
        raise WrongRecipient(name=recipient.name, kind=recipient.get_kind_display())
    if delta_of is not None:
        _refuse_other_delta(delta_of, call, recipient)
        categories = delta_of.categories
    if Category.IDENTITY not in categories:
        raise NoCategories
    found = gather(call, recipient, purpose, on=actor.today, delta_of=delta_of)
    if not found.taken:
        raise NobodyToTransmit(call=call.title, recipient=recipient.name)
    batch = Batch(
        owner_id=call.owner_id,
        call=call,
        number=_next_number(call.owner_id),
        recipient=recipient,
        purpose=purpose,
        channel=channel,
        delta_of=delta_of,
        categories=[each.value for each in Category if each in categories],
    )
    add(batch, "draft_batch", actor=actor, needs=SEND, note=f"{len(found.taken)} Personen")
    _write_lines(batch, found)
    return batch


def _refuse_other_delta(delta_of: Batch, call: Call, recipient: Organisation) -> None:
    same = (delta_of.call_id, delta_of.recipient_id) == (call.pk, recipient.pk)
    if not same or delta_of.state not in OUT:
        raise NotADelta


def _next_number(owner: int) -> int:
    """The next number of the district; its row is locked, so that no two batches get the same."""
    Organisation._default_manager.select_for_update(of=("self",)).get(pk=owner)
    last = Batch._default_manager.filter(owner=owner).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _write_lines(batch: Batch, found: Gathering) -> None:
    BatchLine._default_manager.bulk_create(
        BatchLine(
            batch=batch,
            position=position,
            candidate=entry.candidate,
            municipality_id=entry.candidate.owner_id,
            kind=entry.kind,
            basis=entry.basis.kind,
            consent_id=entry.basis.consent_id,
            legal_basis_id=entry.basis.legal_basis_id,
        )
        for position, entry in enumerate(found.taken, start=1)
    )


@transaction.atomic
def drop_line(line: BatchLine, *, actor: Actor) -> Batch:
    """Take somebody out of a batch in preparation; the person stays ready for another one."""
    require(actor, SEND, at=line.owner_id)
    batch = _in_preparation(line.batch)
    line = lock(line)
    write(batch, "drop_line", actor=actor, note=codes_of([line]))
    line.delete()
    return batch


@transaction.atomic
def confirm_two_people(line: BatchLine, *, actor: Actor, reason: str) -> BatchLine:
    """Say of lines that look like one person that they are different people, and why."""
    require(actor, SEND, at=line.owner_id)
    batch = _in_preparation(line.batch)
    lines = list(batch.lines.select_related("candidate"))
    group = next((each for each in alike(lines) if line in each), None)
    if group is None:
        raise NobodyAlike(code=codes_of([line]))
    if not reason.strip():
        raise ReasonNeeded(what="warum es zwei Personen sind")
    for each in group:
        each.distinct_reason = reason.strip()
        each.save(update_fields=["distinct_reason"])
    write(batch, "confirm_two_people", actor=actor, note=codes_of(group))
    return line


@transaction.atomic
def freeze_batch(batch: Batch, *, actor: Actor) -> Batch:
    """Fix what is said about whom, under a hash; nothing of it changes any more (R-CAN-07).

    State and basis of each person are asked again, for the day on which this is done.
    """
    batch = lock(batch)
    check(batch, "freeze_batch", actor=actor)
    lines = hold(batch)
    if not lines:
        raise EmptyBatch(batch=batch)
    open_pairs = undecided(alike(lines))
    if open_pairs:
        raise SamePersonUndecided(codes=codes_of(open_pairs))
    _refuse_unready(lines)
    _renew_bases(batch, lines, actor)
    people = [line.candidate for line in lines if line.candidate is not None]
    profiles = read_profiles(people, on=actor.today)
    batch.frozen_at = actor.at
    for line in lines:
        line.content = content_of(profiles[line.candidate_id or 0], batch.categories)
        line.sha256 = digest(said_by(line))
    _write_contents(lines)
    sha256 = hash_of(batch, lines)
    return advance(batch, "freeze_batch", actor=actor, sha256=sha256, frozen_at=actor.at)


def _write_contents(lines: Sequence[BatchLine]) -> None:
    """What each line says from now on, in one statement for any number of them."""
    names = ("content", "sha256", "basis", "consent", "legal_basis", "municipality")
    fields = [field for field in BatchLine._meta.concrete_fields if field.name in names]
    rows = (
        [
            *(each.get_db_prep_save(getattr(line, each.attname), connection) for each in fields),
            line.pk,
        ]
        for line in lines
    )
    update_rows(BatchLine, [str(field.column) for field in fields], rows)


def _refuse_unready(lines: Sequence[BatchLine]) -> None:
    ready = {LineKind.NEW: (CandidateState.CHECKED,), LineKind.CORRECTED: WITH_RECIPIENT}
    late = [
        line
        for line in lines
        if line.candidate is None or line.candidate.state not in ready[LineKind(line.kind)]
    ]
    if late:
        raise NoLongerReady(codes=codes_of(late))


def _renew_bases(batch: Batch, lines: Sequence[BatchLine], actor: Actor) -> None:
    """The basis of the day for each line; whose is gone, or who is locked, is named by code."""
    bases = bases_in_force(
        [line.candidate_id for line in lines if line.candidate_id],
        district=batch.owner_id,
        purpose=batch.purpose,
        recipient=batch.recipient_id,
        on=actor.today,
    )
    missing = [
        line
        for line in lines
        if line.candidate_id not in bases or line.candidate.restricted_on  # type: ignore[union-attr]
    ]
    if missing:
        raise BasisMissing(codes=codes_of(missing))
    for line in lines:
        assert line.candidate is not None
        basis = bases[line.candidate.pk]
        line.municipality_id = line.candidate.owner_id
        line.basis, line.consent_id = basis.kind, basis.consent_id
        line.legal_basis_id = basis.legal_basis_id


@transaction.atomic
def cancel_batch(batch: Batch, *, actor: Actor) -> Batch:
    """Give up a batch that has not left the house; what was gathered for it is not kept."""
    batch = lock(batch)
    check(batch, "cancel_batch", actor=actor)
    number = batch.lines.count()
    batch.lines.all().delete()
    return advance(batch, "cancel_batch", actor=actor, note=f"{number} Zeilen")


def _in_preparation(batch: Batch) -> Batch:
    batch = lock(batch)
    if batch.state != BatchState.DRAFT:
        raise WrongState(state=batch.get_state_display())
    return batch
