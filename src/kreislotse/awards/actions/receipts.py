"""Receipts of the district: what was paid, and from which pot each of its euros comes."""

from typing import Unpack

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.cash_errors import AllocationInProof, ItemNotOfAward
from kreislotse.awards.models import Allocation, Award, AwardItem, Receipt
from kreislotse.awards.receipting import ReceiptFacts, file_allocation, file_receipt, take_out
from kreislotse.kernel.german import join
from kreislotse.kernel.money import Money

EDIT = Permission.FUNDING_EDIT


@transaction.atomic
def enter_receipt(
    award: Award | None = None,
    *,
    actor: Actor,
    item: AwardItem,
    **said: Unpack[ReceiptFacts],
) -> Receipt:
    """Enter an invoice or receipt and pay it from a pot that was chosen (R-DIS-11, T21).

    The pot bears what others do not cover, or only `part` of it. The same form sent twice enters
    it once. With an `award`, the pot must stand on its notice (R-GRT-09).
    """
    require(actor, EDIT, at=item.owner_id)
    _on_notice(award, item)
    return file_receipt(item, actor=actor, **said)


@transaction.atomic
def allocate_receipt(
    receipt: Receipt, item: AwardItem, *, actor: Actor, amount: Money
) -> Allocation:
    """Pay a part of a receipt from one more pot, as far as nobody else bears it (R-GRT-11)."""
    require(actor, EDIT, at=receipt.owner_id)
    require(actor, EDIT, at=item.owner_id)
    return file_allocation(lock(receipt), item, actor=actor, amount=amount)


@transaction.atomic
def withdraw_allocation(allocation: Allocation, *, actor: Actor, reason: str) -> Allocation:
    """Take a receipt out of a pot; one that stands in a recipient's proof stays (R-DIS-11)."""
    require(actor, EDIT, at=allocation.owner_id)
    if hasattr(allocation, "sub_proof_receipt"):
        raise AllocationInProof
    return take_out(allocation, actor=actor, reason=reason)


def _on_notice(award: Award | None, item: AwardItem) -> None:
    """R-GRT-09"""
    if award is not None and item.award_id != award.pk:
        purposes = [f"„{each}“" for each in award.items.order_by("position")] or ["keine"]
        raise ItemNotOfAward(item=item, award=award, purposes=join(purposes))
