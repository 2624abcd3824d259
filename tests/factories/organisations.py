"""The dullest valid organisations."""

from datetime import date

import factory

from kreislotse.organisations.models import (
    Body,
    Contact,
    ContactTopic,
    LegalRegime,
    Membership,
    Organisation,
    OrganisationKind,
    RegimeTask,
    Responsibility,
)
from tests.factories.access import AccountFactory


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    kind = OrganisationKind.DISTRICT
    name = factory.Sequence(lambda n: f"Kreis Musterland {n}")


class MunicipalityFactory(OrganisationFactory):
    kind = OrganisationKind.MUNICIPALITY
    name = factory.Sequence(lambda n: f"Musterdorf {n}")
    part_of = factory.SubFactory(OrganisationFactory)


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    owner = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Ausschuss {n}")


class ContactTopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactTopic

    code = factory.Sequence(lambda n: f"thema-{n}")
    title = factory.Sequence(lambda n: f"Thema {n}")


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact

    owner = factory.SubFactory(MunicipalityFactory)
    topic = factory.SubFactory(ContactTopicFactory)
    name = factory.Sequence(lambda n: f"Alex Beispiel {n}")
    phone = "02541 0000"
    confirmed_on = date(2015, 9, 1)


class ResponsibilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Responsibility

    regime = LegalRegime.ASYLBLG
    task = RegimeTask.BENEFIT
    body_kind = OrganisationKind.MUNICIPALITY
    norm = "§ 10 AsylbLG"


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    account = factory.SubFactory(AccountFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "steuerung"
    valid_from = date(2015, 1, 1)
    valid_to = date(2015, 12, 31)
