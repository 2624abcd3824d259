"""Interest by the day: periods of one rate each, three ways to count days. No clock, no database.

Both the first and the last day count. The total is rounded once, at the end; the amounts of the
periods are the steps of the rounded running sum, so that the sheet adds up to the cent.
"""

from calendar import isleap, monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from kreislotse.kernel.deadlines import add_months
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DomainError

Rate = tuple[date, Fraction]
_ONE_DAY = timedelta(days=1)
# The base rate is set anew on 1 January and 1 July (section 247 BGB); until then it is known.
_RATE_HOLDS_MONTHS = 6


class DayCounting(StrEnum):
    """How days of interest are counted; the calculation sheet names it (R-GRT-17)."""

    ACTUAL = "actual"
    ACTUAL_365 = "actual_365"
    THIRTY_360 = "thirty_360"


class RateMissing(DomainError):
    """Interest is asked for from a day before the first rate."""

    message = (
        "Für die Zeit vor dem {first} ist kein Zinssatz eingetragen, gerechnet werden soll ab dem "
        "{wanted}. Tragen Sie den Basiszinssatz zuerst ein."
    )


@dataclass(frozen=True)
class Period:
    """Days of one rate in one year: per cent a year, over a year of `year_basis` days."""

    first: date
    last: date
    days: int
    percent: Fraction
    year_basis: int
    amount: Money


@dataclass(frozen=True)
class Interest:
    """The interest on an amount with its calculation sheet.

    From `carried_on_from` on, the last rate entered is carried on and has to be checked.
    """

    amount: Money
    count: DayCounting
    periods: tuple[Period, ...]
    exact: Fraction
    total: Money
    carried_on_from: date | None

    @property
    def days(self) -> int:
        return sum(period.days for period in self.periods)


def interest(
    amount: Money, first: date, last: date, rates: Sequence[Rate], count: DayCounting
) -> Interest:
    """Interest on an amount from the first to the last day; no days, no interest (R-GRT-17).

    `rates` are (valid from, per cent a year, surcharge included), in any order.
    """
    ordered = sorted(rates)
    if first <= last and (not ordered or first < ordered[0][0]):
        earliest = date_short(ordered[0][0]) if ordered else date_short(last + _ONE_DAY)
        raise RateMissing(first=earliest, wanted=date_short(first))
    periods: list[Period] = []
    running = Fraction(0)
    for begin, end, percent in _stretches(first, last, ordered, count):
        days, basis = _days(begin, end, count), _year_basis(begin, count)
        before = _rounded(running)
        running += amount.cents * percent / 100 * Fraction(days, basis)
        step = _rounded(running) - before
        periods.append(Period(begin, end, days, percent, basis, step))
    total = sum((period.amount for period in periods), ZERO)
    return Interest(
        amount, count, tuple(periods), running, total, _carried_on(first, last, ordered)
    )


def _stretches(
    first: date, last: date, rates: Sequence[Rate], count: DayCounting
) -> list[tuple[date, date, Fraction]]:
    """The days cut where the rate changes and, if years differ in length, at each new year."""
    cuts = {day for day, _ in rates if first < day <= last}
    if count == DayCounting.ACTUAL:
        cuts |= {date(year, 1, 1) for year in range(first.year + 1, last.year + 1)}
    begins = [first, *sorted(cuts)] if first <= last else []
    ends = [day - _ONE_DAY for day in begins[1:]] + [last]
    return [(begin, end, _rate_on(begin, rates)) for begin, end in zip(begins, ends, strict=False)]


def _rate_on(day: date, rates: Sequence[Rate]) -> Fraction:
    return [percent for since, percent in rates if since <= day][-1]


def _days(first: date, last: date, count: DayCounting) -> int:
    if count == DayCounting.THIRTY_360:
        return _commercial(last) - _commercial(first - _ONE_DAY)
    return (last - first).days + 1


def _commercial(day: date) -> int:
    """The number of a day where every month has 30; a month's last day is its thirtieth."""
    is_last = day.day == monthrange(day.year, day.month)[1]
    return day.year * 360 + (day.month - 1) * 30 + (30 if is_last else min(day.day, 30))


def _year_basis(day: date, count: DayCounting) -> int:
    if count == DayCounting.THIRTY_360:
        return 360
    return 366 if count == DayCounting.ACTUAL and isleap(day.year) else 365


def _rounded(cents: Fraction) -> Money:
    return Money(1).share(cents)


def _carried_on(first: date, last: date, rates: Sequence[Rate]) -> date | None:
    if not rates or last < first:
        return None
    doubtful = max(first, add_months(rates[-1][0], _RATE_HOLDS_MONTHS))
    return doubtful if doubtful <= last else None
