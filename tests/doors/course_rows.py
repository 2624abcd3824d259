"""For every list around courses, how many rows of it come to be; beside `rows`."""

from collections.abc import Callable
from typing import Any

from tests.factories import courses, initiatives
from tests.factories.organisations import MunicipalityFactory

Make = Callable[[Any, int], Any]


def quotas(district: Any, count: int) -> Any:
    initiative = initiatives.InitiativeFactory(owner=district)
    return courses.QuotaFactory.create_batch(count, initiative=initiative)


def duties(district: Any, count: int) -> Any:
    waiting_list = courses.WaitingListFactory(owner=district)
    return courses.DutyFactory.create_batch(count, entry__waiting_list=waiting_list)


def entitlements(district: Any, count: int) -> Any:
    town = MunicipalityFactory(part_of=district)
    return courses.EntitlementFactory.create_batch(count, candidate__owner=town)


def travel(district: Any, count: int) -> Any:
    end = MunicipalityFactory(part_of=district)
    return courses.TravelTimeFactory.create_batch(count, owner=district, to_town=end)


COURSE_ROWS: dict[str, Make] = {
    "courses:courses": lambda d, count: courses.CourseFactory.create_batch(count, owner=d),
    "courses:lists": lambda d, count: courses.WaitingListFactory.create_batch(count, owner=d),
    "courses:duties": duties,
    "courses:entitlements": entitlements,
    "courses:quotas": quotas,
    "courses:travel": travel,
    "courses:kinds": lambda _, count: courses.CourseKindFactory.create_batch(count),
}
