"""What final recipients prove: receipts, a report, handing both in (R-DIS-07, R-DIS-08)."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, require
from kreislotse.awards.models import Allocation
from kreislotse.awards.openness import require_booked
from kreislotse.awards.receipting import file_receipt, take_out
from kreislotse.awards.states import OtherFunding
from kreislotse.forwarding.models import Forwarding, SubProof, SubProofReceipt
from kreislotse.forwarding.proving import (
    APPLY,
    ENTERED,
    draft_of,
    eligible_period,
    entries_of,
    recipient_of,
    right_to_prove,
)
from kreislotse.forwarding.proving_errors import (
    NotConfirmed,
    PhotoMissing,
    ProofHandedIn,
    ProofMissing,
    ProofNotOpen,
    ReceiptAccepted,
    ReceiptDayAhead,
    ReceiptNotPositive,
    ReceiptOutsidePeriod,
    ReceiptsMissing,
    ReportMissing,
    TooManyReceipts,
)
from kreislotse.forwarding.states import ForwardingState, SubProofState
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money

# So many receipts are taken by one link, those taken out again among them.
MOST_BY_LINK = 150


@transaction.atomic
def begin_sub_proof(forwarding: Forwarding, *, actor: Actor) -> SubProof:
    """The proof that is being written; a new one if there is none."""
    forwarding = _writable(forwarding, actor)
    draft = draft_of(forwarding)
    if draft:
        return draft
    number = forwarding.sub_proofs.count() + 1
    return file_new(SubProof(forwarding=forwarding, number=number), "begin_sub_proof", actor=actor)


@transaction.atomic
def add_receipt_to_sub_proof(
    sub_proof: SubProof,
    *,
    actor: Actor,
    payee: str,
    subject: str,
    dated: date,
    paid_on: date,
    amount: Money,
    request_key: str,
    invoice_number: str = "",
    other_funding: str = OtherFunding.NONE,
    other_amount: Money | None = None,
    file_name: str = "",
    file_content: bytes = b"",
) -> SubProofReceipt:
    """Enter a receipt of the recipient; what others do not pay of it is paid from here.

    The same request key again gives the receipt entered before. Nothing is booked yet.
    """
    forwarding = _writable(sub_proof.forwarding, actor)
    key = _own_key(forwarding, request_key)
    known = SubProofReceipt.objects.filter(allocation__receipt__request_key=key).first()
    if known:
        return known
    sub_proof = _draft(sub_proof)
    _not_without_end(forwarding, actor)
    _positive(amount)
    _in_time(forwarding, dated, paid_on, actor.today)
    receipt = file_receipt(
        forwarding.item,
        actor=actor,
        payer=recipient_of(forwarding),
        payee=payee,
        subject=subject,
        dated=dated,
        paid_on=paid_on,
        amount=amount,
        request_key=key,
        invoice_number=invoice_number,
        other_funding=other_funding,
        other_amount=other_amount,
        file_name=file_name,
        file_content=file_content,
    )
    allocation = receipt.allocations.get(item=forwarding.item)
    found = SubProofReceipt.objects.create(sub_proof=sub_proof, allocation=allocation)
    write(sub_proof, ENTERED, actor=actor, receipt=receipt, amount=allocation.amount)
    return found


@transaction.atomic
def add_receipt_to_forwarding(
    forwarding: Forwarding, *, actor: Actor, request_key: str, **receipt: object
) -> SubProofReceipt:
    """Enter a receipt into the proof that is being written, begun if need be."""
    sub_proof = begin_sub_proof(forwarding, actor=actor)
    return add_receipt_to_sub_proof(
        sub_proof,
        actor=actor,
        request_key=request_key,
        **receipt,  # type: ignore[arg-type]
    )


@transaction.atomic
def remove_receipt(sub_receipt: SubProofReceipt, *, actor: Actor) -> SubProof:
    """Take a receipt out of a proof that is being written, so that it can be entered rightly.

    Nothing is booked for it yet; the journal keeps what it said, and its file stays.
    """
    _writable(sub_receipt.sub_proof.forwarding, actor)
    sub_proof = _draft(sub_receipt.sub_proof)
    allocation, receipt = sub_receipt.allocation, sub_receipt.allocation.receipt
    if sub_receipt.accepted:
        raise ReceiptAccepted
    said: dict[str, Any] = {"receipt": receipt.pk, "amount": allocation.amount}
    said |= {"paid_on": receipt.paid_on, "file": receipt.file_id}
    sub_receipt.delete()
    _let_go(allocation, actor)
    write(sub_proof, "remove_receipt", actor=actor, **said)
    return sub_proof


@transaction.atomic
def describe_sub_proof(
    sub_proof: SubProof,
    *,
    actor: Actor,
    report: str,
    people_reached: int | None = None,
    confirmed: bool = False,
) -> SubProof:
    """Say what the money was used for; half of it can be kept and written on later."""
    _writable(sub_proof.forwarding, actor)
    return file_change(
        _draft(sub_proof),
        "describe_sub_proof",
        actor=actor,
        report=report.strip(),
        people_reached=people_reached,
        confirmed=confirmed,
    )


@transaction.atomic
def submit_sub_proof(sub_proof: SubProof, *, actor: Actor) -> SubProof:
    """Hand the proof in; from now on it waits for the check (R-DIS-07, light form R-DIS-08)."""
    forwarding = _writable(sub_proof.forwarding, actor)
    sub_proof = _draft(sub_proof)
    if not sub_proof.report:
        raise ReportMissing
    if not sub_proof.confirmed:
        raise NotConfirmed
    if not sub_proof.receipts.exists():
        raise ReceiptsMissing
    photos = sub_proof.receipts.filter(allocation__receipt__file__isnull=False)
    if forwarding.light and not photos.exists():
        raise PhotoMissing
    file_change(
        sub_proof,
        "submit_sub_proof",
        actor=actor,
        state=SubProofState.SUBMITTED,
        submitted_on=actor.today,
    )
    record_proof_received(forwarding, actor=actor)
    return sub_proof


@transaction.atomic
def hand_in_proof(
    forwarding: Forwarding,
    *,
    actor: Actor,
    report: str,
    people_reached: int | None = None,
    confirmed: bool = False,
) -> SubProof:
    """Describe the proof and hand it in, in one go: how a club does it on the phone."""
    sub_proof = begin_sub_proof(forwarding, actor=actor)
    described = describe_sub_proof(
        sub_proof,
        actor=actor,
        report=report,
        people_reached=people_reached,
        confirmed=confirmed,
    )
    return submit_sub_proof(described, actor=actor)


@transaction.atomic
def record_proof_received(forwarding: Forwarding, *, actor: Actor) -> Forwarding:
    """What was handed in is now the office's to check; the recipient takes this step as well."""
    forwarding = lock(forwarding)
    needs, place = right_to_prove(forwarding, actor)
    require(actor, needs, at=place)
    before = forwarding.state
    step = forwarding.LIFECYCLE.check(
        "record_proof_received", state=before, label=forwarding.get_state_display()
    )
    if not forwarding.sub_proofs.filter(state=SubProofState.SUBMITTED).exists():
        raise ProofMissing(forwarding=forwarding)
    forwarding.state = step.target
    forwarding.save(update_fields=["state"])
    write(forwarding, step.verb, actor=actor, **{"from": before, "to": step.target})
    return forwarding


def _writable(forwarding: Forwarding, actor: Actor) -> Forwarding:
    """The locked forwarding, if this actor may write its proof and it is open for that."""
    forwarding = lock(forwarding)
    needs, place = right_to_prove(forwarding, actor)
    require(actor, needs, at=place)
    if forwarding.state != ForwardingState.PAID:
        raise ProofNotOpen(forwarding=forwarding, state=forwarding.get_state_display())
    require_booked(lock(forwarding.item.award))
    return forwarding


def _draft(sub_proof: SubProof) -> SubProof:
    sub_proof = lock(sub_proof)
    if sub_proof.state != SubProofState.DRAFT:
        raise ProofHandedIn(number=sub_proof.number)
    return sub_proof


def _own_key(forwarding: Forwarding, request_key: str) -> str:
    """The key of a form sent, such that it meets nothing entered for another forwarding."""
    return sha256(f"forwarding-{forwarding.pk}/{request_key}".encode()).hexdigest()


def _let_go(allocation: Allocation, actor: Actor) -> None:
    """A receipt that is in no other pot goes as well: else its photo could not come again."""
    receipt = allocation.receipt
    if receipt.allocations.exclude(pk=allocation.pk).exists():
        take_out(allocation, actor=actor, reason="aus dem Nachweis genommen")
        return
    allocation.delete()
    receipt.delete()


def _not_without_end(forwarding: Forwarding, actor: Actor) -> None:
    """Files are kept for good: a link in wrong hands must not fill the house with them."""
    if right_to_prove(forwarding, actor)[0] == APPLY and entries_of(forwarding) >= MOST_BY_LINK:
        raise TooManyReceipts(most=MOST_BY_LINK)


def _positive(amount: Money) -> None:
    if amount <= ZERO:
        raise ReceiptNotPositive(amount=amount)


def _in_time(forwarding: Forwarding, dated: date, paid_on: date, today: date) -> None:
    first, last = eligible_period(forwarding)
    for what, day in (("Das Datum des Belegs", dated), ("Der Tag der Zahlung", paid_on)):
        if day > today:
            raise ReceiptDayAhead(day=date_short(day))
        if not first <= day <= last:
            raise ReceiptOutsidePeriod(
                what=what, day=date_short(day), first=date_short(first), last=date_short(last)
            )
