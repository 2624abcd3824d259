"""Looking through the content of an ODS row by row, in XML, without taking it in.

Repeated rows and cells are written once with a count; empty ones to the end of the sheet.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest

from kreislotse.intake.reading.errors import Damaged, HasMacros, Protected, TooManyColumns
from kreislotse.intake.reading.layout import LAST_ROW, Layout
from kreislotse.intake.reading.packages import Package
from kreislotse.intake.reading.sheet import MOST_COLUMNS, Flaw, Range, cell_at

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_TABLE = re.compile(rb"<table:table\s[^>]*table:name\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ROW = re.compile(rb"<table:table-row\b([^>]*?)(/?)>")
_CELL = re.compile(rb"<table:(covered-)?table-cell\b([^>]*?)(/?)>")
_ROWS_REPEATED = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d+)[\"']")
_COLUMNS_REPEATED = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d+)[\"']")
_SPANNED = re.compile(rb"number-(columns|rows)-spanned\s*=\s*[\"'](\d+)[\"']")
_HIDDEN = re.compile(rb"table:visibility\s*=\s*[\"'](?:collapse|filter)[\"']")
# As far as any program's sheets reach; beyond, a count was written to fill the memory.
_MOST_ROWS, _MOST_COLUMNS = 1_100_000, 20_000
LONGEST_ROW = 16 * 1024 * 1024
_ROW_END = b"</table:table-row>"


def refuse_unreadable(package: Package) -> None:
    """Refuse macros and passwords, which the manifest names."""
    if any(part.startswith(("basic/", "scripts/")) for part in package.parts):
        raise HasMacros(name=package.name)
    if _MANIFEST in package and b"encryption-data" in package.whole(_MANIFEST):
        raise Protected(name=package.name)


def layouts_of(package: Package) -> dict[str, Layout]:
    """Everything beside the values, by the sheet's name."""
    layouts: dict[str, Layout] = {}
    position = 0
    layout = None
    for before, tag, body in _rows(package):
        for found in _TABLE.finditer(before):
            name = unescape((found[1] or found[2] or b"").decode("utf-8", "replace"))
            layout, position = layouts.setdefault(name, Layout(name)), 0
        position += sum(_repeated(_ROWS_REPEATED, row[1]) for row in _ROW.finditer(before))
        if position > _MOST_ROWS:
            raise Damaged(name=package.name)
        if tag is None:
            continue
        if layout is None:
            raise Damaged(name=package.name)
        times = _repeated(_ROWS_REPEATED, tag)
        _look_at(layout, position, times, body)
        if _HIDDEN.search(tag) and times <= LAST_ROW:
            layout.hidden += range(position, position + times)
        position += times
    for each in layouts.values():
        each.settle_joined()
    return layouts


def _rows(package: Package) -> Iterator[tuple[bytes, bytes | None, bytes]]:
    """Each row: what stands before it, its tag, its cells; the end of the file without a row."""
    buffer = b""
    for piece in package.pieces(CONTENT):
        buffer += piece
        if len(buffer) > LONGEST_ROW:
            raise Damaged(name=package.name)
        *rows, buffer = buffer.split(_ROW_END)
        for row in rows:
            opened = list(_ROW.finditer(row))
            if not opened or opened[-1][2]:
                raise Damaged(name=package.name)
            yield row[: opened[-1].start()], opened[-1][1], row[opened[-1].end() :]
    if b"</office:document-content>" not in buffer:
        raise Damaged(name=package.name)
    yield buffer, None, b""


def _look_at(layout: Layout, row: int, times: int, body: bytes) -> None:
    column = 0
    flaws, spans = [], []
    found = list(_CELL.finditer(body))
    for cell, following in zip_longest(found, found[1:]):
        attributes = cell[2]
        wide = _repeated(_COLUMNS_REPEATED, attributes)
        end = following.start() if following else len(body)
        content = b"" if cell[3] else body[cell.end() : end]
        if b"office:value" in attributes or b"<text:p" in content:
            layout.reaches(row + times - 1, column + wide - 1)
        if b"table:formula" in attributes:
            layout.reaches(row + times - 1, column + wide - 1)
            flaws += [(each, Flaw.FORMULA) for each in range(column, column + wide)]
        if b"-spanned" in attributes:
            spans.append(_span(row, column, attributes))
        column += wide
        if column > _MOST_COLUMNS:
            raise TooManyColumns(sheet=layout.sheet, cell=cell_at(row, column), most=MOST_COLUMNS)
    if flaws:
        for each in range(row, row + times):
            layout.note_flaws(each, flaws)
    layout.joined += [span for span in spans if span[:2] != span[2:]]


def _span(row: int, column: int, attributes: bytes) -> Range:
    sizes = {kind: int(size) for kind, size in _SPANNED.findall(attributes)}
    return Range(
        row,
        column,
        row + sizes.get(b"rows", 1) - 1,
        column + sizes.get(b"columns", 1) - 1,
    )


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
