"""The decision on an application: four eyes, without bias, and never more than is free."""

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor
from kreislotse.awards.openness import require_open
from kreislotse.forwarding.checks import failing, sub_proof_due
from kreislotse.forwarding.errors import (
    BiasNotDenied,
    ChecksFailed,
    ChecksMissing,
    MoreThanRequested,
    PaidTwice,
    RecipientMissing,
    ShareExceeded,
    ShareNotDecided,
    WishNotPositive,
)
from kreislotse.forwarding.fairness import refuse_biased, refuse_same_person
from kreislotse.forwarding.models import Forwarding
from kreislotse.forwarding.queries import paid_for_the_same, share_bound
from kreislotse.forwarding.recipients import recipient_kind, require_allowed
from kreislotse.forwarding.states import CheckKind, ForwardingState, PlanState
from kreislotse.kernel.german import join
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.ledger import movements
from kreislotse.organisations.models import Organisation

# Whoever entered, checked or changed where it goes cannot be the second pair of eyes.
_PREPARING = ("apply_for_funds", "record_check", "state_bank_account")
# From here on money is bound, until it is paid or set free.
_BINDING = (
    ForwardingState.APPROVED,
    ForwardingState.CONTRACT_SENT,
    ForwardingState.CONTRACT_SIGNED,
)


@transaction.atomic
def approve_forwarding(
    forwarding: Forwarding,
    *,
    actor: Actor,
    approved: Money,
    reason: str = "",
    not_biased: bool = False,
) -> Forwarding:
    """Decide and bind the money for the recipient (R-DIS-02, R-DIS-10)."""
    forwarding = lock(forwarding)
    check(forwarding, "approve_forwarding", actor=actor)
    recipient = _recipient(forwarding)
    refuse_same_person(forwarding, _PREPARING, actor)
    refuse_biased(recipient, actor)
    if not not_biased:
        raise BiasNotDenied
    award = lock(forwarding.item.award)
    require_open(award)
    require_allowed(award, recipient_kind(recipient.kind))
    _amount_fits(forwarding, approved)
    _checks_passed(forwarding, recipient, reason)
    deed = movements.Deed(actor, actor.today, f"forwarding-{forwarding.pk}-commitment")
    movements.commit(forwarding.item.pot, recipient, approved, deed)
    return advance(
        forwarding,
        "approve_forwarding",
        actor=actor,
        note=reason,
        approved=approved,
        decided_on=actor.today,
        decision_reason=reason,
        proof_due_on=sub_proof_due(award.proof_due_on, award.sub_proof_months),
    )


@transaction.atomic
def reject_forwarding(forwarding: Forwarding, *, actor: Actor, reason: str) -> Forwarding:
    forwarding = lock(forwarding)
    check(forwarding, "reject_forwarding", actor=actor)
    refuse_biased(forwarding.recipient, actor)
    _reasoned(reason)
    changes = {"decided_on": actor.today, "decision_reason": reason}
    return advance(forwarding, "reject_forwarding", actor=actor, note=reason, **changes)


@transaction.atomic
def withdraw_forwarding(forwarding: Forwarding, *, actor: Actor, reason: str) -> Forwarding:
    """The recipient does not want it any more: what is bound is free again."""
    forwarding = lock(forwarding)
    check(forwarding, "withdraw_forwarding", actor=actor)
    _reasoned(reason)
    if forwarding.state in _BINDING and forwarding.approved is not None:
        deed = movements.Deed(actor, actor.today, f"forwarding-{forwarding.pk}-release")
        movements.release(forwarding.item.pot, _recipient(forwarding), forwarding.approved, deed)
    return advance(forwarding, "withdraw_forwarding", actor=actor, note=reason)


def _recipient(forwarding: Forwarding) -> Organisation:
    if forwarding.recipient is None:
        raise RecipientMissing
    return forwarding.recipient


def _amount_fits(forwarding: Forwarding, approved: Money) -> None:
    if approved <= ZERO:
        raise WishNotPositive(amount=approved)
    if approved > forwarding.requested:
        raise MoreThanRequested(requested=forwarding.requested, amount=approved)
    if forwarding.share is None:
        return
    share = lock(forwarding.share)
    if share.plan.state != PlanState.DECIDED:
        raise ShareNotDecided(plan=share.plan)
    bound = share_bound(share)
    if bound + approved > share.amount:
        raise ShareExceeded(
            town=share.organisation,
            share=share.amount,
            bound=bound,
            left=share.amount - bound,
            amount=approved,
        )


def _checks_passed(forwarding: Forwarding, recipient: Organisation, reason: str) -> None:
    verdicts = dict(forwarding.checks.values_list("kind", "verdict"))
    missing = [str(kind.label) for kind in CheckKind if kind not in verdicts]
    if missing:
        raise ChecksMissing(names=join(missing))
    reasoned = bool(reason.strip())
    failed = failing([(kind, verdicts[kind]) for kind in CheckKind])
    if failed and not reasoned:
        raise ChecksFailed(names=join([str(kind.label) for kind in failed]))
    # Somebody else may have decided on another application since the check.
    other = paid_for_the_same(forwarding, recipient)
    if other and not (reasoned or forwarding.waived_reason):
        raise PaidTwice(recipient=recipient, other=other, amount=other.approved)


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise ReasonNeeded(what="Der Empfänger soll ihn nachlesen können.")
