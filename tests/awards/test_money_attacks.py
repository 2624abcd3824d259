"""Attempts to spend, draw or count the money of an award wrongly; each must come to nothing."""

from datetime import UTC, date, datetime

import pytest

from kreislotse.access.policy import Actor, Role
from kreislotse.awards.actions import (
    add_condition,
    begin_measure,
    cancel_draw_down,
    confirm_award,
    draft_draw_down,
    enter_receipt,
    record_draw_down_received,
    record_lump_sum_payment,
    request_draw_down,
    undo_draw_down_receipt,
    withdraw_allocation,
)
from kreislotse.awards.cash_errors import AllocationInProof, DayToCome, InvoiceKnown, NotFinal
from kreislotse.awards.cash_flows import use_of_items
from kreislotse.awards.errors import AwardOver
from kreislotse.awards.models import Award, Receipt
from kreislotse.awards.states import AwardState, DrawDownState
from kreislotse.funding.states import Financing
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import FourEyesNeeded, NotAllowed, ReasonNeeded, WrongState
from kreislotse.ledger import movements
from kreislotse.ledger.actions import reverse_deed
from kreislotse.ledger.audit import audit
from kreislotse.ledger.errors import MoneyMovedOn
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind as K
from tests.factories.awards import AwardFactory
from tests.factories.forwarding import ClubFactory
from tests.factories.proving import SubProofReceiptFactory

TODAY = date(2015, 11, 2)
THOUSAND = Money.euros(1_000)


@pytest.fixture
def award(centre):
    return AwardFactory(owner=centre.owner, initiative=centre)


@pytest.fixture
def item(award):
    return award.items.get()


@pytest.fixture
def both(officer, centre):
    """One person who enters and approves."""
    return Actor(officer.person_id, officer.at, officer.roles | {(Role.HEAD, centre.owner_id)})


def written():
    tables = (Receipt, Transfer, JournalEntry)
    return [table.objects.count() for table in tables]


def drawn(item, officer, head):
    draft = draft_draw_down(
        item.award,
        actor=officer,
        group="",
        lines={item: THOUSAND},
        expected_use_on=date(2015, 12, 1),
        needed_for="Honorare",
    )
    asked = request_draw_down(draft, actor=head, requested_on=TODAY)
    return record_draw_down_received(asked, actor=officer, received_on=TODAY)


def receipt(item, **said):
    return {
        "item": item,
        "payer": item.award.owner,
        "payee": "Druckerei",
        "subject": "Faltblätter",
        "dated": date(2015, 6, 1),
        "paid_on": date(2015, 6, 2),
        "amount": Money.euros(100),
        "request_key": "klick",
        "invoice_number": "R-7",
    } | said


# Four eyes


def test_who_writes_a_condition_into_a_notice_does_not_confirm_it(centre, both, officer, head):
    award = AwardFactory(owner=centre.owner, initiative=centre, entered=True)
    add_condition(award, actor=both, text="Nur für Material.")
    with pytest.raises(FourEyesNeeded):
        confirm_award(award, actor=both)
    assert confirm_award(award, actor=head).state == AwardState.AWARDED


def test_nobody_without_a_name_confirms_what_nobody_entered(centre):
    """None is not another person than None."""
    now = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
    roles = frozenset({(Role.GRANTS_OFFICER, centre.owner_id), (Role.HEAD, centre.owner_id)})
    nobody = Actor(None, now, roles)
    award = AwardFactory(owner=centre.owner, initiative=centre, entered=True)
    add_condition(award, actor=nobody, text="Nur für Material.")
    with pytest.raises(FourEyesNeeded):
        confirm_award(award, actor=nobody)


# R-GRT-04


def test_a_measure_that_began_does_not_make_its_notice_final(centre, officer, head):
    """R-GRT-04: without a day of service and without a waiver nothing is drawn."""
    award = AwardFactory(owner=centre.owner, initiative=centre, awarded=True)
    begin_measure(award, actor=officer, begun_on=date(2015, 2, 1))
    with pytest.raises(NotFinal):
        drawn(award.items.get(), officer, head)
    assert award.items.get().pot.balance(K.REQUESTED) == ZERO


# The receipt of a draw-down, taken back


def test_the_receipt_of_a_draw_down_is_taken_back_and_entered_anew(award, item, officer, head):
    wrong = drawn(item, officer, head)
    asked = undo_draw_down_receipt(wrong, actor=officer, reason="anderes Kassenzeichen")
    assert (asked.state, asked.received_on) == (DrawDownState.REQUESTED, None)
    assert (item.pot.balance(K.REQUESTED), item.pot.balance(K.DRAWN)) == (THOUSAND, ZERO)
    assert use_of_items(award, [item])[item.pk] == []
    again = record_draw_down_received(asked, actor=officer, received_on=TODAY)
    assert item.pot.balance(K.DRAWN) == THOUSAND
    [portion] = use_of_items(award, [item])[item.pk]
    assert portion.inflow.draw_down == again.pk
    undo_draw_down_receipt(again, actor=officer, reason="noch einmal")
    cancel_draw_down(again, actor=officer, reason="zurück")
    assert item.pot.balance(K.UNDRAWN) == item.amount
    assert audit().findings == ()


def test_a_receipt_of_a_draw_down_is_not_taken_back_without_reason_right_or_money(
    award, item, officer, head
):
    call = drawn(item, officer, head)
    for actor, reason, refusal in [
        (head, "Irrtum", NotAllowed),
        (officer, " ", ReasonNeeded),
    ]:
        before = written()
        with pytest.raises(refusal):
            undo_draw_down_receipt(call, actor=actor, reason=reason)
        assert written() == before
    movements.repay(item.pot, Money(1), movements.Deed(officer, TODAY, "back"))
    with pytest.raises(MoneyMovedOn):
        undo_draw_down_receipt(call, actor=officer, reason="Irrtum")
    call.refresh_from_db()
    assert call.state == DrawDownState.RECEIVED
    with pytest.raises(WrongState):
        record_draw_down_received(call, actor=officer, received_on=TODAY)


def test_a_lump_sum_reversed_and_entered_again_the_same_day_is_booked_again(centre, officer):
    award = AwardFactory(owner=centre.owner, initiative=centre, financing=Financing.LUMP_SUM)
    item = award.items.get()
    said = {"item": item, "amount": THOUSAND, "received_on": date(2015, 6, 1)}
    record_lump_sum_payment(award, actor=officer, **said)
    wrong = award.book.transfers.order_by("-number").first()
    reverse_deed(wrong, actor=officer, reason="falscher Betrag")
    assert (item.pot.balance(K.DRAWN), item.pot.balance(K.REQUESTED)) == (ZERO, ZERO)
    record_lump_sum_payment(award, actor=officer, **{**said, "amount": Money.euros(900)})
    assert item.pot.balance(K.DRAWN) == Money.euros(900)
    assert audit().findings == ()


# One euro twice


def test_an_invoice_of_the_district_is_not_entered_for_a_recipient_as_well(item, officer):
    """R-DIS-11: the same invoice, said to be paid by somebody else."""
    enter_receipt(actor=officer, **receipt(item))
    before = written()
    with pytest.raises(InvoiceKnown):
        enter_receipt(
            actor=officer,
            **receipt(item, payer=ClubFactory(), request_key="b", invoice_number="r-7"),
        )
    assert written() == before


def test_a_receipt_of_tomorrow_is_refused(item, officer):
    with pytest.raises(DayToCome):
        enter_receipt(actor=officer, **receipt(item, dated=date(2015, 11, 3)))
    assert not Receipt.objects.exists()


def test_a_receipt_in_a_recipients_proof_is_not_taken_out_of_its_pot(acting):
    """R-DIS-11: else its euros would stand in the proof and be free for another pot."""
    proving = SubProofReceiptFactory()
    officer = acting(Role.GRANTS_OFFICER, at=proving.sub_proof.forwarding.owner)
    with pytest.raises(AllocationInProof):
        withdraw_allocation(proving.allocation, actor=officer, reason="anderer Topf")
    proving.allocation.refresh_from_db()
    assert proving.allocation.withdrawn_on is None


def test_a_closed_award_takes_no_receipt_back_and_none_more(item, officer):
    entered = enter_receipt(actor=officer, **receipt(item))
    Award.objects.update(state=AwardState.CLOSED, closed_on=TODAY)
    before = written()
    for deed in (
        lambda: withdraw_allocation(entered.allocations.get(), actor=officer, reason="falsch"),
        lambda: enter_receipt(actor=officer, **receipt(item, request_key="b", invoice_number="")),
    ):
        with pytest.raises(AwardOver):
            deed()
    assert written() == before
