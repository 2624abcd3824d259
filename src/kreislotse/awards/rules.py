"""Deadlines and bounds of awards: days and amounts come in, days and answers come out."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from kreislotse.kernel.deadlines import add_months, period_end
from kreislotse.kernel.money import ZERO, Money, total

# VwGO section 74: one month to go to court after a notice is served.
APPEAL_MONTHS = 1
# VwVfG section 48(4): an authority that knows the facts revokes within a year (R-GRT-18).
REVOCATION_MONTHS = 12
# VVG 4: notices above this sum go to the state's court of audit in copy, sent by the authority.
COPY_TO_COURT_ABOVE = Money.euros(50_000)

DEFAULT_DRAW_MONTHS = 2
DEFAULT_PROOF_MONTHS = 6


class ProofPeriod(NamedTuple):
    """A proof that is owed: for which days, and until when."""

    final: bool
    period_from: date
    period_to: date
    due_on: date


def served(posted_on: date, days: int) -> date:
    """When a posted notice counts as served (R-GRT-04); that day does not move to a working day."""
    return posted_on + timedelta(days=days)


def final_on(served_on: date) -> date:
    """The last day on which the notice can be contested; it is final when this day is over."""
    return period_end(served_on, months=APPEAL_MONTHS)


def is_final(day: date, *, served_on: date | None, waived_on: date | None) -> bool:
    """Whether a notice can no longer be contested on this day: waived, or the month is over."""
    if waived_on is not None:
        return day >= waived_on
    return served_on is not None and day > final_on(served_on)


def may_begin(begun_on: date, *, period_from: date, early_start_on: date | None) -> bool:
    """Whether a measure may begin on this day; before the period only by consent (R-GRT-03)."""
    return begun_on >= min(period_from, early_start_on or period_from)


def proof_due(period_to: date, months: int = DEFAULT_PROOF_MONTHS) -> date:
    """The end of the month so many months after the period (R-GRT-13).

    A day that the notice sets, so it does not move to a working day.
    """
    month = add_months(period_to.replace(day=1), months)
    return month.replace(day=monthrange(month.year, month.month)[1])


def moved_proof_due(due_on: date, *, period_to: date, new_period_to: date) -> date:
    """The day of the proof when a later notice moves the end: as many months after it as before.

    A day that did not follow the period, such as 31 March by name, stays while it can.
    """
    months = (due_on.year - period_to.year) * 12 + due_on.month - period_to.month
    if months > 0 and proof_due(period_to, months) == due_on:
        return proof_due(new_period_to, months)
    return due_on if due_on > new_period_to else proof_due(new_period_to)


def proofs_owed(
    period_from: date, period_to: date, due_on: date, months: int = DEFAULT_PROOF_MONTHS
) -> list[ProofPeriod]:
    """The final proof, and before it one for each calendar year but the last (R-GRT-15)."""
    interim = [
        ProofPeriod(
            final=False,
            period_from=max(period_from, date(year, 1, 1)),
            period_to=date(year, 12, 31),
            due_on=proof_due(date(year, 12, 31), months),
        )
        for year in range(period_from.year, period_to.year)
    ]
    return [*interim, ProofPeriod(True, period_from, period_to, due_on)]


def notification_overdue(arose_on: date, today: date) -> bool:
    """What must be told at once is overdue the next day (R-GRT-12)."""
    return today > arose_on


def most_without_consent(planned: Money, tolerance_percent: int | None) -> Money:
    """By how much an item may grow without the authority's consent (R-GRT-10); whole cents down."""
    return Money(planned.cents * (tolerance_percent or 0) // 100)


def revocation_until(known_on: date) -> date:
    """Until when a claim can be decided after the facts are known (R-GRT-18)."""
    return add_months(known_on, REVOCATION_MONTHS)


def retention_until(closed_on: date, years: int) -> date:
    """How long receipts are kept: years counted from the end of the year of closing (R-GRT-19)."""
    return date(closed_on.year + years, 12, 31)


def copy_to_court_of_audit(granted: Money) -> bool:
    """Whether the authority has to send a copy to the court of audit (R-GRT-16)."""
    return granted > COPY_TO_COURT_ABOVE


def expected_grant(
    *,
    eligible_cost: Money,
    percent: Fraction | None = None,
    own_funds: Money = ZERO,
    third_party_funds: Money = ZERO,
) -> Money:
    """What shared financing grants: a part of the cost, or what own and other funds leave open."""
    if percent is not None:
        return eligible_cost.share(percent / 100)
    return eligible_cost - own_funds - third_party_funds


def unsettled(items: Sequence[Mapping[str, Money]]) -> dict[str, Money]:
    """What of the items' money stands in the way of closing, by the account's kind (R-GRT-19).

    Each item gives what stands on its accounts of a kind, over all parties.
    """
    found = {
        kind: total([item.get(kind, ZERO) for item in items])
        for kind in ("requested", "committed", "paid")
    }
    found["drawn"] = total([_not_used(item) for item in items])
    return {kind: amount for kind, amount in found.items() if amount > ZERO}


def _not_used(item: Mapping[str, Money]) -> Money:
    """What came in for an item and is neither paid out nor proven nor paid back."""
    used = item.get("proven", ZERO) + item.get("paid", ZERO)
    return max(item.get("drawn", ZERO) - used, ZERO)
