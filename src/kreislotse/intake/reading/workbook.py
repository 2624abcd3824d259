"""Workbooks: the visible sheet with the best headings, its cells beside what the file says of them.

Values come from calamine; whatever it does not tell (formulas, errors, joined cells, hidden rows)
comes from the layouts, which are read first and refuse what would not fit into the memory.
"""

import io
from collections.abc import Callable, Iterator
from itertools import islice

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kreislotse.intake.reading import ods_layout, xls_layout, xlsx_layout
from kreislotse.intake.reading.errors import Damaged, NoHeadings, NoVisibleSheet
from kreislotse.intake.reading.headings import SEARCHED, Headings, Known, find_headings
from kreislotse.intake.reading.layout import Layout
from kreislotse.intake.reading.packages import Package
from kreislotse.intake.reading.sheet import Flaw, Row, Sheet, Value
from kreislotse.intake.reasons import Remark

Layouts = Callable[[str], Layout]


def read_xlsx(name: str, package: Package, content: bytes, known: Known) -> Sheet:
    xlsx_layout.refuse_macros(package)
    parts = xlsx_layout.parts_of_sheets(package)
    xlsx_layout.refuse_long_texts(package)
    package.refuse_torn("xl/styles.xml")
    since_1904 = xlsx_layout.counts_from_1904(package)

    def layout(sheet: str) -> Layout:
        return xlsx_layout.layout_of(package, parts.get(sheet, ""), sheet)

    return _read("XLSX", name, content, layout, since_1904, known)


def read_ods(name: str, package: Package, content: bytes, known: Known) -> Sheet:
    ods_layout.refuse_unreadable(package)
    layouts = ods_layout.layouts_of(package)
    return _read(
        "ODS", name, content, lambda sheet: layouts.get(sheet, Layout(sheet)), False, known
    )


def read_xls(name: str, content: bytes, known: Known) -> Sheet:
    book = xls_layout.book_of(name, content)
    return _read(
        "XLS",
        name,
        content,
        lambda sheet: book.layouts.get(sheet, Layout(sheet)),
        book.since_1904,
        known,
    )


def _read(
    format_: str, name: str, content: bytes, layout_of: Layouts, since_1904: bool, known: Known
) -> Sheet:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return _best_sheet(format_, name, book, layout_of, since_1904, known)
    except CalamineError as problem:
        raise Damaged(name=name) from problem
    except BaseException as problem:
        # A panic in the library's Rust code is no Exception, and its class cannot be imported.
        if type(problem).__name__ != "PanicException":
            raise
        raise Damaged(name=name) from problem


def _best_sheet(
    format_: str,
    name: str,
    book: CalamineWorkbook,
    layout_of: Layouts,
    since_1904: bool,
    known: Known,
) -> Sheet:
    visible, hidden = _sheets(book)
    if not visible:
        raise NoVisibleSheet(name=name)
    best: tuple[Headings, CalamineSheet, Layout] | None = None
    used = []
    for title in visible:
        layout = layout_of(title)
        if layout.last_row < 0:
            continue
        used.append(title)
        table = book.get_sheet_by_name(title)
        top = [_values(row, layout, table, at) for at, row in _top(table)]
        found = find_headings(top, layout.joined, known)
        if found and (best is None or found.known > best[0].known):
            best = found, table, layout
    if best is None:
        raise NoHeadings(sheet=(used or visible)[0])
    headings, table, layout = best
    remarks = [Remark("hidden_sheet", {"sheet": title}) for title in hidden]
    remarks += [Remark("other_sheet", {"sheet": title}) for title in used if title != table.name]
    remarks += _remarks(headings, layout, since_1904)
    return Sheet(
        format_,
        table.name,
        headings.last + 1,
        headings.headings,
        lambda: _rows(table, layout, headings.last + 1),
        remarks,
        since_1904,
    )


def _sheets(book: CalamineWorkbook) -> tuple[list[str], list[str]]:
    """The names of the visible and of the hidden tables; charts are none."""
    tables = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    visible = [each.name for each in tables if each.visible == SheetVisibleEnum.Visible]
    return visible, [each.name for each in tables if each.name not in visible]


def _remarks(headings: Headings, layout: Layout, since_1904: bool) -> Iterator[Remark]:
    if headings.last > headings.first:
        yield Remark("headings_over_two_rows", {}, (headings.first + 1, headings.last + 1))
    hidden = tuple(
        row + 1 for row in sorted(layout.hidden) if headings.last < row <= layout.last_row
    )
    if hidden:
        yield Remark("hidden_rows", {}, hidden)
    if since_1904:
        yield Remark("days_of_1904")


def _top(table: CalamineSheet) -> Iterator[tuple[int, list[Value]]]:
    return enumerate(islice(table.iter_rows(), SEARCHED))


def _rows(table: CalamineSheet, layout: Layout, first: int) -> Iterator[Row]:
    """Calamine leaves out empty columns on the left; here every row begins in column A."""
    flaws = layout.flaws
    missing = [""] * (table.start[1] if table.start else 0)
    for at, values in enumerate(islice(table.iter_rows(), first, None), first):
        if at in flaws:
            yield Row(at + 1, _values(values, layout, table, at))
        else:
            yield Row(at + 1, missing + values if missing else values)


def _values(values: list[Value], layout: Layout, table: CalamineSheet, at: int) -> list[Value]:
    full: list[Value] = [""] * (table.start[1] if table.start else 0)
    full += values
    for column, flaw in layout.flaws.get(at, ()):
        if column >= len(full):
            full += [""] * (column + 1 - len(full))
        full[column] = Flaw(flaw)
    return full
