"""The timeline of an initiative as a picture: where each entry stands on a dated axis.

Positions across are per cent of the width, so that the picture fits a phone without its text
shrinking; positions down are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from kreislotse.initiatives.rules import Entry
from kreislotse.initiatives.states import Happening
from kreislotse.kernel.deadlines import add_months

LEFT, RIGHT = 5.0, 95.0
# Two marks in a row need so much room at a width of 390 pixels.
MARK_WIDTH = 8.0
ROW, HEAD, TOP = 26, 20, 8
STEPS = (1, 2, 3, 6, 12, 24, 60)
MOST_TICKS = 5

LANES = (
    (_("Beschlüsse"), (Happening.RESOLUTION,)),
    (_("Meilensteine"), (Happening.MILESTONE, Happening.FORECAST, Happening.PLANNED)),
    (_("Schreiben"), (Happening.LETTER_OUT, Happening.LETTER_IN)),
    (_("Stellungnahmen"), (Happening.POSITION,)),
    (_("Fragen"), (Happening.QUESTION, Happening.ANSWER, Happening.ANSWER_DUE)),
)


@dataclass(frozen=True)
class Mark:
    """An entry's place; its number is that of its line in the table."""

    number: int
    x: str
    y: int
    has_happened: bool


@dataclass(frozen=True)
class Lane:
    """The marks of one kind, below their title."""

    title: str
    y: int
    line_y: int
    marks: list[Mark]


@dataclass(frozen=True)
class Tick:
    x: str
    label: str


@dataclass(frozen=True)
class Picture:
    """Everything the drawing needs, in the order in which it is drawn."""

    height: int
    axis_y: int
    label_y: int
    ticks: list[Tick]
    lanes: list[Lane]
    today_x: str
    first: date
    last: date


def picture(entries: Sequence[Entry], today: date) -> Picture | None:
    """The drawing of all dated entries; None when there are fewer than two days to show."""
    days = {entry.day for entry in entries if entry.day is not None}
    if len(days) < 2:
        return None
    axis = _Axis(min(days), max(days))
    lanes, bottom = _lanes(entries, axis)
    return Picture(
        height=bottom + 32,
        axis_y=bottom + 6,
        label_y=bottom + 24,
        ticks=[Tick(axis.x(day), f"{day:%m/%Y}") for day in axis.ticks()],
        lanes=lanes,
        today_x=axis.x(today) if axis.first <= today <= axis.last else "",
        first=axis.first,
        last=axis.last,
    )


@dataclass(frozen=True)
class _Axis:
    first: date
    last: date

    def place(self, day: date) -> float:
        part = (day - self.first).days / (self.last - self.first).days
        return LEFT + (RIGHT - LEFT) * part

    def x(self, day: date) -> str:
        return f"{self.place(day):.2f}%"

    def ticks(self) -> list[date]:
        """Firsts of months, so many that their labels do not touch."""
        start = add_months(self.first.replace(day=1), 0 if self.first.day == 1 else 1)
        for step in STEPS:
            days = self._every(start, step)
            if len(days) <= MOST_TICKS:
                return days
        return [start]

    def _every(self, start: date, months: int) -> list[date]:
        days, number = [], 0
        while (day := add_months(start, months * number)) <= self.last:
            days.append(day)
            number += 1
        return days


def _lanes(entries: Sequence[Entry], axis: _Axis) -> tuple[list[Lane], int]:
    numbered = list(enumerate(entries, start=1))
    lanes, y = [], TOP
    for title, kinds in LANES:
        ours = [(n, e) for n, e in numbered if e.happening in kinds and e.day is not None]
        if not ours:
            continue
        marks, rows = _marks(ours, axis, y + HEAD)
        lanes.append(Lane(str(title), y + 12, y + HEAD + rows * ROW + 4, marks))
        y += HEAD + rows * ROW + 8
    return lanes, y


def _marks(entries: list[tuple[int, Entry]], axis: _Axis, top: int) -> tuple[list[Mark], int]:
    """Each mark in the first row where it touches no other."""
    ends: list[float] = []
    marks = []
    for number, entry in entries:
        place = axis.place(entry.day or axis.first)
        free = (row for row, end in enumerate(ends) if place - end >= MARK_WIDTH)
        row = next(free, len(ends))
        ends[row : row + 1] = [place]
        y = top + row * ROW + ROW // 2
        marks.append(Mark(number, f"{place:.2f}%", y, entry.has_happened))
    return marks, len(ends)
