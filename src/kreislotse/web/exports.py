"""A list as a file: exactly what is shown, as XLSX or CSV; formulas stay text (ASVS 1.2.10)."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.timezone import localtime

from kreislotse.kernel.money import Money
from kreislotse.web.templatetags.parts import shown

if TYPE_CHECKING:
    from kreislotse.web.listing import Listing

_RISKY = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLAIN_CELLS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_FORMATS = {
    "head": {"bold": True},
    "day": {"num_format": "dd.mm.yyyy"},
    "moment": {"num_format": "dd.mm.yyyy hh:mm"},
    "euro": {"num_format": '#,##0.00 "€"'},
}


def export(
    listing: "Listing",
    rows: QuerySet | list[Any],
    kind: str,
    *,
    pass_by: Callable[[Any], None] | None = None,
) -> HttpResponse:
    """The list's columns for all rows found, not only for this page; each row passes by once."""
    heads = [str(column.title) for column in listing.columns]
    found = rows if isinstance(rows, list) else rows.iterator(chunk_size=CHUNK)
    if pass_by is not None:
        found = _shown_to(pass_by, found)
    table = ([column.value(row) for column in listing.columns] for row in found)
    write, media = (_xlsx, XLSX) if kind == "xlsx" else (_csv, "text/csv; charset=utf-8")
    response = HttpResponse(write(heads, table), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{listing.file_name}.{kind}"'
    return response


def _shown_to(pass_by: Callable[[Any], None], rows: Iterable[Any]) -> Iterator[Any]:
    for row in rows:
        pass_by(row)
        yield row


def _text(value: Any) -> str:
    """A value as the page shows it; nothing stays empty, so that a sheet can count."""
    return "" if value is None else shown(value) if value != "" else ""


def _harmless(value: Any) -> str:
    text = _text(value)
    risky = not isinstance(value, Money | int | Decimal) and text.startswith(_RISKY)
    return f"'{text}" if risky else text


def _csv(heads: list[str], table: Iterable[list[Any]]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_harmless(value) for value in line] for line in table)
    return sheet.getvalue().encode("utf-8-sig")


def _xlsx(heads: list[str], table: Iterable[list[Any]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _PLAIN_CELLS)
    sheet = book.add_worksheet()
    formats = {name: book.add_format(values) for name, values in _FORMATS.items()}
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, formats["head"])
    for line, values in enumerate(table, start=1):
        for place, value in enumerate(values):
            _cell(sheet, line, place, value, formats)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _cell(sheet: Any, line: int, place: int, value: Any, formats: dict[str, Any]) -> None:
    """One value as what it is: an amount, a day and a number can be reckoned with."""
    if isinstance(value, Money):
        sheet.write_number(line, place, value.cents / 100, formats["euro"])
    elif isinstance(value, datetime):
        moment = localtime(value).replace(tzinfo=None)
        sheet.write_datetime(line, place, moment, formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, formats["day"])
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(line, place, float(value))
    else:
        sheet.write_string(line, place, _text(value))
