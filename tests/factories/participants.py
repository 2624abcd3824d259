"""The dullest valid calls to municipalities, their parts and answers."""

from datetime import date

import factory

from kreislotse.participants.models import Call, CallPart, CallResponse, Nomination, Potential
from kreislotse.participants.states import CallState, PartKind
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory


class CallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Call

    initiative = factory.SubFactory(InitiativeFactory)
    owner = factory.SelfAttribute("initiative.owner")
    title = factory.Sequence(lambda n: f"Abfrage {n}")
    state = CallState.OPEN


class CallPartFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CallPart

    call = factory.SubFactory(CallFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = PartKind.QUESTION
    text = factory.Sequence(lambda n: f"Frage {n}")


class CallResponseFactory(factory.django.DjangoModelFactory):
    """Asked and not answered yet, by a municipality of the call's district."""

    class Meta:
        model = CallResponse

    part = factory.SubFactory(CallPartFactory)
    municipality = factory.SubFactory(
        MunicipalityFactory, part_of=factory.SelfAttribute("..part.call.owner")
    )


class NominationFactory(factory.django.DjangoModelFactory):
    """A released person of the municipality that answered, reported in October."""

    class Meta:
        model = Nomination

    response = factory.SubFactory(CallResponseFactory)
    candidate = factory.SubFactory(
        CandidateFactory, released=True, owner=factory.SelfAttribute("..response.municipality")
    )
    nominated_on = date(2015, 10, 20)


class PotentialFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Potential

    owner = factory.SubFactory(MunicipalityFactory)
    regime = "asylblg"
    on = date(2015, 9, 30)
    people = 250
    source = "Statistik des Sozialamts"
