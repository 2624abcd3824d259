"""The page of an award leads on: to sharing out, passing on, and the proof."""

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.awards.models import Award
from kreislotse.awards.states import AwardState
from kreislotse.funding.states import Financing
from tests.factories.awards import AwardFactory, ProofDutyFactory
from tests.factories.funding import CentreFactory
from tests.factories.proofs import ProofFactory


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def award(centre):
    return AwardFactory(owner=centre.owner, initiative=centre, forwarding_allowed=True)


@pytest.fixture
def duty(award):
    return ProofDutyFactory(award=award)


@pytest.fixture
def officer(acting, client_of, centre):
    return client_of(acting(Role.GRANTS_OFFICER, at=centre.owner))


def shown(client, award):
    return client.get(reverse("awards:award", args=[award.pk])).content.decode()


def ways_on(award):
    item = award.items.get()
    return [
        f"{reverse('forwarding:scenarios_new')}?item={item.pk}",
        f"{reverse('forwarding:forwarding_new')}?item={item.pk}",
    ]


def test_the_award_leads_to_sharing_out_passing_on_and_the_papers(officer, award, duty):
    text = shown(officer, award)
    papers = [reverse(f"proofs:{name}", args=[award.pk]) for name in ("forms", "dossier")]
    begin = reverse("proofs:proof_begin", args=[duty.pk])
    lists = [
        f"{reverse('forwarding:plans')}?initiative={award.initiative_id}",
        f"{reverse('forwarding:forwardings')}?award={award.pk}",
    ]
    ways = [*ways_on(award), *papers, begin, *lists]
    assert [way for way in ways if f'href="{way}"' not in text] == []


def test_who_only_reads_is_not_led_to_what_is_refused(acting, client_of, award, duty):
    text = shown(client_of(acting(Role.AUDITOR, at=award.owner)), award)
    assert reverse("proofs:dossier", args=[award.pk]) in text
    ways = [*ways_on(award), reverse("proofs:proof_begin", args=[duty.pk])]
    assert [way for way in ways if way in text] == []


def test_without_leave_to_pass_on_nothing_is_offered(officer, award):
    """R-DIS-01."""
    Award.objects.update(forwarding_allowed=False)
    text = shown(officer, award)
    assert [way for way in ways_on(award) if way in text] == []


def test_the_end_of_the_measure_leads_to_the_proof(officer, award, duty):
    """R-GRT-14: what hands the proof in is its own page, not a remark at the award."""
    Award.objects.update(state=AwardState.PROOF_DUE)
    by_hand = reverse("awards:award_proof", args=[award.pk])
    text = shown(officer, award)
    assert f'kern-btn--primary" href="{reverse("proofs:proof_begin", args=[duty.pk])}"' in text
    assert by_hand not in text
    proof = ProofFactory(duty=duty)
    assert f'kern-btn--primary" href="{reverse("proofs:proof", args=[proof.pk])}"' in shown(
        officer, award
    )


def test_a_lump_sum_is_confirmed_at_the_award(officer, award, duty):
    """R-GRT-20."""
    Award.objects.update(state=AwardState.PROOF_DUE, financing=Financing.LUMP_SUM)
    assert reverse("awards:award_proof", args=[award.pk]) in shown(officer, award)


@pytest.mark.parametrize("step", ["beginning", "end"])
def test_a_day_is_proposed_within_the_time_of_the_notice(officer, award, step):
    state = AwardState.AWARDED if step == "beginning" else AwardState.RUNNING
    Award.objects.update(state=state, period_to="2015-03-31")
    text = officer.get(reverse(f"awards:award_{step}", args=[award.pk])).content.decode()
    assert 'value="31.03.2015"' in text
