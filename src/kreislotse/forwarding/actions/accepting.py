"""The office's check of a proof: receipt by receipt, then accepted, in part, or returned."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction

from kreislotse.access.deeds import advance, change, check, lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.openness import require_booked
from kreislotse.forwarding.fairness import refuse_biased
from kreislotse.forwarding.models import Forwarding, SubProof, SubProofReceipt
from kreislotse.forwarding.proving import entered_by, latest_proof, recipient_of, standing_of
from kreislotse.forwarding.proving_errors import (
    AcceptedInFull,
    AcceptedLessThanPaid,
    CheckedByAnother,
    ProofMissing,
    ReceiptsUndecided,
)
from kreislotse.forwarding.states import SubProofState
from kreislotse.journal.entries import write
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.ledger import movements

EDIT = Permission.FUNDING_EDIT


class ReceiptFinding(NamedTuple):
    """What the check says of one receipt."""

    receipt: SubProofReceipt
    accepted: bool
    objection: str = ""


@transaction.atomic
def check_receipt(
    sub_receipt: SubProofReceipt, *, actor: Actor, accepted: bool, objection: str = ""
) -> SubProofReceipt:
    """Accept a receipt or object to it, with the reason that the recipient will read."""
    forwarding = _under_check(sub_receipt.sub_proof.forwarding, "accept_proof", actor)
    sub_proof = lock(sub_receipt.sub_proof)
    if sub_proof.state != SubProofState.SUBMITTED:
        raise ProofMissing(forwarding=forwarding)
    if not accepted and not objection.strip():
        raise ReasonNeeded(what="Beanstandung des Belegs")
    return change(
        lock(sub_receipt),
        "check_receipt",
        actor=actor,
        needs=EDIT,
        accepted=accepted,
        objection="" if accepted else objection.strip(),
    )


@transaction.atomic
def check_receipts(
    sub_proof: SubProof, *, actor: Actor, findings: Sequence[ReceiptFinding]
) -> SubProof:
    """Enter the findings on several receipts at once: all of them or none."""
    _under_check(sub_proof.forwarding, "accept_proof", actor)
    for found in findings:
        check_receipt(
            found.receipt, actor=actor, accepted=found.accepted, objection=found.objection
        )
    return sub_proof


@transaction.atomic
def accept_proof(forwarding: Forwarding, *, actor: Actor) -> Forwarding:
    """The receipts accepted cover all that was paid: it counts as proven."""
    forwarding = _under_check(forwarding, "accept_proof", actor)
    standing = standing_of(_decided(forwarding))
    if standing.acceptable < standing.paid:
        raise AcceptedLessThanPaid(paid=standing.paid, accepted=standing.acceptable)
    return _prove(forwarding, "accept_proof", standing.paid, actor)


@transaction.atomic
def accept_proof_in_part(forwarding: Forwarding, *, actor: Actor, reason: str) -> Forwarding:
    """What the accepted receipts cover counts as proven; the rest can be asked back."""
    forwarding = _under_check(forwarding, "accept_proof_in_part", actor)
    standing = standing_of(_decided(forwarding))
    if standing.acceptable == standing.paid:
        raise AcceptedInFull(paid=standing.paid)
    if not reason.strip():
        raise ReasonNeeded(what="teilweise Anerkennung")
    return _prove(
        forwarding, "accept_proof_in_part", standing.acceptable, actor, note=reason.strip()
    )


@transaction.atomic
def return_proof(forwarding: Forwarding, *, actor: Actor, reason: str) -> SubProof:
    """Give the proof back to be completed: it goes on under the next number.

    Receipts go with it; what was accepted stays so, what was objected to is asked anew.
    """
    forwarding = lock(forwarding)
    check(forwarding, "return_proof", actor=actor)
    if not reason.strip():
        raise ReasonNeeded(what="Rückgabe des Nachweises")
    old = _submitted(forwarding)
    receipts = list(old.receipts.values_list("pk", flat=True))
    new = SubProof(
        forwarding=forwarding,
        number=old.number + 1,
        report=old.report,
        people_reached=old.people_reached,
    )
    _close(old, "return_proof", actor, remark=reason.strip(), receipts=receipts)
    file_new(new, "begin_sub_proof", actor=actor, note=reason.strip())
    old.receipts.filter(accepted=False).update(accepted=None)
    old.receipts.update(sub_proof=new)
    advance(forwarding, "return_proof", actor=actor, note=reason.strip())
    return new


def _under_check(forwarding: Forwarding, verb: str, actor: Actor) -> Forwarding:
    """The locked forwarding, if it is to be checked, and by somebody who entered nothing there."""
    forwarding = lock(forwarding)
    check(forwarding, verb, actor=actor)
    if entered_by(forwarding, actor):
        raise CheckedByAnother
    refuse_biased(forwarding.recipient, actor)
    return forwarding


def _submitted(forwarding: Forwarding) -> SubProof:
    found = latest_proof(forwarding)
    if found is None or found.state != SubProofState.SUBMITTED:
        raise ProofMissing(forwarding=forwarding)
    return lock(found)


def _decided(forwarding: Forwarding) -> Forwarding:
    undecided = _submitted(forwarding).receipts.filter(accepted__isnull=True).count()
    if undecided:
        raise ReceiptsUndecided(number=undecided)
    return forwarding


def _prove(
    forwarding: Forwarding, verb: str, amount: Money, actor: Actor, note: str = ""
) -> Forwarding:
    require_booked(lock(forwarding.item.award))
    _close(_submitted(forwarding), verb, actor, remark=note)
    if amount:
        deed = movements.Deed(actor, actor.today, f"forwarding-{forwarding.pk}-proof", note[:300])
        movements.prove(forwarding.item.pot, recipient_of(forwarding), amount, deed)
    return advance(forwarding, verb, actor=actor, note=note, accepted=amount)


def _close(
    sub_proof: SubProof, verb: str, actor: Actor, *, remark: str, receipts: Sequence[int] = ()
) -> None:
    sub_proof.state, sub_proof.checked_on = SubProofState.CHECKED, actor.today
    sub_proof.remark = remark
    sub_proof.full_clean(validate_unique=False, validate_constraints=False)
    sub_proof.save(update_fields=["state", "checked_on", "remark"])
    write(sub_proof, verb, actor=actor, note=remark, receipts=list(receipts))
