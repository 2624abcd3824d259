"""A list as a file: exactly what is shown, as XLSX or CSV; formulas stay text (ASVS 1.2.10)."""

import csv
import io
from datetime import date
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import HttpResponse

from kreislotse.kernel.money import Money

if TYPE_CHECKING:
    from kreislotse.web.listing import Listing

_RISKY = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(listing: "Listing", rows: QuerySet, kind: str) -> HttpResponse:
    """The list's columns for all rows found, not only for this page."""
    heads = [str(column.title) for column in listing.columns]
    table = ([column.value(row) for column in listing.columns] for row in rows)
    write, media = (_xlsx, XLSX) if kind == "xlsx" else (_csv, "text/csv; charset=utf-8")
    response = HttpResponse(write(heads, table), content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{listing.file_name}.{kind}"'
    return response


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value)


def _harmless(value: Any) -> str:
    text = _text(value)
    return f"'{text}" if text.startswith(_RISKY) else text


def _csv(heads: list[str], table: Any) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_harmless(value) for value in line] for line in table)
    return sheet.getvalue().encode("utf-8-sig")


def _xlsx(heads: list[str], table: Any) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    euro = book.add_format({"num_format": '#,##0.00 "€"'})
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, bold)
    for line, values in enumerate(table, start=1):
        for place, value in enumerate(values):
            if isinstance(value, Money):
                sheet.write_number(line, place, value.cents / 100, euro)
            elif isinstance(value, date):
                sheet.write_datetime(line, place, value, day)
            elif type(value) is int:
                sheet.write_number(line, place, value)
            else:
                sheet.write_string(line, place, _text(value))
    book.close()
    return file.getvalue()
