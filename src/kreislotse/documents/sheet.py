"""A data sheet, form or letter as a small tree of blocks: one source for page, PDF and XLSX."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kreislotse.kernel.money import Money

# What a cell may hold; None prints as an empty field that somebody still has to fill.
Cell = str | int | Money | date | None


# The language of a block as in HTML ("de", "kmr", "de-simple"); its script gives the direction.
Language = str


@dataclass(frozen=True)
class Fields:
    """Named values, one per line; `empty` ones stand out."""

    title: str
    rows: tuple[tuple[str, Cell], ...]
    lang: Language = "de"


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
    lang: Language = "de"


@dataclass(frozen=True)
class Ticks:
    """Sentences that somebody agrees to one by one, each with a box to tick by hand."""

    title: str
    sentences: tuple[str, ...]
    lang: Language = "de"


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on: place and date, and who signs in which function."""

    place_date: str
    lines: tuple[str, ...]
    lang: Language = "de"


@dataclass(frozen=True)
class Leaf:
    """Where a new page begins, under a title of its own and in its own language.

    A sheet whose first block is a leaf has no other head; several leaves make one file of many
    papers. `note` stands above the title: whom the paper comes from, or what it is for.
    """

    title: str
    note: str = ""
    lang: Language = "de"


Block = Fields | Grid | Text | Ticks | Signatures | Leaf


@dataclass(frozen=True)
class Address:
    """Whom a letter goes to."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A document of one or more pages; `kind` is printed above the title, `foot` on every page.

    `mark` stands at the head of every page, such as "Entwurf". A `dense` one has small type, so
    that what people sign stays on one page.
    """

    title: str
    kind: str
    sender: str
    dated: date
    blocks: tuple[Block, ...]
    reference: str = ""
    address: Address | None = None
    foot: str = ""
    mark: str = ""
    orientation: Literal["portrait", "landscape"] = "portrait"
    summary: tuple[tuple[str, Cell], ...] = field(default=())
    dense: bool = False
