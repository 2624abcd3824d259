"""Reading the tables of an allocation: fast, and every fault with its place."""

import csv
import io
import json
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

from kreislotse.allocation.engine.lots import lots
from kreislotse.allocation.engine.problem import MOST_POINTS, Problem
from kreislotse.allocation.giving import NO_PLACE, Case
from kreislotse.allocation.inputs import (
    COURSES,
    EARLIER,
    ELIGIBLE,
    FIXED,
    OPTIONS,
    PERSONS,
    Options,
)
from kreislotse.allocation.table_errors import (
    EmptyKey,
    MissingColumn,
    NoSuchTable,
    NotATable,
    NotAWholeNumber,
    NotOptions,
    NotPoints,
    NotText,
    NotYesOrNo,
    ShortLine,
    TooManyDigits,
    TwiceThere,
    UnknownKey,
    WrongOption,
)

YES = frozenset({"1", "true", "yes", "ja", "j", "x", "wahr"})
NO = frozenset({"", "0", "false", "no", "nein", "n", "falsch"})
MOST_PLACES = 2**31
MOST_DIGITS = 18
SHOWN = 60


def _is_points(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_PLACES


_ALLOWED: Mapping[str, Callable[[Any], bool]] = {
    "households": lambda value: isinstance(value, bool),
    "minimum_sizes": lambda value: isinstance(value, bool),
    "fairness": lambda value: type(value) in (int, float) and 0 <= value <= 1,
    "stay_points": lambda value: value is None or _is_points(value),
    "seed": lambda value: isinstance(value, str),
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name, wherever it lies."""

    name: str
    shown: str
    """How it is called when it cannot be opened."""
    open: Callable[[], TextIO]

    @classmethod
    def at(cls, file: Path) -> "Table":
        """A file."""
        shown = str(file)
        return cls(file.name, shown, lambda: file.open(encoding="utf-8-sig", newline=""))

    @classmethod
    def of(cls, name: str, text: str) -> "Table":
        """A text at hand."""
        return cls(name, name, lambda: io.StringIO(text, newline=""))


Folder = Mapping[str, Table]
"""Tables by the names that they have in a folder; those not needed may be missing."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where something stands, for the sentence about it."""

    file: str
    line: int
    column: str

    def facts(self, **more: str) -> dict[str, object]:
        """With values cut to what fits into a sentence."""
        short = {k: v if len(v) <= SHOWN else f"{v[:SHOWN]}…" for k, v in more.items()}
        return {"file": self.file, "line": self.line, "column": self.column, **short}


def read_options(folder: Folder) -> Options:
    """What options.json asks for; without it nothing beyond places, seats and eligibility."""
    if OPTIONS not in folder:
        return Options()
    found = _json_of(folder[OPTIONS])
    for name, value in found.items():
        if name not in _ALLOWED or not _ALLOWED[name](value):
            raise WrongOption(file=OPTIONS, option=name[:SHOWN])
    return Options(
        together=found.get("households", False),
        minimum_sizes=found.get("minimum_sizes", False),
        fairness=float(found.get("fairness", 0)),
        stay_points=found.get("stay_points"),
        seed=found.get("seed", Options().seed),
    )


def read_case(folder: Folder, seed: str) -> Case:
    """The tables of a folder; raises a refusal that names file, line, column and remedy."""
    persons, towns, person_columns = _persons(_there(folder, PERSONS))
    courses, course_columns = _courses(_there(folder, COURSES))
    start, course, weight, scale = _eligible(_there(folder, ELIGIBLE), persons, courses)
    problem = Problem(
        start=start,
        course=course,
        weight=weight,
        tie=lots(seed, list(persons), list(courses), start, course),
        **person_columns,
        **course_columns,
    )
    problem.check()
    return Case(
        problem,
        list(persons),
        list(courses),
        towns,
        fixed=_fixed(folder[FIXED], persons, courses) if FIXED in folder else None,
        earlier=_earlier(folder[EARLIER], persons, courses) if EARLIER in folder else None,
        scale=scale,
    )


def _there(folder: Folder, name: str) -> Table:
    if name not in folder:
        raise NoSuchTable(file=name)
    return folder[name]


def _json_of(table: Table) -> dict[str, Any]:
    try:
        with table.open() as text:
            found = json.load(text)
    except OSError as problem:
        raise NoSuchTable(file=table.shown) from problem
    except ValueError as problem:
        raise NotOptions(file=table.name) from problem
    if not isinstance(found, dict):
        raise NotOptions(file=table.name)
    return found


def _fixed(table: Table, persons: dict[str, int], courses: dict[str, int]) -> NDArray[np.int32]:
    """By person: the course that must not change, -1 free, NO_PLACE where the course is empty."""
    fixed = np.full(len(persons), -1, dtype=np.int32)
    for line, (person, course) in _once(table):
        if person not in persons or (course and course not in courses):
            raise _unknown(table.name, line, person, course, persons)
        fixed[persons[person]] = courses[course] if course else NO_PLACE
    return fixed


def _earlier(table: Table, persons: dict[str, int], courses: dict[str, int]) -> NDArray[np.int32]:
    """By person: the course of the earlier run, -1 for who is new or whose course is gone."""
    earlier = np.full(len(persons), -1, dtype=np.int32)
    for _line, (person, course) in _once(table):
        if person in persons and course in courses:
            earlier[persons[person]] = courses[course]
    return earlier


def _once(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line, and person with course; nobody may come twice."""
    seen: set[str] = set()
    for line, row in _rows(table, ("person", "course")):
        if row[0] in seen:
            raise TwiceThere(**_Cell(table.name, line, "person").facts(value=row[0]))
        seen.add(row[0])
        yield line, (row[0], row[1])


def _persons(file: Table) -> tuple[dict[str, int], list[str], dict[str, NDArray[Any]]]:
    persons: dict[str, int] = {}
    towns: dict[str, int] = {}
    households: dict[str, int] = {}
    town, household, childcare = array("i"), array("i"), bytearray()
    for line, row in _rows(file, ("person", "municipality", "household", "childcare")):
        _new_key(persons, row[0], _Cell(file.name, line, "person"))
        if not row[1]:
            raise EmptyKey(**_Cell(file.name, line, "municipality").facts())
        town.append(towns.setdefault(row[1], len(towns)))
        household.append(households.setdefault(row[2], len(households)) if row[2] else -1)
        childcare.append(_yes(row[3], _Cell(file.name, line, "childcare")))
    columns = {
        "municipality": np.array(town, dtype=np.int32),
        "household": np.array(household, dtype=np.int32),
        "childcare": np.frombuffer(bytes(childcare), dtype=np.bool_),
    }
    return persons, list(towns), columns


def _courses(file: Table) -> tuple[dict[str, int], dict[str, NDArray[Any]]]:
    courses: dict[str, int] = {}
    names = ("capacity", "childcare_capacity", "minimum")
    numbers: tuple[array[int], ...] = tuple(array("q") for _ in names)
    for line, row in _rows(file, ("course", *names)):
        _new_key(courses, row[0], _Cell(file.name, line, "course"))
        defaults = (None, row[1], "0")
        for name, text, default, column in zip(names, row[1:], defaults, numbers, strict=True):
            column.append(_whole(text or default or "", _Cell(file.name, line, name)))
    columns = (np.array(column, dtype=np.int64) for column in numbers)
    return courses, dict(zip(names, columns, strict=True))


def _eligible(
    file: Table, persons: dict[str, int], courses: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64], int]:
    """Pairs by person and course, with weights scaled to whole points."""
    person, course = array("i"), array("i")
    mantissa, digits, lines = array("q"), bytearray(), array("i")
    for line, (one, other, text) in _rows(file, ("person", "course", "weight")):
        try:
            person.append(persons[one])
            course.append(courses[other])
        except KeyError:
            raise _unknown(file.name, line, one, other, persons) from None
        whole, after = (
            (int(text), 0)
            if text.isdecimal() and len(text) <= MOST_DIGITS
            else _decimal(text, file.name, line)
        )
        if not 0 < whole < 10**MOST_DIGITS:
            raise _wrong_points(text, whole, file.name, line)
        mantissa.append(whole)
        digits.append(after)
        lines.append(line)
    people, which = np.array(person, dtype=np.int32), np.array(course, dtype=np.int32)
    order = np.argsort(people.astype(np.int64) * max(1, len(courses)) + which, kind="stable")
    _refuse_double(file.name, people, which, order, lines, persons)
    weight, scale = _scaled(file.name, mantissa, digits, lines)
    start = np.searchsorted(people[order], np.arange(len(persons) + 1)).astype(np.int64)
    return start, which[order], weight[order], scale


def _scaled(
    file: str, mantissa: "array[int]", digits: bytearray, lines: "array[int]"
) -> tuple[NDArray[np.int64], int]:
    """All weights with as many decimals as the longest, as whole numbers."""
    whole, after = np.array(mantissa, dtype=np.int64), np.frombuffer(bytes(digits), np.uint8)
    most = int(after.max(initial=0))
    factor = 10 ** (most - after.astype(np.int64))
    far = np.flatnonzero(whole > MOST_POINTS // factor)
    if len(far):
        value = f"{whole[far[0]] / 10.0 ** after[far[0]]:.15g}"
        raise TooManyDigits(**_Cell(file, lines[far[0]], "weight").facts(value=value))
    return whole * factor, 10**most


def _refuse_double(
    file: str,
    people: NDArray[np.int32],
    which: NDArray[np.int32],
    order: NDArray[np.int64],
    lines: Sequence[int],
    persons: dict[str, int],
) -> None:
    same = (np.diff(people[order]) == 0) & (np.diff(which[order]) == 0)
    if same.any():
        later = int(order[1:][same].min())
        key = next(key for key, number in persons.items() if number == people[later])
        raise TwiceThere(**_Cell(file, lines[later], "person").facts(value=key))


def _unknown(file: str, line: int, person: str, course: str, persons: dict[str, int]) -> UnknownKey:
    if person not in persons:
        return UnknownKey(**_Cell(file, line, "person").facts(value=person, home=PERSONS))
    return UnknownKey(**_Cell(file, line, "course").facts(value=course, home=COURSES))


def _decimal(text: str, file: str, line: int) -> tuple[int, int]:
    """Digits and how many of them stand after the point."""
    before, _point, after = text.replace(",", ".", 1).partition(".")
    digits, after = before + after.rstrip("0"), after.rstrip("0")
    if not (digits or "0").isdecimal() or not text.isascii() or text in {"", ".", ","}:
        raise NotPoints(**_Cell(file, line, "weight").facts(value=text))
    if len(digits.lstrip("0")) > MOST_DIGITS:
        raise TooManyDigits(**_Cell(file, line, "weight").facts(value=text))
    return int(digits or "0"), min(len(after), MOST_DIGITS)


def _wrong_points(text: str, whole: int, file: str, line: int) -> NotPoints | TooManyDigits:
    refusal = TooManyDigits if whole else NotPoints
    return refusal(**_Cell(file, line, "weight").facts(value=text))


def _whole(text: str, cell: _Cell) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 10 or int(text) > MOST_PLACES:
        raise NotAWholeNumber(**cell.facts(value=text))
    return int(text)


def _yes(text: str, cell: _Cell) -> bool:
    word = text.lower()
    if word not in YES and word not in NO:
        raise NotYesOrNo(**cell.facts(value=text))
    return word in YES


def _new_key(keys: dict[str, int], key: str, cell: _Cell) -> None:
    if not key:
        raise EmptyKey(**cell.facts())
    if key in keys:
        raise TwiceThere(**cell.facts(value=key))
    keys[key] = len(keys)


def _rows(file: Table, columns: Sequence[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line number and the fields of these columns; wholly empty lines are passed over."""
    try:
        with file.open() as text:
            head = text.readline()
            rows = csv.reader(chain([head], text), delimiter=";" if ";" in head else ",")
            chosen = _chosen(next(rows, []), columns, file.name)
            yield from _fields(rows, chosen, columns, file.name)
    except OSError as problem:
        raise NoSuchTable(file=file.shown) from problem
    except csv.Error as problem:
        raise NotATable(file=file.name, line=rows.line_num) from problem
    except UnicodeDecodeError as problem:
        before = problem.object[: problem.start]
        raise NotText(file=file.name, line=before.count(b"\n") + 1) from problem


def _chosen(head: list[str], columns: Sequence[str], file: str) -> list[int]:
    names = [name.strip().lower() for name in head]
    for column in columns:
        if column not in names:
            raise MissingColumn(file=file, column=column)
    return [names.index(column) for column in columns]


def _fields(
    rows: Iterator[list[str]], chosen: list[int], columns: Sequence[str], file: str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    pick: Callable[[list[str]], tuple[str, ...]] = itemgetter(*chosen)
    line = 1
    for row in rows:
        line = rows.line_num  # type: ignore[attr-defined]
        try:
            yield line, tuple(map(str.strip, pick(row)))
        except IndexError:
            if not any(row):
                continue
            lacking = next(c for c, at in zip(columns, chosen, strict=True) if at >= len(row))
            raise ShortLine(**_Cell(file, line, lacking).facts()) from None
