"""Shares of full time, the count of staff, and the days of a secondment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from kreislotse.kernel.deadlines import add_months
from kreislotse.staffing.states import PostState, SecondmentState

# How many weeks before the first day of service a step is best done. Working knowledge for
# planning, set by no law: the plan names latest days, it refuses nothing.
LEAD_WEEKS: dict[SecondmentState, int] = {
    SecondmentState.AGREED: 20,
    SecondmentState.ADVERTISED: 18,
    SecondmentState.APPLICATIONS_CLOSED: 14,
    SecondmentState.SELECTION_HELD: 11,
    SecondmentState.AVAILABILITY_CHECKED: 9,
    SecondmentState.STAFF_COUNCIL_CONSENT: 6,
    SecondmentState.ORDER_ISSUED: 4,
    SecondmentState.ACTIVE: 0,
}

# How far a post has come, for the overview; what fell away is not in it.
STAGES: dict[str, tuple[PostState, ...]] = {
    "planned": (PostState.PLANNED, PostState.APPROVED),
    "advertised": (PostState.ADVERTISED, PostState.SELECTION),
    "filled": (PostState.FILLED,),
    "vacant": (PostState.VACANT_AGAIN,),
}


@dataclass(frozen=True)
class StaffCount:
    """Full-time equivalents: of posts, of them filled, and seconded besides (R-SEC-04).

    `unknown` counts the posts and secondments whose share is not known; they add nothing.
    """

    posts: Decimal
    filled: Decimal
    seconded: Decimal
    unknown: int

    @property
    def total(self) -> Decimal:
        """Everybody who is to work in the centre, paid by the grant or not."""
        return self.posts + self.seconded


def share_of(weekly_hours: Decimal, full_time_hours: Decimal) -> Decimal:
    """Weekly hours as a share of full time to four places (R-POS-01): 30 of 39 are 0.7692."""
    return (weekly_hours / full_time_hours).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def staff_count(
    posts: Iterable[tuple[str, Decimal | None]], secondments: Iterable[tuple[str, Decimal | None]]
) -> StaffCount:
    """Add up (state, share) of posts and secondments; what fell away or ended does not count."""
    live = [(state, share) for state, share in posts if state != PostState.ABOLISHED]
    lent = [share for state, share in secondments if state != SecondmentState.ENDED]
    return StaffCount(
        posts=_sum(share for _, share in live),
        filled=_sum(share for state, share in live if state == PostState.FILLED),
        seconded=_sum(lent),
        unknown=[*(share for _, share in live), *lent].count(None),
    )


def by_stage(posts: Iterable[tuple[str, Decimal | None]]) -> dict[str, Decimal]:
    """How many full-time equivalents have come how far; a share not known adds nothing."""
    found = list(posts)
    return {
        stage: _sum(share for state, share in found if state in states)
        for stage, states in STAGES.items()
    }


def latest_days(target_on: date) -> dict[SecondmentState, date]:
    """Planning backwards from the first day of service: the latest day for each step."""
    return {step: target_on - timedelta(weeks=weeks) for step, weeks in LEAD_WEEKS.items()}


def needs_staff_council(begins_on: date | None, ends_on: date | None) -> bool:
    """Whether it lasts more than three months or is open (LPVG NRW section 72(1) no. 6)."""
    return begins_on is None or ends_on is None or ends_on >= add_months(begins_on, 3)


def reminder_on(ends_on: date) -> date:
    """When to begin looking for a successor: nine months before the end (R-SEC-03)."""
    return add_months(ends_on, -9)


def _sum(shares: Iterable[Decimal | None]) -> Decimal:
    return sum((share for share in shares if share is not None), Decimal(0))
