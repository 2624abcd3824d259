"""Interest by the day (R-GRT-17)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.kernel.interest import DayCounting, RateMissing, interest
from kreislotse.kernel.money import ZERO, Money, total

TEN_THOUSAND = Money.euros(10_000)
SINCE_2015 = [(date(2015, 1, 1), Fraction("4.17"))]
TWO_RATES = [*SINCE_2015, (date(2016, 7, 1), Fraction("4.12"))]
DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
AMOUNTS = st.integers(0, 10**12).map(Money)
COUNTS = st.sampled_from(DayCounting)


@pytest.mark.parametrize(
    ("count", "days", "basis", "amount"),
    [
        (DayCounting.ACTUAL, 182, 366, Money(207_36)),
        (DayCounting.ACTUAL_365, 182, 365, Money(207_93)),
        (DayCounting.THIRTY_360, 180, 360, Money(208_50)),
    ],
)
def test_half_a_year_on_10000_euros(count, days, basis, amount):
    """T10: 01.01. to 30.06.2016 at 4.17 %; the sheet shows the method."""
    found = interest(TEN_THOUSAND, date(2016, 1, 1), date(2016, 6, 30), SINCE_2015, count)
    assert (found.total, found.days, found.count) == (amount, days, count)
    assert [period.year_basis for period in found.periods] == [basis]


def test_a_new_rate_and_a_new_year_each_begin_a_period():
    found = interest(
        TEN_THOUSAND, date(2016, 6, 1), date(2017, 1, 31), TWO_RATES, DayCounting.ACTUAL
    )
    assert [(p.first, p.last, p.days, p.percent, p.year_basis) for p in found.periods] == [
        (date(2016, 6, 1), date(2016, 6, 30), 30, Fraction("4.17"), 366),
        (date(2016, 7, 1), date(2016, 12, 31), 184, Fraction("4.12"), 366),
        (date(2017, 1, 1), date(2017, 1, 31), 31, Fraction("4.12"), 365),
    ]
    assert total([period.amount for period in found.periods]) == found.total


def test_february_has_thirty_days_in_commercial_counting():
    found = interest(
        TEN_THOUSAND, date(2015, 2, 1), date(2015, 2, 28), SINCE_2015, DayCounting.THIRTY_360
    )
    assert found.days == 30


def test_no_days_bear_no_interest():
    found = interest(TEN_THOUSAND, date(2016, 1, 2), date(2016, 1, 1), [], DayCounting.ACTUAL)
    assert (found.total, found.periods, found.carried_on_from) == (ZERO, (), None)


def test_days_before_the_first_rate_are_refused():
    with pytest.raises(RateMissing) as refusal:
        interest(TEN_THOUSAND, date(2014, 12, 31), date(2015, 1, 2), TWO_RATES, DayCounting.ACTUAL)
    assert str(refusal.value) == (
        "Für die Zeit vor dem 01.01.2015 ist kein Zinssatz eingetragen, gerechnet werden soll ab "
        "dem 31.12.2014. Tragen Sie den Basiszinssatz zuerst ein."
    )


@pytest.mark.parametrize(
    ("last", "carried_on_from"),
    [(date(2016, 12, 31), None), (date(2017, 1, 1), date(2017, 1, 1))],
)
def test_half_a_year_after_the_last_rate_it_is_said_to_be_carried_on(last, carried_on_from):
    found = interest(TEN_THOUSAND, date(2016, 12, 1), last, TWO_RATES, DayCounting.ACTUAL)
    assert found.carried_on_from == carried_on_from


@given(AMOUNTS, st.lists(DAYS, min_size=3, max_size=3), COUNTS)
def test_interest_is_the_same_however_the_days_are_cut(amount, days, count):
    """Before rounding; rounded once at the end, two halves differ from the whole by a cent."""
    first, cut, last = sorted(days)
    whole = interest(amount, first, last, TWO_RATES, count)
    left = interest(amount, first, cut, TWO_RATES, count)
    right = interest(amount, cut + timedelta(days=1), last, TWO_RATES, count)
    assert left.exact + right.exact == whole.exact
    assert left.days + right.days == whole.days
    assert abs((left.total + right.total - whole.total).cents) <= 1


@given(AMOUNTS, DAYS, DAYS, COUNTS)
def test_the_periods_of_a_sheet_follow_each_other_and_add_up(amount, one, other, count):
    first, last = min(one, other), max(one, other)
    found = interest(amount, first, last, TWO_RATES, count)
    assert (found.periods[0].first, found.periods[-1].last) == (first, last)
    for before, after in zip(found.periods, found.periods[1:], strict=False):
        assert after.first == before.last + timedelta(days=1)
    assert total([period.amount for period in found.periods]) == found.total
    assert found.total == Money(1).share(found.exact)
