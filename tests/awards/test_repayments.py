"""Money asked back by the authority, with interest (R-GRT-17)."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.awards.actions import (
    demand_repayment,
    record_proof_submitted,
    record_repayment,
    resume_after_recovery,
    settle_recovery,
)
from kreislotse.awards.errors import (
    AwardOver,
    InFuture,
    ItemOfOtherAward,
    MoreThanReceived,
    NotFreeToRepay,
    ProofHandedIn,
    ProofStillDue,
    RepaymentsOpen,
    WaiverTooLate,
)
from kreislotse.awards.models import Award, Repayment
from kreislotse.awards.owing import interest_owed
from kreislotse.awards.states import AwardState, DayCount, RepaymentState
from kreislotse.funding.models import BaseRate
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from kreislotse.ledger import movements
from kreislotse.ledger.errors import AmountNotPositive
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind
from tests.factories.awards import AwardFactory, officer_at
from tests.factories.organisations import OrganisationFactory

SUM = Money.euros(10_000)
DEMAND = {
    "amount": SUM,
    "reason": "Nicht verbraucht",
    "demanded_on": date(2016, 6, 1),
    "due_on": date(2016, 6, 30),
    "interest_from": date(2016, 1, 1),
}


@pytest.fixture
def award(centre):
    """12,000.00 have come in, the proof is with the authority."""
    award = AwardFactory(
        owner=centre.owner, initiative=centre, state=AwardState.PROOF_SUBMITTED, item__title="Kurse"
    )
    pot, actor = award.items.get().pot, officer_at(centre.owner)
    amount = Money.euros(12_000)
    movements.request_draw(pot, amount, movements.Deed(actor, date(2015, 3, 1), "requested"))
    movements.receive_draw(pot, amount, movements.Deed(actor, date(2015, 3, 9), "received"))
    return award


@pytest.fixture
def item(award):
    return award.items.get()


@pytest.fixture
def rate(db):
    """The base rate of 2015 and 2016: with five points 4.17 %."""
    BaseRate.objects.create(valid_from=date(2015, 1, 1), percent=Decimal("-0.83"), source="§ 247")


@pytest.fixture
def late(officer_on):
    return officer_on(2016, 7, 29)


def demand(award, actor, **said):
    return demand_repayment(award, actor=actor, **{"item": award.items.get(), **DEMAND, **said})


def test_a_demand_puts_the_award_into_recovery(award, late):
    """R-GRT-17."""
    repayment = demand(award, late)
    award.refresh_from_db()
    assert (repayment.state, award.state) == (RepaymentState.DEMANDED, AwardState.RECOVERY)
    demand(award, late, amount=Money.euros(2_000))
    assert award.repayments.count() == 2
    assert JournalEntry.objects.of_record(award).first().verb == "demand_repayment"


@pytest.mark.parametrize(
    ("count", "interest"), [(DayCount.ACTUAL, "207,36"), (DayCount.ACTUAL_365, "207,93")]
)
def test_interest_runs_from_the_first_to_the_last_day(award, late, rate, item, count, interest):
    """T10, R-GRT-17: 10,000.00 from 1 January to 30 June 2016 at 4.17 %, both days counted."""
    Award.objects.update(day_count=count)
    repayment = record_repayment(demand(award, late), actor=late, repaid_on=date(2016, 6, 30))
    assert repayment.interest == Money.parse(interest)
    assert repayment.state == RepaymentState.REPAID
    assert item.pot.balance(AccountKind.REPAID) == SUM
    assert item.pot.balance(AccountKind.DRAWN) == Money.euros(2_000)
    assert item.pot.balance(AccountKind.AVAILABLE) == Money.euros(8_000)


def test_interest_is_waived_for_who_pays_in_time(award, late, rate):
    """R-GRT-17."""
    repayment = record_repayment(
        demand(award, late),
        actor=late,
        repaid_on=date(2016, 6, 30),
        interest_waived_reason="Kein Verschulden, in der Frist gezahlt",
    )
    assert repayment.interest == ZERO
    second = demand(award, late, amount=Money.euros(1))
    with pytest.raises(WaiverTooLate):
        record_repayment(
            second, actor=late, repaid_on=date(2016, 7, 1), interest_waived_reason="Bitte"
        )


def test_without_a_first_day_no_interest_runs(award, late):
    repayment = demand(award, late, interest_from=None)
    assert interest_owed(repayment, date(2016, 6, 30)) is None
    paid = record_repayment(repayment, actor=late, repaid_on=date(2016, 6, 30))
    assert paid.interest == ZERO


def test_a_recovery_after_the_proof_is_settled_when_all_is_paid(award, late, rate):
    Award.objects.update(state=AwardState.PROOF_DUE)
    record_proof_submitted(award, actor=late)
    repayment = demand(award, late)
    with pytest.raises(RepaymentsOpen) as refusal:
        settle_recovery(award, actor=late)
    assert "10.000,00" in str(refusal.value)
    record_repayment(repayment, actor=late, repaid_on=date(2016, 6, 30))
    with pytest.raises(ProofHandedIn):
        resume_after_recovery(award, actor=late)
    assert settle_recovery(award, actor=late).state == AwardState.AUDITED


def test_after_a_recovery_from_a_running_award_its_proof_is_due(award, late, rate):
    Award.objects.update(state=AwardState.RUNNING)
    repayment = demand(award, late)
    with pytest.raises(RepaymentsOpen):
        resume_after_recovery(award, actor=late)
    record_repayment(repayment, actor=late, repaid_on=date(2016, 6, 30))
    with pytest.raises(ProofStillDue):
        settle_recovery(award, actor=late)
    assert resume_after_recovery(award, actor=late).state == AwardState.PROOF_DUE


def test_spent_money_is_not_paid_back(award, item, late, rate):
    """R-GRT-17: whoever is not granted a cost takes its receipt back first."""
    repayment = demand(award, late)
    deed = movements.Deed(officer_at(award.owner), date(2015, 5, 1), "spent")
    movements.spend(item.pot, OrganisationFactory(), Money.euros(9_000), deed)
    with pytest.raises(NotFreeToRepay) as refusal:
        record_repayment(repayment, actor=late, repaid_on=date(2016, 6, 30))
    assert "sind 9.000,00" in str(refusal.value)
    repayment.refresh_from_db()
    assert (repayment.state, repayment.interest) == (RepaymentState.DEMANDED, None)


def test_a_refused_demand_leaves_nothing_behind(award, late, head):
    other = AwardFactory(owner=award.owner, initiative=award.initiative)
    before = JournalEntry.objects.count()
    for refusal, said in [
        (ItemOfOtherAward, {"item": other.items.get()}),
        (AmountNotPositive, {"amount": ZERO}),
        (MoreThanReceived, {"amount": Money(1_200_001)}),
        (DateOrder, {"demanded_on": date(2015, 1, 1)}),
        (DateOrder, {"due_on": date(2016, 5, 31)}),
        (NotAllowed, {"actor": head}),
    ]:
        with pytest.raises(refusal):
            demand(award, said.pop("actor", late), **said)
    assert (Repayment.objects.count(), JournalEntry.objects.count()) == (0, before)


def test_two_demands_together_stay_within_what_came_in(award, late):
    """R-GRT-17."""
    demand(award, late)
    with pytest.raises(MoreThanReceived) as refusal:
        demand(award, late, amount=Money(200_001))
    assert "2.000,00" in str(refusal.value)


def test_a_refused_repayment_leaves_nothing_behind(award, late, head, rate):
    repayment = demand(award, late)
    transfers, traces = Transfer.objects.count(), JournalEntry.objects.count()
    for refusal, actor, repaid_on in [
        (DateOrder, late, date(2016, 5, 31)),
        (InFuture, late, date(2016, 7, 30)),
        (NotAllowed, head, date(2016, 6, 30)),
    ]:
        with pytest.raises(refusal):
            record_repayment(repayment, actor=actor, repaid_on=repaid_on)
    assert (Transfer.objects.count(), JournalEntry.objects.count()) == (transfers, traces)
    record_repayment(repayment, actor=late, repaid_on=date(2016, 6, 30))
    with pytest.raises(WrongState):
        record_repayment(repayment, actor=late, repaid_on=date(2016, 6, 30))


def test_nothing_is_asked_back_on_a_closed_award(award, late):
    """R-GRT-19."""
    Award.objects.update(state=AwardState.CLOSED, closed_on=date(2016, 6, 1))
    with pytest.raises(AwardOver):
        demand(award, late)
