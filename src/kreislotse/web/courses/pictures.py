"""The pictures of course places, each with its table: places over time, waiting, need by town.

Widths are per cent, so that a picture fits a phone without its text shrinking; positions down are
pixels. What must not be told is None and neither drawn nor written (R-DP-40).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.courses.figures_clocks import Spread, Step
from kreislotse.courses.figures_places import Month
from kreislotse.kernel.german import date_short, decimal
from kreislotse.web.participants.funnel_picture import BAR, ROW, TEXT, Bar, Picture

_HIGH = 180
_MOST_LABELS = 4
UNTOLD = "–"


@dataclass(frozen=True)
class Table:
    """The same in text: a heading a column, and rows of a heading with its cells."""

    title: Any
    columns: Sequence[Any]
    rows: Sequence[tuple[Any, Sequence[Any]]]


@dataclass(frozen=True)
class Column:
    """A month: its three parts (top and height) from the bottom up, and its label if it has one."""

    x: str
    width: str
    occupied: tuple[str, str]
    reserved: tuple[str, str]
    free: tuple[str, str]
    label: str
    label_x: str
    anchor: str


@dataclass(frozen=True)
class Columns:
    columns: list[Column]
    height: int = _HIGH + 24
    label_y: int = _HIGH + 18


@dataclass(frozen=True)
class Line:
    """A municipality as it is told: need, waiting, with a place, and their part of the need."""

    town: Any
    entered: int | None
    waiting: int | None
    placed: int | None

    @property
    def share(self) -> Fraction | None:
        if not self.entered or self.placed is None:
            return None
        return Fraction(self.placed, self.entered)


def columns_of(months: Sequence[Month]) -> Columns | None:
    """One column a month; None where no place was ever offered."""
    most = max((sum(month[1:]) for month in months), default=0)
    if not most:
        return None
    every = -(-len(months) // _MOST_LABELS)
    wide = min(100 / len(months), 12)
    return Columns(
        [_column(at, month, most, wide, at % every == 0) for at, month in enumerate(months)]
    )


def _column(at: int, month: Month, most: int, wide: float, has_label: bool) -> Column:
    occupied, reserved, free = (_HIGH * places / most for places in month[1:])
    right = at * wide > 86
    return Column(
        f"{at * wide:.2f}%",
        f"{wide * 0.8:.2f}%",
        _part(_HIGH - occupied, occupied),
        _part(_HIGH - occupied - reserved, reserved),
        _part(_HIGH - occupied - reserved - free, free),
        label=f"{month.day:%m/%y}" if has_label else "",
        label_x=f"{at * wide + (wide * 0.8 if right else 0):.2f}%",
        anchor="end" if right else "start",
    )


def _part(top: float, high: float) -> tuple[str, str]:
    return f"{max(top, 0):.1f}", f"{high:.1f}"


def places_table(months: Sequence[Month]) -> Table:
    return Table(
        _("Plätze am Ende jedes Monats"),
        (_("Tag"), _("belegt"), _("angeboten oder zugesagt"), _("frei")),
        [(date_short(month.day), month[1:]) for month in reversed(months)],
    )


def clock_bars(found: Spread, hidden: frozenset[int]) -> Picture:
    """One bar a step of weeks; the steps with the half and with nine of ten are named."""
    most = max(step.people for step in found.steps)
    bars = [
        _bar(
            at,
            step_name(step),
            _marked(found, at, UNTOLD if at in hidden else str(step.people)),
            _width(0 if at in hidden else step.people, most),
            "0",
        )
        for at, step in enumerate(found.steps)
    ]
    return Picture(len(bars) * ROW, bars)


def clock_table(title: Any, found: Spread, hidden: frozenset[int]) -> Table:
    rows: list[tuple[Any, Sequence[Any]]] = [
        (step_name(step), [UNTOLD if at in hidden else step.people])
        for at, step in enumerate(found.steps)
    ]
    rows.append((_("die Hälfte höchstens, in Wochen"), [_weeks(found.clock.median)]))
    rows.append((_("neun von zehn höchstens, in Wochen"), [_weeks(found.clock.p90)]))
    return Table(title, (_("Wartezeit"), _("Personen")), rows)


def step_name(step: Step) -> str:
    if step.last is None:
        return say("{first} Wochen und mehr").format(first=step.first)
    return say("{first} bis {last} Wochen").format(first=step.first, last=step.last)


def _marked(found: Spread, at: int, value: str) -> str:
    marks = ((found.half, say("Hälfte")), (found.nine_of_ten, say("9 von 10")))
    return " · ".join([*(name for step, name in marks if step == at), value])


def need_bars(lines: Sequence[Line]) -> Picture | None:
    """One bar a municipality: its need, and darker those with a place."""
    told = [line for line in lines if line.entered]
    most = max((line.entered or 0 for line in told), default=0)
    if not most:
        return None
    bars = [
        _bar(
            at,
            line.town,
            say("{placed} von {entered}").format(placed=_told(line.placed), entered=line.entered),
            _width(line.entered or 0, most),
            _width(line.placed or 0, most),
        )
        for at, line in enumerate(told)
    ]
    return Picture(len(bars) * ROW, bars)


def need_table(lines: Sequence[Line]) -> Table:
    return Table(
        _("Bedarf und Plätze nach Städten und Gemeinden"),
        (
            _("Stadt oder Gemeinde"),
            _("auf die Liste gekommen"),
            _("warten noch"),
            _("haben oder hatten einen Platz"),
            _("Anteil"),
        ),
        [
            (
                line.town,
                [
                    _told(line.entered),
                    _told(line.waiting),
                    _told(line.placed),
                    _percent(line.share),
                ],
            )
            for line in lines
        ],
    )


def map_table(lines: Sequence[tuple[Line, Any, int]]) -> Table:
    """What the map shows, with the municipalities that have no coordinates."""
    return Table(
        _("Wartende, Plätze und Kurse nach Städten und Gemeinden"),
        (_("Stadt oder Gemeinde"), _("warten"), _("mit Platz"), _("Kurse")),
        [
            (town, [_told(line.waiting), _told(line.placed), courses])
            for line, town, courses in lines
        ],
    )


def _bar(row: int, name: Any, value: str, width: str, inner: str) -> Bar:
    return Bar(name, value, row * ROW + TEXT, row * ROW + BAR, width, inner)


def _width(number: int, largest: int) -> str:
    return f"{100 * number / largest:.2f}%"


def _told(number: int | None) -> str:
    return UNTOLD if number is None else str(number)


def _weeks(weeks: Fraction | None) -> str:
    return UNTOLD if weeks is None else decimal(weeks, 1)


def _percent(share: Fraction | None) -> str:
    return UNTOLD if share is None else f"{round(share * 100)}\u00a0%"
