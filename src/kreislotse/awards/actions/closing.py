"""The end of an award: lump sums paid, proof handed in, remark of the authority, closing."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.errors import ItemOfOtherAward, LumpSumOnly, StillOpen
from kreislotse.awards.holdings import holdings, proof_handed_in
from kreislotse.awards.models import Award, AwardItem
from kreislotse.awards.openness import require_open
from kreislotse.awards.order import after, happened
from kreislotse.awards.rules import unsettled
from kreislotse.awards.states import RepaymentState
from kreislotse.funding.states import Financing
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short, enumerate_plural, join
from kreislotse.kernel.money import Money
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.ledger import movements

EDIT = Permission.FUNDING_EDIT

_OPEN_MONEY = {
    "requested": "{amount} abgerufen, noch nicht eingegangen",
    "committed": "{amount} gebunden, noch nicht ausgezahlt",
    "paid": "{amount} ausgezahlt, noch nicht nachgewiesen",
    "drawn": "{amount} eingegangen, weder nachgewiesen noch zurückgezahlt",
}


@transaction.atomic
def record_lump_sum_payment(
    award: Award, *, actor: Actor, item: AwardItem, amount: Money, received_on: date
) -> Award:
    """A payment of a lump sum has come in on its date; nobody has to draw it."""
    award = lock(award)
    require(actor, EDIT, at=award.owner_id)
    require_open(award)
    if award.financing != Financing.LUMP_SUM:
        raise LumpSumOnly(award=award)
    if item.award_id != award.pk:
        raise ItemOfOtherAward(item=item, other=item.award, award=award)
    after(received_on, "Der Eingang", award.dated, "dem Datum des Bescheids")
    happened(received_on, "Der Eingang", actor=actor)
    # One payment per item and day, so that a double click books it once.
    name = f"lump-sum-{item.pk}-{received_on.isoformat()}"
    reference = movements.booked_anew(award.book, name)
    known = award.book.transfers.filter(deed=reference).exists()
    movements.receive_unasked(item.pot, amount, movements.Deed(actor, received_on, reference))
    if not known:
        note = f"{item}: {amount}"
        write(award, "record_lump_sum_payment", actor=actor, note=note, received_on=received_on)
    return award


@transaction.atomic
def record_proof_submitted(award: Award, *, actor: Actor, note: str = "") -> Award:
    """The final proof, or the confirmation for a lump sum, is with the authority."""
    return advance(lock(award), "record_proof_submitted", actor=actor, note=note)


@transaction.atomic
def record_audit_remark(award: Award, *, actor: Actor, remarked_on: date, remark: str) -> Award:
    """What the authority says about the proof (Prüfungsvermerk); kept in the history (R-GRT-16)."""
    award = lock(award)
    check(award, "record_audit_remark", actor=actor)
    if not remark.strip():
        raise ReasonNeeded(what="Was sagt der Prüfungsvermerk?")
    happened(remarked_on, "Der Prüfungsvermerk", actor=actor)
    note = f"{date_short(remarked_on)}: {remark.strip()}"
    return advance(award, "record_audit_remark", actor=actor, note=note)


@transaction.atomic
def close_award(award: Award, *, actor: Actor, closed_on: date) -> Award:
    """Nothing is left to do; receipts are kept from now on for the years set (R-GRT-19)."""
    award = lock(award)
    check(award, "close_award", actor=actor)
    happened(closed_on, "Der Abschluss", actor=actor)
    after(closed_on, "Der Abschluss", award.ended_on or award.dated, "dem Ende der Maßnahme")
    left = _left_to_do(award)
    if left:
        raise StillOpen(award=award, what=join(left))
    return advance(award, "close_award", actor=actor, closed_on=closed_on)


def _left_to_do(award: Award) -> list[str]:
    money = unsettled([line.on for line in holdings(award)])
    left = [_OPEN_MONEY[kind].format(amount=amount) for kind, amount in money.items()]
    duties = award.duties.filter(reported_on__isnull=True, dropped_reason="").count()
    if duties:
        left.append(enumerate_plural(duties, "Mitteilung", "Mitteilungen") + " an die Behörde")
    repayments = award.repayments.filter(state=RepaymentState.DEMANDED).count()
    if repayments:
        left.append(enumerate_plural(repayments, "Rückforderung", "Rückforderungen"))
    if not proof_handed_in(award):
        left.append("der Verwendungsnachweis")
    return left
