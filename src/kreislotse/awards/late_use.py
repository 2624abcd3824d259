"""Money that came in and was not used in time: first in, first out, per item. No clock.

Section 49a(4) VwVfG lets interest run "until the proper use". Authorities ask for it from the
payout; read narrowly it runs only after the time allowed. Both are computed; the notice decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kreislotse.kernel.deadlines import add_months
from kreislotse.kernel.interest import DayCounting, Interest, Rate, interest
from kreislotse.kernel.money import ZERO, Money

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Inflow:
    """Money that came in on a day; `draw_down` says which call brought it, if one did."""

    day: date
    amount: Money
    draw_down: int | None = None


@dataclass(frozen=True)
class Outflow:
    """Money that was used for its purpose, or went back, on a day."""

    day: date
    amount: Money


@dataclass(frozen=True)
class Portion:
    """A part of what came in and the day it was used; nothing while it lies there."""

    inflow: Inflow
    amount: Money
    used_on: date | None


@dataclass(frozen=True)
class Late:
    """A portion not used in time: late since a day, with the interest of either reading."""

    portion: Portion
    late_since: date
    interest: Interest
    interest_after_deadline: Interest


def portions(inflows: Iterable[Inflow], outflows: Iterable[Outflow]) -> list[Portion]:
    """Match what came in with what was used, oldest first.

    What was paid in advance is set against the next money: it is used on the day it comes.
    """
    uses = sorted(outflows, key=lambda use: use.day)
    found: list[Portion] = []
    place, left = 0, uses[0].amount if uses else ZERO
    for inflow in sorted(inflows, key=lambda each: each.day):
        open_part = inflow.amount
        while open_part and place < len(uses):
            part = min(open_part, left)
            found.append(Portion(inflow, part, max(inflow.day, uses[place].day)))
            open_part, left = open_part - part, left - part
            if not left:
                place += 1
                left = uses[place].amount if place < len(uses) else ZERO
        if open_part:
            found.append(Portion(inflow, open_part, None))
    return [portion for portion in found if portion.amount]


def late(
    found: Iterable[Portion],
    *,
    months: int,
    today: date,
    rates: Sequence[Rate],
    count: DayCounting,
) -> list[Late]:
    """The portions used after the time allowed, or not used although it is over (R-GRT-05, -17).

    The day of the payout does not count, the day of the use does.
    """
    over = []
    for portion in found:
        deadline = add_months(portion.inflow.day, months)
        end = portion.used_on or today
        if end <= deadline:
            continue
        since_payout, since_deadline = (
            interest(portion.amount, day + _ONE_DAY, end, rates, count)
            for day in (portion.inflow.day, deadline)
        )
        over.append(Late(portion, deadline + _ONE_DAY, since_payout, since_deadline))
    return over


def unused(found: Iterable[Portion]) -> Money:
    """What still lies there."""
    return sum((each.amount for each in found if each.used_on is None), ZERO)
