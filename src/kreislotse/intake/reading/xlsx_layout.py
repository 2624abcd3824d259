"""Looking through the sheets of an XLSX row by row, in XML, without taking them in.

Formulas, errors and hidden rows stand only there. Cells that hold nothing but a format are
passed over: they reach to the last row of the sheet in many lists.
"""

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest

from kreislotse.intake.reading.errors import Damaged, HasMacros
from kreislotse.intake.reading.layout import Layout
from kreislotse.intake.reading.packages import Package
from kreislotse.intake.reading.sheet import Flaw, Range, index_of

_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_PROPERTIES = re.compile(r"<(?:\w+:)?workbookPr\s([^>]*)>")
_SHEET_DATA = re.compile(rb"<((?:\w+:)?)sheetData\b")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref\s*=\s*[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_ROW_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d+)[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*?)?(/?)>")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Z]+)\d+[\"']")
_ERROR = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|t|f)[\s>/]")
_BEYOND_Z = re.compile(rb"\sr\s*=\s*[\"'][A-Z]{2,}\d")
# Excel's limit for one cell, in bytes of UTF-8, with room for escapes.
LONGEST_TEXT = 4 * 32_767
LONGEST_ROW = 16 * 1024 * 1024


def parts_of_sheets(package: Package) -> dict[str, str]:
    """The part of each sheet by its name."""
    targets = {}
    for found in _RELATION.findall(_text(package, "xl/_rels/workbook.xml.rels")):
        relation = _attributes(found)
        target = relation.get("Target", "")
        absolute = target[1:] if target.startswith("/") else posixpath.join("xl", target)
        targets[relation.get("Id", "")] = posixpath.normpath(absolute)
    sheets = {}
    for found in _SHEET.findall(_text(package, "xl/workbook.xml")):
        sheet = _attributes(found)
        relation_id = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        sheets[sheet.get("name", "")] = targets.get(relation_id, "")
    return sheets


def counts_from_1904(package: Package) -> bool:
    found = _PROPERTIES.search(_text(package, "xl/workbook.xml"))
    properties = _attributes(found[1]) if found else {}
    return properties.get("date1904", "0") in ("1", "true", "on")


def refuse_macros(package: Package) -> None:
    if any("vbaproject" in part.lower() for part in package.parts):
        raise HasMacros(name=package.name)


def refuse_long_texts(package: Package) -> None:
    """Nobody fills a cell beyond Excel's own limit; a text that does would be copied per cell."""
    shared = "xl/sharedStrings.xml"
    if shared not in package:
        return
    rest = b""
    for piece in package.pieces(shared):
        *_, rest = (rest + piece).split(b"</")
        if len(rest) > LONGEST_TEXT:
            raise Damaged(name=package.name)


def layout_of(package: Package, part: str, sheet: str) -> Layout:
    """Everything beside the values; refused where the table would be too large to be taken in."""
    layout = Layout(sheet)
    position = -1
    for tag, skipped, body in _rows(package, part, layout):
        number = _ROW_NUMBER.search(tag)
        position = int(number[1]) - 1 if number else position + 1 + skipped
        if _HIDDEN.search(tag):
            layout.hidden.append(position)
        _look_at(layout, position, body)
    layout.settle_joined()
    return layout


def _rows(package: Package, part: str, layout: Layout) -> Iterator[tuple[bytes, int, bytes]]:
    """Each row with cells: its tag, how many empty rows came just before it, its cells."""
    buffer, prefix, begun = b"", b"", False
    for piece in package.pieces(part):
        buffer += piece
        if len(buffer) > LONGEST_ROW:
            raise Damaged(name=package.name)
        if not begun:
            found = _SHEET_DATA.search(buffer)
            if found is None:
                continue
            begun, prefix = True, found[1]
            opening, closing = b"<" + prefix + b"row", b"</" + prefix + b"row>"
        *rows, buffer = buffer.split(closing)
        for row in rows:
            at = row.rfind(opening)
            end = row.find(b">", at)
            if at < 0 or end < 0:
                raise Damaged(name=package.name)
            yield row[at:end], row.count(opening, 0, at), row[end + 1 :]
    if b"worksheet>" not in buffer:
        raise Damaged(name=package.name)
    layout.joined += [
        Range(int(top) - 1, index_of(left.decode()), int(bottom) - 1, index_of(right.decode()))
        for left, top, right, bottom in _MERGED.findall(buffer)
    ]


def _look_at(layout: Layout, row: int, body: bytes) -> None:
    """Most rows are plain: known columns, no formula, no error. Only the others are taken apart."""
    cells = body.count(b"<c ") + body.count(b"<c>")
    plain = (
        cells
        and cells == body.count(b' r="')
        and b"<f" not in body
        and b't="e"' not in body
        and not _BEYOND_Z.search(body)
    )
    if plain:
        if _CONTENT.search(body):
            last = body.rfind(b' r="') + 4
            layout.reaches(row, body[last] - 65)
        return
    flaws = []
    for column, attributes, content in _cells(body):
        if not _CONTENT.search(content):
            continue
        layout.reaches(row, column)
        if _FORMULA.search(content):
            flaws.append((column, Flaw.FORMULA))
        elif _ERROR.search(attributes):
            flaws.append((column, Flaw.EXCEL_ERROR))
    layout.note_flaws(row, flaws)


def _cells(body: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Column, attributes and content of each cell; one without an address follows the last."""
    found = list(_CELL.finditer(body))
    column = -1
    for cell, following in zip_longest(found, found[1:]):
        attributes = cell[1] or b""
        address = _REFERENCE.search(attributes)
        column = index_of(address[1].decode()) if address else column + 1
        end = following.start() if following else len(body)
        yield column, attributes, b"" if cell[2] else body[cell.end() : end]


def _text(package: Package, part: str) -> str:
    return package.whole(part).decode("utf-8", "replace")


def _attributes(text: str) -> dict[str, str]:
    return {key: unescape(a or b) for key, a, b in _ATTRIBUTE.findall(text)}
