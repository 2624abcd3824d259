"""Paying out what was bound for a recipient: once, and to an account that two people have seen."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor
from kreislotse.awards.openness import require_booked, require_open
from kreislotse.forwarding.errors import (
    AccountChangedByYou,
    IbanMissing,
    PaidInTheFuture,
    ProofBegun,
    RecipientMissing,
)
from kreislotse.forwarding.models import Forwarding, SubProofReceipt
from kreislotse.forwarding.queries import account_changes
from kreislotse.forwarding.states import SubProofState
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder, ReasonNeeded
from kreislotse.ledger import movements


@transaction.atomic
def record_payment(forwarding: Forwarding, *, actor: Actor, paid_on: date) -> Forwarding:
    """The treasury has paid; a click that comes twice pays once (R-DIS-02)."""
    forwarding = lock(forwarding)
    check(forwarding, "record_payment", actor=actor)
    if not forwarding.iban:
        raise IbanMissing
    if forwarding.recipient is None or forwarding.approved is None:
        raise RecipientMissing
    if account_changes(forwarding).filter(person_id=actor.person_id).exists():
        raise AccountChangedByYou
    if paid_on > actor.today:
        raise PaidInTheFuture(today=date_short(actor.today))
    if forwarding.signed_on is not None and paid_on < forwarding.signed_on:
        raise DateOrder(
            later_name="Die Auszahlung",
            later=date_short(paid_on),
            earlier_name="der Unterschrift",
            earlier=date_short(forwarding.signed_on),
        )
    award = lock(forwarding.item.award)
    require_open(award)
    deed = movements.Deed(actor, paid_on, movements.booked_anew(award.book, _name(forwarding)))
    movements.pay(forwarding.item.pot, forwarding.recipient, forwarding.approved, deed)
    return advance(forwarding, "record_payment", actor=actor, paid_on=paid_on)


@transaction.atomic
def undo_payment(forwarding: Forwarding, *, actor: Actor, reason: str) -> Forwarding:
    """The payment was entered wrongly or came back: the money is bound again, and to be paid."""
    forwarding = lock(forwarding)
    check(forwarding, "undo_payment", actor=actor)
    if not reason.strip():
        raise ReasonNeeded(what="Warum ist die Auszahlung falsch?")
    receipts = SubProofReceipt.objects.filter(sub_proof__forwarding=forwarding)
    handed_in = forwarding.sub_proofs.exclude(state=SubProofState.DRAFT)
    if receipts.exists() or handed_in.exists():
        raise ProofBegun
    award = lock(forwarding.item.award)
    require_booked(award)
    movements.undo_last(
        award.book,
        _name(forwarding),
        actor=actor,
        on=forwarding.paid_on or actor.today,
        reason=reason.strip(),
    )
    return advance(forwarding, "undo_payment", actor=actor, note=reason.strip(), paid_on=None)


def _name(forwarding: Forwarding) -> str:
    return f"forwarding-{forwarding.pk}-payment"
