"""A data sheet as XLSX: amounts and days can be reckoned with, texts are never formulas."""

import io
import math
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from kreislotse.documents.cells import printed
from kreislotse.documents.sheet import (
    Block,
    Cell,
    Fields,
    Grid,
    Leaf,
    Sheet,
    Signatures,
    Text,
    Ticks,
)
from kreislotse.kernel.money import Money

_PLAIN_CELLS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "font_color": "#1F3D5C"},
    "kind": {"font_color": "#565D66"},
    "mark": {"bold": True, "font_color": "#565D66"},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F3D5C", "bottom": 1},
    "head": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2},
    "head_right": {
        "bold": True,
        "text_wrap": True,
        "valign": "bottom",
        "bottom": 2,
        "align": "right",
    },
    "text": {"text_wrap": True, "valign": "top"},
    "blank": {"bottom": 1},
    "number": {"num_format": "#,##0", "valign": "top"},
    "euro": {"num_format": '#,##0.00 "€"', "valign": "top"},
    "day": {"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"},
    "signature": {"top": 1, "font_color": "#565D66"},
}
_TOTAL = {"bold": True, "top": 1, "bg_color": "#F1F3F6"}
_FIRST_WIDTH, _WIDTH, _LEAST_COLUMNS = 46, 18, 4
_LINE_HEIGHT = 15
# What one cell of a workbook holds at most is 32,767 characters.
_MOST = 32_000


def render_xlsx(sheet: Sheet) -> bytes:
    """The sheet as a workbook of one page, dated like the sheet itself."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _PLAIN_CELLS)
    created = datetime.combine(sheet.dated, time())
    book.set_properties({"title": sheet.title, "author": sheet.sender, "created": created})
    _Page(book, sheet).write()
    book.close()
    return file.getvalue()


class _Page:
    """The one page of the workbook and the line that is written next."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.sheet = sheet
        self.page = book.add_worksheet("Datenblatt")
        self.formats = {name: book.add_format(look) for name, look in _FORMATS.items()}
        self.totals = {
            name: book.add_format({**_FORMATS[name], **_TOTAL})
            for name in ("text", "number", "euro", "day")
        }
        grids = [len(block.columns) for block in sheet.blocks if isinstance(block, Grid)]
        self.columns = max([_LEAST_COLUMNS, *grids])
        self.line = 0

    def write(self) -> None:
        self._set_up()
        self._head()
        for block in self.sheet.blocks:
            self.line += 1
            self._block(block)

    def _set_up(self) -> None:
        self.page.set_paper(9)  # A4
        self.page.set_column(0, 0, _FIRST_WIDTH)
        self.page.set_column(1, self.columns - 1, _WIDTH)
        self.page.fit_to_pages(1, 0)
        self.page.set_footer("&RSeite &P von &N")
        if self.sheet.orientation == "landscape":
            self.page.set_landscape()

    def _head(self) -> None:
        sheet = self.sheet
        self._text(sheet.kind, "kind")
        self._text(sheet.title, "title")
        if sheet.mark:
            self._text(sheet.mark, "mark")
        self._row(("Absender", sheet.sender))
        for line in sheet.address.lines if sheet.address else ():
            self._row(("An", line))
        self._row(("Datum", sheet.dated))
        if sheet.reference:
            self._row(("Aktenzeichen", sheet.reference))
        for row in sheet.summary:
            self._row(row)
        if sheet.foot:
            self._text(sheet.foot, "kind")

    def _block(self, block: Block) -> None:
        match block:
            case Fields():
                self._heading(block.title)
                for row in block.rows:
                    self._row(row)
            case Grid():
                self._grid(block)
            case Text():
                self._heading(block.title)
                for paragraph in block.paragraphs:
                    self._paragraph(paragraph)
            case Ticks():
                self._heading(block.title)
                for sentence in block.sentences:
                    self._paragraph(f"\u2610 {sentence}")
            case Leaf():
                self._text(block.title, "title")
                if block.note:
                    self._text(block.note, "kind")
            case Signatures():
                self._text(block.place_date, "kind")
                for name in block.lines:
                    self.line += 2
                    self._text(name, "signature")

    def _grid(self, grid: Grid) -> None:
        self._heading(grid.title)
        for at, column in enumerate(grid.columns):
            look = "head_right" if column.numeric else "head"
            self.page.write_string(self.line, at, column.title, self.formats[look])
        self.line += 1
        for row in grid.rows:
            self._row(row)
        if not grid.rows:
            self._text("Keine Einträge.", "kind")
        if grid.total is not None:
            self._row(tuple("" if c is None else c for c in grid.total), self.totals)
        if grid.note:
            self._paragraph(grid.note)

    def _heading(self, title: str) -> None:
        if title:
            self._text(title, "heading")

    def _text(self, text: str, look: str) -> None:
        self.page.write_string(self.line, 0, text[:_MOST], self.formats[look])
        self.line += 1

    def _paragraph(self, text: str) -> None:
        """A paragraph over the whole width, as high as its lines need."""
        width = _FIRST_WIDTH + _WIDTH * (self.columns - 1)
        for at in range(0, max(len(text), 1), _MOST):
            part = text[at : at + _MOST]
            last = self.columns - 1
            self.page.merge_range(self.line, 0, self.line, last, "", self.formats["text"])
            self.page.write_string(self.line, 0, part, self.formats["text"])
            self.page.set_row(self.line, min(_height(part, width), 400))
            self.line += 1

    def _row(
        self,
        cells: tuple[Cell, ...],
        formats: dict[str, Any] | None = None,
    ) -> None:
        looks = formats or self.formats
        for at, cell in enumerate(cells):
            self._cell(at, cell, looks)
        widths = [_FIRST_WIDTH, *([_WIDTH] * (len(cells) - 1))]
        heights = [_height(printed(c), w) for c, w in zip(cells, widths, strict=True)]
        self.page.set_row(self.line, min(max(heights), 400))
        self.line += 1

    def _cell(self, at: int, cell: Cell, looks: dict[str, Any]) -> None:
        if cell is None:
            self.page.write_blank(self.line, at, None, looks["blank"])
        elif isinstance(cell, Money):
            self.page.write_number(self.line, at, cell.cents / 100, looks["euro"])
        elif isinstance(cell, date):
            self.page.write_datetime(self.line, at, datetime.combine(cell, time()), looks["day"])
        elif isinstance(cell, int):
            self.page.write_number(self.line, at, cell, looks["number"])
        else:
            self.page.write_string(self.line, at, cell[:_MOST], looks["text"])


def _height(text: str, width: int) -> int:
    lines = sum(max(1, math.ceil(len(part) / width)) for part in text.split("\n"))
    return _LINE_HEIGHT * lines
