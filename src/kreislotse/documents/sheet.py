"""A data sheet, form or letter as a small tree of blocks: one source for page, PDF and XLSX."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kreislotse.kernel.money import Money

# What a cell may hold; None prints as an empty field that somebody still has to fill.
Cell = str | int | Money | date | None


@dataclass(frozen=True)
class Fields:
    """Named values, one per line; `empty` ones stand out."""

    title: str
    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class Column:
    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; `total` is its last line, set off."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    note: str = ""


@dataclass(frozen=True)
class Text:
    """Paragraphs under a heading; without a title they follow what stands before."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on: place and date, and who signs in which function."""

    place_date: str
    lines: tuple[str, ...]


Block = Fields | Grid | Text | Signatures


@dataclass(frozen=True)
class Address:
    """Whom a letter goes to."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A document of one or more pages; `kind` is printed above the title, `foot` on every page."""

    title: str
    kind: str
    sender: str
    dated: date
    blocks: tuple[Block, ...]
    reference: str = ""
    address: Address | None = None
    foot: str = ""
    mark: Literal["", "Entwurf"] = ""
    orientation: Literal["portrait", "landscape"] = "portrait"
    summary: tuple[tuple[str, Cell], ...] = field(default=())
