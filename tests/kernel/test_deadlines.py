"""Holidays, working days, periods and school half-years in North Rhine-Westphalia."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreislotse.kernel.deadlines import (
    add_months,
    easter_sunday,
    holidays,
    is_working_day,
    latest_release,
    next_school_half_year,
    next_working_day,
    period_end,
)

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))

# The calendars of the Land for these years: New Year, Good Friday, Easter Monday, 1 May, Ascension,
# Whit Monday, Corpus Christi, 3 October, (Reformation 2017,) All Saints, Christmas.
CALENDARS = {
    2015: "01.01 03.04 06.04 01.05 14.05 25.05 04.06 03.10 01.11 25.12 26.12",
    2016: "01.01 25.03 28.03 01.05 05.05 16.05 26.05 03.10 01.11 25.12 26.12",
    2017: "01.01 14.04 17.04 01.05 25.05 05.06 15.06 03.10 31.10 01.11 25.12 26.12",
}


@pytest.mark.parametrize(("year", "calendar"), CALENDARS.items())
def test_the_holidays_are_those_of_the_calendar(year, calendar):
    """Feiertagsgesetz NW section 2."""
    pairs = (day.split(".") for day in calendar.split())
    assert holidays(year) == {date(year, int(month), int(day)) for day, month in pairs}


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1981, date(1981, 4, 19)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2011, date(2011, 4, 24)),
        (2015, date(2015, 4, 5)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
        (2049, date(2049, 4, 18)),
    ],
)
def test_easter_is_found_in_early_and_late_years(year, sunday):
    assert easter_sunday(year) == sunday


@given(st.integers(min_value=1583, max_value=4000))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    easter = easter_sunday(year)
    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("start", "given_period", "end"),
    [
        (date(2015, 11, 27), {"months": 1}, date(2015, 12, 28)),  # T12: 27.12. is a Sunday
        (date(2015, 8, 31), {"months": 6}, date(2016, 2, 29)),
        (date(2014, 8, 31), {"months": 6}, date(2015, 3, 2)),  # 28.02.2015 is a Saturday
        (date(2015, 12, 24), {"days": 1}, date(2015, 12, 28)),
        (date(2015, 9, 30), {"months": 1}, date(2015, 10, 30)),
        (date(2015, 11, 2), {}, date(2015, 11, 2)),
    ],
)
def test_a_period_that_ends_on_a_day_off_ends_on_the_next_working_day(start, given_period, end):
    """R-GEN-03, VwVfG section 31(3), T12"""
    assert period_end(start, **given_period) == end


def test_a_notice_posted_on_24_november_is_final_with_28_december():
    """T12: three days' fiction of service, then one month."""
    served = date(2015, 11, 24) + timedelta(days=3)
    assert period_end(served, months=1) == date(2015, 12, 28)


@given(days)
def test_the_next_working_day_is_one_and_none_lies_between(day):
    found = next_working_day(day)
    assert is_working_day(found)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((found - day).days))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2015, 1, 31), 1, date(2015, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2015, 12, 15), 1, date(2016, 1, 15)),
        (date(2016, 3, 31), -1, date(2016, 2, 29)),
        (date(2015, 6, 30), 0, date(2015, 6, 30)),
        (date(2015, 1, 1), -1, date(2014, 12, 1)),
    ],
)
def test_months_end_where_the_calendar_ends(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("after", "start"),
    [
        (date(2015, 11, 2), date(2016, 2, 1)),
        (date(2016, 2, 1), date(2016, 2, 1)),
        (date(2016, 2, 2), date(2016, 8, 1)),
        (date(2016, 8, 1), date(2016, 8, 1)),
        (date(2016, 8, 2), date(2017, 2, 1)),
        (date(2015, 1, 1), date(2015, 2, 1)),
    ],
)
def test_school_half_years_start_in_february_and_august(after, start):
    """R-SEC-01"""
    assert next_school_half_year(after) == start


def test_a_paper_is_released_before_its_notice_and_its_preparation():
    """R-PAP-04"""
    meeting = date(2015, 11, 26)
    assert latest_release(meeting, notice_days=10, preparation_days=5) == date(2015, 11, 11)
