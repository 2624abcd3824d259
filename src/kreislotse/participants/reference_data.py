"""The small files that are shipped with the candidates' records; see `reference/README.md`."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

_FOLDER = Path(__file__).parent / "reference"


class Title(NamedTuple):
    """A residence status; `valid_from` and `valid_to` say when it is or was issued."""

    code: str
    label: str
    norm: str
    valid_from: date | None
    valid_to: date | None
    note: str
    source: str


class Regime(NamedTuple):
    """Which legal regime follows from a status; an empty one means that a human has to say."""

    title: str
    regime: str
    first_granted_from: date | None
    after_months: int | None
    valid_from: date | None
    valid_to: date | None
    source: str


class OccupationGroup(NamedTuple):
    code: str
    title: str
    words: tuple[str, ...]


@cache
def titles() -> tuple[Title, ...]:
    return tuple(
        Title(
            code=row["code"],
            label=row["label"],
            norm=row["norm"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            note=row["note"],
            source=row["source"],
        )
        for row in _rows("residence_titles.csv")
    )


@cache
def regimes() -> tuple[Regime, ...]:
    return tuple(
        Regime(
            title=row["title"],
            regime=row["regime"],
            first_granted_from=_day(row["first_granted_from"]),
            after_months=int(row["after_months"]) if row["after_months"] else None,
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            source=row["source"],
        )
        for row in _rows("title_regimes.csv")
    )


@cache
def occupation_groups() -> tuple[OccupationGroup, ...]:
    return tuple(
        OccupationGroup(row["code"], row["title"], tuple(row["words"].split()))
        for row in _rows("occupation_groups.csv")
    )


def spellings(what: str) -> dict[str, tuple[str, ...]]:
    """By code how lists write countries ("country"), languages or residence titles ("title")."""
    rows = _rows(f"{what}_spellings.csv")
    return {row["code"]: tuple(row["spellings"].split("|")) for row in rows}


@cache
def hint_words() -> dict[str, tuple[str, ...]]:
    """By kind the beginnings of words that free text must not hold, and those let through."""
    lines = (_FOLDER / "hint_words.txt").read_text(encoding="utf-8").splitlines()
    parted = [line.split(":", 1) for line in lines if line and not line.startswith("#")]
    return {kind: tuple(words.split()) for kind, words in parted}


@cache
def labels() -> dict[str, dict[str, str]]:
    """By language the names of the fields and what else the page for the person says."""
    text = (_FOLDER / "labels.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = yaml.safe_load(text)
    return found


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
