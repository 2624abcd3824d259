"""Looking through the records of an XLS (BIFF8, Excel 97 to 2003) for all that is no value.

Formulas are found by their own records (FORMULA). Files of Excel 95 and older are refused: their
text carries no code page that could be relied on.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kreislotse.intake.reading.compound import CompoundFile
from kreislotse.intake.reading.errors import Damaged, HasMacros, Protected, SaveAsWorkbook
from kreislotse.intake.reading.layout import Layout
from kreislotse.intake.reading.sheet import Flaw, Range

_BOF, _EOF, _FILEPASS, _DATEMODE, _BOUNDSHEET = 0x0809, 0x0A, 0x2F, 0x22, 0x85
_FORMULA, _ERROR, _ROW, _MERGED = 0x06, 0x0205, 0x0208, 0xE5
_BIFF8 = 0x0600
_HIDDEN_ROW = 0x20
_DIMENSIONS, _TEXTS = 0x0200, 0xFC
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
# NUMBER, LABEL, RK, LABELSST, FORMULA, BOOLERR; and many RK in a row.
_VALUES = frozenset({0x0203, 0x0204, 0x027E, 0xFD, _FORMULA, _ERROR})
_MANY = 0xBD


@dataclass
class Book:
    """What stands before the sheets, and each sheet's layout by name."""

    since_1904: bool = False
    layouts: dict[str, Layout] = field(default_factory=dict)


def book_of(name: str, content: bytes) -> Book:
    """Everything beside the values; refused where it is locked, too old or has macros."""
    file = CompoundFile(name, content)
    if "EncryptedPackage" in file.names:
        raise Protected(name=name)
    if "_VBA_PROJECT_CUR" in file.names or "_VBA_PROJECT" in file.names:
        raise HasMacros(name=name)
    if "Workbook" not in file.names:
        if "Book" in file.names:
            raise SaveAsWorkbook(name=name, what=_("eine sehr alte Excel-Datei"))
        raise Damaged(name=name)
    stream = file.stream("Workbook")
    try:
        return _book(name, stream)
    except (struct.error, IndexError) as problem:
        raise Damaged(name=name) from problem


def _book(name: str, stream: bytes) -> Book:
    book = Book()
    begins: list[tuple[str, int]] = []
    for number, kind, record in _records(stream, 0):
        if number == 0 and (kind != _BOF or struct.unpack_from("<H", record)[0] != _BIFF8):
            raise SaveAsWorkbook(name=name, what=_("eine sehr alte Excel-Datei"))
        if kind == _FILEPASS:
            raise Protected(name=name)
        if kind == _DATEMODE:
            book.since_1904 = struct.unpack_from("<H", record)[0] == 1
        elif kind == _TEXTS and struct.unpack_from("<L", record, 4)[0] > len(stream):
            raise Damaged(name=name)
        elif kind == _BOUNDSHEET:
            at, _state, sort, letters, wide = struct.unpack_from("<LBBBB", record)
            if sort == 0:
                begins.append((_name(record[8:], letters, wide), at))
    for sheet, at in begins:
        book.layouts[sheet] = _layout(Layout(sheet), stream, at)
    return book


def _name(text: bytes, letters: int, wide: int) -> str:
    if wide & 1:
        return text[: 2 * letters].decode("utf-16-le", "replace")
    return text[:letters].decode("latin-1")


def _layout(layout: Layout, stream: bytes, at: int) -> Layout:
    for _number, kind, record in _records(stream, at):
        if kind in _VALUES:
            row, column = struct.unpack_from("<2H", record)
            layout.reaches(row, column)
            if kind == _FORMULA:
                layout.note_flaws(row, [(column, Flaw.FORMULA)])
            elif kind == _ERROR and record[7]:
                layout.note_flaws(row, [(column, Flaw.EXCEL_ERROR)])
        elif kind == _MANY:
            layout.reaches(struct.unpack_from("<H", record)[0], struct.unpack("<H", record[-2:])[0])
        elif kind == _DIMENSIONS:
            _refuse_false_reach(record)
        elif kind == _ROW:
            row = struct.unpack_from("<H", record)[0]
            if struct.unpack_from("<H", record, 12)[0] & _HIDDEN_ROW:
                layout.hidden.append(row)
        elif kind == _MERGED:
            count = struct.unpack_from("<H", record)[0]
            spans = struct.iter_unpack("<4H", record[2 : 2 + 8 * count])
            layout.joined += [Range(a, left, b, right) for a, b, left, right in spans]
    layout.settle_joined()
    return layout


def _refuse_false_reach(record: bytes) -> None:
    """Calamine makes room for as many cells as are announced, before it reads the first."""
    top, bottom, left, right = struct.unpack_from("<2L2H", record)
    if not (top <= bottom <= _MOST_ROWS and left <= right <= _MOST_COLUMNS):
        raise struct.error("No table reaches that far.")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, bytes]]:
    """Number, kind and content of the records of one part, up to its own end."""
    number = depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        yield number, kind, stream[at + 4 : at + 4 + size]
        if depth <= 0:
            return
        at += 4 + size
        number += 1
    raise struct.error("The part has no end.")
