"""The dullest valid initiatives and what hangs on them."""

from datetime import date

import factory

from kreislotse.initiatives.models import (
    FieldOfAction,
    Initiative,
    Letter,
    Milestone,
    OpenQuestion,
    Partner,
    Position,
    ReportSubscription,
)
from kreislotse.initiatives.states import Direction, InitiativeKind, PartRole, Stance
from tests.factories.organisations import OrganisationFactory


class FieldOfActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FieldOfAction

    code = factory.Sequence(lambda n: f"feld-{n}")
    title = factory.Sequence(lambda n: f"Handlungsfeld {n}")


class InitiativeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Initiative

    owner = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda n: n + 1)
    kind = InitiativeKind.PROJECT
    title = factory.Sequence(lambda n: f"Vorhaben {n}")


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    initiative = factory.SubFactory(InitiativeFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = PartRole.PARTNER


class MilestoneFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Milestone

    initiative = factory.SubFactory(InitiativeFactory)
    title = factory.Sequence(lambda n: f"Meilenstein {n}")


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Letter

    initiative = factory.SubFactory(InitiativeFactory)
    direction = Direction.OUT
    subject = factory.Sequence(lambda n: f"Schreiben {n}")
    sender = factory.SelfAttribute("initiative.owner")


class PositionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Position

    initiative = factory.SubFactory(InitiativeFactory)
    holder = factory.SubFactory(OrganisationFactory)
    stance = Stance.STATES
    statement = "Die Mitwirkung der Gemeinden ist nötig."
    source = "Schreiben"


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpenQuestion

    initiative = factory.SubFactory(InitiativeFactory)
    question = factory.Sequence(lambda n: f"Welcher Betrag gilt {n}?")
    asked_on = date(2015, 10, 1)


class SubscriptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportSubscription

    initiative = factory.SubFactory(InitiativeFactory)
    reporter = factory.SubFactory(OrganisationFactory)
    subject = factory.Sequence(lambda n: f"Verlauf {n}")
