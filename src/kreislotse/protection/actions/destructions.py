"""Erasing records in three deeds by at least two people (R-DP-30)."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_noop as _

from kreislotse.access.deeds import add, advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.kernel.refusals import FourEyesNeeded, ReasonNeeded
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Candidate
from kreislotse.protection.erasing import erase, reduce_to_evidence
from kreislotse.protection.errors import ListPending, NothingDue
from kreislotse.protection.models import DestructionItem, DestructionList
from kreislotse.protection.periods import months_on
from kreislotse.protection.preview import DueRecord, due_among, records_due
from kreislotse.protection.rules import Keep
from kreislotse.protection.states import ListState

_OPEN = (ListState.PROPOSED, ListState.RELEASED)


@transaction.atomic
def propose_destruction(owner: Organisation, *, actor: Actor) -> DestructionList:
    """List all records of a municipality whose time is over and that nothing keeps."""
    owner = lock(owner)
    require(actor, Permission.ERASURE_PROPOSE, at=owner.pk)
    pending = DestructionList.objects.filter(owner=owner, state__in=_OPEN).first()
    if pending is not None:
        raise ListPending(number=pending.pk, place=owner)
    due = [record for record in records_due([owner.pk], actor.today) if record.kept is None]
    if not due:
        raise NothingDue(place=owner)
    assert owner.part_of_id is not None  # records belong to the municipalities of a district
    proposed = DestructionList(
        owner=owner,
        district_id=owner.part_of_id,
        proposed_on=actor.today,
        proposed_by=actor.person_id,
    )
    add(proposed, "propose_destruction", actor=actor, needs=Permission.ERASURE_PROPOSE)
    DestructionItem.objects.bulk_create([_item(proposed, record) for record in due])
    return proposed


def _item(proposed: DestructionList, record: DueRecord) -> DestructionItem:
    return DestructionItem(
        destruction_list=proposed,
        candidate_id=record.candidate_id,
        code=record.code,
        clock=record.due.clock,
        started_on=record.due.started_on,
        due_on=record.due.due_on,
    )


@transaction.atomic
def release_destruction(
    destruction: DestructionList, *, actor: Actor, note: str = ""
) -> DestructionList:
    """The data protection officer agrees, having seen codes, clocks and counts, no content."""
    destruction = lock(destruction)
    check(destruction, "release_destruction", actor=actor)
    _require_another(actor, destruction.proposed_by)
    return advance(
        destruction, "release_destruction", actor=actor, note=note, released_by=actor.person_id
    )


@transaction.atomic
def reject_destruction(destruction: DestructionList, *, actor: Actor, note: str) -> DestructionList:
    """Nothing on the list is erased; why is said."""
    destruction = lock(destruction)
    check(destruction, "reject_destruction", actor=actor)
    if not note.strip():
        raise ReasonNeeded(what=_("warum nicht gelöscht wird"))
    return advance(destruction, "reject_destruction", actor=actor, note=note)


@transaction.atomic
def carry_out_destruction(destruction: DestructionList, *, actor: Actor) -> DestructionList:
    """Erase all or nothing; every clock is computed anew, and what has changed since stays."""
    destruction = lock(destruction)
    check(destruction, "carry_out_destruction", actor=actor)
    _require_another(actor, destruction.released_by)
    items = list(destruction.items.order_by("pk"))
    doomed, kept = _sort_out(destruction, items, actor)
    for item in items:
        if item.pk in kept:
            item.kept = kept[item.pk]
            item.save(update_fields=["kept"])
    reduced = [record.candidate_id for record in doomed if record.reduces]
    erased = [record.candidate_id for record in doomed if not record.reduces]
    rows = erase(erased, actor=actor) + reduce_to_evidence(reduced, actor=actor)
    proof = {
        "erased": len(erased),
        "reduced": len(reduced),
        "kept": dict(sorted(Counter(kept.values()).items())),
        "rows": dict(sorted(rows.items())),
        "codes_sha256": _hash_of(doomed),
        "carried_out_by": actor.person_id,
    }
    today = actor.today
    return advance(
        destruction, "carry_out_destruction", actor=actor, carried_out_on=today, proof=proof
    )


def _require_another(actor: Actor, first: int | None) -> None:
    if first is not None and first == actor.person_id:
        raise FourEyesNeeded


def _sort_out(
    destruction: DestructionList, items: Sequence[DestructionItem], actor: Actor
) -> tuple[list[DueRecord], dict[int, str]]:
    """Whom the list still concerns, the records locked; and by line why somebody stays."""
    wanted = destruction.items.values("candidate_id")
    # Locked before the clocks are read: no contact or batch can slip in between.
    there = Candidate.objects.filter(pk__in=wanted, owner=destruction.owner_id)
    present = set(there.select_for_update(of=("self",)).values_list("pk", flat=True))
    due = {
        each.candidate_id: each for each in due_among(there, months_on(actor.today), actor.today)
    }
    doomed: list[DueRecord] = []
    kept: dict[int, str] = {}
    for item in items:
        record = due.get(item.candidate_id or 0)
        if record is None:
            kept[item.pk] = Keep.NOT_DUE if item.candidate_id in present else Keep.GONE
        elif record.kept is not None:
            kept[item.pk] = record.kept
        else:
            doomed.append(record)
    return doomed, {pk: str(reason) for pk, reason in kept.items()}


def _hash_of(doomed: Sequence[DueRecord]) -> str:
    """Over the codes in their order: whoever has the list on paper can prove what was on it."""
    text = "\n".join(sorted(record.code for record in doomed))
    return hashlib.sha256(text.encode()).hexdigest()
