"""The dullest valid meetings, papers, resolutions and clauses."""

from datetime import date

import factory

from kreislotse.mandates.models import (
    AgendaItem,
    Clause,
    ElectoralPeriod,
    Evidence,
    Meeting,
    Paper,
    Resolution,
)
from kreislotse.mandates.states import ClauseKind, Result
from tests.factories.organisations import BodyFactory, OrganisationFactory


class PeriodFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ElectoralPeriod

    owner = factory.SubFactory(OrganisationFactory)
    number = 9
    begins_on = date(2014, 6, 1)


class PaperFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Paper

    owner = factory.SubFactory(OrganisationFactory)
    subject = factory.Sequence(lambda n: f"Bericht {n}")


class MeetingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Meeting

    owner = factory.SelfAttribute("body.owner")
    body = factory.SubFactory(BodyFactory)
    held_on = date(2015, 9, 23)


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    owner = factory.SelfAttribute("meeting.owner")
    meeting = factory.SubFactory(MeetingFactory)
    subject = factory.Sequence(lambda n: f"Punkt {n}")


class ResolutionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Resolution

    owner = factory.SelfAttribute("agenda_item.owner")
    agenda_item = factory.SubFactory(AgendaItemFactory)
    result = Result.ADOPTED_UNCHANGED


class ClauseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Clause

    owner = factory.SelfAttribute("resolution.owner")
    resolution = factory.SubFactory(ResolutionFactory)
    number = factory.Sequence(lambda n: str(n + 1))
    kind = ClauseKind.TASK
    text = factory.Sequence(lambda n: f"Die Verwaltung richtet Stelle {n} ein.")
    gap_reason = "noch nicht festgelegt"


class EvidenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Evidence

    owner = factory.SelfAttribute("clause.owner")
    clause = factory.SubFactory(ClauseFactory)
    dated = date(2015, 10, 1)
    title = factory.Sequence(lambda n: f"Vermerk {n}")
