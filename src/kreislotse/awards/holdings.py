"""Where the money of an award stands, item by item: read from its book, never stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kreislotse.awards.errors import PurposeAmbiguous, PurposeNotOnNotice
from kreislotse.awards.models import Award, AwardItem
from kreislotse.awards.planned import PlanLine
from kreislotse.awards.rules import final_on, is_final, retention_until
from kreislotse.funding.models import Purpose
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.german import join
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.ledger.queries import balances
from kreislotse.ledger.states import AccountKind

# Where granted money can be: their sum is what an item holds after changes and shifts.
_HELD = ("available", "committed", "paid", "proven", "returned")


class Holding(NamedTuple):
    """An item and what stands on its accounts of a kind, over all parties."""

    item: AwardItem
    on: Mapping[str, Money]

    def at(self, kind: str) -> Money:
        return self.on.get(kind, ZERO)

    @property
    def granted(self) -> Money:
        """What the item holds now: as granted, changed and shifted."""
        return total([self.at(kind) for kind in _HELD])

    @property
    def spent(self) -> Money:
        return self.at(AccountKind.PAID) + self.at(AccountKind.PROVEN)


def holdings(award: Award) -> list[Holding]:
    """Each item of the award with where its money is, in two queries for the whole book."""
    sums: dict[str, dict[str, Money]] = {}
    for place, amount in balances(award.book).items():
        kinds = sums.setdefault(place.item, {})
        kinds[place.kind] = kinds.get(place.kind, ZERO) + amount
    items = sorted(award.items.all(), key=lambda item: item.position)
    return [Holding(item, sums.get(f"item-{item.pk}", {})) for item in items]


def planned_sums(award: Award) -> dict[int, Money]:
    """What the notice and its changes plan for each item, before any shift."""
    sums = {item.pk: item.amount for item in award.items.all()}
    for change in award.changes.all():
        for line in change.lines.all():
            sums[line.item_id] += line.difference
    return sums


def plan_of(award: Award, lines: Sequence[Holding]) -> list[PlanLine]:
    """Plan against actual for each item (R-GRT-10), in the order of `holdings`."""
    sums = planned_sums(award)
    return [
        PlanLine(sums[line.item.pk], line.granted, line.spent, award.tolerance_percent)
        for line in lines
    ]


def item_for(award: Award, *, number: str = "", purpose: Purpose | None = None) -> AwardItem:
    """The item that a number and purpose name; refused if the notice has none (R-GRT-09)."""
    items = list(award.items.order_by("position"))
    fitting = [
        item
        for item in items
        if (not number or item.number == number)
        and (purpose is None or item.purpose_id == purpose.pk)
    ]
    if len(fitting) == 1:
        return fitting[0]
    wanted = f"{number} {purpose or ''}".strip()
    if not fitting:
        raise PurposeNotOnNotice(wanted=wanted, award=award, items=join([str(i) for i in items]))
    raise PurposeAmbiguous(wanted=wanted, award=award, items=join([str(i) for i in fitting]))


def contestable_until(award: Award) -> date | None:
    """The last day on which the notice can be contested; none when waived or not served yet."""
    if award.waived_on is not None or award.served_on is None:
        return None
    return final_on(award.served_on)


def is_final_on(award: Award, day: date) -> bool:
    """Whether money may be drawn, as far as finality goes (R-GRT-04)."""
    return is_final(day, served_on=award.served_on, waived_on=award.waived_on)


def kept_until(award: Award) -> date | None:
    """Until when receipts are kept; not known before the award is closed (R-GRT-19)."""
    return award.closed_on and retention_until(award.closed_on, award.retention_years)


def proof_handed_in(award: Award) -> bool:
    """Whether the final proof was ever handed in; a recovery may come before it."""
    return JournalEntry.objects.of_record(award).filter(verb="record_proof_submitted").exists()
