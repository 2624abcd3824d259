"""From the bytes of a file to its table: the content decides what it is, not its name."""

import math
from fractions import Fraction

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from kreislotse.intake.reading.compound import SIGNATURE
from kreislotse.intake.reading.delimited import DelimitedTable, text_of
from kreislotse.intake.reading.errors import (
    HasMacros,
    ListEmpty,
    ListTooLarge,
    NoHeadings,
    NotASpreadsheet,
    SaveAsWorkbook,
    TooManyColumns,
)
from kreislotse.intake.reading.headings import SEARCHED, Known, find_headings
from kreislotse.intake.reading.packages import MEGABYTE, Package
from kreislotse.intake.reading.sheet import MOST_COLUMNS, Row, Sheet, cell_at
from kreislotse.intake.reading.workbook import read_ods, read_xls, read_xlsx
from kreislotse.intake.reasons import Remark
from kreislotse.intake.vocabulary import is_heading
from kreislotse.kernel.german import decimal

MOST_MEGABYTES = 25
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_BEGINNINGS = (
    (b"%PDF", _("ein PDF")),
    (b"\x89PNG", _("ein Bild")),
    (b"\xff\xd8\xff", _("ein Bild")),
    (b"GIF8", _("ein Bild")),
    (b"{\\rtf", _("ein Textdokument")),
)


def read_sheet(name: str, content: bytes, known: Known = is_heading) -> Sheet:
    """The table in a file; a ListRefused says why there is none and what to do.

    `known` tells the headings of such a table: those of lists of people, unless said otherwise.
    """
    refuse_by_size(name, len(content))
    if not content.strip(b"\0 \t\r\n"):
        raise ListEmpty(name=name)
    if content.startswith(SIGNATURE):
        return read_xls(name, content, known)
    if content.startswith(b"PK"):
        return _read_package(name, content, known)
    _refuse_other_kinds(name, content)
    return _read_text(name, content, known)


def refuse_by_size(name: str, size: int) -> None:
    """Refuse before anything is read; shown to a tenth of a megabyte, rounded up."""
    if not size:
        raise ListEmpty(name=name)
    if size > MOST_MEGABYTES * MEGABYTE:
        tenths = math.ceil(Fraction(size * 10, MEGABYTE))
        shown = decimal(Fraction(tenths, 10), 1)
        raise ListTooLarge(name=name, size=shown, most=MOST_MEGABYTES)


def _read_package(name: str, content: bytes, known: Known) -> Sheet:
    package = Package(name, content)
    if "mimetype" in package and package.whole("mimetype").strip().startswith(_ODS):
        return read_ods(name, package, content, known)
    if "xl/workbook.xml" in package:
        return read_xlsx(name, package, content, known)
    if "xl/workbook.bin" in package:
        raise SaveAsWorkbook(name=name, what=gettext("eine Excel-Binärarbeitsmappe"))
    if any(part.endswith(".iwa") for part in package.parts):
        raise NotASpreadsheet(name=name, what=gettext("eine Datei von Apple Numbers"))
    if any("vbaproject" in part.lower() for part in package.parts):
        raise HasMacros(name=name)
    raise NotASpreadsheet(name=name, what=gettext("ein Archiv oder Textdokument"))


def _refuse_other_kinds(name: str, content: bytes) -> None:
    for beginning, what in _BEGINNINGS:
        if content.startswith(beginning):
            raise NotASpreadsheet(name=name, what=gettext(what))
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower().replace(b"\0", b"")
    if start.startswith((b"\xff\xfe<", b"\xfe\xff<")):
        start = start[2:]
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<body")):
        raise SaveAsWorkbook(name=name, what=gettext("eine Webseite mit der Endung einer Tabelle"))
    if start.startswith(b"<"):
        raise SaveAsWorkbook(
            name=name, what=gettext("eine XML-Datei, zum Beispiel „XML-Tabelle 2003“")
        )


def _read_text(name: str, content: bytes, known: Known) -> Sheet:
    text, encoding = text_of(name, content)
    if any(sign < " " and sign not in "\t\r\n\f\v" for sign in text[:10_000]):
        raise NotASpreadsheet(name=name, what=gettext("keine Textdatei"))
    table = DelimitedTable(name, text, known)
    top: list[list[str]] = []
    for number, row in table.rows():
        top += [[]] * (number - len(top)) + [row]
        if len(row) > MOST_COLUMNS and any(cell.strip() for cell in row[MOST_COLUMNS:]):
            cell = cell_at(number, len(row) - 1)
            raise TooManyColumns(sheet=name, cell=cell, most=MOST_COLUMNS)
        if len(top) >= SEARCHED:
            break
    found = find_headings(top, (), known)
    if found is None:
        raise NoHeadings(sheet=name)
    first = found.last + 1
    remarks = [Remark("encoding", {"encoding": encoding})] if encoding else []
    return Sheet(
        "CSV",
        name,
        first,
        found.headings,
        lambda: (Row(number + 1, row) for number, row in table.rows() if number >= first),
        remarks,
    )
