"""A batch as a file to hand over: an encrypted ZIP with a table, a CSV and a list of contents.

AES-256 as WinZip's AE-2, which 7-Zip and others open. What was recalled or erased is left out.
"""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import pyzipper  # type: ignore[import-untyped]
import xlsxwriter

from kreislotse.transmission.freezing import head_of, said_by
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.states import BasisKind
from kreislotse.transmission.wording import Wording, fields_in

_HEADS = ["Zeile", "Kennung", "Kommune", "Art"]
_BASIS = "Grundlage"
_AE_2 = 2  # of the two kinds that WinZip has, the one that stores no checksum of the plain text
# A cell that begins like this would be a formula to some programs.
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def pack(batch: Batch, lines: Sequence[BatchLine], password: str) -> bytes:
    """The whole file; `lines` come with candidate, municipality and legal basis."""
    handed = [line for line in lines if line.readable]
    table = table_of(batch, handed)
    parts = {
        f"{stem_of(batch)}.xlsx": _xlsx(table),
        f"{stem_of(batch)}.csv": _csv(table),
        "manifest.json": _manifest(batch, lines),
    }
    file = io.BytesIO()
    with pyzipper.AESZipFile(
        file, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        archive.setencryption(pyzipper.WZ_AES, nbits=256, force_wz_aes_version=_AE_2)
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def stem_of(batch: Batch) -> str:
    """The file's name without its ending; it names nobody."""
    return f"uebermittlung-{batch.number}"


def basis_of(line: BatchLine) -> str:
    """The kind of basis, or the norm; nothing more about the person's consent."""
    if line.basis == BasisKind.NORM and line.legal_basis is not None:
        return str(line.legal_basis.norm)
    return str(line.get_basis_display())


def table_of(batch: Batch, lines: Sequence[BatchLine]) -> list[list[str]]:
    """Heads and rows in words, as both tables have them."""
    words, fields = Wording(), fields_in(batch.categories)
    heads = [*_HEADS, *(str(field.title) for field in fields), _BASIS]
    rows = [
        [
            str(line.position),
            line.candidate.code if line.candidate else "",
            str(line.municipality),
            str(line.get_kind_display()),
            *(words.text(field.code, line.content.get(field.code)) for field in fields),
            basis_of(line),
        ]
        for line in lines
    ]
    return [heads, *rows]


def manifest_of(batch: Batch, lines: Sequence[BatchLine]) -> dict[str, Any]:
    """What the file holds, and all that is needed to compute its hash again."""
    return {
        "batch": str(batch),
        "sha256": batch.sha256,
        "head": head_of(batch),
        "sender_name": str(batch.owner),
        "recipient_name": str(batch.recipient),
        "purpose_name": str(batch.get_purpose_display()),
        "fields": {field.code: str(field.title) for field in fields_in(batch.categories)},
        "lines": [_line(line) for line in lines],
    }


def _line(line: BatchLine) -> dict[str, Any]:
    """A line with its hash; of one recalled or erased nothing but that hash is left."""
    if not line.readable:
        return {"position": line.position, "sha256": line.sha256, "recalled": True}
    return {
        "sha256": line.sha256,
        "municipality_name": str(line.municipality),
        "basis_name": basis_of(line),
        "said": said_by(line),
    }


def _manifest(batch: Batch, lines: Sequence[BatchLine]) -> bytes:
    return json.dumps(manifest_of(batch, lines), ensure_ascii=False, indent=2).encode()


def _csv(table: list[list[str]]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerows([_harmless(text) for text in row] for row in table)
    return sheet.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RISKY) else text


def _xlsx(table: list[list[str]]) -> bytes:
    file = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, plain)
    sheet, bold = book.add_worksheet("Personen"), book.add_format({"bold": True})
    for row, texts in enumerate(table):
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, bold if row == 0 else None)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()
