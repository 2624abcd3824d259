"""The dullest valid calls to municipalities, their parts and answers."""

import factory

from kreislotse.participants.models import Call, CallPart, CallResponse
from kreislotse.participants.states import CallState, PartKind
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory


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
