"""How a form is laid out: read strictly, so that a slip is named by its place."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kreislotse.proofs.errors import NotAForm, UnknownValue
from kreislotse.proofs.values import known_tables, known_values

# A value within a text: „Bescheid vom {award.dated}“.
PLACE = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")
_MOST_BLOCKS, _LONGEST = 80, 4000
_KINDS = ("fields", "table", "text", "signatures", "summary", "address")


@dataclass(frozen=True)
class Named:
    """A value that a layout names, and where it does so."""

    name: str
    place: str


def parsed(text: str) -> list[dict[str, Any]]:
    """A layout as somebody has typed it."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as slip:
        place = f"Zeile {slip.lineno}, Zeichen {slip.colno}"
        raise NotAForm(place=place, what="Hier endet, was sich als JSON lesen lässt.") from slip
    if not isinstance(found, list) or not 0 < len(found) <= _MOST_BLOCKS:
        what = f"Erwartet wird eine Liste mit 1 bis {_MOST_BLOCKS} Blöcken."
        raise NotAForm(place="Anfang", what=what)
    return found


def check_layout(layout: list[dict[str, Any]], kind: str) -> None:
    """Refuse a layout that cannot be filled: its shape first, then every name in it."""
    values, tables = known_values(kind), known_tables(kind)
    for number, block in enumerate(layout, start=1):
        place = f"Block {number}"
        what = _kind_of(block, place)
        for named in _names(block, what, place):
            known = tables if what == "table" else values
            if named.name not in known:
                told = ", ".join(sorted(known))
                raise UnknownValue(place=named.place, name=named.name, known=told)


def _kind_of(block: Any, place: str) -> str:
    """What a block is; it has a title at most beside it."""
    if not isinstance(block, dict):
        raise NotAForm(place=place, what="Ein Block steht in geschweiften Klammern.")
    kinds = [key for key in block if key != "title"]
    if len(kinds) != 1 or kinds[0] not in _KINDS:
        what = f"Ein Block hat neben „title“ genau eines von: {', '.join(_KINDS)}."
        raise NotAForm(place=place, what=what)
    _is_text(block.get("title", ""), f"{place}, title")
    return kinds[0]


def _names(block: dict[str, Any], kind: str, place: str) -> Iterator[Named]:
    if kind in ("fields", "summary"):
        yield from _names_of_fields(block[kind], f"{place}, {kind}")
    elif kind in ("table", "address"):
        _is_text(block[kind], f"{place}, {kind}")
        yield Named(block[kind], f"{place}, {kind}")
    else:
        for number, line in enumerate(_is_list(block[kind], f"{place}, {kind}"), start=1):
            where = f"{place}, {kind} {number}"
            _is_text(line, where)
            yield from (Named(name, where) for name in PLACE.findall(line))


def _names_of_fields(rows: Any, place: str) -> Iterator[Named]:
    for number, row in enumerate(_is_list(rows, place), start=1):
        where = f"{place} {number}"
        if not isinstance(row, dict) or set(row) != {"label", "value"}:
            raise NotAForm(place=where, what="Ein Feld hat „label“ und „value“.")
        _is_text(row["label"], where)
        _is_text(row["value"], where)
        if row["value"]:
            yield Named(row["value"], where)


def _is_list(found: Any, place: str) -> list[Any]:
    if not isinstance(found, list) or not found:
        raise NotAForm(
            place=place, what="Hier wird eine Liste mit wenigstens einem Eintrag erwartet."
        )
    return found


def _is_text(found: Any, place: str) -> None:
    if not isinstance(found, str) or len(found) > _LONGEST:
        what = f"Hier wird ein Text mit höchstens {_LONGEST} Zeichen erwartet."
        raise NotAForm(place=place, what=what)
