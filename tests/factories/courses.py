"""The dullest valid course places and services."""

import factory

from kreislotse.counselling.models import ServiceKind, ServiceOffered
from kreislotse.courses.models import CourseKind, Quota
from tests.factories.funding import CentreFactory


class CourseKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CourseKind

    code = factory.Sequence(lambda n: f"kurs-{n}")
    title = factory.Sequence(lambda n: f"Kurs {n}")


class QuotaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Quota

    initiative = factory.SubFactory(CentreFactory)
    owner = factory.SelfAttribute("initiative.owner")
    kind = factory.SubFactory(CourseKindFactory)


class ServiceKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceKind

    code = factory.Sequence(lambda n: f"leistung-{n}")
    title = factory.Sequence(lambda n: f"Leistung {n}")


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceOffered

    initiative = factory.SubFactory(CentreFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = factory.SubFactory(ServiceKindFactory)
