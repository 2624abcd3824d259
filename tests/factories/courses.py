"""The dullest valid quotas, courses, waiting lists and services; all people are invented."""

from datetime import date
from typing import Any

import factory

from kreislotse.counselling.models import ServiceKind, ServiceOffered
from kreislotse.courses.models import (
    ChildcareSeat,
    Contingent,
    Course,
    CourseKind,
    CourseTerms,
    CourseTime,
    Duty,
    Entitlement,
    Jump,
    Lesson,
    ListOrder,
    Offer,
    Quota,
    QuotaPlace,
    Seat,
    TravelTime,
    WaitingEntry,
    WaitingList,
)
from kreislotse.courses.states import (
    Channel,
    CourseState,
    DutyKind,
    EntitlementGround,
    LevelEvidence,
    OfferState,
    OrderKey,
    WaitingState,
)
from kreislotse.organisations.models import OrganisationKind
from tests.factories.funding import CentreFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.people import CandidateFactory

ASKED_ON, ENTERED_ON = date(2015, 10, 5), date(2015, 10, 12)
STARTS_ON = date(2015, 11, 16)


class CourseKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CourseKind

    code = factory.Sequence(lambda n: f"kurs-{n}")
    title = factory.Sequence(lambda n: f"Kurs {n}")


class CourseTermsFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CourseTerms

    kind = factory.SubFactory(CourseKindFactory)
    valid_from = date(2015, 1, 1)
    norm = "§ 9 DeuFöV"


class QuotaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Quota
        skip_postgeneration_save = True

    initiative = factory.SubFactory(CentreFactory)
    owner = factory.SelfAttribute("initiative.owner")
    kind = factory.SubFactory(CourseKindFactory)

    @factory.post_generation
    def numbered(self: Quota, create: bool, extracted: object, **_: object) -> None:
        """A row for each place, as the action makes them."""
        QuotaPlace.objects.bulk_create(
            QuotaPlace(quota=self, number=number) for number in range(1, (self.places or 0) + 1)
        )


class ContingentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contingent

    quota = factory.SubFactory(QuotaFactory, places=100)
    organisation = factory.SubFactory(MunicipalityFactory)
    places = 10
    flows_back_on = date(2015, 12, 1)


class ProviderFactory(OrganisationFactory):
    kind = OrganisationKind.PROVIDER
    name = factory.Sequence(lambda n: f"Sprachschule Musterweg {n}")


class CourseFactory(factory.django.DjangoModelFactory):
    """A course that takes people, with `capacity` seats and `childcare_capacity` beside."""

    class Meta:
        model = Course
        skip_postgeneration_save = True

    owner = factory.SubFactory(OrganisationFactory)
    number = factory.Sequence(lambda n: f"K-{n}")
    title = factory.Sequence(lambda n: f"Deutsch {n}")
    kind = factory.SubFactory(CourseKindFactory)
    provider = factory.SubFactory(ProviderFactory)
    municipality = factory.SubFactory(MunicipalityFactory, part_of=factory.SelfAttribute("..owner"))
    starts_on = STARTS_ON
    entry_from, entry_to = "A1", "B1"
    state = CourseState.OPEN

    @factory.post_generation
    def capacity(self: Course, create: bool, extracted: int | None, **_: object) -> None:
        seats = range(1, (2 if extracted is None else extracted) + 1)
        Seat.objects.bulk_create(Seat(course=self, number=number) for number in seats)

    @factory.post_generation
    def childcare_capacity(self: Course, create: bool, extracted: int | None, **_: object) -> None:
        seats = range(1, (extracted or 0) + 1)
        ChildcareSeat.objects.bulk_create(ChildcareSeat(course=self, number=n) for n in seats)


class CourseTimeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CourseTime

    course = factory.SubFactory(CourseFactory)
    weekday = 1
    begins_at = "09:00"
    ends_at = "12:15"


class LessonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Lesson

    course = factory.SubFactory(CourseFactory, state=CourseState.RUNNING)
    held_on = STARTS_ON
    units = 4


class WaitingListFactory(factory.django.DjangoModelFactory):
    """A list in the order of priority, then of the day of entry."""

    class Meta:
        model = WaitingList
        skip_postgeneration_save = True

    owner = factory.SubFactory(OrganisationFactory)
    title = factory.Sequence(lambda n: f"Warteliste {n}")
    kind = factory.SubFactory(CourseKindFactory)

    @factory.post_generation
    def order(self: WaitingList, create: bool, extracted: object, **_: object) -> None:
        ListOrder.objects.create(
            waiting_list=self,
            keys=[OrderKey.PRIORITY.value, OrderKey.ENTERED_ON.value],
            sentence="Vorrang, dann Tag der Aufnahme",
            valid_from=date(2015, 1, 1),
        )


class WaitingEntryFactory(factory.django.DjangoModelFactory):
    """Somebody who waits, with the level A2 by a test."""

    class Meta:
        model = WaitingEntry

    waiting_list = factory.SubFactory(WaitingListFactory)
    candidate = factory.SubFactory(
        CandidateFactory,
        released=True,
        owner=factory.SubFactory(
            MunicipalityFactory, part_of=factory.SelfAttribute("...waiting_list.owner")
        ),
    )
    municipality = factory.SelfAttribute("candidate.owner")
    state = WaitingState.WAITING
    asked_on, entered_on = ASKED_ON, ENTERED_ON
    level, level_by = "A2", LevelEvidence.PLACEMENT_TEST
    level_on = ENTERED_ON


class EntitlementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Entitlement

    candidate = factory.SubFactory(CandidateFactory, released=True)
    kind = factory.SubFactory(CourseKindFactory)
    ground = EntitlementGround.ENTITLEMENT
    issued_on = ASKED_ON
    valid_to = date(2016, 10, 4)


class JumpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Jump

    entry = factory.SubFactory(WaitingEntryFactory)
    reason = "Ausbildung beginnt im Februar"
    since = ENTERED_ON


class DutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Duty

    entry = factory.SubFactory(WaitingEntryFactory)
    kind = DutyKind.INFORM_PERSON
    due_on = date(2015, 11, 9)
    norm = "§ 9 DeuFöV"


class OfferFactory(factory.django.DjangoModelFactory):
    """An open offer; who it is made to must hold a seat of the course, see `placed`."""

    class Meta:
        model = Offer

    entry = factory.SubFactory(WaitingEntryFactory)
    course = factory.SubFactory(CourseFactory)
    channel = Channel.LETTER
    offered_on = date(2015, 10, 26)
    reply_by = date(2015, 11, 9)


def placed(course: Course, state: str = WaitingState.OFFERED, **said: Any) -> WaitingEntry:
    """Somebody with the lowest free seat of the course, and the offer that led there."""
    seat = course.seats.free().first()
    if said.get("needs_childcare"):
        said["childcare_seat"] = course.childcare_seats.free().first()
    if "waiting_list" not in said and "candidate" not in said:
        said["waiting_list__owner"] = course.owner
        said["waiting_list__kind"] = course.kind
    entry = WaitingEntryFactory(seat=seat, state=state, **said)
    answer = {} if state == WaitingState.OFFERED else {"answered_on": date(2015, 10, 30)}
    taken = OfferState.OPEN if state == WaitingState.OFFERED else OfferState.ACCEPTED
    OfferFactory(entry=entry, course=course, state=taken, **answer)
    return entry


class TravelTimeFactory(factory.django.DjangoModelFactory):
    """Twenty minutes between two municipalities of a district."""

    class Meta:
        model = TravelTime

    owner = factory.SubFactory(OrganisationFactory)
    from_town = factory.SubFactory(MunicipalityFactory, part_of=factory.SelfAttribute("..owner"))
    to_town = factory.SubFactory(MunicipalityFactory, part_of=factory.SelfAttribute("..owner"))
    minutes = 20
    source = "Fahrplan"


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
