"""Deadlines, working days of North Rhine-Westphalia and school half-years. No clock."""

from calendar import monthrange
from datetime import date, timedelta


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Gauss's rule as completed by Lichtenberg)."""
    century = year // 100
    moon = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    phase = year % 19
    germ = (19 * phase + moon) % 30
    shift = germ // 29 + (germ // 28 - germ // 29) * (phase // 11)
    full_moon = 21 + germ - shift
    first_sunday = 7 - (year + year // 4 + sun) % 7
    days_in_march = full_moon + 7 - (full_moon - first_sunday) % 7
    return date(year, 3, 1) + timedelta(days=days_in_march - 1)


def holidays(year: int) -> frozenset[date]:
    """Public holidays in North Rhine-Westphalia (Feiertagsgesetz NW section 2).

    31 October was a holiday once, in 2017 (500 years of the Reformation).
    """
    easter = easter_sunday(year)
    fixed = {date(year, 1, 1), date(year, 5, 1), date(year, 10, 3), date(year, 11, 1)}
    fixed |= {date(year, 12, 25), date(year, 12, 26)}
    moving = {easter + timedelta(days=days) for days in (-2, 1, 39, 50, 60)}
    return frozenset(fixed | moving | ({date(2017, 10, 31)} if year == 2017 else set()))


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday in North Rhine-Westphalia."""
    return day.weekday() < 5 and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def period_end(start: date, *, months: int = 0, days: int = 0) -> date:
    """The last day of a period that began with an event on `start` (R-GEN-03).

    A period ending on a Saturday, Sunday or holiday ends on the next working day
    (VwVfG section 31(3)). A fixed date set by an authority does not move: do not use this.
    """
    return next_working_day(add_months(start, months) + timedelta(days=days))


def next_school_half_year(after: date) -> date:
    """The next 1 February or 1 August on or after this day (R-SEC-01)."""
    starts = [date(after.year, 2, 1), date(after.year, 8, 1), date(after.year + 1, 2, 1)]
    return next(start for start in starts if start >= after)


def latest_release(meeting: date, *, notice_days: int, preparation_days: int) -> date:
    """The last day for the release of a paper before its meeting (R-PAP-04)."""
    return meeting - timedelta(days=notice_days + preparation_days)
