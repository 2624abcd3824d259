"""A file of a dossier, and how its texts are written: readable for people and for programs."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kreislotse.attachments.models import Attachment
from kreislotse.kernel.money import Money

_UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Part:
    """One file: where it lies in the dossier, what it is, and its bytes."""

    path: str
    title: str
    content: bytes


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Rows as CSV with semicolons, amounts as numbers with a comma; formulas stay text."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def filed(folder: str, file: Attachment, title: str) -> Part:
    """A file as it was handed in, under a name that every system can read."""
    return Part(f"{folder}/{file.pk}-{plain_name(file.name)}", title, bytes(file.content))


def plain_name(name: str) -> str:
    """A file name of letters without marks, figures, points and hyphens."""
    spelled = name.lower().translate(_UMLAUTS)
    bare = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", bare).strip("-.")[:80] or "datei"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Money):
        euros, cents = divmod(abs(value.cents), 100)
        return f"{'-' if value.cents < 0 else ''}{euros},{cents:02d}"
    if hasattr(value, "isoformat"):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if text.startswith(_RISKY) else text
