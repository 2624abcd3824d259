"""Files that are refused, and with which sentence."""

import io
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from kreislotse.intake.reading import errors
from tests.intake.making import Formula, Page, as_csv, csv_text, ods, operated, xls, xlsx
from tests.intake.oddities import AMINA, HEAD

GOOD = Page("Liste", [HEAD, AMINA])
SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Broken:
    name: str
    make: Callable[[], bytes]
    refusal: type[errors.ListRefused]
    says: tuple[str, ...] = ()


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", 8) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


def encrypted_flag(package: bytes) -> bytes:
    """A package whose parts claim to be encrypted."""
    changed = bytearray(package)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(mark)
        while place >= 0:
            changed[place + at] |= 1
            place = changed.find(mark, place + 4)
    return bytes(changed)


def locked_xls() -> bytes:
    """A workbook with the record that says that all others are encrypted."""
    return xls(GOOD).replace(
        struct.pack("<3H", 0xE1, 2, 0x04B0), struct.pack("<3H", 0x2F, 2, 0x0001), 1
    )


def bomb() -> bytes:
    zeros = b"<!--" + b" " * 60_000_000 + b"-->"
    return operated(xlsx(GOOD), SHEET, lambda sheet: sheet + zeros)


def lying_bomb() -> bytes:
    """A part that is larger than the directory says."""
    package = bytearray(operated(xlsx(GOOD), SHEET, lambda sheet: sheet + b" " * 100_000))
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        size = opened.getinfo(SHEET).file_size
    for place in _all(package, struct.pack("<L", size)):
        package[place : place + 4] = struct.pack("<L", 900)
    return bytes(package)


def _all(content: bytearray, sought: bytes) -> list[int]:
    found, at = [], content.find(sought)
    while at >= 0:
        found.append(at)
        at = content.find(sought, at + 1)
    return found


def far_cell(reference: bytes) -> bytes:
    cell = b'<row r="%s"><c r="%s"><v>1</v></c></row></sheetData>'
    row = reference.lstrip(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return operated(
        xlsx(GOOD),
        SHEET,
        lambda sheet: sheet.replace(b"</sheetData>", cell % (row, reference)),
    )


def repeated_ods(what: bytes) -> bytes:
    return operated(
        ods(GOOD),
        "content.xml",
        lambda content: content.replace(
            b"</table:table>",
            b"<table:table-row " + what + b"<text:p>x</text:p></table:table-cell>"
            b"</table:table-row></table:table>",
        ),
    )


def many_rows() -> bytes:
    line = "Alhassan;Amina;24.12.1990;syrisch\n"
    return ("Nachname;Vorname;Geburtsdatum;Staatsangehörigkeit\n" + line * 100_001).encode()


HTML = b"<html><body><table><tr><td>Name</td><td>Vorname</td></tr></table></body></html>"
XML_2003 = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    b"</Workbook>"
)
TEXT = csv_text([HEAD, AMINA])
E_ = errors
BROKEN = [
    Broken("empty.xlsx", lambda: b"", E_.ListEmpty),
    Broken("blank.csv", lambda: b" \r\n\r\n", E_.ListEmpty),
    Broken("zeros.xls", lambda: b"\0" * 4096, E_.ListEmpty),
    Broken("too-large.csv", lambda: TEXT.encode() * 400_000, E_.ListTooLarge, ("25 MB",)),
    Broken("cut.xlsx", lambda: cut(xlsx(GOOD), 0.6), E_.Damaged),
    Broken("cut.xls", lambda: cut(xls(GOOD), 0.5), E_.Damaged),
    Broken("cut.ods", lambda: cut(ods(GOOD), 0.5), E_.Damaged),
    Broken("signature-only.xls", lambda: xls(GOOD)[:8], E_.Damaged),
    Broken("no-sheet-part.xlsx", lambda: operated(xlsx(GOOD), SHEET, lambda _: None), E_.Damaged),
    Broken(
        "torn-sheet.xlsx",
        lambda: operated(xlsx(GOOD), SHEET, lambda sheet: cut(sheet, 0.3)),
        E_.Damaged,
    ),
    Broken(
        "torn-content.ods",
        lambda: operated(ods(GOOD), "content.xml", lambda xml: cut(xml, 0.8)),
        E_.Damaged,
    ),
    Broken(
        "other-letters.xlsx",
        lambda: operated(xlsx(GOOD), SHEET, lambda xml: xml.replace(b"UTF-8", b"UTF-7", 1)),
        E_.Damaged,
    ),
    Broken(
        "entities.xlsx",
        lambda: operated(
            xlsx(GOOD),
            "xl/workbook.xml",
            lambda xml: xml.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook', 1),
        ),
        E_.Damaged,
    ),
    Broken("encrypted-parts.xlsx", lambda: encrypted_flag(xlsx(GOOD)), E_.Protected),
    Broken("password.xls", locked_xls, E_.Protected),
    Broken(
        "password.ods",
        lambda: operated(
            ods(GOOD),
            "META-INF/manifest.xml",
            lambda xml: xml.replace(b"</manifest:", b"<manifest:encryption-data/></manifest:", 1),
        ),
        E_.Protected,
    ),
    Broken(
        "macros.xlsm",
        lambda: operated(xlsx(GOOD), "xl/vbaProject.bin", lambda _: b"x"),
        E_.HasMacros,
    ),
    Broken(
        "macros.ods",
        lambda: operated(ods(GOOD), "Basic/Standard/Module1.xml", lambda _: b"<x/>"),
        E_.HasMacros,
    ),
    Broken("bomb.xlsx", bomb, E_.UnpacksSuspiciously),
    Broken("lying-bomb.xlsx", lying_bomb, E_.Damaged),
    Broken("last-cell.xlsx", lambda: far_cell(b"XFD1048576"), E_.TooManyColumns, ("XFD1048576",)),
    Broken("last-row.xlsx", lambda: far_cell(b"A1048576"), E_.TooManyRows, ("„Liste“",)),
    Broken("far-corner.xlsx", lambda: far_cell(b"GA90000"), E_.TooWide, ("GA90000",)),
    Broken(
        "row-repeated.ods",
        lambda: repeated_ods(
            b'table:number-rows-repeated="1000000"><table:table-cell office:value-type="string">'
        ),
        E_.TooManyRows,
    ),
    Broken(
        "cell-repeated.ods",
        lambda: repeated_ods(
            b'><table:table-cell table:number-columns-repeated="16000" office:value-type="string">'
        ),
        E_.TooManyColumns,
    ),
    Broken(
        "201-columns.csv",
        lambda: as_csv(Page("", [[*HEAD, *(["x"] * 197)], AMINA])),
        E_.TooManyColumns,
        ("GS1",),
    ),
    Broken(
        "201-columns.xls",
        lambda: xls(Page("Liste", [[*HEAD, *(["x"] * 197)], AMINA])),
        E_.TooManyColumns,
        ("„Liste“", "GS1"),
    ),
    Broken("100001-rows.csv", many_rows, E_.TooManyRows, ("100.000",)),
    Broken("page.xls", lambda: HTML, E_.SaveAsWorkbook, ("*.xlsx",)),
    Broken("xml-2003.xls", lambda: XML_2003, E_.SaveAsWorkbook),
    Broken("binary.xlsb", lambda: zipped(xl__workbook_dot_bin=b"x"), E_.SaveAsWorkbook),
    Broken("scan.xlsx", lambda: b"%PDF-1.7\n" + b"x" * 500, E_.NotASpreadsheet, ("PDF",)),
    Broken("photo.csv", lambda: b"\xff\xd8\xff\xe0" + b"\x01" * 50, E_.NotASpreadsheet),
    Broken("apple.numbers", lambda: zipped(Index__Document_dot_iwa=b"x"), E_.NotASpreadsheet),
    Broken("letter.docx", lambda: zipped(word__document_dot_xml=b"<x/>"), E_.NotASpreadsheet),
    Broken("program.csv", lambda: b"MZ\x01\x02\x03" * 40, E_.NotASpreadsheet),
    Broken(
        "both-code-pages.csv",
        lambda: TEXT.encode() + "Müller;Jörg".encode("cp1252") + "Größe".encode("cp850"),
        E_.EncodingUnclear,
    ),
    Broken(
        "cyrillic.csv",
        lambda: "Nachname;Vorname\nАлексеев;Александр\n".encode("cp1251") * 30,
        E_.EncodingUnclear,
    ),
    Broken(
        "open-quote.csv",
        lambda: TEXT.encode() + b'"Haile;Omar;03.02.1985;Eritrea\n',
        E_.QuotesOpen,
        ("Zeile 3",),
    ),
    Broken(
        "all-hidden.ods",
        lambda: ods(Page("Liste", [HEAD, AMINA], hidden=True)),
        E_.NoVisibleSheet,
    ),
    Broken(
        "no-headings.xlsx", lambda: xlsx(Page("Liste", [AMINA, AMINA])), E_.NoHeadings, ("Liste",)
    ),
    Broken("no-headings.csv", lambda: as_csv(Page("", [AMINA])), E_.NoHeadings),
    Broken("only-headings.xls", lambda: xls(Page("Liste", [HEAD])), E_.NoRows, ("Zeile 1",)),
    Broken("only-headings.ods", lambda: ods(Page("Liste", [[], HEAD, []])), E_.NoRows),
    Broken(
        "only-notes.xlsx",
        lambda: xlsx(Page("Liste", [HEAD, ["Niemand gemeldet"]])),
        E_.NoRows,
    ),
    Broken("empty-sheet.xlsx", lambda: xlsx(Page("Liste", [])), E_.NoHeadings),
    Broken(
        "headings-by-formula.xlsx",
        lambda: xlsx(Page("Liste", [[Formula("A9", "Nachname"), Formula("B9", "Vorname")]])),
        E_.NoHeadings,
    ),
]
