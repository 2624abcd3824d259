"""The dullest valid posts, secondments and external staff."""

from datetime import date

import factory

from kreislotse.organisations.models import OrganisationKind
from kreislotse.staffing.models import ExternalStaff, Post, Secondment
from tests.factories.funding import CentreFactory
from tests.factories.organisations import OrganisationFactory


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    initiative = factory.SubFactory(CentreFactory)
    owner = factory.SelfAttribute("initiative.owner")
    title = factory.Sequence(lambda n: f"Fachkraft {n}")


class SecondmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Secondment

    initiative = factory.SubFactory(CentreFactory)
    owner = factory.SelfAttribute("initiative.owner")
    role = "Lehrkräfte"
    target_on = date(2016, 2, 1)


class AgencyFactory(OrganisationFactory):
    kind = OrganisationKind.EMPLOYMENT_AGENCY
    name = factory.Sequence(lambda n: f"Agentur {n}")


class ExternalStaffFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExternalStaff

    initiative = factory.SubFactory(CentreFactory)
    owner = factory.SelfAttribute("initiative.owner")
    employer = factory.SubFactory(AgencyFactory)
