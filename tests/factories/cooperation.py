"""The dullest valid concepts, working meetings and invitations."""

from datetime import date

import factory

from kreislotse.cooperation.models import Concept, Invitation, MeetingOutcome, WorkingMeeting
from kreislotse.cooperation.states import OutcomeKind, WorkingMeetingState
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory


class ConceptFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Concept

    initiative = factory.SubFactory(InitiativeFactory)
    owner = factory.SelfAttribute("initiative.owner")
    title = factory.Sequence(lambda n: f"Konzept {n}")


class WorkingMeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkingMeeting

    initiative = factory.SubFactory(InitiativeFactory)
    owner = factory.SelfAttribute("initiative.owner")
    topic = factory.Sequence(lambda n: f"Besprechung {n}")
    state = WorkingMeetingState.INVITED


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    meeting = factory.SubFactory(WorkingMeetingFactory)
    organisation = factory.SubFactory(
        MunicipalityFactory, part_of=factory.SelfAttribute("..meeting.owner")
    )


class MeetingOutcomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MeetingOutcome

    meeting = factory.SubFactory(WorkingMeetingFactory, state=WorkingMeetingState.HELD)
    kind = OutcomeKind.TASK
    text = factory.Sequence(lambda n: f"Aufgabe {n}")
    recorded_on = date(2015, 11, 13)
