"""A data sheet on screen: the same blocks as in print."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kreislotse.documents.cells import printed
from kreislotse.documents.sheet import (
    Block,
    Cell,
    Column,
    Fields,
    Grid,
    Leaf,
    Sheet,
    Signatures,
    Text,
    Ticks,
)

EMPTY = _("noch auszufüllen")


def shown_sheet(sheet: Sheet) -> list[dict[str, Any]]:
    """The blocks of a sheet for the page."""
    return [_block(block) for block in sheet.blocks]


def shown_grid(grid: Grid) -> dict[str, Any]:
    """A table for the page: each cell with the head of its column, for narrow screens."""
    return {
        "is": "grid",
        "title": grid.title,
        "columns": grid.columns,
        "lines": [_line(grid.columns, row) for row in grid.rows],
        "total": _line(grid.columns, grid.total) if grid.total and grid.rows else None,
        "note": grid.note,
    }


def _line(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> list[dict[str, Any]]:
    return [
        {"column": column, "value": EMPTY if cell is None else printed(cell)}
        for column, cell in zip(columns, row, strict=True)
    ]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Fields():
            rows = [(name, EMPTY if cell is None else printed(cell)) for name, cell in block.rows]
            return {"is": "fields", "title": block.title, "facts": rows}
        case Grid():
            return shown_grid(block)
        case Text():
            return {"is": "text", "title": block.title, "paragraphs": block.paragraphs}
        case Ticks():
            return {"is": "text", "title": block.title, "paragraphs": block.sentences}
        case Leaf():
            return {"is": "text", "title": block.title, "paragraphs": (block.note,)}
        case Signatures():
            return {"is": "signatures", "lines": block.lines}
