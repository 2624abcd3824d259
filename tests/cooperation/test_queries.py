"""Who sees which concepts and meetings; in every test there is a foreign row that could leak."""

import pytest

from kreislotse.access.policy import Role
from kreislotse.cooperation.models import Concept, Invitation, MeetingOutcome, WorkingMeeting
from kreislotse.cooperation.states import WorkingMeetingState
from tests.factories.cooperation import (
    ConceptFactory,
    InvitationFactory,
    MeetingOutcomeFactory,
    WorkingMeetingFactory,
)
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def meeting(db):
    """A held meeting with three invited municipalities and one result, beside a foreign one."""
    InvitationFactory()
    MeetingOutcomeFactory()
    meeting = WorkingMeetingFactory(state=WorkingMeetingState.HELD)
    InvitationFactory.create_batch(3, meeting=meeting)
    MeetingOutcomeFactory(meeting=meeting)
    return meeting


def seen(actor):
    models = (WorkingMeeting, Invitation, MeetingOutcome)
    return tuple(model.objects.visible_to(actor).count() for model in models)


def test_the_office_sees_its_own_meetings_only(acting, meeting):
    assert seen(acting(Role.STEERING, at=meeting.owner)) == (1, 3, 1)


def test_the_invited_see_the_meeting_and_their_own_invitation_alone(acting, meeting):
    clerk = acting(Role.MUNICIPAL_CLERK, at=meeting.invitations.first().organisation)
    assert seen(clerk) == (1, 1, 0)
    assert Invitation.objects.visible_to(clerk).get() == meeting.invitations.first()


def test_the_list_of_the_invited_counts_their_own_invitation_alone(acting, meeting):
    clerk = acting(Role.MUNICIPAL_CLERK, at=meeting.invitations.first().organisation)
    office = acting(Role.STEERING, at=meeting.owner)
    for actor, expected in [(clerk, (1, 1)), (office, (3, 3))]:
        line = WorkingMeeting.objects.visible_to(actor).for_list(actor).get()
        assert (line.invited, line.silent) == expected


def test_a_meeting_in_planning_is_not_seen_by_whom_it_will_invite(acting, meeting):
    clerk = acting(Role.MUNICIPAL_CLERK, at=meeting.invitations.first().organisation)
    WorkingMeeting.objects.update(state=WorkingMeetingState.DRAFT)
    assert seen(clerk) == (0, 0, 0)


def test_the_partner_district_sees_the_shared_concept_and_nothing_else(acting, meeting):
    borken = OrganisationFactory()
    shared = ConceptFactory(initiative=meeting.initiative)
    shared.partners.add(borken, OrganisationFactory())
    ConceptFactory(initiative=meeting.initiative)
    partner = acting(Role.PARTNER_DISTRICT, at=borken)
    assert list(Concept.objects.visible_to(partner)) == [shared]
    assert seen(partner) == (0, 0, 0)


def test_the_office_sees_its_own_concepts_once(acting):
    concept = ConceptFactory()
    concept.partners.add(OrganisationFactory(), OrganisationFactory())
    ConceptFactory()
    assert list(Concept.objects.visible_to(acting(Role.HEAD, at=concept.owner))) == [concept]


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.AGENCY_STAFF, Role.AUDITOR])
def test_others_see_neither_meetings_nor_concepts(role, acting, meeting):
    ConceptFactory(initiative=meeting.initiative)
    actor = acting(role, at=meeting.owner)
    assert (seen(actor), Concept.objects.visible_to(actor).count()) == ((0, 0, 0), 0)
