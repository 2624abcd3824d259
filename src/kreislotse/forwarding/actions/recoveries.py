"""Asking money back from final recipients, with interest, and the end of a forwarding (G18)."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.openness import require_booked
from kreislotse.forwarding.fairness import refuse_biased, refuse_same_person
from kreislotse.forwarding.models import Forwarding, Recovery
from kreislotse.forwarding.proving import recipient_of, standing_of
from kreislotse.forwarding.proving_errors import (
    DemandTooLate,
    InterestStillOwed,
    MoreThanOpen,
    NoInterestAsked,
    NotYetOverdue,
    RecoveryDayAhead,
    RecoveryNotPositive,
    StillOpen,
)
from kreislotse.forwarding.recovering import interest_sheet, last_day_to_demand
from kreislotse.forwarding.states import ForwardingState
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder, ReasonNeeded
from kreislotse.ledger import movements

EDIT = Permission.FUNDING_EDIT


@transaction.atomic
def demand_recovery(
    forwarding: Forwarding,
    *,
    actor: Actor,
    reason: str,
    known_on: date,
    demanded_on: date,
    due_on: date,
    amount: Money | None = None,
    interest_from: date | None = None,
) -> Recovery:
    """Ask back what is not proven, all of it where no amount is said (R-GRT-17, R-GRT-18)."""
    forwarding = _demandable(forwarding, actor)
    if not reason.strip():
        raise ReasonNeeded(what="Rückforderung")
    _in_order(forwarding, known_on, demanded_on, due_on, interest_from, actor.today)
    left = standing_of(forwarding).not_demanded
    amount = left if amount is None else amount
    if amount > left:
        raise MoreThanOpen(open=left, amount=amount)
    if amount <= ZERO:
        raise RecoveryNotPositive(amount=amount)
    recovery = Recovery(
        forwarding=forwarding,
        amount=amount,
        reason=reason.strip(),
        known_on=known_on,
        demanded_on=demanded_on,
        due_on=due_on,
        interest_from=interest_from,
    )
    file_new(recovery, "demand_recovery", actor=actor)
    if forwarding.state != ForwardingState.RECOVERY:
        advance(forwarding, "demand_recovery", actor=actor, note=reason.strip())
    return recovery


@transaction.atomic
def record_recovery_paid(
    recovery: Recovery, *, actor: Actor, settled_on: date, without_interest_reason: str = ""
) -> Recovery:
    """The recipient has paid back: the money is free again for others; interest is fixed.

    Interest belongs to whoever gave the money, so it never enters the award's book.
    """
    forwarding = lock(recovery.forwarding)
    recovery = lock(recovery)
    check(recovery, "record_recovery_paid", actor=actor)
    require_booked(lock(forwarding.item.award))
    _settled_in_order(recovery, settled_on, actor.today)
    reason = without_interest_reason.strip()
    if reason:
        _interest_can_be_waived(recovery, settled_on)
    recovery.settled_on = settled_on
    sheet = interest_sheet(recovery, today=settled_on)
    owed = ZERO if reason else sheet.total if sheet else None
    deed = movements.Deed(actor, settled_on, f"recovery-{recovery.pk}-refund")
    movements.refund(forwarding.item.pot, recipient_of(forwarding), recovery.amount, deed)
    return advance(
        recovery,
        "record_recovery_paid",
        actor=actor,
        note=reason,
        settled_on=settled_on,
        interest=owed,
        waived_reason=reason,
    )


@transaction.atomic
def waive_recovery(recovery: Recovery, *, actor: Actor, reason: str) -> Recovery:
    """Let the recipient off: the district bears it, so that much of the grant is free again.

    A second person does it, not whoever asked the money back, nor an officer of the recipient.
    """
    forwarding = lock(recovery.forwarding)
    recovery = lock(recovery)
    check(recovery, "waive_recovery", actor=actor)
    require_booked(lock(forwarding.item.award))
    refuse_same_person(recovery, ("demand_recovery",), actor)
    refuse_biased(recipient_of(forwarding), actor)
    if not reason.strip():
        raise ReasonNeeded(what="Erlass der Rückforderung")
    note = f"Erlassen, trägt der Kreis: {reason.strip()}"
    deed = movements.Deed(actor, actor.today, f"recovery-{recovery.pk}-waiver", note)
    movements.refund(forwarding.item.pot, recipient_of(forwarding), recovery.amount, deed)
    return advance(
        recovery, "waive_recovery", actor=actor, note=reason.strip(), waived_reason=reason.strip()
    )


@transaction.atomic
def close_forwarding(forwarding: Forwarding, *, actor: Actor) -> Forwarding:
    """End it, once every euro paid is proven, paid back or waived."""
    forwarding = lock(forwarding)
    check(forwarding, "close_forwarding", actor=actor)
    standing = standing_of(forwarding)
    if standing.open:
        raise StillOpen(paid=standing.paid, open=standing.open)
    return advance(forwarding, "close_forwarding", actor=actor)


def _demandable(forwarding: Forwarding, actor: Actor) -> Forwarding:
    """The locked forwarding, partly proven or overdue; what is left can be asked back later."""
    forwarding = lock(forwarding)
    require(actor, EDIT, at=forwarding.owner_id)
    if forwarding.state != ForwardingState.RECOVERY:
        check(forwarding, "demand_recovery", actor=actor)
    require_booked(lock(forwarding.item.award))
    due_on = forwarding.proof_due_on
    if forwarding.state == ForwardingState.PAID and due_on and due_on >= actor.today:
        raise NotYetOverdue(due_on=date_short(due_on))
    return forwarding


def _in_order(
    forwarding: Forwarding,
    known_on: date,
    demanded_on: date,
    due_on: date,
    interest_from: date | None,
    today: date,
) -> None:
    if demanded_on > today:
        raise RecoveryDayAhead(day=date_short(demanded_on))
    _ordered("dem Tag, seit dem die Tatsachen bekannt sind", known_on, "Die Forderung", demanded_on)
    _ordered("der Forderung", demanded_on, "Die Zahlungsfrist", due_on)
    if interest_from and forwarding.paid_on:
        _ordered("der Auszahlung", forwarding.paid_on, "Der Beginn der Zinsen", interest_from)
    last_day = last_day_to_demand(known_on)
    if demanded_on > last_day:
        raise DemandTooLate(
            known_on=date_short(known_on),
            last_day=date_short(last_day),
            demanded_on=date_short(demanded_on),
        )


def _settled_in_order(recovery: Recovery, settled_on: date, today: date) -> None:
    if settled_on > today:
        raise RecoveryDayAhead(day=date_short(settled_on))
    _ordered("der Forderung", recovery.demanded_on, "Die Rückzahlung", settled_on)


def _interest_can_be_waived(recovery: Recovery, settled_on: date) -> None:
    if recovery.interest_from is None:
        raise NoInterestAsked
    if settled_on > recovery.due_on:
        raise InterestStillOwed(
            settled_on=date_short(settled_on), due_on=date_short(recovery.due_on)
        )


def _ordered(earlier_name: str, earlier: date, later_name: str, later: date) -> None:
    if later < earlier:
        raise DateOrder(
            later_name=later_name,
            later=date_short(later),
            earlier_name=earlier_name,
            earlier=date_short(earlier),
        )
