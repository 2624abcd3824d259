"""The authority wants money back: demanded, paid with interest, settled (R-GRT-17)."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.errors import (
    ItemOfOtherAward,
    MoreThanReceived,
    NotFreeToRepay,
    ProofHandedIn,
    ProofStillDue,
    RepaymentsOpen,
    WaiverTooLate,
)
from kreislotse.awards.holdings import proof_handed_in
from kreislotse.awards.models import Award, AwardItem, Repayment
from kreislotse.awards.openness import require_booked
from kreislotse.awards.order import after, happened
from kreislotse.awards.owing import interest_owed
from kreislotse.awards.states import AwardState, RepaymentState
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.ledger import movements
from kreislotse.ledger.errors import AccountOverdrawn, AmountNotPositive
from kreislotse.ledger.states import AccountKind

EDIT = Permission.FUNDING_EDIT


@transaction.atomic
def demand_repayment(
    award: Award,
    *,
    actor: Actor,
    item: AwardItem,
    amount: Money,
    reason: str,
    demanded_on: date,
    due_on: date,
    interest_from: date | None = None,
) -> Repayment:
    """The authority asks back a part of what came in; the award is then in recovery."""
    award = lock(award)
    require(actor, EDIT, at=award.owner_id)
    require_booked(award)
    if item.award_id != award.pk:
        raise ItemOfOtherAward(item=item, other=item.award, award=award)
    if amount <= ZERO:
        raise AmountNotPositive(amount=amount)
    after(demanded_on, "Die Rückforderung", award.dated, "dem Bescheid")
    after(due_on, "Die Zahlungsfrist", demanded_on, "der Rückforderung")
    received = _received(item)
    if amount > received:
        raise MoreThanReceived(item=item, received=received, amount=amount)
    repayment = Repayment(
        award=award,
        item=item,
        amount=amount,
        reason=reason,
        demanded_on=demanded_on,
        due_on=due_on,
        interest_from=interest_from,
    )
    add(repayment, "demand_repayment", actor=actor, needs=EDIT)
    if award.state == AwardState.RECOVERY:
        note = f"{item}: {amount}"
        write(award, "demand_repayment", actor=actor, note=note, repayment=repayment.pk)
    else:
        record_recovery(award, actor=actor, note=f"{item}: {amount}, {reason}")
    return repayment


@transaction.atomic
def record_recovery(award: Award, *, actor: Actor, note: str = "") -> Award:
    return advance(lock(award), "record_recovery", actor=actor, note=note)


@transaction.atomic
def record_repayment(
    repayment: Repayment, *, actor: Actor, repaid_on: date, interest_waived_reason: str = ""
) -> Repayment:
    """The money went back; interest runs to this day, unless the authority waives it."""
    award = lock(repayment.award)
    repayment = lock(repayment)
    check(repayment, "record_repayment", actor=actor)
    require_booked(award)
    after(repaid_on, "Die Rückzahlung", repayment.demanded_on, "der Rückforderung")
    happened(repaid_on, "Die Rückzahlung", actor=actor)
    waived = interest_waived_reason.strip()
    if waived and repaid_on > repayment.due_on:
        raise WaiverTooLate(due_on=date_short(repayment.due_on), repaid_on=date_short(repaid_on))
    owed = None if waived else interest_owed(repayment, repaid_on)
    _book(repayment, actor, repaid_on)
    interest = owed.total if owed else ZERO
    repayment = advance(
        repayment,
        "record_repayment",
        actor=actor,
        repaid_on=repaid_on,
        interest=interest,
        interest_waived_reason=waived,
    )
    note = f"{repayment.item}: {repayment.amount}, Zinsen {interest}"
    write(award, "record_repayment", actor=actor, note=note, repayment=repayment.pk)
    return repayment


@transaction.atomic
def settle_recovery(award: Award, *, actor: Actor, note: str = "") -> Award:
    """All that was asked back after the proof is paid."""
    award = lock(award)
    check(award, "settle_recovery", actor=actor)
    _all_paid(award)
    if not proof_handed_in(award):
        raise ProofStillDue
    return advance(award, "settle_recovery", actor=actor, note=note)


@transaction.atomic
def resume_after_recovery(award: Award, *, actor: Actor, note: str = "") -> Award:
    """All that was asked back before the proof is paid; the proof is still to be handed in."""
    award = lock(award)
    check(award, "resume_after_recovery", actor=actor)
    _all_paid(award)
    if proof_handed_in(award):
        raise ProofHandedIn
    return advance(award, "resume_after_recovery", actor=actor, note=note)


def _all_paid(award: Award) -> None:
    unpaid = [each.amount for each in award.repayments.filter(state=RepaymentState.DEMANDED)]
    if unpaid:
        raise RepaymentsOpen(amount=total(unpaid))


def _received(item: AwardItem) -> Money:
    """What came in for the item and is neither paid back nor already asked back."""
    waiting = item.repayments.filter(state=RepaymentState.DEMANDED)
    return item.pot.balance(AccountKind.DRAWN) - total([each.amount for each in waiting])


def _book(repayment: Repayment, actor: Actor, repaid_on: date) -> None:
    item = repayment.item
    deed = movements.Deed(actor, repaid_on, f"repayment-{repayment.pk}", repayment.reason[:300])
    try:
        movements.repay(item.pot, repayment.amount, deed)
    except AccountOverdrawn as refusal:
        raise NotFreeToRepay(
            item=item, free=item.pot.balance(AccountKind.AVAILABLE), amount=repayment.amount
        ) from refusal
