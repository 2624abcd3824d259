"""Odd lists that only one format can hold, and files whose inner parts were changed by hand."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.intake.making import Formula, Page, csv_text, ods, operated, xls, xlsx
from tests.intake.oddities import AMINA, HEAD, LINA, OMAR, A, L, O, Oddity, who

SHEET = "xl/worksheets/sheet1.xml"
LIST = Page("Liste", [HEAD, AMINA, OMAR])
SPECIAL: list[Oddity] = []


def only(name: str, make: Callable[[], bytes], remarks: tuple[str, ...] = (), **more: Any) -> None:
    said = {"people": [A, O], "sheet": name if "Text" in more.pop("kind", "") else "Liste"}
    SPECIAL.append(Oddity(name, make, remarks=frozenset(remarks), **{**said, **more}))


def text(name: str, content: bytes, **more: Any) -> None:
    only(name, lambda: content, kind="Text", **more)


PLAIN = csv_text(LIST.grid)
UMLAUTS = csv_text([HEAD, ["Müller", "Jörg", "24.12.1990", "türkisch"]])
JOERG = [who("Müller", "Jörg", date(1990, 12, 24), "TR")]

text("utf-8.csv", UMLAUTS.encode(), people=JOERG)
text("utf-8-with-mark.csv", UMLAUTS.encode("utf-8-sig"), people=JOERG)
text("utf-16-with-mark.csv", UMLAUTS.encode("utf-16"), people=JOERG)
text("utf-16-without-mark.csv", UMLAUTS.encode("utf-16-le"), people=JOERG)
text("windows.csv", UMLAUTS.encode("cp1252"), people=JOERG, remarks=("encoding",))
text("dos.csv", UMLAUTS.encode("cp850"), people=JOERG, remarks=("encoding",))
text("commas.csv", csv_text(LIST.grid, ",").encode())
text("tabs.txt", csv_text(LIST.grid, "\t").encode())
text("bars.csv", csv_text(LIST.grid, "|").encode())
text("sep-line.csv", b"sep=|\r\n" + csv_text(LIST.grid, "|").encode())
text("old-line-ends.csv", PLAIN.replace("\r\n", "\r").encode())
text(
    "commas-in-quotes.csv",
    csv_text([["Name, Vorname", *HEAD[2:]], ["Alhassan, Amina", *AMINA[2:]]], ",").encode(),
    people=[A],
)
text(
    "line-breaks-in-cells.csv",
    csv_text([HEAD, [*AMINA[:2], "24.12.1990", "syrisch\n"], OMAR]).encode(),
)
text(
    "zeros-kept-by-formula.csv",
    csv_text([[*HEAD, "Tel."], [*AMINA, '="0171 1"'], [*OMAR, "'0171 2"]]).encode(),
    people=[{**A, "contact": "0171 1"}, {**O, "contact": "0171 2"}],
)
text(
    "short-rows.csv", (PLAIN + "Yılmaz;Lina\r\n").encode(), wrong={"C4": "missing", "D4": "missing"}
)
text("a-workbook-called.csv", xlsx(LIST), sheet="Liste")
text("a-text-called.xls", PLAIN.encode())
text("a-text-called.xlsx", PLAIN.encode())

only("xls-called.xlsx", lambda: xls(LIST))
only("ods-called.xls", lambda: ods(LIST))
only(
    "counted-from-1904.xlsx",
    lambda: xlsx(Page("Liste", [HEAD, AMINA, ["Haile", "Omar", 29619, "Eritrea"]]), date_1904=True),
    remarks=("days_of_1904",),
)
only(
    "errors-of-the-program.xlsx",
    lambda: operated(
        xlsx(Page("Liste", [HEAD, AMINA, OMAR, [*LINA[:2], 1, "Türkei"]])),
        SHEET,
        lambda sheet: sheet.replace(b'<c r="C4"><v>1</v>', b'<c r="C4" t="e"><v>#N/A</v>'),
    ),
    wrong={"C4": "excel_error"},
)
only(
    "formula-in-an-unknown-column.xlsx",
    lambda: xlsx(Page("Liste", [[*HEAD, "Alter"], [*AMINA, Formula("2026-1990", 36)], OMAR])),
)
only(
    "no-cell-addresses.xlsx",
    lambda: operated(xlsx(LIST), SHEET, lambda sheet: re.sub(rb' r="[A-Z]*\d+"', b"", sheet)),
)
only(
    "formats-to-the-last-cell.xlsx",
    lambda: operated(
        xlsx(LIST),
        SHEET,
        lambda sheet: sheet.replace(
            b"</sheetData>",
            b'<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'
            b"</sheetData>",
        ),
    ),
)
only(
    "texts-within-the-sheet.xlsx",
    lambda: operated(
        xlsx(LIST),
        SHEET,
        lambda sheet: sheet.replace(
            b"</sheetData>",
            b'<row r="4"><c r="A4" t="inlineStr"><is><t>Y\xc4\xb1lmaz</t></is></c>'
            b'<c r="B4" t="inlineStr"><is><t>Lina</t></is></c>'
            b'<c r="C4" t="d"><v>2001-07-30</v></c>'
            b'<c r="D4" t="inlineStr"><is><t>T\xc3\xbcrkei</t></is></c></row></sheetData>',
        ),
    ),
    people=[A, O, L],
)
only(
    "comments-in-cells.ods",
    lambda: operated(
        ods(LIST),
        "content.xml",
        lambda xml: xml.replace(
            b"<text:p>Amina</text:p>",
            b"<office:annotation><text:p>Mutter von Sami</text:p></office:annotation>"
            b"<text:p>Am<text:span>ina</text:span></text:p>",
        ),
    ),
)
only(
    "same-cells-written-once.ods",
    lambda: operated(
        ods(Page("Liste", [HEAD, AMINA, OMAR, ["Ali", "Ali", date(1990, 12, 24), "Irak"]])),
        "content.xml",
        lambda xml: xml.replace(
            b'<table:table-cell office:value-type="string"><text:p>Ali</text:p></table:table-cell>'
            * 2,
            b'<table:table-cell table:number-columns-repeated="2" office:value-type="string">'
            b"<text:p>Ali</text:p></table:table-cell>",
        ),
    ),
    people=[A, O, who("Ali", "Ali", date(1990, 12, 24), "IQ")],
)
