"""Writing the same table as XLSX, XLS, ODS and CSV, with the oddities that each of them knows."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P


class Formula(NamedTuple):
    """A formula with the result that the program has stored."""

    text: str
    result: Any


class Joined(NamedTuple):
    """A value over so many rows and columns."""

    value: Any
    rows: int = 1
    columns: int = 1


Grid = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Page:
    """A sheet: its cells, whether it is hidden, which of its rows are (from zero)."""

    name: str
    grid: Grid
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()


def xlsx(*pages: Page, **options: Any) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, **options})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    for page in pages:
        sheet = book.add_worksheet(page.name)
        if page.hidden:
            sheet.hide()
        for at, cells in enumerate(page.grid):
            if at in page.hidden_rows:
                sheet.set_row(at, None, None, {"hidden": True})
            for column, value in enumerate(cells):
                _to_xlsx(sheet, at, column, value, day)
    if pages and pages[0].hidden:
        book.worksheets()[-1].activate()
    book.close()
    return file.getvalue()


def _to_xlsx(sheet: Any, at: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, Joined):
        span = (at, column, at + value.rows - 1, column + value.columns - 1)
        sheet.merge_range(*span, value.value)
    elif isinstance(value, Formula):
        sheet.write_formula(at, column, f"={value.text}", None, value.result)
    elif isinstance(value, bool):
        sheet.write_boolean(at, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(at, column, value, day)
    elif isinstance(value, (int, float)):
        sheet.write_number(at, column, value)
    elif value is not None:
        sheet.write_string(at, column, value)


def xls(*pages: Page, dates_1904: bool = False) -> bytes:
    book = xlwt.Workbook()
    book.dates_1904 = dates_1904
    day = xlwt.easyxf(num_format_str="DD.MM.YYYY")
    for page in pages:
        sheet = book.add_sheet(page.name)
        sheet.visibility = int(page.hidden)
        for at, cells in enumerate(page.grid):
            for column, value in enumerate(cells):
                _to_xls(sheet, at, column, value, day)
        for at in page.hidden_rows:
            sheet.row(at).hidden = True
    return _saved(book.save)


def _to_xls(sheet: Any, at: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, Joined):
        sheet.write_merge(at, at + value.rows - 1, column, column + value.columns - 1, value.value)
    elif isinstance(value, Formula):
        sheet.write(at, column, xlwt.Formula(value.text))
    elif isinstance(value, date):
        sheet.write(at, column, value, day)
    elif value not in (None, ""):
        sheet.write(at, column, value)


def ods(*pages: Page) -> bytes:
    book = OpenDocumentSpreadsheet()
    unseen = Style(name="unseen", family="table")
    unseen.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(unseen)
    for page in pages:
        table = Table(name=page.name, **({"stylename": "unseen"} if page.hidden else {}))
        covered: set[tuple[int, int]] = set()
        for at, cells in enumerate(page.grid):
            row = TableRow(**({"visibility": "collapse"} if at in page.hidden_rows else {}))
            for column, value in enumerate(cells):
                row.addElement(_ods_cell(at, column, value, covered))
            table.addElement(row)
        # LibreOffice describes every sheet to its last row.
        rest = TableRow(numberrowsrepeated=1_048_000)
        rest.addElement(TableCell(numbercolumnsrepeated=1024))
        table.addElement(rest)
        book.spreadsheet.addElement(table)
    return _saved(book.write)


def _ods_cell(at: int, column: int, value: Any, covered: set[tuple[int, int]]) -> Any:
    if (at, column) in covered:
        return CoveredTableCell()
    facts: dict[str, Any] = {}
    if isinstance(value, Joined):
        covered |= {
            (at + down, column + right)
            for down in range(value.rows)
            for right in range(value.columns)
        }
        facts = {"numberrowsspanned": value.rows, "numbercolumnsspanned": value.columns}
        value = value.value
    if isinstance(value, Formula):
        facts["formula"] = f"of:={value.text}"
        value = value.result
    if value is None or value == "":
        return TableCell(**facts)
    if isinstance(value, bool):
        return TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **facts)
    if isinstance(value, date):
        cell = TableCell(valuetype="date", datevalue=value.isoformat(), **facts)
    elif isinstance(value, (int, float)):
        cell = TableCell(valuetype="float", value=str(value), **facts)
    else:
        cell = TableCell(valuetype="string", **facts)
    for line in str(value).split("\n"):
        cell.addElement(P(text=line))
    return cell


def csv_text(grid: Grid, separator: str = ";") -> str:
    """As a German Excel writes it; a formula as its text."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=separator)
    writer.writerows([[_shown(value) for value in row] for row in grid])
    return file.getvalue()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Formula):
        return f"={value.text}"
    if isinstance(value, Joined):
        return _shown(value.value)
    if isinstance(value, bool):
        return "WAHR" if value else "FALSCH"
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def as_csv(*pages: Page) -> bytes:
    return csv_text(pages[0].grid).encode("utf-8-sig")


WRITERS: dict[str, Callable[..., bytes]] = {"xlsx": xlsx, "xls": xls, "ods": ods, "csv": as_csv}


def operated(package: bytes, part: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A package with one part changed, added or (None) taken out."""
    file = io.BytesIO()
    done = False
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for info in old.infolist():
            content: bytes | None = old.read(info)
            if info.filename == part:
                content, done = change(content or b""), True
            if content is not None:
                new.writestr(info.filename, content)
        if not done:
            new.writestr(part, change(b"") or b"")
    return file.getvalue()


def _saved(save: Callable[[Any], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()
