"""Shares of full time, the count of staff, and the days of a secondment."""

from datetime import date
from decimal import Decimal

import pytest

from kreislotse.staffing.rules import (
    by_stage,
    latest_days,
    needs_staff_council,
    reminder_on,
    share_of,
    staff_count,
)
from kreislotse.staffing.states import PostState, SecondmentState


@pytest.mark.parametrize(
    ("weekly", "full", "share"),
    [("30", "39", "0.7692"), ("39", "39", "1.0000"), ("20.5", "41", "0.5000")],
)
def test_a_share_is_weekly_hours_by_full_time_hours(weekly, full, share):
    """R-POS-01."""
    assert share_of(Decimal(weekly), Decimal(full)) == Decimal(share)


def test_seconded_staff_counts_besides_the_posts():
    """R-SEC-04: 3.5 posts of the grant and two teachers are 5.5."""
    posts = [
        (PostState.FILLED, Decimal("2.0")),
        (PostState.PLANNED, Decimal("1.0")),
        (PostState.ADVERTISED, Decimal("0.5")),
        (PostState.ABOLISHED, Decimal("9.0")),
        (PostState.PLANNED, None),
    ]
    lent = [(SecondmentState.PLANNED, Decimal("2.0")), (SecondmentState.ENDED, Decimal("9.0"))]
    count = staff_count(posts, lent)
    assert (count.posts, count.filled, count.seconded, count.total, count.unknown) == (
        Decimal("3.5"),
        Decimal("2.0"),
        Decimal("2.0"),
        Decimal("5.5"),
        1,
    )


def test_posts_are_summed_by_how_far_they_have_come():
    posts = [
        (PostState.PLANNED, Decimal("1")),
        (PostState.APPROVED, Decimal("0.5")),
        (PostState.SELECTION, Decimal("2")),
        (PostState.FILLED, None),
        (PostState.VACANT_AGAIN, Decimal("1")),
        (PostState.ABOLISHED, Decimal("7")),
    ]
    assert list(by_stage(posts).items()) == [
        ("planned", Decimal("1.5")),
        ("advertised", Decimal("2")),
        ("filled", Decimal("0")),
        ("vacant", Decimal("1")),
    ]


def test_the_plan_counts_back_from_the_first_day():
    """L49-50: for 1 February 2016 the agreement is due by mid September 2015."""
    days = latest_days(date(2016, 2, 1))
    assert days[SecondmentState.AGREED] == date(2015, 9, 14)
    assert days[SecondmentState.ORDER_ISSUED] == date(2016, 1, 4)
    assert days[SecondmentState.ACTIVE] == date(2016, 2, 1)
    assert list(days.values()) == sorted(days.values())


@pytest.mark.parametrize(
    ("ends_on", "needed"),
    [(date(2016, 4, 30), False), (date(2016, 5, 1), True), (None, True)],
)
def test_more_than_three_months_need_the_staff_council(ends_on, needed):
    """R-SEC-02."""
    assert needs_staff_council(date(2016, 2, 1), ends_on) == needed


def test_a_secondment_without_its_first_day_needs_the_staff_council():
    """R-SEC-02."""
    assert needs_staff_council(None, date(2016, 4, 30))


def test_a_successor_is_looked_for_nine_months_before_the_end():
    """R-SEC-03."""
    assert reminder_on(date(2018, 1, 31)) == date(2017, 4, 30)
