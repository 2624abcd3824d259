"""A table as it was found in a file: its headings, and its rows one after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from kreislotse.intake.reasons import Remark

MOST_ROWS = 100_000
MOST_COLUMNS = 200
# Files can smuggle it into a cell, and PostgreSQL keeps no text with it.
NOTHING = "\0"


class Flaw(StrEnum):
    """What stands in a cell instead of a value; the keys of its reason."""

    FORMULA = "formula"
    EXCEL_ERROR = "excel_error"
    MERGED = "merged"


Value = str | int | float | bool | date | datetime | time | timedelta | Flaw


class Heading(NamedTuple):
    """The text over a column; a heading over two rows is written "above: below"."""

    letter: str
    text: str


class Range(NamedTuple):
    """Cells that are joined, counted from zero."""

    top: int
    left: int
    bottom: int
    right: int


class Row(NamedTuple):
    """One row below the headings: its number in the sheet, its values from column A on."""

    number: int
    values: Sequence[Value]


@dataclass(frozen=True)
class Sheet:
    """The table of a file. `rows()` may be called more than once; it reads lazily each time.

    `since_1904` says that bare numbers for days count from 1904.
    """

    format: str
    name: str
    heading_row: int
    headings: list[Heading]
    rows: Callable[[], Iterator[Row]]
    remarks: list[Remark] = field(default_factory=list)
    since_1904: bool = False


def letter_of(index: int) -> str:
    """The letter of a column counted from zero: 0 is A, 27 is AB."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters = chr(65 + rest) + letters
        index -= 1
    return letters


def index_of(letter: str) -> int:
    """The column counted from zero: A is 0, AB is 27."""
    found = 0
    for sign in letter:
        found = found * 26 + ord(sign) - 64
    return found - 1


def cell_at(row: int, column: int) -> str:
    """The address of a cell counted from zero."""
    return f"{letter_of(column)}{row + 1}"
