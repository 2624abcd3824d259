"""What a workbook holds, read from its parts as any other program would read it."""

import io
import zipfile
from dataclasses import dataclass

from lxml import etree

_SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True)
class Held:
    """A value of a workbook with the format it is shown in."""

    value: str | float
    shown_as: str


def lines(written: bytes) -> list[list[Held]]:
    """The filled cells of each line that has any."""
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        page, texts, styles = (
            etree.fromstring(parts.read(f"xl/{name}.xml"))
            for name in ("worksheets/sheet1", "sharedStrings", "styles")
        )
    shared = ["".join(entry.itertext()) for entry in texts.iterfind("m:si", _SPACE)]
    looks = _looks(styles)
    found = [
        [_held(cell, shared, looks) for cell in row.iterfind("m:c[m:v]", _SPACE)]
        for row in page.iterfind(".//m:row", _SPACE)
    ]
    return [line for line in found if line]


def values(written: bytes) -> list[list[str | float]]:
    """The same without formats."""
    return [[cell.value for cell in line] for line in lines(written)]


def formulas(written: bytes) -> int:
    """How many cells would be computed on opening."""
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        page = etree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    return len(page.findall(".//m:f", _SPACE))


def _looks(styles: etree._Element) -> list[str]:
    codes = {
        entry.get("numFmtId"): entry.get("formatCode") or ""
        for entry in styles.iterfind(".//m:numFmt", _SPACE)
    }
    return [
        codes.get(entry.get("numFmtId"), "") for entry in styles.iterfind("m:cellXfs/m:xf", _SPACE)
    ]


def _held(cell: etree._Element, shared: list[str], looks: list[str]) -> Held:
    raw = cell.findtext("m:v", namespaces=_SPACE) or ""
    value = shared[int(raw)] if cell.get("t") == "s" else float(raw)
    return Held(value, looks[int(cell.get("s", "0"))])
