"""Which euro of a receipt a pot may bear: asked with the receipt locked, changes nothing."""

from django.utils.translation import gettext

from kreislotse.awards.cash_errors import (
    AlreadyInPot,
    DoubleFunding,
    FileKnown,
    InvoiceKnown,
    PaidOutsidePeriod,
    SecondAssignment,
)
from kreislotse.awards.double_funding import Payer, clash
from kreislotse.awards.models import Allocation, Award, AwardItem, Receipt
from kreislotse.awards.rules import may_begin
from kreislotse.awards.states import OtherFunding
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.kernel.spelling import search_key
from kreislotse.organisations.models import Organisation


def live_allocations(receipt: Receipt) -> list[Allocation]:
    """The pots that bear a part of a receipt now."""
    rows = receipt.allocations.filter(withdrawn_on__isnull=True)
    return list(rows.select_related("item__award__programme").order_by("pk"))


def left_of(receipt: Receipt, live: list[Allocation]) -> Money:
    """What of a receipt nobody bears yet."""
    taken = total([allocation.amount for allocation in live])
    return receipt.amount - (receipt.other_amount or ZERO) - taken


def refuse_second_assignment(receipt: Receipt, item: AwardItem, amount: Money) -> None:
    """One euro belongs to one pot; all together bear at most the whole (R-DIS-11, R-GRT-11)."""
    live = live_allocations(receipt)
    for allocation in live:
        if allocation.item_id == item.pk:
            raise AlreadyInPot(item=item, amount=allocation.amount)
    left = left_of(receipt, live)
    if amount <= left:
        return
    pots = [f"„{each.item}“ {each.amount}" for each in live]
    if receipt.other_amount:
        pots.append(f"{receipt.get_other_funding_display()} {receipt.other_amount}")
    raise SecondAssignment(
        amount=receipt.amount,
        taken=receipt.amount - left,
        pots=join(pots) if pots else "–",
        left=left,
        asked=amount,
    )


def refuse_double_funding(receipt: Receipt, award: Award) -> None:
    """T22, R-GRT-11: money that excludes others does not pay what others cover."""
    other = ""
    if receipt.other_funding != OtherFunding.NONE:
        other = str(receipt.get_other_funding_display())
    paying = [_payer(allocation.item.award) for allocation in live_allocations(receipt)]
    found = clash(_payer(award), paying=paying, other=other)
    if found:
        norm = found.norm or gettext("so steht es im Programm")
        raise DoubleFunding(programme=found.programme, norm=norm, others=join(found.others))


def refuse_outside_period(receipt: Receipt, award: Award) -> None:
    """R-GRT-03"""
    paid, start = receipt.paid_on, award.early_start_on
    begins = may_begin(paid, period_from=award.period_from, early_start_on=start)
    if begins and paid <= award.period_to:
        return
    raise PaidOutsidePeriod(
        paid=date_short(paid),
        award=award,
        first=date_short(min(award.period_from, start or award.period_from)),
        last=date_short(award.period_to),
    )


def refuse_known_invoice(owner: Organisation, payee: str, number: str, amount: Money) -> None:
    """The same payee, number and sum is the same invoice, whoever paid and however it is spelled.

    Else the district and a recipient could each claim it.
    """
    if not number.strip():
        return
    alike = Receipt.objects.filter(owner=owner, amount=amount.cents)
    wanted = (search_key(payee), search_key(number))
    for receipt in alike.order_by("pk"):
        if (search_key(receipt.payee), search_key(receipt.invoice_number)) == wanted:
            raise InvoiceKnown(receipt=receipt, paid=date_short(receipt.paid_on))


def refuse_known_file(owner: Organisation, sha256: str) -> None:
    known = Receipt.objects.filter(owner=owner, file__sha256=sha256).order_by("pk").first()
    if known:
        raise FileKnown(receipt=known, paid=date_short(known.paid_on))


def _payer(award: Award) -> Payer:
    """The programme of an award; an award without one stands for itself."""
    programme = award.programme
    if programme is None:
        return Payer(("award", award.pk), award.title)
    return Payer(
        ("programme", programme.pk),
        programme.name,
        programme.excludes_other_funding,
        programme.exclusion_norm,
    )
