"""The dullest published criteria, and a run by them with a line for everybody who waits."""

from datetime import date

import factory

from kreislotse.allocation.models import CriteriaSet, CriteriaVersion, Run, RunCourse, RunLine
from kreislotse.allocation.states import CriteriaState
from tests.factories.courses import (
    CourseFactory,
    WaitingEntryFactory,
    WaitingListFactory,
)
from tests.factories.organisations import OrganisationFactory

DRAWN_ON = date(2015, 10, 28)


class CriteriaSetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CriteriaSet

    owner = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Kriterien {n}")


class CriteriaVersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CriteriaVersion

    criteria_set = factory.SubFactory(CriteriaSetFactory)
    number = factory.Sequence(lambda n: n + 1)
    state = CriteriaState.PUBLISHED
    published_on = date(2015, 10, 1)


class RunFactory(factory.django.DjangoModelFactory):
    """A proven run; `figures` say what a test asks for."""

    class Meta:
        model = Run

    waiting_list = factory.SubFactory(WaitingListFactory)
    owner = factory.SelfAttribute("waiting_list.owner")
    criteria = factory.SubFactory(
        CriteriaVersionFactory, criteria_set__owner=factory.SelfAttribute("...owner")
    )
    number = factory.Sequence(lambda n: n + 1)
    drawn_on = DRAWN_ON
    seed = "1/2015-10-28"
    checksum = "0" * 64
    engine = "1"
    objective = 10_000
    bound = 10_000.0
    proven = True
    seconds = 0.1
    figures = factory.LazyFunction(dict)


class RunCourseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RunCourse

    run = factory.SubFactory(RunFactory)
    course = factory.SubFactory(
        CourseFactory,
        owner=factory.SelfAttribute("..run.owner"),
        kind=factory.SelfAttribute("..run.waiting_list.kind"),
    )
    number = factory.Sequence(lambda n: n + 1)
    capacity, childcare_capacity, minimum = 2, 0, 0


class RunLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RunLine

    run = factory.SubFactory(RunFactory)
    entry = factory.SubFactory(
        WaitingEntryFactory, waiting_list=factory.SelfAttribute("..run.waiting_list")
    )
    municipality = factory.SelfAttribute("entry.municipality")
    number = factory.Sequence(lambda n: n + 1)
