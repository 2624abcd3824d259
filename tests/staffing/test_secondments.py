"""Secondments step by step."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.access.policy import Role
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed, WrongState
from kreislotse.staffing.actions import (
    advertise_secondment,
    agree_secondment,
    begin_secondment,
    change_secondment,
    check_availability,
    close_applications,
    end_secondment,
    hold_selection,
    issue_order,
    plan_secondment,
    record_staff_council_consent,
)
from kreislotse.staffing.errors import DocumentMissing, NotPositive, StaffCouncilFirst
from kreislotse.staffing.models import Secondment, SecondmentParty, SecondmentStep
from kreislotse.staffing.states import SecondmentState
from tests.factories.funding import CentreFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.staffing import SecondmentFactory

DAY = date(2015, 11, 2)
TO_THE_ORDER = (
    agree_secondment,
    advertise_secondment,
    close_applications,
    hold_selection,
    check_availability,
)


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, centre):
    return acting(Role.GRANTS_OFFICER, at=centre.owner)


def take(secondment, officer, *steps, day=DAY):
    for step in steps:
        step(secondment, actor=officer, taken_on=day, document="Vermerk")
    secondment.refresh_from_db()


def test_two_teachers_are_planned_for_the_next_half_year(centre, officer):
    """R-SEC-01: seen from 2 November 2015 that is 1 February 2016."""
    schools = OrganisationFactory(kind="district_government"), OrganisationFactory()
    secondment = plan_secondment(
        centre,
        actor=officer,
        role="Lehrkräfte",
        share=Decimal("2.0"),
        recruiter=centre.owner,
        parties=schools,
        at_next_half_year=True,
    )
    assert (secondment.target_on, secondment.target_reason) == (
        date(2016, 2, 1),
        "Beginn des nächsten Schulhalbjahres",
    )
    assert {party.organisation for party in secondment.parties.all()} == set(schools)


def test_without_asking_the_first_day_stays_open(centre, officer):
    """R-SEC-01."""
    assert plan_secondment(centre, actor=officer, role="Lehrkräfte").target_on is None


def test_every_step_leaves_its_day_and_document(centre, officer):
    """R-SEC-02."""
    secondment = SecondmentFactory(initiative=centre)
    steps = (*TO_THE_ORDER, record_staff_council_consent, issue_order, begin_secondment)
    take(secondment, officer, *steps, end_secondment)
    assert secondment.state == SecondmentState.ENDED
    found = SecondmentStep.objects.order_by("pk").values_list("state", "taken_on", "document")
    assert list(found) == [
        (state, DAY, "Vermerk") for state in SecondmentState if state != SecondmentState.PLANNED
    ]


@pytest.mark.parametrize("ends_on", [None, date(2016, 5, 1)])
def test_no_order_for_longer_without_the_staff_council(centre, officer, ends_on):
    """R-SEC-02."""
    secondment = SecondmentFactory(initiative=centre, ends_on=ends_on)
    take(secondment, officer, *TO_THE_ORDER)
    with pytest.raises(StaffCouncilFirst):
        issue_order(secondment, actor=officer, taken_on=DAY, document="Verfügung")
    assert SecondmentStep.objects.count() == len(TO_THE_ORDER)


def test_three_months_need_no_staff_council(centre, officer):
    """R-SEC-02."""
    secondment = SecondmentFactory(initiative=centre, ends_on=date(2016, 4, 30))
    take(secondment, officer, *TO_THE_ORDER, issue_order)
    assert secondment.state == SecondmentState.ORDER_ISSUED


def test_parties_are_exchanged_when_changed(centre, officer):
    first, second = OrganisationFactory(), OrganisationFactory()
    secondment = plan_secondment(centre, actor=officer, role="Lehrkräfte", parties=[first])
    change_secondment(secondment, actor=officer, role="Lehrerin", parties=[second])
    secondment.refresh_from_db()
    assert secondment.role == "Lehrerin"
    assert [party.organisation for party in secondment.parties.all()] == [second]
    assert JournalEntry.objects.of_record(secondment).first().change == {"parties": [second.name]}


def _agree(secondment, actor, day=DAY, document="Vermerk"):
    return agree_secondment(secondment, actor=actor, taken_on=day, document=document)


REFUSED = [
    (Role.STEERING, _agree, NotAllowed),
    (Role.STEERING, lambda s, a: plan_secondment(s.initiative, actor=a, role="A"), NotAllowed),
    (Role.STEERING, lambda s, a: change_secondment(s, actor=a, role="A"), NotAllowed),
    (Role.HEAD, lambda s, a: _agree(s, a, document="  "), DocumentMissing),
    (
        Role.HEAD,
        lambda s, a: begin_secondment(s, actor=a, taken_on=DAY, document="Vermerk"),
        WrongState,
    ),
    (Role.HEAD, lambda s, a: change_secondment(s, actor=a, share=Decimal(0)), NotPositive),
    (
        Role.HEAD,
        lambda s, a: change_secondment(s, actor=a, ends_on=date(2016, 2, 1)),
        DateOrder,
    ),
]


@pytest.mark.parametrize(("role", "deed", "refusal"), REFUSED)
def test_a_refused_deed_leaves_nothing_behind(acting, centre, role, deed, refusal):
    secondment = SecondmentFactory(initiative=centre)
    before = Secondment.objects.filter(pk=secondment.pk).values().get()

    with pytest.raises(refusal):
        deed(secondment, acting(role, at=centre.owner))

    assert Secondment.objects.filter(pk=secondment.pk).values().get() == before
    assert not SecondmentStep.objects.exists()
    assert not JournalEntry.objects.exists()


def test_steps_keep_the_order_of_their_days(centre, officer):
    """R-SEC-02."""
    secondment = SecondmentFactory(initiative=centre)
    take(secondment, officer, agree_secondment)
    with pytest.raises(DateOrder):
        take(secondment, officer, advertise_secondment, day=date(2015, 11, 1))


def test_secondments_are_seen_by_their_own_district_only(acting, centre):
    ours, theirs = SecondmentFactory(initiative=centre), SecondmentFactory()
    party = theirs.parties.create(organisation=OrganisationFactory())
    step = theirs.steps.create(state="agreed", taken_on=DAY, document="Vermerk")
    actor = acting(Role.HEAD, at=centre.owner)
    assert list(Secondment.objects.visible_to(actor)) == [ours]
    assert party not in SecondmentParty.objects.visible_to(actor)
    assert step not in SecondmentStep.objects.visible_to(actor)
