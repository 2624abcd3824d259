"""The rows that stayed out, as a file to be mended and handed in again (G30)."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.db.models import Q

from kreislotse.intake import findings
from kreislotse.intake.applying import parts
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.reasons import Reason
from kreislotse.intake.staging import KeptRow, shown
from kreislotse.intake.states import RowState
from kreislotse.intake.vocabulary import FULL_NAME
from kreislotse.participants.profile import BY_CODE

# Texts stay texts: what a list brought as a formula must never become one (ASVS 1.2.10).
_CELLS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WIDTH, _TO_DO_WIDTH = 22, 90
STAYED_OUT = Q(state__in=[RowState.WRONG, RowState.DOUBTFUL], applied=False)


def leftovers(upload: Upload) -> bytes:
    """A workbook of the rows that were not taken over, each with what is to be done."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, _CELLS)
    page = book.add_worksheet("Liste")
    bold = book.add_format({"bold": True, "text_wrap": True})
    fields = _fields(upload)
    page.set_column(0, len(fields) - 1, _WIDTH)
    page.set_column(len(fields), len(fields), _TO_DO_WIDTH)
    heads = [*(_title(code) for code in fields), "Was zu tun ist", "Zeile in Ihrer Liste"]
    _line(page, 0, heads, bold)
    line = 1
    for rows in parts(upload, STAYED_OUT, "values", "typed", "reasons"):
        for row in rows:
            said = {**row.values, **row.typed}
            texts = [shown(said.get(code, "")) for code in fields]
            _line(page, line, [*texts, " ".join(sentences(row)), str(row.number)])
            line += 1
    page.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def sentences(row: KeptRow | UploadRow) -> list[str]:
    """Why the row is what it is, in words; what its cells lack with their place in the sheet."""
    return [_sentence(kept) for kept in row.reasons]


def sentences_by_field(row: UploadRow) -> dict[str, list[str]]:
    """The same, each at the field that it is about; what is about the whole row at none."""
    told: dict[str, list[str]] = {}
    for kept in row.reasons:
        told.setdefault(kept[0], []).append(_sentence(kept))
    return told


def _sentence(kept: Sequence[Any]) -> str:
    return findings.sentence(kept) if findings.is_finding(kept) else Reason.of(kept).sentence()


def _title(code: str) -> str:
    return str(BY_CODE[code].title) if code in BY_CODE else "Name und Vorname"


def _fields(upload: Upload) -> list[str]:
    """The fields of the list's columns, in the order of the template."""
    mapped = {field for _letter, _heading, field in upload.columns}
    corrected = UploadRow.objects.filter(STAYED_OUT, upload=upload).exclude(typed={})
    for typed in corrected.values_list("typed", flat=True):
        mapped |= set(typed)
    order = [FULL_NAME, *BY_CODE]
    return sorted(mapped, key=order.index)


def _line(page: Any, line: int, texts: list[str], look: Any = None) -> None:
    for at, text in enumerate(texts):
        page.write_string(line, at, text, look)
