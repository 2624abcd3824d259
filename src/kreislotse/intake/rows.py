"""The rows of a list as far as its columns are known: everything else is passed over.

Each value comes out as the text that stands for it, so that it can be kept, shown and corrected;
days as year-month-day. What no text stands for is a pair of a reason's key and what the cell shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from kreislotse.intake.columns_of_days import DayOrders, day_orders
from kreislotse.intake.mapping import Column
from kreislotse.intake.reading.errors import NoRows, TooManyRows
from kreislotse.intake.reading.sheet import (
    MOST_ROWS,
    NOTHING,
    Flaw,
    Row,
    Sheet,
    Value,
    index_of,
)
from kreislotse.intake.reasons import Remark
from kreislotse.intake.vocabulary import fold

Read = str | list[str]
_SUMS = frozenset(
    fold(word)
    for word in ("Summe", "Gesamt", "Gesamtzahl", "Insgesamt", "Anzahl", "Total", "Stand", "Quelle")
)


class MappedRow(NamedTuple):
    """The number of a row in the sheet and what its known columns say; empty cells are absent."""

    number: int
    values: dict[str, Read]


@dataclass
class MappedRows:
    """The people of a list. Iterate once; afterwards `remarks` tell which rows were passed over."""

    sheet: Sheet
    columns: Sequence[Column]
    remarks: list[Remark] = field(default_factory=list)

    def __iter__(self) -> Iterator[MappedRow]:
        """Rows in their order; refused beyond what one list may hold, or with nobody in it."""
        mapped = [(index_of(each.letter), each.field) for each in self.columns if each.field]
        orders = day_orders(self.sheet, mapped)
        passed = _Passed([fold(heading.text) for heading in self.sheet.headings])
        count = 0
        for row in passed.people(self.sheet.rows()):
            values = _values(row, mapped, orders)
            if values:
                count += 1
                if count > MOST_ROWS:
                    most = f"{MOST_ROWS:,}".replace(",", ".")
                    raise TooManyRows(sheet=self.sheet.name, most=most)
                yield MappedRow(row.number, values)
        if not count:
            raise NoRows(sheet=self.sheet.name, row=self.sheet.heading_row)
        letters = {each.field: each.letter for each in self.columns}
        self.remarks += orders.remarks(letters) + passed.remarks()


class _Passed:
    """Which rows name nobody: notes and sums below, notes between, the headings once more."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._headings = [each for each in headings if each]
        self._numbered = {
            at for at, each in enumerate(headings) if each in ("nr", "lfdnr", "laufendenummer", "")
        }
        self._below: list[int] = []
        self._between: list[int] = []
        self._again: list[int] = []

    def people(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Rows with one text only wait until it is clear whether people follow them."""
        waiting: list[Row] = []
        for row in rows:
            filled = [at for at, value in enumerate(row.values) if value != "" and _is_said(value)]
            if not filled or self._is_only_a_number(row, filled):
                continue
            if self._is_heading(row, filled):
                self._again.append(row.number)
            elif _is_note(row, filled):
                waiting.append(row)
            else:
                yield from self._between_people(waiting)
                waiting = []
                yield row
        self._below = [row.number for row in waiting]

    def _between_people(self, waiting: list[Row]) -> Iterator[Row]:
        """Among people, one joined cell is a title; a lone name is somebody of whom much lacks."""
        for row in waiting:
            if _is_title(row):
                self._between.append(row.number)
            else:
                yield row

    def _is_only_a_number(self, row: Row, filled: list[int]) -> bool:
        """Templates are numbered in advance, far below the last person."""
        return len(filled) == 1 and filled[0] in self._numbered

    def _is_heading(self, row: Row, filled: list[int]) -> bool:
        return len(filled) > 1 and all(fold(str(row.values[at])) in self._headings for at in filled)

    def remarks(self) -> list[Remark]:
        found = {"below": self._below, "between": self._between, "headings_again": self._again}
        return [Remark(key, {}, tuple(rows)) for key, rows in found.items() if rows]


def _is_said(value: Value) -> bool:
    return value is not Flaw.MERGED and (not isinstance(value, str) or bool(value.strip()))


def _is_note(row: Row, filled: list[int]) -> bool:
    """One cell alone, or a sum: a word for it and at most two figures."""
    if len(filled) == 1:
        return True
    first = row.values[filled[0]]
    return len(filled) < 4 and isinstance(first, str) and _first_word(first) in _SUMS


def _first_word(text: str) -> str:
    words = text.replace(":", " ").split()
    return fold(words[0]) if words else ""


def _is_title(row: Row) -> bool:
    joined = sum(value is Flaw.MERGED for value in row.values)
    first = next(value for value in row.values if _is_said(value) and value != "")
    return joined > 1 or (isinstance(first, str) and _first_word(first) in _SUMS)


def _values(row: Row, mapped: Sequence[tuple[int, str]], orders: DayOrders) -> dict[str, Read]:
    values = {}
    for at, field_ in mapped:
        value = row.values[at] if at < len(row.values) else ""
        if value != "":
            read = orders.read(field_, value) if field_ in orders else read_value(value)
            if read != "":
                values[field_] = read
    return values


def read_value(value: Value) -> Read:
    """The text that stands for a value that is no day."""
    if isinstance(value, Flaw):
        return [value.value, ""]
    if isinstance(value, str):
        return value.replace(NOTHING, "").strip()
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value)
