"""Money asked back from recipients: until when, with what interest, and how a forwarding ends."""

from datetime import UTC, date, datetime

import pytest

from kreislotse.access.policy import Role
from kreislotse.awards.errors import AwardOver
from kreislotse.awards.states import AwardState
from kreislotse.forwarding import actions
from kreislotse.forwarding import proving_errors as errors
from kreislotse.forwarding.models import Forwarding, Recovery
from kreislotse.forwarding.proving import Outcome, outcome_of, standing_of
from kreislotse.forwarding.recovering import facts_known_on, interest_sheet, last_day_to_demand
from kreislotse.forwarding.states import ForwardingState, RecoveryState
from kreislotse.funding.actions import load_base_rates
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.interest import RateMissing
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder, NotAllowed, ReasonNeeded, WrongState
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind
from kreislotse.organisations.queries import system_actor
from tests.factories.forwarding import ForwardableItemFactory, ForwardingFactory
from tests.factories.proving import RecoveryFactory, SubProofFactory

MAY = datetime(2016, 5, 10, 10, 0, tzinfo=UTC)
AUGUST = datetime(2016, 8, 1, 10, 0, tzinfo=UTC)
S = ForwardingState


@pytest.fixture
def forwarding(db):
    """500.00 for a club; its proof was due on 30.04.2016 and never came."""
    return ForwardingFactory()


@pytest.fixture
def officer(acting, forwarding):
    return acting(Role.GRANTS_OFFICER, at=forwarding.owner, now=MAY)


@pytest.fixture
def recovery(db):
    return RecoveryFactory()


@pytest.fixture
def cashier(acting, recovery):
    """The officer of the recovery's district, in August."""
    return acting(Role.GRANTS_OFFICER, at=recovery.forwarding.owner, now=AUGUST)


@pytest.fixture
def head(acting, recovery):
    return acting(Role.HEAD, at=recovery.forwarding.owner, now=AUGUST)


@pytest.fixture
def rates(db):
    load_base_rates(actor=system_actor(MAY, 0))


def demand(**said):
    return {
        "reason": "Der Nachweis fehlt.",
        "known_on": date(2016, 5, 1),
        "demanded_on": date(2016, 5, 10),
        "due_on": date(2016, 6, 10),
    } | said


def free(forwarding):
    return forwarding.item.pot.balance(AccountKind.AVAILABLE)


def counts():
    tables = (Recovery, Transfer, JournalEntry)
    return [table.objects.count() for table in tables]


def test_a_missing_proof_leads_to_asking_all_of_it_back(forwarding, officer):
    """R-GRT-17, R-GRT-18; G18: from paid, once the proof is overdue."""
    recovery = actions.demand_recovery(forwarding, actor=officer, **demand())
    forwarding.refresh_from_db()
    assert (recovery.amount, recovery.state) == (Money.euros(500), RecoveryState.DEMANDED)
    assert forwarding.state == S.RECOVERY
    assert outcome_of(forwarding) == Outcome.OPEN
    assert standing_of(forwarding).demanded == Money.euros(500)
    verbs = [JournalEntry.objects.of_record(each).get().verb for each in (recovery, forwarding)]
    assert verbs == ["demand_recovery", "demand_recovery"]


@pytest.mark.parametrize(
    ("said", "refusal", "sentence"),
    [
        ({"amount": Money(50_001)}, errors.MoreThanOpen, r"noch 500,00\u00a0€.*500,01"),
        ({"amount": ZERO}, errors.RecoveryNotPositive, "über null"),
        ({"amount": -Money.euros(1)}, errors.RecoveryNotPositive, "-1,00"),
        ({"reason": " "}, ReasonNeeded, "Rückforderung"),
        ({"demanded_on": date(2016, 5, 11)}, errors.RecoveryDayAhead, "11.05.2016"),
        ({"demanded_on": date(2016, 4, 30)}, DateOrder, "dem Tag, seit dem die Tatsachen"),
        ({"due_on": date(2016, 5, 9)}, DateOrder, "Die Zahlungsfrist"),
        ({"interest_from": date(2015, 10, 31)}, DateOrder, "der Auszahlung"),
        (
            {"known_on": date(2015, 5, 9)},
            errors.DemandTooLate,
            "Die Jahresfrist endete am 09.05.2016",
        ),
    ],
)
def test_a_demand_that_cannot_be_is_refused(forwarding, officer, said, refusal, sentence):
    """R-GRT-18 in the last line: one year after the facts are known."""
    before = counts()
    with pytest.raises(refusal, match=sentence):
        actions.demand_recovery(forwarding, actor=officer, **demand(**said))
    assert counts() == before
    assert Forwarding.objects.get().state == S.PAID


def test_the_year_to_ask_back_ends_on_the_same_day_of_the_next(forwarding, officer):
    """R-GRT-18: on the last day it still goes."""
    assert last_day_to_demand(date(2015, 5, 10)) == date(2016, 5, 10)
    assert last_day_to_demand(date(2016, 2, 29)) == date(2017, 2, 28)
    said = demand(known_on=date(2015, 5, 10))
    assert actions.demand_recovery(forwarding, actor=officer, **said).pk


def test_nothing_is_asked_back_before_the_proof_is_overdue(acting, forwarding):
    early = datetime(2016, 4, 30, 10, 0, tzinfo=UTC)
    officer = acting(Role.GRANTS_OFFICER, at=forwarding.owner, now=early)
    said = demand(known_on=date(2016, 4, 1), demanded_on=date(2016, 4, 30))
    with pytest.raises(errors.NotYetOverdue, match=r"30\.04\.2016"):
        actions.demand_recovery(forwarding, actor=officer, **said)
    assert facts_known_on(forwarding, today=date(2016, 4, 30)) is None
    assert facts_known_on(forwarding, today=date(2016, 5, 1)) == date(2016, 5, 1)


def test_after_a_check_in_part_the_year_runs_from_the_check(forwarding):
    """R-GRT-18"""
    Forwarding.objects.update(state=S.PARTLY_ACCEPTED, accepted=Money.euros(300))
    forwarding.refresh_from_db()
    proof = SubProofFactory(forwarding=forwarding)
    proof.checked_on = date(2016, 5, 3)
    proof.save()
    assert facts_known_on(forwarding, today=date(2016, 6, 1)) == date(2016, 5, 3)


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.MUNICIPAL_CLERK])
def test_only_the_officer_asks_back(acting, forwarding, role):
    with pytest.raises(NotAllowed):
        actions.demand_recovery(
            forwarding, actor=acting(role, at=forwarding.owner, now=MAY), **demand()
        )


@pytest.mark.parametrize("state", [S.APPROVED, S.PROOF_RECEIVED, S.ACCEPTED, S.CLOSED])
def test_only_what_is_open_is_asked_back(forwarding, officer, state):
    Forwarding.objects.update(state=state)
    with pytest.raises(WrongState):
        actions.demand_recovery(forwarding, actor=officer, **demand())


def test_the_rest_can_be_asked_back_later(forwarding, officer):
    actions.demand_recovery(forwarding, actor=officer, **demand(amount=Money.euros(200)))
    rest = actions.demand_recovery(forwarding, actor=officer, **demand())
    assert rest.amount == Money.euros(300)
    with pytest.raises(errors.MoreThanOpen):
        actions.demand_recovery(forwarding, actor=officer, **demand(amount=Money(1)))
    with pytest.raises(errors.RecoveryNotPositive):
        actions.demand_recovery(forwarding, actor=officer, **demand())


@pytest.mark.parametrize(
    ("counting", "days", "owed"),
    [("actual", 182, Money(207_36)), ("actual_365", 182, Money(207_93))],
)
def test_interest_is_five_points_above_the_base_rate(acting, rates, counting, days, owed):
    """T10, R-GRT-17: 10,000.00 from 01.01. to 30.06.2016 at 4.17 %, counted as the award says."""
    item = ForwardableItemFactory(award__day_count=counting)
    forwarding = ForwardingFactory(
        item=item, requested=Money.euros(10_000), state=S.RECOVERY, light=False
    )
    recovery = RecoveryFactory(
        forwarding=forwarding,
        amount=Money.euros(10_000),
        interest_from=date(2016, 1, 1),
        due_on=date(2016, 6, 30),
    )
    officer = acting(Role.GRANTS_OFFICER, at=forwarding.owner, now=AUGUST)
    paid = actions.record_recovery_paid(recovery, actor=officer, settled_on=date(2016, 6, 30))
    assert paid.interest == owed
    sheet = interest_sheet(paid, today=date(2020, 1, 1))
    assert (sheet.days, sheet.total, len(sheet.periods)) == (days, owed, 1)


def test_interest_needs_the_base_rate_of_its_days(recovery, cashier):
    """R-GRT-17"""
    Recovery.objects.update(interest_from=date(2016, 1, 1))
    with pytest.raises(RateMissing):
        actions.record_recovery_paid(recovery, actor=cashier, settled_on=date(2016, 6, 1))
    assert Recovery.objects.get().state == RecoveryState.DEMANDED


def test_what_is_paid_back_is_free_again(recovery, cashier):
    """Step 14 of 2.5: the money can be given to others."""
    before = free(recovery.forwarding)
    paid = actions.record_recovery_paid(recovery, actor=cashier, settled_on=date(2016, 6, 10))
    assert (paid.state, paid.settled_on, paid.interest) == (
        RecoveryState.SETTLED,
        date(2016, 6, 10),
        None,
    )
    assert free(paid.forwarding) == before + Money.euros(500)
    booked = Transfer.objects.get(deed=f"recovery-{paid.pk}-refund")
    assert (booked.amount, booked.booked_on) == (Money.euros(500), date(2016, 6, 10))
    assert [entry.verb for entry in JournalEntry.objects.of_record(paid)] == [
        "record_recovery_paid"
    ]
    with pytest.raises(WrongState):
        actions.record_recovery_paid(recovery, actor=cashier, settled_on=date(2016, 6, 10))


def test_interest_is_let_go_of_whoever_pays_in_time(recovery, cashier, rates):
    """R-GRT-17: with a reason."""
    Recovery.objects.update(interest_from=date(2016, 5, 1))
    paid = actions.record_recovery_paid(
        recovery,
        actor=cashier,
        settled_on=date(2016, 6, 10),
        without_interest_reason="Die Kassenführung war erkrankt.",
    )
    assert (paid.interest, paid.waived_reason) == (ZERO, "Die Kassenführung war erkrankt.")


@pytest.mark.parametrize(
    ("interest_from", "settled_on", "reason", "refusal"),
    [
        (date(2016, 5, 1), date(2016, 6, 11), "Erkrankt.", errors.InterestStillOwed),
        (None, date(2016, 6, 10), "Erkrankt.", errors.NoInterestAsked),
        (None, date(2016, 8, 2), "", errors.RecoveryDayAhead),
        (None, date(2016, 5, 9), "", DateOrder),
    ],
)
def test_a_payment_that_cannot_be_is_refused(
    recovery, cashier, rates, interest_from, settled_on, reason, refusal
):
    """R-GRT-17"""
    Recovery.objects.update(interest_from=interest_from)
    before = counts()
    with pytest.raises(refusal):
        actions.record_recovery_paid(
            recovery, actor=cashier, settled_on=settled_on, without_interest_reason=reason
        )
    assert counts() == before


def test_a_closed_award_takes_no_refund(recovery, cashier):
    award = recovery.forwarding.item.award
    award.state, award.closed_on = AwardState.CLOSED, date(2016, 7, 1)
    award.save(update_fields=["state", "closed_on"])
    with pytest.raises(AwardOver):
        actions.record_recovery_paid(recovery, actor=cashier, settled_on=date(2016, 6, 1))


def test_what_is_waived_the_district_bears_so_that_the_grant_is_free_again(recovery, head):
    pot = recovery.forwarding.item.pot
    free = pot.balance(AccountKind.AVAILABLE)
    waived = actions.waive_recovery(recovery, actor=head, reason="Der Verein ist aufgelöst.")
    forwarding = waived.forwarding
    assert (waived.state, waived.waived_reason) == (
        RecoveryState.WAIVED,
        "Der Verein ist aufgelöst.",
    )
    assert pot.balance(AccountKind.PAID, forwarding.recipient) == ZERO
    assert pot.balance(AccountKind.AVAILABLE) - free == Money.euros(500)
    assert standing_of(forwarding).waived == Money.euros(500)
    assert interest_sheet(waived, today=date(2016, 8, 1)) is None


def test_waiving_is_for_the_head_and_has_a_reason(recovery, head, cashier):
    with pytest.raises(NotAllowed):
        actions.waive_recovery(recovery, actor=cashier, reason="Bitte.")
    with pytest.raises(ReasonNeeded):
        actions.waive_recovery(recovery, actor=head, reason=" ")
    assert Recovery.objects.get().state == RecoveryState.DEMANDED


def test_a_forwarding_ends_when_nothing_is_open(recovery, cashier):
    """G18"""
    forwarding = recovery.forwarding
    with pytest.raises(errors.StillOpen, match=r"Von 500,00\u00a0€ sind noch 500,00"):
        actions.close_forwarding(forwarding, actor=cashier)
    actions.record_recovery_paid(recovery, actor=cashier, settled_on=date(2016, 6, 10))
    closed = actions.close_forwarding(forwarding, actor=cashier)
    assert (closed.state, outcome_of(closed)) == (S.CLOSED, Outcome.PARTLY_RECLAIMED)
    with pytest.raises(WrongState):
        actions.close_forwarding(forwarding, actor=cashier)


def test_a_part_that_nobody_asked_back_keeps_a_forwarding_open(recovery, cashier):
    """G18"""
    Recovery.objects.update(amount=Money.euros(499))
    actions.record_recovery_paid(
        Recovery.objects.get(), actor=cashier, settled_on=date(2016, 6, 10)
    )
    with pytest.raises(errors.StillOpen, match="1,00"):
        actions.close_forwarding(recovery.forwarding, actor=cashier)


def test_a_proven_forwarding_ends_as_proved(forwarding, officer):
    """G18"""
    Forwarding.objects.update(state=S.ACCEPTED, accepted=Money.euros(500))
    forwarding.refresh_from_db()
    closed = actions.close_forwarding(forwarding, actor=officer)
    assert (closed.state, outcome_of(closed)) == (S.CLOSED, Outcome.PROVED)


def test_what_is_not_paid_has_no_outcome(forwarding):
    """G18"""
    Forwarding.objects.update(state=S.APPROVED, paid_on=None)
    forwarding.refresh_from_db()
    assert outcome_of(forwarding) is None
