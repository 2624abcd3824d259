"""Paying out: once, what was bound, to an account."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.awards.errors import AwardNotOpen
from kreislotse.awards.states import AwardState
from kreislotse.forwarding.actions import record_payment
from kreislotse.forwarding.errors import IbanMissing, PaidInTheFuture
from kreislotse.forwarding.models import Forwarding
from kreislotse.forwarding.states import ForwardingState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind
from tests.factories.forwarding import ApprovedForwardingFactory

DAY = date(2015, 11, 2)


@pytest.fixture
def signed(db):
    return ApprovedForwardingFactory(
        state=ForwardingState.CONTRACT_SIGNED, signed_on=date(2015, 10, 25)
    )


@pytest.fixture
def officer(acting, signed):
    return acting(Role.GRANTS_OFFICER, at=signed.owner)


def test_a_payment_moves_what_was_bound(signed, officer):
    """R-DIS-02."""
    found = record_payment(signed, actor=officer, paid_on=DAY)
    pot = signed.item.pot
    assert (found.state, found.paid_on) == (ForwardingState.PAID, DAY)
    assert pot.balance(AccountKind.COMMITTED, signed.recipient) == ZERO
    assert pot.balance(AccountKind.PAID, signed.recipient) == Money.euros(500)
    assert Transfer.objects.get(reference=f"forwarding-{signed.pk}-payment").booked_on == DAY


def test_a_double_click_pays_once(signed, officer):
    record_payment(signed, actor=officer, paid_on=DAY)
    with pytest.raises(WrongState):
        record_payment(signed, actor=officer, paid_on=DAY)
    assert Transfer.objects.filter(reference=f"forwarding-{signed.pk}-payment").count() == 1


@pytest.mark.parametrize(
    ("role", "values", "day", "refusal"),
    [
        (Role.HEAD, {}, DAY, NotAllowed),
        (Role.GRANTS_OFFICER, {"state": ForwardingState.CONTRACT_SENT}, DAY, WrongState),
        (Role.GRANTS_OFFICER, {"iban": ""}, DAY, IbanMissing),
        (Role.GRANTS_OFFICER, {}, date(2015, 11, 3), PaidInTheFuture),
        (Role.GRANTS_OFFICER, {}, date(2015, 10, 24), DateOrder),
    ],
)
def test_a_refused_payment_books_nothing(acting, signed, role, values, day, refusal):
    Forwarding.objects.update(**values)
    before = Transfer.objects.count()
    with pytest.raises(refusal):
        record_payment(signed, actor=acting(role, at=signed.owner), paid_on=day)
    assert Transfer.objects.count() == before
    assert not JournalEntry.objects.exists()


def test_nothing_is_paid_once_the_award_is_proven(signed, officer):
    signed.item.award.state = AwardState.PROOF_SUBMITTED
    signed.item.award.save()
    with pytest.raises(AwardNotOpen):
        record_payment(signed, actor=officer, paid_on=DAY)
