"""What is left of an item before its time is over, and who could still use it (R-DIS-09)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from kreislotse.access.policy import Actor
from kreislotse.awards.models import Award, AwardItem
from kreislotse.awards.states import OPEN
from kreislotse.forwarding.models import Forwarding
from kreislotse.forwarding.sharing import share_by_requests
from kreislotse.forwarding.states import ForwardingState
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.ledger.models import LedgerAccount
from kreislotse.ledger.queries import Place, balances, balances_by_book
from kreislotse.ledger.states import AccountKind

WARN_WEEKS = 8
_ASKING = (ForwardingState.APPLIED, ForwardingState.CHECKED)
_BOUND = (
    ForwardingState.APPROVED,
    ForwardingState.CONTRACT_SENT,
    ForwardingState.CONTRACT_SIGNED,
)


@dataclass(frozen=True)
class Residual:
    """What an item has free, and what is bound there although no forwarding needs it."""

    item: AwardItem
    ends_on: date
    free: Money
    unneeded: Money


@dataclass(frozen=True)
class Proposed:
    """What an open application would get of the remainder."""

    forwarding: Forwarding
    requested: Money
    amount: Money


def residuals(actor: Actor, today: date, weeks: int = WARN_WEEKS) -> list[Residual]:
    """The items with a remainder whose approval period ends within so many weeks, soonest first."""
    ending = Award.objects.visible_to(actor).filter(
        state__in=OPEN, period_to__gte=today, period_to__lte=today + timedelta(weeks=weeks)
    )
    items = _with_what_is_bound(AwardItem.objects.filter(award__in=ending))
    standing = balances_by_book(LedgerAccount.objects.filter(book__award__in=ending))
    found = [
        _residual(item, item.award, standing.get(item.award.book_id, {}))
        for item in items.order_by("award__period_to", "award", "position")
    ]
    return [each for each in found if each.free or each.unneeded]


def residual_of(item: AwardItem) -> Residual:
    """What is left of one item."""
    found = _with_what_is_bound(AwardItem.objects.filter(pk=item.pk)).get()
    return _residual(found, found.award, balances(found.award.book))


def _with_what_is_bound(items: QuerySet) -> QuerySet:
    bound = Forwarding.objects.filter(state__in=_BOUND)
    return items.select_related("award__book", "purpose").prefetch_related(
        Prefetch("forwardings", bound, to_attr="bound")
    )


def _residual(item: AwardItem, award: Award, standing: dict[Place, Money]) -> Residual:
    ours = {place: sum_ for place, sum_ in standing.items() if place.item == item.pot.item}
    needed: Counter[int | None] = Counter()
    for each in item.bound:  # type: ignore[attr-defined]
        needed[each.recipient_id] += (each.approved or ZERO).cents
    unneeded = [
        Money(max(bound.cents - needed[place.party_id], 0))
        for place, bound in ours.items()
        if place.kind == AccountKind.COMMITTED
    ]
    free = [sum_ for place, sum_ in ours.items() if place.kind == AccountKind.AVAILABLE]
    return Residual(item, award.period_to, total(free), total(unneeded))


def proposal(item: AwardItem, remainder: Money) -> list[Proposed]:
    """The remainder for the item's open applications, by what they ask for and never above it."""
    asking = list(
        item.forwardings.filter(state__in=_ASKING)
        .select_related("recipient")
        .order_by("applied_on", "pk")
    )
    amounts = share_by_requests(remainder, [each.requested for each in asking])
    return [
        Proposed(each, each.requested, amount) for each, amount in zip(asking, amounts, strict=True)
    ]
