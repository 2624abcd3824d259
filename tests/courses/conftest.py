"""A district with a course kind, a waiting list, a course that takes people, and those who work."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kreislotse.access.policy import Role
from kreislotse.courses.models import Course, WaitingEntry
from tests.factories.courses import (
    CourseFactory,
    CourseKindFactory,
    EntitlementFactory,
    WaitingEntryFactory,
    WaitingListFactory,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.people import CandidateFactory


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def town(district):
    return MunicipalityFactory(part_of=district)


@pytest.fixture
def kind(db):
    return CourseKindFactory()


@pytest.fixture
def waiting_list(district, kind):
    return WaitingListFactory(owner=district, kind=kind)


@pytest.fixture
def course(district, kind) -> Course:
    """Takes people of A1 to B1; two seats, none with childcare."""
    return CourseFactory(owner=district, kind=kind)


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def clerk(acting, town):
    return acting(Role.MUNICIPAL_CLERK, at=town)


@pytest.fixture
def provider(acting, course):
    return acting(Role.COURSE_PROVIDER, at=course.provider)


@pytest.fixture
def waiting(waiting_list, town):
    """Put somebody of the town on the list; with an entitlement unless told otherwise."""

    def make(*, entitled: bool = True, person: dict[str, object] | None = None, **said):
        candidate = CandidateFactory(owner=town, **({"released": True} | (person or {})))
        if entitled:
            EntitlementFactory(candidate=candidate, kind=waiting_list.kind)
        entry: WaitingEntry = WaitingEntryFactory(
            waiting_list=waiting_list, candidate=candidate, **said
        )
        return entry

    return make


@pytest.fixture
def later():
    """The same actor so many days later."""
    return lambda actor, days: replace(actor, at=actor.at + timedelta(days=days))


@pytest.fixture
def on_day():
    """The same actor at noon of a day."""
    return lambda actor, day: replace(
        actor, at=actor.at.replace(year=day.year, month=day.month, day=day.day)
    )
