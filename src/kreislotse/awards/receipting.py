"""Filing receipts with their trace, for whoever has asked for the right before.

The office enters what the district paid, recipients what they paid of the money passed on to
them: the rules of a receipt are the same, the right is not.
"""

from datetime import date
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor
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
    NothingLeftToPay,
    OtherAmountMissing,
    OtherOwner,
    PotTooSmall,
)
from kreislotse.awards.models import Allocation, Award, AwardItem, Receipt
from kreislotse.awards.openness import require_open
from kreislotse.awards.states import OtherFunding
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.ledger import movements
from kreislotse.ledger.errors import AccountOverdrawn, AmountNotPositive
from kreislotse.ledger.states import AccountKind
from kreislotse.organisations.models import Organisation, OrganisationKind


class ReceiptFacts(TypedDict):
    """What an invoice or receipt says; the pot bears `part` of it, else what others leave."""

    payer: Organisation
    payee: str
    subject: str
    dated: date
    paid_on: date
    amount: Money
    request_key: str
    invoice_number: NotRequired[str]
    other_funding: NotRequired[str]
    other_amount: NotRequired[Money | None]
    part: NotRequired[Money | None]
    file_name: NotRequired[str]
    file_content: NotRequired[bytes]


@transaction.atomic
def file_receipt(item: AwardItem, *, actor: Actor, **said: Unpack[ReceiptFacts]) -> Receipt:
    """Enter a receipt into a pot; the same request key again gives the receipt entered before."""
    locked = lock(item.award)  # one receipt of an award at a time: the second click sees the first
    known = Receipt.objects.filter(request_key=said["request_key"], owner=locked.owner_id).first()
    if known:
        return known
    other_amount = said.get("other_amount")
    other_funding = said.get("other_funding", OtherFunding.NONE)
    _sums_in_order(said["amount"], other_funding, other_amount)
    for day in (said["dated"], said["paid_on"]):
        if day > actor.today:
            raise DayToCome(day=date_short(day))
    number = said.get("invoice_number", "")
    refuse_known_invoice(locked.owner, said["payee"], number, said["amount"])
    receipt = Receipt(
        owner=locked.owner,
        payer=said["payer"],
        payee=said["payee"],
        invoice_number=number,
        subject=said["subject"],
        dated=said["dated"],
        paid_on=said["paid_on"],
        amount=said["amount"],
        other_funding=other_funding,
        other_amount=other_amount,
        file=_filed(locked.owner, actor, said.get("file_name", ""), said.get("file_content", b"")),
        request_key=said["request_key"],
    )
    file_new(receipt, "enter_receipt", actor=actor)
    part = said.get("part")
    rest = said["amount"] - (other_amount or ZERO)
    file_allocation(receipt, item, actor=actor, amount=rest if part is None else part)
    return receipt


@transaction.atomic
def file_allocation(
    receipt: Receipt, item: AwardItem, *, actor: Actor, amount: Money
) -> Allocation:
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
    file_new(allocation, "allocate_receipt", actor=actor)
    if is_own(receipt.payer, award):
        _spend(allocation, actor)
    return allocation


@transaction.atomic
def take_out(allocation: Allocation, *, actor: Actor, reason: str) -> Allocation:
    """Take a receipt out of a pot; what was booked for it is reversed."""
    lock(allocation.receipt)
    allocation = lock(allocation)
    if allocation.withdrawn_on:
        raise AllocationWithdrawn(on=date_short(allocation.withdrawn_on))
    if not reason.strip():
        raise ReasonNeeded(what="warum der Beleg nicht in diesen Topf gehört.")
    award = lock(allocation.item.award)
    require_open(award)
    if award.book.transfers.filter(deed=_reference(allocation)).exists():
        movements.undo_last(
            award.book, _reference(allocation), actor=actor, on=actor.today, reason=reason
        )
    return file_change(
        allocation, "withdraw_allocation", actor=actor, note=reason, withdrawn_on=actor.today
    )


def is_own(payer: Organisation, award: Award) -> bool:
    """Whether the district itself or its centre has paid; others were given the money before."""
    own_centre = payer.kind == OrganisationKind.CENTRE and payer.part_of_id == award.owner_id
    return payer.pk == award.owner_id or own_centre


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
