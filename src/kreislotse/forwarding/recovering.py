"""Until when money can be asked back (R-GRT-18), and what interest it bears (R-GRT-17)."""

from datetime import date, timedelta

from kreislotse.awards.rules import revocation_until
from kreislotse.forwarding.models import Forwarding, Recovery
from kreislotse.forwarding.proving import latest_proof
from kreislotse.forwarding.states import ForwardingState, RecoveryState
from kreislotse.funding.queries import interest_rates
from kreislotse.kernel.interest import DayCounting, Interest, interest


def last_day_to_demand(known_on: date) -> date:
    """One year after the facts are known (VVG no. 8.4; section 48(4) VwVfG).

    A Saturday, Sunday or holiday does not lengthen it here: whoever counts on that may err.
    """
    return revocation_until(known_on)


def facts_known_on(forwarding: Forwarding, *, today: date) -> date | None:
    """Since when there is a reason to ask back: the check in part, or the missing proof."""
    if forwarding.state == ForwardingState.PAID:
        due_on = forwarding.proof_due_on
        return due_on + timedelta(days=1) if due_on and due_on < today else None
    proof = latest_proof(forwarding)
    return proof.checked_on if proof else None


def interest_sheet(recovery: Recovery, *, today: date) -> Interest | None:
    """The interest by periods, up to the day of payment, else up to today; None if not asked for.

    Five percentage points above the base rate a year (VVG no. 8.5; section 49a(3) VwVfG); days
    are counted as the award says.
    """
    if recovery.interest_from is None or recovery.state == RecoveryState.WAIVED:
        return None
    return interest(
        recovery.amount,
        recovery.interest_from,
        recovery.settled_on or today,
        interest_rates(),
        DayCounting(recovery.forwarding.item.award.day_count),
    )
