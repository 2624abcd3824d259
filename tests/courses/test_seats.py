"""Seats of courses: so many as the quota has places, and nobody placed without one."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models.deletion import ProtectedError

from kreislotse.access.deeds import advance, lock
from kreislotse.access.policy import Role
from kreislotse.courses.actions import change_course, set_seats
from kreislotse.courses.errors import (
    ChildcareFull,
    CourseFull,
    NoSeats,
    PlacesUnknown,
    QuotaUsedUp,
    SeatsHeld,
)
from kreislotse.courses.models import Course, QuotaPlace, Seat, WaitingEntry
from kreislotse.courses.seating import Seats, seats_of, take_seat
from kreislotse.courses.states import HOLDING, WaitingState
from tests.factories.courses import (
    ContingentFactory,
    CourseFactory,
    QuotaFactory,
    WaitingEntryFactory,
    placed,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory

NOT_HOLDING = [state for state in WaitingState if state not in HOLDING]


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def quota(district):
    return QuotaFactory(owner=district, places=100)


def course_of(quota, town=None) -> Course:
    town = town or MunicipalityFactory(part_of=quota.owner)
    return CourseFactory(
        owner=quota.owner, kind=quota.kind, quota=quota, municipality=town, capacity=0
    )


def seat(course, number, actor) -> Course:
    return set_seats(course, actor=actor, capacity=number, childcare_capacity=0)


def offer(entry: WaitingEntry, course: Course, actor) -> WaitingEntry:
    with transaction.atomic():
        entry = lock(entry)
        take_seat(entry, course)
        return advance(entry, "offer_place", actor=actor, **seats_of(entry))


def test_the_seats_of_all_courses_are_never_more_than_the_places_of_the_quota(quota, steering):
    """R-CRS-01"""
    first, second = course_of(quota), course_of(quota)
    seat(first, 60, steering)
    with pytest.raises(QuotaUsedUp, match="noch 40 Plätze frei, gebraucht werden 41"):
        seat(second, 41, steering)
    seat(second, 40, steering)
    with pytest.raises(QuotaUsedUp):
        seat(first, 61, steering)
    assert Seat.objects.count() == 100
    assert quota.numbered.free().count() == 0


def test_a_seat_more_than_the_quota_has_is_refused_by_the_database(quota, steering):
    """R-CRS-01: by whatever route"""
    course = seat(course_of(quota), 100, steering)
    place = quota.numbered.get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(course=course, number=101, place=place)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuotaPlace.objects.create(quota=quota, number=1)
    with pytest.raises(ProtectedError):
        place.delete()


def test_a_course_shrinks_from_the_top_and_gives_its_places_back(quota, steering):
    course = seat(course_of(quota), 10, steering)
    seat(course, 4, steering)
    assert [each.number for each in course.seats.order_by("number")] == [1, 2, 3, 4]
    assert quota.numbered.free().count() == 96


def test_a_course_does_not_become_smaller_than_what_is_held(quota, steering):
    """R-CRS-01"""
    course = set_seats(course_of(quota), actor=steering, capacity=4, childcare_capacity=2)
    held = [placed(course, needs_childcare=True) for _ in range(2)]
    with pytest.raises(SeatsHeld, match="2 Plätze sind angeboten"):
        seat(course, 1, steering)
    with pytest.raises(SeatsHeld):
        set_seats(course, actor=steering, capacity=4, childcare_capacity=1)
    with pytest.raises(NoSeats):
        seat(course, 0, steering)
    set_seats(course, actor=steering, capacity=2, childcare_capacity=2)
    assert set(course.seats.values_list("holder", flat=True)) == {each.pk for each in held}


def test_a_gap_in_the_numbers_is_filled_first(quota, steering):
    course = seat(course_of(quota), 3, steering)
    course.seats.get(number=2).delete()
    seat(course, 3, steering)
    assert [each.number for each in course.seats.order_by("number")] == [1, 2, 3]


def test_nothing_is_taken_from_a_quota_whose_number_is_not_known(district, steering):
    course = course_of(QuotaFactory(owner=district))
    with pytest.raises(PlacesUnknown):
        seat(course, 1, steering)


def test_what_is_kept_for_one_town_is_not_taken_by_another_until_it_flows_back(
    quota, steering, acting
):
    """R-CRS-10"""
    town, other = (MunicipalityFactory(part_of=quota.owner) for _ in range(2))
    ContingentFactory(quota=quota, organisation=town, places=30, flows_back_on=date(2015, 11, 3))
    course = course_of(quota, other)
    with pytest.raises(QuotaUsedUp, match=r"noch 70 Plätze frei.*zurückgehalten: 30"):
        seat(course, 71, steering)
    seat(course, 70, steering)
    seat(course_of(quota, town), 30, steering)
    assert quota.numbered.free().count() == 0


def test_places_that_nobody_used_are_free_for_all_on_the_day_they_flow_back(quota, steering):
    """R-CRS-10"""
    town, other = (MunicipalityFactory(part_of=quota.owner) for _ in range(2))
    ContingentFactory(quota=quota, organisation=town, places=30, flows_back_on=steering.today)
    seat(course_of(quota, other), 100, steering)


def test_a_course_does_not_move_into_places_kept_for_another_town(quota, steering):
    """R-CRS-10"""
    town, other = (MunicipalityFactory(part_of=quota.owner) for _ in range(2))
    ContingentFactory(quota=quota, organisation=town, places=30)
    course = seat(course_of(quota, town), 80, steering)
    with pytest.raises(QuotaUsedUp, match="noch 70 Plätze frei, gebraucht werden 80"):
        change_course(course, actor=steering, municipality=other)
    seat(course, 70, steering)
    change_course(course, actor=steering, municipality=other)


def test_the_lowest_free_seat_is_given_and_is_free_again_when_it_is_left(district, steering):
    """R-CRS-01"""
    course = CourseFactory(owner=district, capacity=2)
    first, second, third = (WaitingEntryFactory(waiting_list__owner=district) for _ in range(3))
    assert offer(first, course, steering).seat.number == 1
    assert offer(second, course, steering).seat.number == 2
    with pytest.raises(CourseFull, match="alle 2 Plätze vergeben"):
        offer(third, course, steering)
    with transaction.atomic():
        left = Seats(seat=None, childcare_seat=None)
        advance(lock(first), "return_to_list", actor=steering, **left)
    assert offer(third, course, steering).seat.number == 1


def test_childcare_is_a_cap_within_the_cap(district, steering):
    """R-CRS-01, R-CRS-09"""
    course = CourseFactory(owner=district, capacity=3, childcare_capacity=1)
    first, second, third = (
        WaitingEntryFactory(waiting_list__owner=district, needs_childcare=number < 2)
        for number in range(3)
    )
    assert offer(first, course, steering).childcare_seat.number == 1
    with pytest.raises(ChildcareFull, match="alle 1 Plätze"):
        offer(second, course, steering)
    entry = offer(third, course, steering)
    assert (entry.seat.number, entry.childcare_seat) == (2, None)


@pytest.mark.parametrize("state", HOLDING)
def test_nobody_is_placed_without_a_seat_whatever_writes_the_state(db, state):
    """R-CRS-01: the state cannot be edited around the check"""
    entry = WaitingEntryFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingEntry.objects.filter(pk=entry.pk).update(state=state)
    entry.state = state
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingEntry.objects.bulk_update([entry], ["state"])


@pytest.mark.parametrize("state", NOT_HOLDING)
def test_nobody_keeps_a_seat_without_a_place_whatever_writes_the_state(db, state):
    """R-CRS-01"""
    entry = placed(CourseFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingEntry.objects.filter(pk=entry.pk).update(state=state)


def test_a_seat_that_somebody_holds_is_given_to_nobody_else_whatever_writes_it(db):
    """R-CRS-01"""
    course = CourseFactory(childcare_capacity=1)
    held, other = placed(course, needs_childcare=True), WaitingEntryFactory()
    said = {"state": WaitingState.ACCEPTED, "seat": held.seat}
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingEntry.objects.filter(pk=other.pk).update(**said)
    with pytest.raises(IntegrityError), transaction.atomic():
        WaitingEntryFactory(**said)
    said = {
        "state": WaitingState.ACCEPTED,
        "seat": course.seats.free().get(),
        "needs_childcare": True,
    }
    for childcare_seat in (held.childcare_seat, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            WaitingEntry.objects.filter(pk=other.pk).update(**said, childcare_seat=childcare_seat)
    with pytest.raises(ProtectedError):
        held.seat.delete()
