"""Districts, municipalities, authorities and responsibilities that are shipped with the product.

The files and their sources are described in `reference/README.md`.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

_FOLDER = Path(__file__).parent / "reference"
_DISTRICT_WORDS = ("kreis ", "landkreis ", "stadt ", "kreisfreie stadt ", "städteregion ")
_MUNICIPALITY_WORDS = ("stadt ", "gemeinde ")


class Forms(NamedTuple):
    """A name as sentences need it; genitive and dative carry the article."""

    nominative: str
    genitive: str
    dative: str
    gender: Literal["m", "f", "n", "pl"]


class District(NamedTuple):
    ags: str
    name: str
    kind: str
    seat: str
    government_district: str


class Municipality(NamedTuple):
    """A city or municipality; `latitude` and `longitude` are degrees of its middle (WGS 84)."""

    ags: str
    name: str
    kind: str
    district: str
    latitude: float
    longitude: float


class Successor(NamedTuple):
    """Who has taken over a task, since when."""

    code: str
    task: str
    since: date


class Authority(NamedTuple):
    """An authority or other body; `serves` lists districts, `valid_to` is its last day."""

    code: str
    kind: str
    name: str
    short_name: str
    forms: Forms
    part_of: str
    serves: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    successors: tuple[Successor, ...]
    source: str
    certainty: str


class Responsibility(NamedTuple):
    """Which kind of body is responsible for a task of a legal regime, and on which norm."""

    regime: str
    task: str
    body_kind: str
    norm: str
    valid_from: date | None
    valid_to: date | None
    source: str
    certainty: str


class ContactTopic(NamedTuple):
    code: str
    title: str
    mandatory: bool
    confirm_every_months: int


@cache
def districts() -> tuple[District, ...]:
    """The districts and cities of district rank in North Rhine-Westphalia."""
    return tuple(District(**row) for row in _rows("nrw_districts.csv"))


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The municipalities of North Rhine-Westphalia, cities of district rank among them."""
    return tuple(
        Municipality(
            row["ags"],
            row["name"],
            row["kind"],
            row["district"],
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for row in _rows("nrw_municipalities.csv")
    )


@cache
def authorities() -> tuple[Authority, ...]:
    return tuple(_authority(row) for row in _rows("authorities.csv"))


@cache
def responsibilities() -> tuple[Responsibility, ...]:
    return tuple(
        Responsibility(
            row["regime"],
            row["task"],
            row["body_kind"],
            row["norm"],
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            row["source"],
            row["certainty"],
        )
        for row in _rows("responsibilities.csv")
    )


@cache
def contact_topics() -> tuple[ContactTopic, ...]:
    return tuple(
        ContactTopic(
            row["code"], row["title"], row["mandatory"] == "yes", int(row["confirm_every_months"])
        )
        for row in _rows("contact_topics.csv")
    )


def district(name_or_ags: str) -> District | None:
    """The district of this key or name; „Kreis“ or „Stadt“ may be left out but not exchanged."""
    wanted = _plain(name_or_ags)
    for each in districts():
        if wanted in (each.ags, _plain(each.name)):
            return each
        if wanted == _without(_plain(each.name), _DISTRICT_WORDS):
            return each
    return None


def municipalities_of(district_ags: str) -> tuple[Municipality, ...]:
    return tuple(each for each in municipalities() if each.district == district_ags)


def find_municipality(name: str, district_ags: str) -> Municipality | None:
    """The municipality that somebody wrote as „Stadt Coesfeld“, „Coesfeld, Stadt“ or „Gronau“."""
    wanted = _without(_plain(name.partition(",")[0]), _MUNICIPALITY_WORDS)
    candidates = municipalities_of(district_ags)
    for each in candidates:
        if wanted == _plain(each.name):
            return each
    without_brackets = _plain(wanted.partition("(")[0])
    for each in candidates:
        if without_brackets == _plain(each.name.partition("(")[0]):
            return each
    return None


def suggest(name: str, district_ags: str | None = None) -> tuple[str, ...]:
    """Up to three districts, or municipalities of a district, that somebody may have meant."""
    known = municipalities_of(district_ags) if district_ags else districts()
    names = {_plain(each.name): each.name for each in known}
    return tuple(names[near] for near in get_close_matches(_plain(name)[:100], names, n=3))


def authority(code: str) -> Authority:
    return next(each for each in authorities() if each.code == code)


def serving(kind: str, district_ags: str, on: date) -> tuple[Authority, ...]:
    """The authorities of a kind that serve a district on this day."""
    return tuple(
        each
        for each in authorities()
        if each.kind == kind
        and district_ags in each.serves
        and (each.valid_from is None or each.valid_from <= on)
        and (each.valid_to is None or on <= each.valid_to)
    )


def responsible(regime: str, task: str, on: date) -> Responsibility | None:
    """Who is responsible on this day; nobody where the table has no row."""
    for each in responsibilities():
        if (
            (each.regime, each.task) == (regime, task)
            and (each.valid_from is None or each.valid_from <= on)
            and (each.valid_to is None or on <= each.valid_to)
        ):
            return each
    return None


def district_forms(name: str) -> Forms:
    """How a district's name is declined: „des Kreises Coesfeld“, „der Stadt Münster“."""
    first, blank, rest = name.partition(" ")
    if first in ("Stadt", "Städteregion", "Region", "Hansestadt"):
        return Forms(name, f"der {name}", f"der {name}", "f")
    if rest.endswith("Kreis") and first.endswith("er"):
        declined = f"{first[:-1]}n {rest}"
        return Forms(name, f"des {declined}es", f"dem {declined}", "m")
    if first.casefold().endswith("kreis"):
        return Forms(name, f"des {first}es{blank}{rest}", f"dem {name}", "m")
    return Forms(name, f"des Kreises {name}", f"dem Kreis {name}", "m")


# The gender of a name is that of its head noun, which stands before "für", "der" or a place.
_HEAD_NOUNS: tuple[tuple[Literal["m", "f", "n", "pl"], str], ...] = (
    ("pl", r"verbände|ministerien|kommunen|städte|gemeinden|schulen|kirchen|vereine|träger"),
    ("f", r"direktion|agentur|regierung|stadt|gemeinde|stiftung|gesellschaft|behörde|kammer"),
    ("f", r"verwaltung|diakonie|caritas|wohlfahrt|awo|schule|universität|region|stelle|zentrale"),
    ("f", r"kirche|genossenschaft|gmbh|initiative|polizei|aufsicht|arbeitsgemeinschaft"),
    ("m", r"verband|verein|kreis|rat|tag|ausschuss|bund|dienst|senat|club|beirat|betrieb"),
    ("n", r"ministerium|amt|center|zentrum|werk|institut|büro|land|kreuz|kolleg|haus|forum"),
)


def gender_of_name(name: str) -> Literal["m", "f", "n", "pl"]:
    """The gender by the first noun of a name that says one; neuter where none does."""
    for word in name.replace("-", " ").casefold().split():
        for gender, nouns in _HEAD_NOUNS:
            if re.fullmatch(rf"\w*(?:{nouns})", word):
                return gender
    return "n"


def _authority(row: dict[str, str]) -> Authority:
    return Authority(
        code=row["code"],
        kind=row["kind"],
        name=row["name"],
        short_name=row["short_name"],
        forms=Forms(row["name"], row["name_genitive"], row["name_dative"], _gender(row["gender"])),
        part_of=row["part_of"],
        serves=tuple(row["serves"].split(";")) if row["serves"] else (),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        successors=tuple(_successors(row["successors"])),
        source=row["source"],
        certainty=row["certainty"],
    )


def _successors(text: str) -> Iterator[Successor]:
    for entry in filter(None, text.split("; ")):
        code, task, since = entry.split(":")
        yield Successor(code, task, date.fromisoformat(since))


def _gender(text: str) -> Literal["m", "f", "n", "pl"]:
    genders: dict[str, Literal["m", "f", "n", "pl"]] = {"m": "m", "f": "f", "n": "n", "pl": "pl"}
    return genders[text]


def _rows(file: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _without(name: str, words: tuple[str, ...]) -> str:
    for word in words:
        if name.startswith(word):
            return name.removeprefix(word)
    return name
