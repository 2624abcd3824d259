"""A share that a town does not want is free for others (R-DIS-09)."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.forwarding import actions
from kreislotse.forwarding.queries import promised_on
from kreislotse.forwarding.sharing_errors import ShareGivenUp, ShareInUse
from kreislotse.forwarding.states import ForwardingState, PlanState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from tests.factories.forwarding import AppliedForwardingFactory, ForwardableItemFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.sharing import ShareFactory, SharePlanFactory

pytestmark = pytest.mark.django_db

AMOUNT = Money.euros(1_000)


@pytest.fixture
def share():
    item = ForwardableItemFactory()
    plan = SharePlanFactory(
        initiative=item.award.initiative, item=item, state=PlanState.DECIDED, amount=AMOUNT
    )
    town = MunicipalityFactory(part_of=item.award.owner)
    return ShareFactory(plan=plan, organisation=town, amount=AMOUNT)


@pytest.fixture
def officer(acting, share):
    return acting(Role.GRANTS_OFFICER, at=share.plan.owner)


def give_up(share, actor, reason="Kein Bedarf"):
    return actions.give_up_share(share, actor=actor, reason=reason)


def test_what_is_given_up_is_promised_no_more(share, officer):
    """R-DIS-09"""
    assert promised_on(share.plan.item) == AMOUNT
    given = give_up(share, officer)
    assert (given.given_up_on, promised_on(share.plan.item)) == (officer.today, ZERO)
    entry = JournalEntry.objects.of_record(share).get()
    assert (entry.verb, entry.note) == ("give_up_share", "Kein Bedarf")


def test_a_share_given_up_cannot_be_applied_for_or_given_up_again(share, officer):
    give_up(share, officer)
    with pytest.raises(ShareGivenUp, match=r"seit dem 02\.11\.2015 aufgegeben"):
        give_up(share, officer)
    with pytest.raises(ShareGivenUp):
        actions.apply_for_funds(
            share.plan.item,
            actor=officer,
            recipient=share.organisation,
            share=share,
            title="Kurs",
            description="Ein Kurs.",
            period_from=date(2015, 11, 3),
            period_to=date(2015, 12, 1),
            requested=AMOUNT,
            contact_email="amt@example.org",
        )


def test_a_share_in_use_is_kept_until_the_application_is_off(share, officer):
    asked = AppliedForwardingFactory(
        item=share.plan.item, share=share, recipient=share.organisation, title="Kurs"
    )
    with pytest.raises(ShareInUse, match="„Kurs“"):
        give_up(share, officer)
    type(asked).objects.filter(pk=asked.pk).update(state=ForwardingState.REJECTED)
    assert give_up(share, officer).given_up_on


def test_giving_up_wants_a_reason_a_decided_plan_and_the_right(share, officer, acting):
    with pytest.raises(ReasonNeeded):
        give_up(share, officer, reason=" ")
    with pytest.raises(NotAllowed):
        give_up(share, acting(Role.HEAD, at=share.plan.owner))
    with pytest.raises(NotAllowed):
        give_up(share, acting(Role.MUNICIPAL_CLERK, at=share.organisation))
    type(share.plan).objects.filter(pk=share.plan_id).update(state=PlanState.CONSULTATION)
    with pytest.raises(WrongState):
        give_up(share, officer)
    assert not JournalEntry.objects.of_record(share).exists()
