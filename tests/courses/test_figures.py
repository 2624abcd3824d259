"""Places and waiting times in numbers."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.courses import figures
from kreislotse.courses.models import Seat, WaitingEntry
from kreislotse.courses.states import WaitingState
from tests.factories.courses import CourseFactory, QuotaFactory, placed
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory

TODAY = date(2015, 11, 2)
W = WaitingState


@pytest.fixture
def quota(district, kind):
    """A hundred places, five of them seats of a course in which three people sit."""
    quota = QuotaFactory(owner=district, kind=kind, places=100)
    course = CourseFactory(owner=district, kind=kind, quota=quota, capacity=0)
    Seat.objects.bulk_create(
        Seat(course=course, number=place.number, place=place) for place in quota.numbered.all()[:5]
    )
    for state in (W.OFFERED, W.ACCEPTED, W.STARTED):
        placed(course, state)
    return quota


def test_a_quotas_places_are_assigned_or_free(quota):
    """Domain 2.8: 100 = assigned + free; a course's places = occupied + reserved + free."""
    found = figures.accounting(quota)
    assert (found.places, found.assigned, found.free) == (100, 5, 95)
    courses = found.courses
    assert (courses.capacity, courses.occupied, courses.reserved, courses.free) == (5, 1, 2, 2)
    assert figures.course_places(quota.courses.get()) == courses


def test_a_quota_of_unknown_size_has_no_number_of_free_places(district, kind):
    found = figures.accounting(QuotaFactory(owner=district, kind=kind))
    assert (found.places, found.free, found.courses) == (None, None, figures.Places())


def test_both_clocks_run_for_those_on_the_list(waiting, waiting_list):
    """G43: since they asked, and since they were entered."""
    for weeks in (1, 2, 4):
        entered_on = TODAY - timedelta(weeks=weeks)
        waiting(entered_on=entered_on, asked_on=entered_on - timedelta(days=7))
    waiting(state=W.REMOVED, asked_on=date(2015, 1, 1))
    waiting(entered_on=TODAY + timedelta(days=1), asked_on=TODAY)
    found = figures.waiting_clocks(waiting_list, TODAY)
    assert found.people == 3
    assert (found.entered.median, found.entered.p90) == (2, 4)
    assert (found.asked.median, found.asked.p90) == (3, 5)


def test_where_nobody_waits_there_is_no_waiting_time(waiting_list):
    nothing = figures.Clock()
    assert figures.waiting_clocks(waiting_list, TODAY) == figures.WaitingClocks(0, nothing, nothing)


def test_the_median_of_two_lies_between_them():
    assert figures.clock([7, 10]) == figures.Clock(Fraction(17, 14), Fraction(10, 7))


@given(st.lists(st.integers(0, 400), min_size=1))
def test_nine_of_ten_wait_no_longer_than_the_ninth_decile(days):
    p90 = figures.clock(days).p90
    within = sum(Fraction(day, 7) <= p90 for day in days)
    below = sum(Fraction(day, 7) < p90 for day in days)
    assert within * 10 >= len(days) * 9 > below * 10


@pytest.mark.parametrize(
    ("women", "men", "share"),
    [
        (0, 0, None),
        (0, 5, 0),
        (1, 5, None),
        (2, 5, None),
        (3, 5, Fraction(3, 8)),
        (3, 2, None),
        (3, 0, 1),
    ],
)
def test_the_share_of_women_is_not_told_where_one_could_be_recognised(women, men, share):
    """R-CRS-09, R-DP-40"""
    assert figures.Women(women, women + men).share == share


def test_women_are_counted_among_those_whose_sex_is_entered(waiting):
    for sex in ("w", "w", "m", ""):
        waiting(person={"released": True, "sex": sex})
    assert figures.women(WaitingEntry.objects.all()) == figures.Women(2, 3)


def test_people_are_counted_by_municipality(district, course, waiting, waiting_list):
    near, far = (MunicipalityFactory(part_of=district, name=name) for name in ("Nah", "Fern"))

    def of(town):
        return CandidateFactory(owner=town, released=True)

    placed(course, candidate=of(near), waiting_list=waiting_list)
    for town, state in ((near, W.WAITING), (far, W.ASSESSED), (far, W.REMOVED)):
        entry = waiting(state=state)
        WaitingEntry.objects.filter(pk=entry.pk).update(municipality=town)
    rows = WaitingEntry.objects.filter(waiting_list=waiting_list)
    assert figures.by_municipality(rows) == [
        figures.InTown(far.pk, entered=2, waiting=1, placed=0),
        figures.InTown(near.pk, entered=2, waiting=1, placed=1),
    ]
