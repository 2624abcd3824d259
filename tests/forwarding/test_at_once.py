"""Two people, or two clicks, at the same moment: no euro goes twice."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connections

from kreislotse.access.policy import Role
from kreislotse.awards.actions import allocate_receipt, enter_receipt
from kreislotse.awards.models import Receipt
from kreislotse.forwarding import actions
from kreislotse.forwarding.states import CheckKind, ForwardingState, Verdict
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.kernel.refusals import DomainError
from kreislotse.ledger.audit import audit
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind as K
from tests.factories.awards import AwardItemFactory
from tests.factories.cash import ReceiptFactory
from tests.factories.forwarding import (
    AppliedForwardingFactory,
    ApprovedForwardingFactory,
    ClubFactory,
    ForwardableItemFactory,
)
from tests.factories.organisations import MunicipalityFactory
from tests.factories.sharing import AgreementFactory, ShareFactory, SharePlanFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DAY = date(2015, 11, 2)
FIT = dict.fromkeys(CheckKind, (Verdict.FITS, "geprüft"))
SUM = Money.euros(500)


@pytest.fixture
def item(transactional_db):
    return ForwardableItemFactory(amount=SUM)


@pytest.fixture
def place(item):
    return item.award.owner


@pytest.fixture
def officer(acting, place):
    return acting(Role.GRANTS_OFFICER, at=place)


@pytest.fixture
def head(acting, place):
    return acting(Role.HEAD, at=place)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Each in a thread of its own; what it gave, or the refusal that it got."""
    outcomes: list[object] = []
    start = threading.Barrier(len(deeds))

    def run(work: Callable[[], object]) -> None:
        start.wait(timeout=5)
        try:
            outcomes.append(work())
        except (DomainError, DatabaseError) as refusal:
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def refused(outcomes: list[object]) -> int:
    return sum(isinstance(each, Exception) for each in outcomes)


def receipt(item, **said):
    return {
        "item": item,
        "payer": item.award.owner,
        "payee": "Druckerei",
        "subject": "Faltblätter",
        "dated": date(2015, 6, 1),
        "paid_on": date(2015, 6, 2),
        "amount": SUM,
        "request_key": "klick",
        "invoice_number": "R-7",
    } | said


def test_two_approvals_do_not_bind_the_same_euro(item, officer, head):
    """R-DIS-02"""
    wishes = [
        actions.record_check(
            AppliedForwardingFactory(item=item),
            actor=officer,
            verdicts=FIT,
            recipient=ClubFactory(),
        )
        for _ in range(2)
    ]
    said = {"actor": head, "approved": SUM, "not_biased": True}
    outcomes = at_once(
        *(lambda wish=wish: actions.approve_forwarding(wish, **said) for wish in wishes)
    )
    assert refused(outcomes) == 1
    bound = [item.pot.balance(K.COMMITTED, wish.recipient) for wish in wishes]
    assert (total(bound), item.pot.balance(K.AVAILABLE)) == (SUM, ZERO)
    assert audit().findings == ()


def test_a_double_click_pays_out_once(item, officer):
    """R-DIS-02"""
    signed = ApprovedForwardingFactory(item=item, state=ForwardingState.CONTRACT_SIGNED)
    pay = {"actor": officer, "paid_on": DAY}
    outcomes = at_once(*[lambda: actions.record_payment(signed, **pay)] * 2)
    assert refused(outcomes) == 1
    assert Transfer.objects.filter(kind="payment").count() == 1


def test_a_double_click_enters_a_receipt_once(item, officer):
    """R-DIS-11"""
    at_once(*[lambda: enter_receipt(actor=officer, **receipt(item))] * 2)
    assert Receipt.objects.count() == 1
    assert item.pot.balance(K.PAID, item.award.owner) == SUM


def test_an_approval_and_a_receipt_do_not_take_the_same_euro(item, officer, head):
    """R-DIS-02"""
    wish = actions.record_check(
        AppliedForwardingFactory(item=item), actor=officer, verdicts=FIT, recipient=ClubFactory()
    )
    outcomes = at_once(
        lambda: enter_receipt(actor=officer, **receipt(item)),
        lambda: actions.approve_forwarding(wish, actor=head, approved=SUM, not_biased=True),
    )
    assert refused(outcomes) == 1
    assert item.pot.balance(K.AVAILABLE) == ZERO


def test_one_receipt_does_not_go_to_two_pots_at_once(item, officer, place):
    """R-DIS-11"""
    other = AwardItemFactory(award=item.award)
    paid = ReceiptFactory(owner=place, amount=SUM)
    outcomes = at_once(
        *(
            lambda pot=pot: allocate_receipt(paid, pot, actor=officer, amount=SUM)
            for pot in (item, other)
        )
    )
    assert refused(outcomes) == 1
    assert [each.amount for each in paid.allocations.all()] == [SUM]


def test_two_plans_of_an_item_do_not_promise_the_same_euro(item, head, place):
    """R-DIS-02, R-DIS-09"""
    plans = [
        SharePlanFactory(
            initiative=item.award.initiative, item=item, amount=SUM, state="consultation"
        )
        for _ in range(2)
    ]
    for plan in plans:
        town = MunicipalityFactory(part_of=place)
        ShareFactory(plan=plan, organisation=town)
        AgreementFactory(plan=plan, municipality=town, state="agreed", answered_on=DAY)
    outcomes = at_once(*(lambda plan=plan: actions.decide_plan(plan, actor=head) for plan in plans))
    assert refused(outcomes) == 1
