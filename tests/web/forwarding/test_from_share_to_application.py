"""A decided share becomes an application: by the town itself, or on paper by the office."""

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.forwarding.models import Agreement, SharePlan
from kreislotse.forwarding.states import AgreementState, PlanState
from kreislotse.kernel.money import Money
from tests.factories.awards import AwardFactory
from tests.factories.forwarding import ForwardingFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.sharing import AgreementFactory, ShareFactory, SharePlanFactory


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def town(district):
    return OrganisationFactory(name="Dülmen", kind="municipality", part_of=district)


@pytest.fixture
def plan(district):
    initiative = InitiativeFactory(owner=district)
    award = AwardFactory(owner=district, initiative=initiative, forwarding_allowed=True)
    return SharePlanFactory(
        owner=district,
        initiative=initiative,
        item=award.items.get(),
        title="Zu gleichen Teilen",
        state=PlanState.DECIDED,
    )


@pytest.fixture
def share(plan, town):
    return ShareFactory(plan=plan, organisation=town, amount=Money.parse("1.636,36"))


@pytest.fixture
def agreement(plan, town, share):
    return AgreementFactory(plan=plan, municipality=town, state=AgreementState.ASKED)


@pytest.fixture
def officer(acting, client_of, district):
    return client_of(acting(Role.GRANTS_OFFICER, at=district))


@pytest.fixture
def clerk(acting, client_of, town):
    return client_of(acting(Role.MUNICIPAL_CLERK, at=town))


def shown(client, route, *args):
    return client.get(reverse(f"forwarding:{route}", args=args)).content.decode()


def test_a_town_is_led_from_its_share_to_its_application(clerk, agreement, share):
    ask = f"{reverse('forwarding:forwarding_new')}?source=share-{share.pk}"
    assert f'href="{ask}"' in shown(clerk, "agreement", agreement.pk)
    first = clerk.get(ask).context["form"].initial
    assert (first["title"], first["requested"]) == ("Zu gleichen Teilen", share.amount)
    assert first["recipient"] == share.organisation_id


def test_nobody_is_led_there_before_the_decision_or_twice(clerk, agreement, share, plan):
    SharePlan.objects.update(state=PlanState.CONSULTATION)
    assert "source=share" not in shown(clerk, "agreement", agreement.pk)
    SharePlan.objects.update(state=PlanState.DECIDED)
    ForwardingFactory(item=plan.item, share=share, recipient=share.organisation)
    assert "source=share" not in shown(clerk, "agreement", agreement.pk)


def test_a_share_of_somebody_else_says_nothing(clerk, district, plan, share):
    other = ShareFactory(plan=plan, organisation=OrganisationFactory())
    ask = f"{reverse('forwarding:forwarding_new')}?source=share-{other.pk}"
    assert "requested" not in clerk.get(ask).context["form"].initial


def test_the_decided_plan_tells_who_has_asked_for_the_share(
    officer, acting, client_of, plan, share
):
    paper = f"{reverse('forwarding:forwarding_new')}?share={share.pk}"
    text = shown(officer, "plan", plan.pk)
    assert "noch nicht beantragt" in text
    assert f'href="{paper}"' in text
    assert paper not in shown(client_of(acting(Role.HEAD, at=plan.owner)), "plan", plan.pk)
    asked = ForwardingFactory(
        item=plan.item, share=share, recipient=share.organisation, title="Fest"
    )
    text = shown(officer, "plan", plan.pk)
    assert reverse("forwarding:forwarding", args=[asked.pk]) in text
    assert "noch nicht beantragt" not in text


def test_a_letter_entered_leads_back_to_all_answers(officer, agreement, plan):
    """R-DIS-04: one letter after the other."""
    SharePlan.objects.update(state=PlanState.CONSULTATION)
    answer = reverse("forwarding:agreement_agree", args=[agreement.pk])
    assert "Einverstanden: Dülmen" in officer.get(answer).content.decode()
    asked_on = f"{agreement.asked_on:%d.%m.%Y}"
    response = officer.post(answer, {"answered_on": asked_on})
    assert response.url == reverse("forwarding:plan", args=[plan.pk])
    assert Agreement.objects.get().state == AgreementState.AGREED


def test_a_pot_is_offered_with_what_is_free_of_it(officer, plan):
    text = shown(officer, "scenarios_new").replace("\u00a0", " ")
    assert "(frei 18.000,00 €)" in text
