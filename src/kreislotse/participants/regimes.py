"""Which benefits law applies to a candidate from when to when: from titles and what was entered.

The rules are pure; `write_regimes` alone writes. A title that leaves the regime open gives no
period: then a human enters it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from kreislotse.kernel.deadlines import add_months
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants.models import Candidate, RegimePeriod, ResidenceStatus, TitleRegime
from kreislotse.participants.states import RegimeCause
from kreislotse.records.tables import valid_on

_DAY = timedelta(days=1)
_UNKNOWN = ""


@dataclass(frozen=True)
class Held:
    """A residence title, held since a day."""

    title: int
    since: date


@dataclass(frozen=True)
class Row:
    """A dated row of TitleRegime; an empty regime leaves it to a human."""

    title: int
    regime: str
    first_granted_from: date | None = None
    after_months: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Period:
    """A legal regime between two days, both included; an open end is None."""

    regime: str
    valid_from: date
    valid_to: date | None = None
    cause: str = RegimeCause.TITLE


@dataclass(frozen=True)
class _Turn:
    """From this day on another regime is called for; `by_fact` unless the law itself changed."""

    day: date
    regime: str
    cause: str = RegimeCause.TITLE
    by_fact: bool = True
    until: date | None = None


def periods(
    held: Iterable[Held], rows: Sequence[Row], entered: Iterable[Period] = ()
) -> list[Period]:
    """The periods that follow from all titles and from what was entered, without gaps doubled.

    AsylbLG section 1(3): the entitlement ends with the month in which its condition ceases; the
    next regime begins on the first of the month after (T16).
    """
    turns = _turns(sorted(held, key=lambda one: one.since), rows)
    return _stretched(_with_entered(turns, sorted(entered, key=lambda one: one.valid_from)))


def _turns(held: Sequence[Held], rows: Sequence[Row]) -> list[_Turn]:
    """The days on which the titles call for another regime."""
    turns: list[_Turn] = []
    granted: date | None = None
    for at, one in enumerate(held):
        until = held[at + 1].since if at + 1 < len(held) else None
        if granted is None or held[at - 1].title != one.title:
            granted = one.since  # a title renewed without a break counts from its first day
        own = [row for row in rows if row.title == one.title]
        for day, by_fact in _days_to_look_at(one, granted, own, until):
            turns.append(_Turn(day, _regime(own, granted, day), by_fact=by_fact))
    return turns


def _days_to_look_at(
    one: Held, granted: date, rows: Iterable[Row], until: date | None
) -> list[tuple[date, bool]]:
    """When the answer may change while the title is held: by the person's time, or by law."""
    found = {one.since: True}
    for row in rows:
        if row.after_months is not None:
            found.setdefault(add_months(granted, row.after_months), True)
        if row.valid_from:
            found.setdefault(row.valid_from, False)
        if row.valid_to:
            found.setdefault(row.valid_to + _DAY, False)
    within = {day: how for day, how in found.items() if day >= one.since}
    return sorted((day, how) for day, how in within.items() if until is None or day < until)


def _regime(rows: Iterable[Row], granted: date, day: date) -> str:
    """The regime by the row that says most about this case; none where no row is in force."""
    fitting = [
        row
        for row in rows
        if (row.valid_from is None or row.valid_from <= day)
        and (row.valid_to is None or day <= row.valid_to)
        and (row.first_granted_from is None or row.first_granted_from <= granted)
        and (row.after_months is None or add_months(granted, row.after_months) <= day)
    ]
    if not fitting:
        return _UNKNOWN
    return max(fitting, key=_how_special).regime


def _how_special(row: Row) -> tuple[int, date, date]:
    earliest = date.min
    return row.after_months or -1, row.first_granted_from or earliest, row.valid_from or earliest


def _with_entered(turns: Sequence[_Turn], entered: Sequence[Period]) -> list[_Turn]:
    """What a human entered holds until its end, or until a later title is clear about it.

    Changes of the law and unclear titles do not undo it; on the same day it goes first.
    """
    found: dict[date, _Turn] = {}
    by_title, ends = _UNKNOWN, date.min
    for event in sorted([*turns, *_entries(entered)], key=lambda turn: turn.day):
        if event.cause == RegimeCause.ENTERED:
            ends = event.until or date.max
        elif event.until is not None:  # an entered regime ends here: back to what the title says
            if event.until != ends:
                continue
            event, ends = replace(event, regime=by_title, until=None), date.min
        else:
            by_title = event.regime
            if event.day <= ends and not (event.by_fact and event.regime):
                continue
            ends = date.min
        found[event.day] = event
    return [found[day] for day in sorted(found)]


def _entries(entered: Sequence[Period]) -> list[_Turn]:
    """Each entered regime as a turn to it and, where it has an end, one away from it.

    Whoever enters a day means that day: no month is added to it.
    """
    starts = [
        _Turn(one.valid_from, one.regime, RegimeCause.ENTERED, False, one.valid_to)
        for one in entered
    ]
    stops = [
        _Turn(one.valid_to + _DAY, _UNKNOWN, by_fact=False, until=one.valid_to)
        for one in entered
        if one.valid_to
    ]
    return [*stops, *starts]


def _stretched(turns: Sequence[_Turn]) -> list[Period]:
    """Turns as periods: the same regime joined, AsylbLG until the end of its last month."""
    found: list[Period] = []
    for turn in turns:
        day = turn.day
        if found and found[-1].valid_from > day:  # the last one waits for the month to end
            day = found.pop().valid_from
        elif found and found[-1].regime == LegalRegime.ASYLBLG != turn.regime and turn.by_fact:
            day = _first_of_next_month(day)
        if found and (found[-1].regime, found[-1].cause) == (turn.regime, turn.cause):
            found[-1] = replace(found[-1], valid_to=None)
            continue
        if found:
            found[-1] = replace(found[-1], valid_to=day - _DAY)
        found.append(Period(turn.regime, day, cause=turn.cause))
    return [period for period in found if period.regime != _UNKNOWN]


def _first_of_next_month(day: date) -> date:
    return add_months(day.replace(day=1), 1)


def rows_of_titles() -> list[Row]:
    """All rows that the reference data has, as the rules take them."""
    names = ("title_id", "regime", "first_granted_from", "after_months", "valid_from", "valid_to")
    return [Row(*values) for values in TitleRegime.objects.values_list(*names)]


def regime_on(candidate: Candidate, day: date) -> RegimePeriod | None:
    """The period in force on the day; None where a human still has to enter it."""
    return candidate.regimes.filter(valid_on(day)).order_by("-valid_from").first()


def write_regimes(ids: Sequence[int]) -> None:
    """Write the periods of these candidates anew; what was entered is kept, ended where it ends."""
    rows = rows_of_titles()
    held: dict[int, list[Held]] = defaultdict(list)
    entered: dict[int, list[Period]] = defaultdict(list)
    of_these = Q(candidate__in=ids)
    for candidate, title, since in ResidenceStatus.objects.filter(of_these).values_list(
        "candidate_id", "title_id", "since"
    ):
        held[candidate].append(Held(title, since))
    known = RegimePeriod.objects.filter(of_these)
    for one in known.filter(cause=RegimeCause.ENTERED):
        entered[one.candidate_id].append(
            Period(one.regime, one.valid_from, one.valid_to, RegimeCause.ENTERED)
        )
    known.delete()
    RegimePeriod.objects.bulk_create(
        RegimePeriod(
            candidate_id=candidate,
            regime=period.regime,
            valid_from=period.valid_from,
            valid_to=period.valid_to,
            cause=period.cause,
        )
        for candidate in ids
        for period in periods(held[candidate], rows, entered[candidate])
    )
