"""The dullest valid plans of sharing out, and the eleven towns of a district."""

from datetime import date

import factory

from kreislotse.forwarding.models import Agreement, KeyFigure, Share, SharePlan
from kreislotse.forwarding.states import Key, PlanState
from kreislotse.kernel.money import Money
from kreislotse.organisations.models import Organisation
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import MunicipalityFactory

TOWNS = {
    "05558004": "Ascheberg",
    "05558008": "Billerbeck",
    "05558012": "Coesfeld",
    "05558016": "Dülmen",
    "05558020": "Havixbeck",
    "05558024": "Lüdinghausen",
    "05558028": "Nordkirchen",
    "05558032": "Nottuln",
    "05558036": "Olfen",
    "05558040": "Rosendahl",
    "05558044": "Senden",
}


def eleven_towns(district: Organisation) -> list[Organisation]:
    """Made in the reverse order, so that a test sees who sorts them by their official key."""
    made = [
        MunicipalityFactory(part_of=district, key=key, name=name)
        for key, name in reversed(TOWNS.items())
    ]
    return made[::-1]


class KeyFigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = KeyFigure

    organisation = factory.SubFactory(MunicipalityFactory)
    key = Key.POPULATION
    on = date(2014, 12, 31)
    value = 1_000
    source = "Amtliche Statistik"


class SharePlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SharePlan

    initiative = factory.SubFactory(InitiativeFactory)
    owner = factory.SelfAttribute("initiative.owner")
    title = factory.Sequence(lambda n: f"Verteilung {n}")
    amount = Money.euros(1_000)
    key = Key.EQUAL


class ShareFactory(factory.django.DjangoModelFactory):
    """The whole amount of its plan for one town."""

    class Meta:
        model = Share

    plan = factory.SubFactory(SharePlanFactory)
    position = factory.LazyAttribute(lambda new: new.plan.shares.count() + 1)
    organisation = factory.SubFactory(
        MunicipalityFactory, part_of=factory.SelfAttribute("..plan.owner")
    )
    amount = factory.SelfAttribute("plan.amount")


class AgreementFactory(factory.django.DjangoModelFactory):
    """Asked on 20 October 2015, to answer by the 30th."""

    class Meta:
        model = Agreement

    plan = factory.SubFactory(SharePlanFactory, state=PlanState.CONSULTATION)
    municipality = factory.SubFactory(
        MunicipalityFactory, part_of=factory.SelfAttribute("..plan.owner")
    )
    asked_on = date(2015, 10, 20)
    due_on = date(2015, 10, 30)
