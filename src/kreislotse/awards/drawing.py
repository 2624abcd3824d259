"""How much may be drawn when: two months, fixed dates, own funds in proportion. No clock."""

import math
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from kreislotse.kernel.deadlines import add_months
from kreislotse.kernel.money import Money


def latest_use(requested_on: date, months: int) -> date:
    """The day by which drawn money is to be used (VVG 7.2, R-GRT-05)."""
    return add_months(requested_on, months)


def own_funds_needed(*, planned: Money, drawn: Money, award: Money) -> Money:
    """Own funds in the proportion of the grant drawn, the last cent rounded up (R-GRT-08)."""
    return Money(math.ceil(planned.cents * Fraction(drawn.cents, award.cents)))


def call_days(
    days: Iterable[tuple[int, int, int]], *, period_from: date, period_to: date
) -> list[date]:
    """The fixed days for draw-downs of an approval period, from (month, day, years after)."""
    years = range(period_from.year, period_to.year + 1)
    found = {
        _in_year(year + years_after, month, day)
        for year in years
        for month, day, years_after in days
    }
    return sorted(found)


def next_call_day(days: Iterable[date], today: date) -> date | None:
    """The first fixed day that is not over; None where none is left."""
    return min((day for day in days if day >= today), default=None)


def _in_year(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
