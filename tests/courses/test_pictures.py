"""The figures behind the pictures of course places."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kreislotse.courses.figures_clocks import Step, spread
from kreislotse.courses.figures_places import Month, Stay, by_month
from kreislotse.courses.models import Course, Offer, WaitingEntry
from kreislotse.courses.picture_rows import Need, need_by_town, places_of, stays_of, waiting_days
from kreislotse.courses.small_numbers import hidden_among
from kreislotse.courses.states import CourseState, OfferState, WaitingState
from kreislotse.protection.models import Tally
from kreislotse.reporting.erased_in_courses import stays_of_erased, with_erased
from tests.factories.courses import (
    CourseFactory,
    OfferFactory,
    QuotaFactory,
    WaitingListFactory,
    placed,
)
from tests.factories.organisations import MunicipalityFactory

TODAY = date(2015, 11, 23)


def day(text):
    return date.fromisoformat(f"2015-{text}")


def test_a_place_is_reserved_then_occupied_then_free_again():
    stays = [
        Stay(day("08-20"), day("09-07")),
        Stay(day("09-10"), day("10-05"), day("11-02")),
        Stay(day("10-20"), None, day("10-25")),
        Stay(day("11-20")),
    ]
    assert by_month(stays, 10, TODAY) == [
        Month(day("08-31"), 0, 1, 9),
        Month(day("09-30"), 1, 1, 8),
        Month(day("10-31"), 2, 0, 8),
        Month(TODAY, 1, 1, 8),
    ]


def test_no_month_is_shown_before_the_first_offer_or_beyond_the_most():
    assert by_month([], 10, TODAY) == []
    years = by_month([Stay(date(2010, 1, 1))], 1, TODAY)
    assert (len(years), years[0].day, years[-1].day) == (24, date(2013, 12, 31), TODAY)


def test_more_may_be_held_than_there_are_places_now():
    assert by_month([Stay(TODAY), Stay(TODAY)], 1, TODAY) == [Month(TODAY, 0, 2, 0)]


_DAYS = some.dates(date(2014, 1, 1), date(2016, 12, 31))
_STAYS = some.lists(some.builds(Stay, _DAYS, some.none() | _DAYS, some.none() | _DAYS))


@given(_STAYS, some.integers(0, 50))
def test_every_place_is_counted_once(stays, places):
    for month in by_month(stays, places, TODAY):
        assert month.occupied + month.reserved + month.free >= places
        assert min(month.occupied, month.reserved, month.free) >= 0


def test_waiting_is_spread_over_steps_of_four_weeks():
    found = spread([0, 27, 28, 100, 400])
    assert found is not None
    assert [step for step in found.steps if step.people] == [
        Step(0, 3, 2),
        Step(4, 7, 1),
        Step(12, 15, 1),
        Step(52, None, 1),
    ]
    assert (len(found.steps), found.half, found.nine_of_ten) == (14, 1, 13)
    assert spread([]) is None


@given(some.lists(some.integers(0, 3000), min_size=1))
def test_everybody_who_waits_stands_in_one_step(days):
    found = spread(days)
    assert found is not None
    assert sum(step.people for step in found.steps) == len(days)
    assert found.half <= found.nine_of_ten < len(found.steps)
    assert found.steps[-1].people > 0


def test_a_single_small_number_hides_the_next_larger_one_too():
    """R-DP-40"""
    assert hidden_among([9, 2, 0, 5, 7]) == {1, 3}
    assert hidden_among([1, 2, 5]) == {0, 1}
    assert hidden_among([3, 0, 5]) == frozenset()
    assert hidden_among([2]) == {0}


@given(some.lists(some.integers(0, 9)))
def test_no_small_number_can_be_worked_out_from_the_sum(counts):
    """R-DP-40"""
    hidden = hidden_among(counts)
    assert all(at in hidden for at, count in enumerate(counts) if count in (1, 2))
    others = sum(1 for count in counts if count)
    assert len(hidden) != 1 or others == 1


@pytest.mark.django_db
def test_offers_tell_since_when_a_place_was_held(course, waiting_list):
    Course.objects.filter(pk=course.pk).update(state=CourseState.RUNNING)
    course.refresh_from_db()
    on_list = {"waiting_list": waiting_list}
    began = placed(course, WaitingState.STARTED, **on_list)
    placed(course, WaitingState.ACCEPTED, **on_list)
    left = placed(CourseFactory(owner=course.owner, kind=course.kind), "started", **on_list)
    WaitingEntry.objects.filter(pk=left.pk).update(
        state=WaitingState.DROPPED_OUT, seat=None, ended_on=day("11-20")
    )
    Offer.objects.filter(entry=left).update(state=OfferState.ENDED)
    declined = OfferFactory(
        entry=began, course=course, state=OfferState.DECLINED, answered_on=day("10-28")
    )
    offered = declined.offered_on
    assert sorted(stays_of([waiting_list.pk]), key=str) == sorted(
        [
            Stay(offered, course.starts_on),
            Stay(offered),
            Stay(offered, course.starts_on, day("11-20")),
            Stay(offered, None, day("10-28")),
        ],
        key=str,
    )


@pytest.mark.django_db
def test_places_are_those_of_the_quotas_and_of_courses_without_one(district, kind, waiting_list):
    quota = QuotaFactory(owner=district, kind=kind, places=100)
    unknown = QuotaFactory(owner=district, kind=kind, places=None)
    CourseFactory(owner=district, kind=kind, quota=quota, capacity=20)
    CourseFactory(owner=district, kind=kind, quota=unknown, capacity=12)
    CourseFactory(owner=district, kind=kind, capacity=5)
    CourseFactory(owner=district, kind=kind, capacity=5, state=CourseState.CANCELLED)
    CourseFactory(owner=district, capacity=7)
    CourseFactory(kind=kind, capacity=7)
    assert places_of([waiting_list]) == 100 + 12 + 5
    bound = WaitingListFactory(owner=district, kind=kind, quota=quota)
    assert places_of([bound]) == 100
    assert places_of([waiting_list, bound]) == 100 + 12 + 5
    assert places_of([]) == 0


def test_need_is_counted_by_municipality(waiting, waiting_list, town):
    waiting()
    waiting()
    rows = WaitingEntry.objects.filter(waiting_list=waiting_list)
    assert need_by_town(rows) == [Need(town.pk, 2, 2, 0)]
    assert waiting_days(rows, TODAY) == [(49, 42), (49, 42)]


def test_who_accepted_once_counts_as_placed(course, waiting_list):
    entry = placed(course, WaitingState.STARTED, waiting_list=waiting_list)
    placed(course, WaitingState.OFFERED, waiting_list=waiting_list)
    rows = WaitingEntry.objects.filter(waiting_list=waiting_list)
    found = {need.municipality: need for need in need_by_town(rows)}
    assert found[entry.municipality_id] == Need(entry.municipality_id, 1, 0, 1)
    assert sum(need.placed for need in found.values()) == 1


@pytest.mark.django_db
def test_people_who_are_erased_are_still_counted(town, waiting_list):
    """G65"""
    other = MunicipalityFactory(part_of=town.part_of)

    def kept(owner, stage, people, year=2014, value=waiting_list.pk):
        said = {"feature": f"course_{stage}", "value": str(value), "year": year}
        Tally.objects.create(owner=owner, people=people, **said)

    kept(town, "waited", 5)
    kept(town, "placed", 4)
    kept(other, "waited", 3)
    kept(other, "waited", 9, value=0)
    kept(town, "started", 4)
    kept(town, "dropped_out", 1)
    kept(town, "started", 2, year=2015)
    lists = [waiting_list.pk]
    assert with_erased([Need(town.pk, 2, 2, 0)], lists) == [
        Need(town.pk, 7, 2, 4),
        Need(other.pk, 3, 0, 0),
    ]
    last = date(2014, 12, 31)
    assert stays_of_erased(lists, TODAY) == [Stay(last, last)] * 3 + [Stay(TODAY, TODAY)] * 2
