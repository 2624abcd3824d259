"""A table of travel times as it stands in a file: columns "von", "nach" and "minuten".

Towns are written by name or by their key (AGS). Rows that cannot be taken over are told by their
number; ways from a town to itself, which tables of ways often hold, are left out and counted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kreislotse.courses.travel_errors import (
    CellEmpty,
    CellUnread,
    ColumnsMissing,
    MinutesUnclear,
    NoTrips,
    StartElsewhere,
    TooManyTrips,
    TownUnknown,
    TripRefused,
    TripTwice,
)
from kreislotse.intake.reading import Heading, Sheet, read_sheet
from kreislotse.intake.reading.errors import NoHeadings
from kreislotse.intake.reading.sheet import Flaw, Row, Value
from kreislotse.intake.vocabulary import fold
from kreislotse.kernel.refusals import DomainError
from kreislotse.organisations.models import Organisation, OrganisationKind

MOST_TRIPS = 5_000
MOST_MINUTES = 600
START, END, MINUTES = "von", "nach", "minuten"
_HEADINGS = {
    **dict.fromkeys(("von", "start", "wohnort", "vongemeinde"), START),
    **dict.fromkeys(("nach", "ziel", "kursort", "nachgemeinde"), END),
    **dict.fromkeys(("minuten", "min", "fahrzeit", "fahrzeitinminuten", "reisezeit"), MINUTES),
}
_WORDS = ("stadt ", "gemeinde ")
_NUMBER = re.compile(r"(\d{1,3})(?:[.,]0+)?(?:\s*(?:min\.?|minuten))?", re.IGNORECASE)


class Trip(NamedTuple):
    """A measured way between two municipalities."""

    start: int
    end: int
    minutes: int


@dataclass(frozen=True)
class WrongRow:
    """A row of the file, as spreadsheet programs number it, and what is the matter with it."""

    number: int
    refusal: DomainError


@dataclass(frozen=True)
class Table:
    """What a file says; `within` counts ways from a town to itself, which are left out."""

    trips: tuple[Trip, ...]
    wrong: tuple[WrongRow, ...]
    within: int


def read_table(owner: Organisation, name: str, content: bytes) -> Table:
    """The ways of a file, for the municipalities of the owner."""
    try:
        sheet = read_sheet(name, content, lambda text: fold(text) in _HEADINGS)
    except NoHeadings as problem:
        raise ColumnsMissing(missing=START) from problem
    columns = _columns(sheet.headings)
    rows = _filled(sheet, columns)
    if not rows:
        raise NoTrips
    towns = Towns(owner)
    found: dict[tuple[int, int], tuple[int, Trip]] = {}
    wrong, within = [], 0
    for row in rows:
        try:
            trip = _trip(row, columns, towns)
            if trip.start == trip.end:
                within += 1
                continue
            first, _ = found.setdefault((trip.start, trip.end), (row.number, trip))
            if first != row.number:
                raise TripTwice(row=first)
        except TripRefused as refusal:
            wrong.append(WrongRow(row.number, refusal))
    return Table(tuple(trip for _, trip in found.values()), tuple(wrong), within)


class Towns:
    """Municipalities by what people write: the district's own first, else any in the state."""

    def __init__(self, owner: Organisation) -> None:
        self.own: set[int] = set()
        self._found: dict[str, int] = {}
        towns = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY)
        for pk, key, name, district in towns.values_list("pk", "key", "name", "part_of_id"):
            if district == owner.pk:
                self.own.add(pk)
                self._found |= {_folded(name): pk, key: pk}
            else:
                self._found.setdefault(_folded(name), pk)
                self._found.setdefault(key, pk)

    def find(self, text: str) -> int:
        pk = self._found.get(text.zfill(8)) if text.isdigit() else self._found.get(_folded(text))
        if pk is None:
            raise TownUnknown(name=text[:60])
        return pk


def _folded(name: str) -> str:
    """Without „Stadt“ before or after the name: both are written."""
    text = name.partition(",")[0].strip().casefold()
    for word in _WORDS:
        text = text.removeprefix(word)
    return fold(text)


def _columns(headings: Sequence[Heading]) -> dict[str, int]:
    """Where the three columns stand, counted from zero."""
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        column = _HEADINGS.get(fold(heading.text))
        if column:
            found.setdefault(column, at)
    for column in (START, END, MINUTES):
        if column not in found:
            raise ColumnsMissing(missing=column)
    return found


def _filled(sheet: Sheet, columns: dict[str, int]) -> list[Row]:
    """The rows in which one of the three cells holds something."""
    rows: list[Row] = []
    for row in sheet.rows():
        if any(_cell(row, at) not in ("", None) for at in columns.values()):
            rows.append(row)
        if len(rows) > MOST_TRIPS:
            raise TooManyTrips(most=MOST_TRIPS)
    return rows


def _trip(row: Row, columns: dict[str, int], towns: Towns) -> Trip:
    start, end, minutes = _texts(row, columns)
    begins = towns.find(start)
    if begins not in towns.own:
        raise StartElsewhere(name=start[:60])
    ends = towns.find(end)
    # Within a town nothing is measured: whatever stands there is left out with the row.
    return Trip(begins, ends, 0 if begins == ends else _minutes(minutes))


def _minutes(text: str) -> int:
    match = _NUMBER.fullmatch(text)
    if match is None or not 1 <= int(match[1]) <= MOST_MINUTES:
        raise MinutesUnclear(text=text[:40], most=MOST_MINUTES)
    return int(match[1])


def _texts(row: Row, columns: dict[str, int]) -> Iterator[str]:
    for column in (START, END, MINUTES):
        value = _cell(row, columns[column])
        if isinstance(value, Flaw):
            raise CellUnread(column=column)
        whole = isinstance(value, float) and value.is_integer()
        text = str(int(value)) if whole and isinstance(value, float) else str(value).strip()
        if not text:
            raise CellEmpty(column=column)
        yield text


def _cell(row: Row, at: int) -> Value:
    found = row.values[at] if at < len(row.values) else ""
    return found.strip() if isinstance(found, str) and not isinstance(found, Flaw) else found
