"""A data sheet, form or letter as PDF/UA-1 and PDF/A-2a: the same bytes for the same sheet."""

from functools import lru_cache
from importlib import resources
from typing import Any

from kreislotse.documents.cells import printed
from kreislotse.documents.sheet import (
    Block,
    Cell,
    Fields,
    Grid,
    Language,
    Leaf,
    Sheet,
    Signatures,
    Text,
    Ticks,
)
from kreislotse.documents.typesetting import typeset
from kreislotse.kernel.german import date_long
from kreislotse.kernel.money import Money

# A figure of the table's size is about this wide; a cell has this much room beside its text.
_FIGURE_MM = 1.9
_BESIDE_MM = 4.0
_SMALL_FROM = 7
_MOST_FOR_FIGURES = 0.7
_LONGEST_HEAD = 16
# Text columns share the rest by the length of their texts, within these bounds.
_SHORTEST, _LONGEST = 10, 40
_WIDTH_MM = {"portrait": 160, "landscape": 247}
# What is written from right to left; all other languages here are not.
_RIGHT_TO_LEFT = {"ar", "fa"}
_WORDS = {"empty": "Keine Einträge.", "date": "Datum", "reference": "Aktenzeichen"}


def render_pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF; its texts are handed over as values and never read as markup."""
    return typeset(_template(), sheet=_values(sheet))


@lru_cache(maxsize=1)
def _template() -> bytes:
    return resources.files(__package__).joinpath("sheet.typ").read_bytes()


def _values(sheet: Sheet) -> dict[str, Any]:
    day = sheet.dated
    return {
        "title": sheet.title,
        # Said once where the title is the kind already.
        "kind": "" if sheet.kind == sheet.title else sheet.kind,
        "sender": sheet.sender,
        "dated": [day.year, day.month, day.day],
        "day": date_long(day),
        "reference": sheet.reference,
        "address": list(sheet.address.lines) if sheet.address else None,
        "foot": sheet.foot,
        "mark": sheet.mark,
        "landscape": sheet.orientation == "landscape",
        "dense": sheet.dense,
        "summary": [[name, _cell(value)] for name, value in sheet.summary],
        "blocks": [_block(block, _WIDTH_MM[sheet.orientation]) for block in sheet.blocks],
        "words": _WORDS,
    }


def _block(block: Block, width: int) -> dict[str, Any]:
    match block:
        case Grid():
            return _grid(block, width)
        case Leaf():
            said: dict[str, Any] = {"is": "leaf", "title": block.title, "note": block.note}
        case Fields():
            values = [value for _, value in block.rows]
            amounts = all(isinstance(value, Money | None) for value in values)
            amounts = amounts and any(isinstance(value, Money) for value in values)
            rows = [[name, _cell(value)] for name, value in block.rows]
            said = {"is": "fields", "title": block.title, "rows": rows, "amounts": amounts}
        case Text():
            said = {"is": "text", "title": block.title, "paragraphs": list(block.paragraphs)}
        case Ticks():
            said = {"is": "ticks", "title": block.title, "sentences": list(block.sentences)}
        case Signatures():
            lines = list(block.lines)
            said = {"is": "signatures", "place_date": block.place_date, "lines": lines}
    return {**said, **_written(block.lang)}


def _written(language: Language) -> dict[str, Any]:
    """Typst takes the language alone ("de" of "de-simple"), and the direction."""
    direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    return {"lang": language.split("-")[0], "direction": direction}


def _cell(cell: Cell) -> dict[str, Any]:
    return {"text": printed(cell), "blank": cell is None}


def _grid(grid: Grid, width: int) -> dict[str, Any]:
    widths, tight = _widths(grid, width)
    return {
        "is": "grid",
        "lang": "de",
        "title": grid.title,
        "columns": [{"title": column.title, "numeric": column.numeric} for column in grid.columns],
        "widths": widths,
        "tight": tight,
        "small": len(grid.columns) >= _SMALL_FROM,
        "rows": [[_cell(cell) for cell in row] for row in grid.rows],
        "total": None if grid.total is None else [_cell(cell) for cell in grid.total],
        "note": grid.note,
    }


def _widths(grid: Grid, available: int) -> tuple[list[float], bool]:
    """The share of each column in millimetres: figures as much as they need, texts the rest.

    Where figures leave little room, heads may be hyphenated.
    """
    lines = (*grid.rows, *([grid.total] if grid.total else []))
    needs = [
        max([_head(column.title, column.numeric), *(len(printed(line[at])) for line in lines)])
        for at, column in enumerate(grid.columns)
    ]
    fixed = {
        at: needs[at] * _FIGURE_MM + _BESIDE_MM
        for at, column in enumerate(grid.columns)
        if column.numeric
    }
    tight = sum(fixed.values()) > _MOST_FOR_FIGURES * available
    rest = max(available - sum(fixed.values()), (1 - _MOST_FOR_FIGURES) * available)
    texts = {
        at: min(max(need, _SHORTEST), _LONGEST) for at, need in enumerate(needs) if at not in fixed
    }
    widths = [
        round(fixed[at] if at in fixed else rest * texts[at] / sum(texts.values()), 2)
        for at in range(len(grid.columns))
    ]
    return widths, tight


def _head(title: str, numeric: bool) -> int:
    """The head of a column of figures may break between its words."""
    return min(max(map(len, title.split()), default=1), _LONGEST_HEAD) if numeric else len(title)
