"""The decision: four eyes, no bias, never more than is free; and what it binds."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.forwarding.actions import (
    approve_forwarding,
    declare_conflict,
    end_conflict,
    record_check,
    reject_forwarding,
    withdraw_forwarding,
)
from kreislotse.forwarding.errors import (
    Biased,
    BiasNotDenied,
    ChecksFailed,
    ConflictKnown,
    MoreThanRequested,
    PaidTwice,
    ShareExceeded,
    WishNotPositive,
)
from kreislotse.forwarding.models import ConflictOfInterest, Forwarding, Share, SharePlan
from kreislotse.forwarding.states import CheckKind, ForwardingState, Key, PlanState, Verdict
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import (
    DateOrder,
    FourEyesNeeded,
    NotAllowed,
    ReasonNeeded,
    WrongState,
)
from kreislotse.ledger.errors import AccountOverdrawn
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind
from tests.factories.access import AccountFactory
from tests.factories.forwarding import (
    AppliedForwardingFactory,
    ClubFactory,
    ConflictFactory,
    ForwardableItemFactory,
    ForwardingFactory,
)
from tests.factories.organisations import MunicipalityFactory

FIT = dict.fromkeys(CheckKind, (Verdict.FITS, ""))
WISH = Money.euros(2_000)


@pytest.fixture
def item(db):
    return ForwardableItemFactory(number="Ziffer 2", title="Sprachkurse")


@pytest.fixture
def place(item):
    return item.award.owner


@pytest.fixture
def officer(acting, place):
    return acting(Role.GRANTS_OFFICER, at=place)


@pytest.fixture
def head(acting, place):
    return acting(Role.HEAD, at=place)


@pytest.fixture
def wish(item, officer):
    """Asked for by a club and checked by the officer."""
    wish = AppliedForwardingFactory(item=item, requested=WISH)
    return record_check(wish, actor=officer, recipient=ClubFactory(), verdicts=FIT)


def approve(wish, actor, approved=WISH, **said):
    return approve_forwarding(wish, actor=actor, approved=approved, **{"not_biased": True, **said})


def test_a_decision_binds_the_money_for_the_recipient(item, wish, head):
    """R-DIS-02, R-DIS-06: the proof is due two months before our own."""
    found = approve(wish, head, Money.euros(1_800), reason="Ohne Bewirtung.")
    assert (found.state, found.approved) == (ForwardingState.APPROVED, Money.euros(1_800))
    assert (found.decided_on, found.proof_due_on) == (date(2015, 11, 2), date(2016, 4, 30))
    assert item.pot.balance(AccountKind.AVAILABLE) == Money.euros(16_200)
    assert item.pot.balance(AccountKind.COMMITTED, wish.recipient) == Money.euros(1_800)
    transfer = Transfer.objects.get(reference=f"forwarding-{wish.pk}-commitment")
    assert transfer.amount == Money.euros(1_800)
    assert JournalEntry.objects.of_record(wish).filter(verb="approve_forwarding").count() == 1


def test_more_than_is_free_is_refused_with_the_figures(place, officer, head):
    """R-DIS-02: the ledger says what is left of the number."""
    item = ForwardableItemFactory(
        award__owner=place, number="Ziffer 2", title="Sprachkurse", amount=Money(163_636)
    )
    wish = AppliedForwardingFactory(item=item, requested=WISH)
    record_check(wish, actor=officer, recipient=ClubFactory(), verdicts=FIT)
    before = Transfer.objects.count()
    with pytest.raises(AccountOverdrawn) as refused:
        approve(wish, head)
    assert str(refused.value).replace("\u00a0", " ") == (
        "Auf „Ziffer 2 Sprachkurse, frei“ sind noch 1.636,36 € frei, "
        "gebucht werden sollten 2.000,00 €."
    )
    wish.refresh_from_db()
    assert (wish.state, wish.approved) == (ForwardingState.CHECKED, None)
    assert Transfer.objects.count() == before
    assert approve(wish, head, Money(163_636)).approved == Money(163_636)


@pytest.mark.parametrize(
    ("amount", "said", "refusal"),
    [
        (WISH, {"not_biased": False}, BiasNotDenied),
        (Money(200_001), {}, MoreThanRequested),
        (ZERO, {}, WishNotPositive),
    ],
)
def test_a_refused_decision_changes_nothing(wish, head, amount, said, refusal):
    before = (Transfer.objects.count(), JournalEntry.objects.count())
    with pytest.raises(refusal):
        approve(wish, head, amount, **said)
    wish.refresh_from_db()
    assert (wish.state, wish.approved) == (ForwardingState.CHECKED, None)
    assert (Transfer.objects.count(), JournalEntry.objects.count()) == before


def test_whoever_checked_does_not_decide(acting, item, place):
    """Four eyes: a person with both roles is still one person."""
    both = acting(Role.GRANTS_OFFICER, at=place)
    head_too = acting(Role.HEAD, at=place)
    one = type(both)(both.person_id, both.at, both.roles | head_too.roles)
    wish = AppliedForwardingFactory(item=item, requested=WISH)
    record_check(wish, actor=one, recipient=ClubFactory(), verdicts=FIT)
    with pytest.raises(FourEyesNeeded):
        approve(wish, one)
    assert approve(wish, head_too).approved == WISH


def test_only_who_may_approve_decides_and_only_after_the_check(acting, item, wish, officer, head):
    for actor in (
        officer,
        acting(Role.AUDITOR, at=wish.owner),
        acting(Role.HEAD, at=ClubFactory()),
    ):
        with pytest.raises(NotAllowed):
            approve(wish, actor)
    with pytest.raises(WrongState):
        approve(AppliedForwardingFactory(item=item), head)


def test_an_officer_of_the_recipient_does_not_decide(wish, head):
    """R-DIS-10: from the first to the last day of the tie."""
    tie = ConflictFactory(owner=wish.owner, account_id=head.person_id, organisation=wish.recipient)
    with pytest.raises(Biased, match=r"seit 01\.01\.2015"):
        approve(wish, head)
    tie.until = date(2015, 11, 2)
    tie.save()
    with pytest.raises(Biased):
        approve(wish, head)
    tie.until = date(2015, 11, 1)
    tie.save()
    assert approve(wish, head).approved == WISH


def test_somebody_else_s_tie_does_not_hinder(wish, head):
    ConflictFactory(owner=wish.owner, organisation=wish.recipient)
    ConflictFactory(owner=wish.owner, account_id=head.person_id)
    assert approve(wish, head).approved == WISH


def test_what_failed_its_check_is_approved_with_a_reason_only(item, officer, head):
    wish = AppliedForwardingFactory(item=item, requested=WISH)
    verdicts = {**FIT, CheckKind.PURPOSE: (Verdict.FAILS, "Eher Verwaltung.")}
    record_check(wish, actor=officer, recipient=ClubFactory(), verdicts=verdicts)
    with pytest.raises(ChecksFailed, match="Nicht in Ordnung: Zweck"):
        approve(wish, head)
    assert approve(wish, head, reason="Die Behörde hat zugestimmt.").decision_reason


def test_what_was_decided_since_the_check_counts_as_well(item, wish, head):
    ForwardingFactory(item=item, recipient=wish.recipient)
    with pytest.raises(PaidTwice):
        approve(wish, head)
    assert approve(wish, head, reason="Anderer Ort.").approved == WISH


def test_a_share_caps_what_its_town_gets_directly(item, place, officer, head):
    town = MunicipalityFactory(part_of=place, name="Musterdorf")
    plan = SharePlan.objects.create(
        owner=place,
        initiative=item.award.initiative,
        item=item,
        title="Zu gleichen Teilen",
        amount=item.amount,
        key=Key.EQUAL,
        state=PlanState.DECIDED,
    )
    share = Share.objects.create(plan=plan, position=1, organisation=town, amount=Money(163_637))
    wishes = [
        AppliedForwardingFactory(
            item=item,
            recipient=town,
            share=share,
            requested=Money.euros(1_000),
            period_from=date(2015, month, 1),
            period_to=date(2015, month, 28),
        )
        for month in (11, 12)
    ]
    for wish in wishes:
        record_check(wish, actor=officer, verdicts=FIT)
    first, second = wishes
    approve(first, head, Money.euros(1_000))
    with pytest.raises(ShareExceeded) as refused:
        approve(second, head, Money.euros(1_000))
    assert str(refused.value).replace("\u00a0", " ") == (
        "Der Anteil von Musterdorf beträgt 1.636,37 €, davon sind 1.000,00 € schon bewilligt. "
        "Bewilligt werden können noch 636,37 €, eingegeben waren 1.000,00 €."
    )
    approve(second, head, Money(63_637))


def test_a_rejection_and_a_withdrawal_say_why(item, wish, officer, head):
    with pytest.raises(ReasonNeeded):
        reject_forwarding(wish, actor=head, reason="")
    with pytest.raises(NotAllowed):
        reject_forwarding(wish, actor=officer, reason="Kein Bezug.")
    found = reject_forwarding(wish, actor=head, reason="Kein Bezug.")
    assert (found.state, found.decision_reason) == (ForwardingState.REJECTED, "Kein Bezug.")
    other = AppliedForwardingFactory(item=item)
    with pytest.raises(ReasonNeeded):
        withdraw_forwarding(other, actor=officer, reason=" ")
    assert withdraw_forwarding(other, actor=officer, reason="Fällt aus.").state == "withdrawn"


def test_what_is_withdrawn_is_free_again(item, wish, officer, head):
    """R-DIS-02."""
    approve(wish, head)
    withdraw_forwarding(wish, actor=officer, reason="Fällt aus.")
    assert item.pot.balance(AccountKind.AVAILABLE) == item.amount
    assert item.pot.balance(AccountKind.COMMITTED, wish.recipient) == ZERO
    with pytest.raises(WrongState):
        withdraw_forwarding(ForwardingFactory(item=item), actor=officer, reason="x")


def test_a_tie_is_declared_by_oneself_or_by_the_administrator(acting, place, head):
    """R-DIS-10."""
    club, other = ClubFactory(), AccountFactory()
    said = {"organisation": club, "since": date(2015, 1, 1)}
    mine = declare_conflict(place, actor=head, **said)
    assert (mine.account_id, mine.until) == (head.person_id, None)
    with pytest.raises(ConflictKnown):
        declare_conflict(place, actor=head, organisation=club, since=date(2015, 5, 1))
    with pytest.raises(NotAllowed):
        declare_conflict(place, actor=head, account=other, **said)
    administrator = acting(Role.ADMINISTRATOR, at=place)
    theirs = declare_conflict(place, actor=administrator, account=other, **said)
    with pytest.raises(NotAllowed):
        end_conflict(theirs, actor=head, until=date(2015, 12, 31))
    with pytest.raises(DateOrder):
        end_conflict(theirs, actor=administrator, until=date(2014, 12, 31))
    with pytest.raises(NotAllowed):
        end_conflict(mine, actor=head, until=date(2015, 6, 1))
    ended = end_conflict(mine, actor=administrator, until=date(2015, 6, 1))
    assert ended.until == date(2015, 6, 1)
    clerk = acting(Role.MUNICIPAL_CLERK, at=place)
    with pytest.raises(NotAllowed):
        declare_conflict(place, actor=clerk, **said)
    assert set(ConflictOfInterest.objects.visible_to(administrator)) == {mine, theirs}
    assert not ConflictOfInterest.objects.visible_to(acting(Role.HEAD, at=ClubFactory())).exists()


def test_forwardings_are_seen_by_the_office_and_by_their_recipient(acting, place):
    town, theirs = MunicipalityFactory(part_of=place), AppliedForwardingFactory()
    ours = AppliedForwardingFactory(item=ForwardableItemFactory(award__owner=place), recipient=town)
    neighbour = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=place))
    for role, at in [(Role.AUDITOR, place), (Role.MUNICIPAL_CLERK, town)]:
        assert list(Forwarding.objects.visible_to(acting(role, at=at))) == [ours]
    assert list(Forwarding.objects.visible_to(neighbour)) == []
    assert theirs.owner != place
