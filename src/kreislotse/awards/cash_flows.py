"""What came in and what was used on the items of an award, read from the ledger."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Q, Sum

from kreislotse.awards.holdings import Holding, holdings
from kreislotse.awards.late_use import Inflow, Late, Outflow, Portion, late, portions
from kreislotse.awards.models import Award, AwardItem
from kreislotse.awards.states import DrawDownState
from kreislotse.funding.queries import interest_rates
from kreislotse.kernel.interest import DayCounting, Rate
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import CLAIM, AccountKind

# Money of the authority stands on DRAWN; what is paid out or proven has left the house.
_USED = (AccountKind.PAID, AccountKind.PROVEN)
_CASH = (AccountKind.DRAWN, *_USED)


@dataclass(frozen=True)
class Standing:
    """Where the money of an item stands; what was refunded and given back counts no more."""

    awarded: Money
    undrawn: Money
    requested: Money
    drawn: Money
    free: Money
    bound: Money
    spent: Money
    repaid: Money

    @property
    def at_hand(self) -> Money:
        """Drawn and not yet used; below zero where the district has paid in advance."""
        return self.drawn - self.spent

    def __add__(self, other: "Standing") -> "Standing":
        names = [each.name for each in fields(self)]
        return Standing(*(getattr(self, name) + getattr(other, name) for name in names))


NOTHING = Standing(*[ZERO] * 8)


def standings(award: Award) -> dict[str, Standing]:
    """Where the money of each item stands, by the item's key in the book."""
    return {line.item.pot.item: _standing(line) for line in holdings(award)}


def _standing(line: Holding) -> Standing:
    undrawn, requested, drawn, repaid = (line.at(kind) for kind in CLAIM)
    return Standing(
        awarded=undrawn + requested + drawn + repaid,
        undrawn=undrawn,
        requested=requested,
        drawn=drawn,
        free=line.at(AccountKind.AVAILABLE),
        bound=line.at(AccountKind.COMMITTED),
        spent=line.spent,
        repaid=repaid,
    )


# What the coming in of a draw-down's money is booked as.
RECEIVED = "received"
_AGAIN = re.compile(rf"(?<=-{RECEIVED})-\d+$")


def line_reference(draw_down_id: int, item_id: int, deed: str) -> str:
    """Under which reference a deed on one line of a draw-down is booked."""
    return f"draw-down-{draw_down_id}-item-{item_id}-{deed}"


def use_of_items(award: Award, items: Iterable[AwardItem]) -> dict[int, list[Portion]]:
    """For each item what came in and when each part of it was used, oldest first (R-GRT-05)."""
    items = list(items)
    by_key = {item.pot.item: item.pk for item in items}
    calls = _draw_downs_by_deed(award)
    came: dict[int, list[Inflow]] = defaultdict(list)
    went: dict[int, list[Outflow]] = defaultdict(list)
    for transfer in _cash_transfers(award):
        gains, loses = _cash_of(transfer)
        if gains in by_key:
            call = calls.get(_AGAIN.sub("", transfer.deed))
            came[by_key[gains]].append(Inflow(transfer.booked_on, transfer.amount, call))
        if loses in by_key:
            went[by_key[loses]].append(Outflow(transfer.booked_on, transfer.amount))
    return {item.pk: portions(came[item.pk], went[item.pk]) for item in items}


def late_of_award(
    award: Award,
    items: Iterable[AwardItem],
    *,
    today: date,
    rates: Sequence[Rate] | None = None,
) -> list[tuple[AwardItem, Late]]:
    """What was not used within the months of the notice, item by item, with its interest."""
    items = list(items)
    used = use_of_items(award, items)
    known = interest_rates() if rates is None else rates
    count = DayCounting(award.day_count)
    return [
        (item, each)
        for item in items
        for each in late(
            used[item.pk], months=award.draw_months, today=today, rates=known, count=count
        )
    ]


def free_of(items: Iterable[AwardItem]) -> dict[int, Money]:
    """What is free in the pots of several items, with two questions for all of them."""
    items = list(items)
    books = {item.award.book_id for item in items}
    keys = [item.pot.item for item in items]
    free: dict[str, Money] = {}
    for side, sign in (("target", 1), ("source", -1)):
        here = {f"{side}__kind": AccountKind.AVAILABLE, f"{side}__item__in": keys}
        moved = Transfer.objects.filter(book__in=books, **here)
        sums = moved.order_by().values_list(f"{side}__item").annotate(sum=Sum("amount"))
        for key, amount in sums:
            cents = int(getattr(amount, "cents", amount))
            free[key] = free.get(key, ZERO) + Money(sign * cents)
    return {item.pk: free.get(item.pot.item, ZERO) for item in items}


def _cash_transfers(award: Award) -> list[Transfer]:
    """The transfers that move cash; what was booked wrongly and reversed never was."""
    moves_cash = Q(source__kind__in=_CASH) | Q(target__kind__in=_CASH)
    rows = award.book.transfers.filter(
        moves_cash, reverses__isnull=True, reversal__isnull=True
    ).select_related("source", "target")
    return list(rows.order_by("booked_on", "number"))


def _cash_of(transfer: Transfer) -> tuple[str, str]:
    """The item that has more cash to use after a transfer, and the one that has less."""
    source, target = transfer.source, transfer.target
    if source.kind in _USED and target.kind in _USED:
        return "", ""
    if source.kind in _USED:
        return source.item, ""  # a recipient has paid back
    if target.kind in _USED:
        return "", target.item
    gains = target.item if target.kind == AccountKind.DRAWN else ""
    loses = source.item if source.kind == AccountKind.DRAWN else ""
    return gains, loses


def _draw_downs_by_deed(award: Award) -> dict[str, int]:
    lines = award.draw_downs.filter(state=DrawDownState.RECEIVED).values_list(
        "pk", "lines__item_id"
    )
    return {line_reference(call, item, RECEIVED): call for call, item in lines}
