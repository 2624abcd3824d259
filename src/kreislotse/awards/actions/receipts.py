"""Receipts: what was paid, with its file, and from which pot each of its euros comes."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.attachments.acceptance import checksum
from kreislotse.attachments.actions import add_attachment
from kreislotse.attachments.models import Attachment
from kreislotse.awards.allotting import (
    refuse_double_funding,
    refuse_known_file,
    refuse_known_invoice,
    refuse_outside_period,
    refuse_second_assignment,
)
from kreislotse.awards.cash_errors import (
    AllocationWithdrawn,
    DayToCome,
    ItemNotOfAward,
    NothingLeftToPay,
    OtherAmountMissing,
    OtherOwner,
    PotTooSmall,
)
from kreislotse.awards.models import Allocation, Award, AwardItem, Receipt
from kreislotse.awards.openness import require_open
from kreislotse.awards.states import OtherFunding
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.ledger import movements
from kreislotse.ledger.errors import AccountOverdrawn, AmountNotPositive
from kreislotse.ledger.states import AccountKind
from kreislotse.organisations.models import Organisation, OrganisationKind

EDIT = Permission.FUNDING_EDIT


@transaction.atomic
def enter_receipt(
    award: Award | None = None,
    *,
    actor: Actor,
    item: AwardItem,
    payer: Organisation,
    payee: str,
    subject: str,
    dated: date,
    paid_on: date,
    amount: Money,
    request_key: str,
    invoice_number: str = "",
    other_funding: str = OtherFunding.NONE,
    other_amount: Money | None = None,
    part: Money | None = None,
    file_name: str = "",
    file_content: bytes = b"",
) -> Receipt:
    """Enter an invoice or receipt and pay it from a pot that was chosen (R-DIS-11, T21).

    The pot bears what others do not cover, or only `part` of it. The same form sent twice enters
    it once. With an `award`, the pot must stand on its notice (R-GRT-09).
    """
    require(actor, EDIT, at=item.owner_id)
    _on_notice(award, item)
    locked = lock(item.award)  # one receipt of an award at a time: the second click sees the first
    known = Receipt.objects.filter(request_key=request_key, owner=locked.owner_id).first()
    if known:
        return known
    _sums_in_order(amount, other_funding, other_amount)
    if paid_on > actor.today:
        raise DayToCome(day=date_short(paid_on))
    owner = locked.owner
    refuse_known_invoice(owner, payer, payee, invoice_number, amount)
    receipt = Receipt(
        owner=owner,
        payer=payer,
        payee=payee,
        invoice_number=invoice_number,
        subject=subject,
        dated=dated,
        paid_on=paid_on,
        amount=amount,
        other_funding=other_funding,
        other_amount=other_amount,
        file=_filed(owner, actor, file_name, file_content),
        request_key=request_key,
    )
    add(receipt, "enter_receipt", actor=actor, needs=EDIT)
    rest = amount - (other_amount or ZERO)
    _allocate(receipt, item, actor, rest if part is None else part)
    return receipt


@transaction.atomic
def allocate_receipt(
    receipt: Receipt, item: AwardItem, *, actor: Actor, amount: Money
) -> Allocation:
    """Pay a part of a receipt from one more pot, as far as nobody else bears it (R-GRT-11)."""
    require(actor, EDIT, at=receipt.owner_id)
    require(actor, EDIT, at=item.owner_id)
    return _allocate(lock(receipt), item, actor, amount)


@transaction.atomic
def withdraw_allocation(allocation: Allocation, *, actor: Actor, reason: str) -> Allocation:
    """Take a receipt out of a pot; what was booked for it is reversed."""
    require(actor, EDIT, at=allocation.owner_id)
    lock(allocation.receipt)
    allocation = lock(allocation)
    if allocation.withdrawn_on:
        raise AllocationWithdrawn(on=date_short(allocation.withdrawn_on))
    if not reason.strip():
        raise ReasonNeeded(what="warum der Beleg nicht in diesen Topf gehört.")
    award = lock(allocation.item.award)
    require_open(award)
    booked = award.book.transfers.filter(deed=_reference(allocation)).order_by("number").first()
    if booked:
        movements.undo(booked, actor=actor, on=actor.today, reason=reason)
    return change(
        allocation,
        "withdraw_allocation",
        actor=actor,
        needs=EDIT,
        note=reason,
        withdrawn_on=actor.today,
    )


def _allocate(receipt: Receipt, item: AwardItem, actor: Actor, amount: Money) -> Allocation:
    """The rules of a pot, then the allocation, and the spending where the payer is our own."""
    award = lock(item.award)
    require_open(award)
    if award.owner_id != receipt.owner_id:
        raise OtherOwner(item=item, owner=receipt.owner)
    if amount <= ZERO:
        raise AmountNotPositive(amount=amount)
    refuse_outside_period(receipt, award)
    refuse_double_funding(receipt, award)
    refuse_second_assignment(receipt, item, amount)
    allocation = Allocation(receipt=receipt, item=item, amount=amount)
    add(allocation, "allocate_receipt", actor=actor, needs=EDIT)
    if _is_own(receipt.payer, award):
        _spend(allocation, actor)
    return allocation


def _spend(allocation: Allocation, actor: Actor) -> None:
    item, receipt = allocation.item, allocation.receipt
    deed = movements.Deed(actor, receipt.paid_on, _reference(allocation), f"Beleg {receipt.pk}")
    try:
        movements.spend(item.pot, receipt.payer, allocation.amount, deed)
    except AccountOverdrawn as error:
        left = item.pot.balance(AccountKind.AVAILABLE)
        raise PotTooSmall(item=item, left=left, asked=allocation.amount) from error


def _reference(allocation: Allocation) -> str:
    return f"allocation-{allocation.pk}"


def _is_own(payer: Organisation, award: Award) -> bool:
    """Whether the district itself or its centre has paid; others were given the money before."""
    own_centre = payer.kind == OrganisationKind.CENTRE and payer.part_of_id == award.owner_id
    return payer.pk == award.owner_id or own_centre


def _on_notice(award: Award | None, item: AwardItem) -> None:
    """R-GRT-09"""
    if award is not None and item.award_id != award.pk:
        purposes = [f"„{each}“" for each in award.items.order_by("position")] or ["keine"]
        raise ItemNotOfAward(item=item, award=award, purposes=join(purposes))


def _sums_in_order(amount: Money, other_funding: str, other_amount: Money | None) -> None:
    for typed in (amount, other_amount):
        if typed is not None and typed <= ZERO:
            raise AmountNotPositive(amount=typed)
    if (other_funding == OtherFunding.NONE) != (other_amount is None):
        raise OtherAmountMissing
    if other_amount is not None and other_amount >= amount:
        raise NothingLeftToPay(amount=amount, other=other_amount)


def _filed(owner: Organisation, actor: Actor, name: str, content: bytes) -> Attachment | None:
    if not name and not content:
        return None
    refuse_known_file(owner, checksum(content))
    return add_attachment(owner, actor=actor, name=name, content=content)
