"""What is left of an item, and who could still use it (R-DIS-09)."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.awards.states import AwardState, RecipientKind
from kreislotse.forwarding import actions
from kreislotse.forwarding import sharing_errors as errors
from kreislotse.forwarding.models import Forwarding, SharePlan
from kreislotse.forwarding.residual import proposal, residual_of, residuals
from kreislotse.forwarding.states import ForwardingState, Key
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger import movements
from tests.factories.awards import AwardFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

TODAY = date(2015, 11, 2)
S = ForwardingState


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def officer(acting, district):
    return acting(Role.GRANTS_OFFICER, at=district)


@pytest.fixture
def item(district):
    award = AwardFactory(owner=district, item__title="Ehrenamt", period_to=date(2015, 12, 28))
    return award.items.get()


def applied(item, state=S.APPLIED, **said):
    number = Forwarding.objects.count()
    recipient = said.pop("recipient", None) or MunicipalityFactory(part_of=item.award.owner)
    return Forwarding.objects.create(
        owner=item.award.owner,
        item=item,
        state=state,
        recipient_kind=RecipientKind.MUNICIPALITY,
        applicant_name="Stadt",
        title=f"Antrag {number}",
        description="Treffen",
        period_from=date(2015, 3, 1),
        period_to=date(2015, 12, 1),
        applied_on=date(2015, 3, 1),
        request_key=str(number),
        **{"recipient": recipient, "requested": Money.euros(200), **said},
    )


def bind(item, officer, party, euros):
    deed = movements.Deed(officer, TODAY, f"bind-{party.pk}")
    movements.commit(item.pot, party, Money.euros(euros), deed)


def test_what_is_bound_for_nobody_any_more_is_not_needed(item, officer):
    """R-DIS-09"""
    town, other = (MunicipalityFactory(part_of=item.award.owner) for _ in range(2))
    bind(item, officer, town, 1_000)
    bind(item, officer, other, 500)
    approved = {"approved": Money.euros(700), "requested": Money.euros(700)}
    applied(item, S.APPROVED, recipient=town, **approved)
    applied(item, S.WITHDRAWN, recipient=other, **approved)
    found = residual_of(item)
    assert (found.free, found.unneeded) == (Money.euros(16_500), Money.euros(800))


@pytest.mark.parametrize(
    ("today", "warned"),
    [
        (date(2015, 11, 1), False),
        (date(2015, 11, 2), True),
        (date(2015, 12, 28), True),
        (date(2015, 12, 29), False),
    ],
)
def test_the_warning_comes_eight_weeks_before_the_end(item, officer, today, warned):
    """R-DIS-09"""
    assert [each.item for each in residuals(officer, today)] == ([item] if warned else [])


def test_the_weeks_can_be_chosen(item, officer):
    assert [each.ends_on for each in residuals(officer, date(2015, 11, 1), weeks=9)] == [
        date(2015, 12, 28)
    ]


def test_nothing_left_and_nothing_of_others_is_warned_about(item, officer, acting):
    """R-DIS-09"""
    party = MunicipalityFactory()
    bind(item, officer, party, 18_000)
    applied(
        item,
        S.APPROVED,
        recipient=party,
        requested=Money.euros(18_000),
        approved=Money.euros(18_000),
    )
    AwardFactory(period_to=TODAY)
    AwardFactory(owner=item.award.owner, period_to=TODAY, state=AwardState.AUDITED)
    assert residuals(officer, TODAY) == []


def test_the_remainder_goes_to_open_applications_by_what_they_ask_for(item):
    """R-DIS-09"""
    asking = [applied(item), applied(item, S.CHECKED, requested=Money.euros(100))]
    for state in (S.APPROVED, S.REJECTED, S.CLOSED):
        applied(item, state, approved=Money.euros(1) if state == S.APPROVED else None)
    proposed = proposal(item, Money.euros(100))
    assert [(each.forwarding, each.amount) for each in proposed] == [
        (asking[0], Money.parse("66,67")),
        (asking[1], Money.parse("33,33")),
    ]
    assert [each.amount for each in proposal(item, Money.euros(1_000))] == [
        each.requested for each in asking
    ]
    assert [each.amount for each in proposal(item, ZERO)] == [ZERO, ZERO]


def test_a_plan_is_drafted_from_the_remainder(item, officer):
    """R-DIS-09: two applications of one recipient make one share."""
    first = applied(item)
    applied(item, requested=Money.euros(50), recipient=first.recipient)
    second = applied(item, requested=Money.euros(100))
    plan = actions.redistribute_residual(item, actor=officer, title="Rest")
    assert (plan.amount, plan.key, plan.item) == (Money.euros(350), Key.MANUAL, item)
    assert [(s.organisation, s.amount) for s in plan.shares.order_by("position")] == [
        (first.recipient, Money.euros(250)),
        (second.recipient, Money.euros(100)),
    ]


def test_without_open_applications_there_is_nothing_to_redistribute(item, officer):
    """R-DIS-09"""
    with pytest.raises(errors.NothingLeft, match="offene Anträge gibt es 0"):
        actions.redistribute_residual(item, actor=officer, title="Rest")
    assert SharePlan.objects.count() == 0


def test_an_applicant_without_organisation_is_matched_first(item, officer):
    form = applied(item)
    Forwarding.objects.filter(pk=form.pk).update(recipient=None)
    with pytest.raises(errors.ApplicantUnknown, match="„Antrag 0“"):
        actions.redistribute_residual(item, actor=officer, title="Rest")
    assert SharePlan.objects.count() == 0
