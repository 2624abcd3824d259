"""Readings that somebody should look at: plain counts against dated thresholds (R-DP-24).

Nothing follows from a sign by itself; the data protection officer asks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.db.models import Func, IntegerField, QuerySet

from kreislotse.access.models import Account
from kreislotse.access.policy import BERLIN
from kreislotse.access.readings import hashed
from kreislotse.journal.models import ReadEntry, ReadKind

_FILE = Path(__file__).parent / "reference" / "thresholds.yaml"


class Sign(StrEnum):
    MANY_PEOPLE = "many_people"
    OUT_OF_HOURS = "out_of_hours"
    FRUITLESS = "fruitless"
    COLLEAGUE = "colleague"


class Thresholds(NamedTuple):
    """From a day on: more people in an hour, earlier or later hours, more searches in vain."""

    valid_from: date
    people_in_an_hour: int
    first_hour: int
    last_hour: int
    fruitless_searches_a_day: int


@dataclass(frozen=True)
class Conspicuous:
    """One account on one day: which sign, how much of it, and the entries behind it."""

    sign: Sign
    person_id: int | None
    day: date
    count: int
    entries: tuple[int, ...]


class Reading(NamedTuple):
    """An entry as far as the signs ask."""

    number: int
    at: datetime
    person_id: int | None
    kind: str
    people: int
    found: int
    asked: str


class _Length(Func):
    """How many a list has, without reading it."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **options: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **options)


@cache
def thresholds() -> tuple[Thresholds, ...]:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(Thresholds(**each) for each in content["thresholds"])


def conspicuous(entries: QuerySet[ReadEntry]) -> list[Conspicuous]:
    """The signs in these entries, the latest day first."""
    columns = ("number", "at", "person_id", "kind", "shown", "found", "asked")
    rows = entries.filter(person_id__isnull=False).annotate(shown=_Length("people"))
    readings = [
        Reading(number, at.astimezone(BERLIN), *rest)
        for number, at, *rest in rows.order_by("number").values_list(*columns).iterator()
    ]
    found = signs_in(readings, thresholds(), _names_of_the_house())
    return sorted(found, key=lambda each: (each.day, each.count), reverse=True)


def signs_in(
    readings: Iterable[Reading], known: Collection[Thresholds], names: Collection[str]
) -> list[Conspicuous]:
    """Pure: the signs by account and day; `names` are hashes as searches leave them."""
    days: dict[tuple[int | None, date], list[Reading]] = defaultdict(list)
    for reading in readings:
        days[reading.person_id, reading.at.date()].append(reading)
    found = []
    for (person, day), rows in days.items():
        limits = max(each for each in known if each.valid_from <= day)
        for sign, count, behind in _signs(rows, limits, names):
            entries = tuple(reading.number for reading in behind)
            found.append(Conspicuous(sign, person, day, count, entries))
    return found


def _signs(
    rows: list[Reading], limits: Thresholds, names: Collection[str]
) -> Iterable[tuple[Sign, int, list[Reading]]]:
    most, of_hour = _busiest_hour(rows)
    if most > limits.people_in_an_hour:
        yield Sign.MANY_PEOPLE, most, of_hour
    late = [reading for reading in rows if _is_out_of_hours(reading.at, limits)]
    if late:
        yield Sign.OUT_OF_HOURS, len(late), late
    vain = [reading for reading in rows if reading.kind == ReadKind.SEARCH and not reading.found]
    if len(vain) > limits.fruitless_searches_a_day:
        yield Sign.FRUITLESS, len(vain), vain
    own = [reading for reading in rows if reading.asked and reading.asked in names]
    if own:
        yield Sign.COLLEAGUE, len(own), own


def _busiest_hour(rows: list[Reading]) -> tuple[int, list[Reading]]:
    hours: dict[int, list[Reading]] = defaultdict(list)
    for reading in rows:
        hours[reading.at.hour].append(reading)
    busiest = max(hours.values(), key=_people)
    return _people(busiest), busiest


def _people(rows: list[Reading]) -> int:
    return sum(reading.people for reading in rows)


def _is_out_of_hours(at: datetime, limits: Thresholds) -> bool:
    in_hours = time(limits.first_hour) <= at.time() < time(limits.last_hour)
    return at.weekday() >= 5 or not in_hours


def _names_of_the_house() -> set[str]:
    """Hashes of the names of those with an account, whole and by each word that is a name."""
    names = Account.objects.values_list("name", flat=True)
    return {hashed(part) for name in names for part in (name, *_words(name))} - {""}


def _words(name: str) -> list[Any]:
    return [word for word in name.split() if len(word) > 3]
