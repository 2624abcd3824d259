"""Typesetting with Typst: PDF/UA-1 and PDF/A-2a in one file, the same bytes for the same values."""

import json
import re
import unicodedata
from functools import lru_cache
from typing import Any

import typst

from kreislotse.documents import fonts

# What is longer than any German word (an address, a slip) may break anywhere, lest it be cut off.
_LONG_WORD = re.compile(r"\S{41,}")
_PIECE = 10
_ZERO_WIDTH_SPACE = "\u200b"


def typeset(template: bytes, **values: Any) -> bytes:
    """The template filled with values, which reach it as texts and are never read as markup."""
    # A compiler serves one thread only, so each paper gets its own; reading the fonts is shared.
    compiler = typst.Compiler(template, font_paths=_fonts())
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={
            name: json.dumps(_printable(value), sort_keys=True) for name, value in values.items()
        },
        pdf_standards=["ua-1", "a-2a"],
    )
    if not isinstance(pdf, bytes):
        raise TypeError("Typst is expected to write a PDF as one file.")
    return _unambiguous(pdf)


def _unambiguous(pdf: bytes) -> bytes:
    """End a stream whose last byte happens to be a carriage return by another one.

    Followed by the usual line feed, that byte could be taken for half of the line end; then the
    stream would seem one byte shorter than it says, which PDF/A-2 (6.1.7.1) forbids. A carriage
    return is a line end too, and every byte of the file stays in its place.
    """
    return pdf.replace(b"\r\nendstream", b"\r\rendstream")


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.FOLDERS],
    )


def _printable(value: Any) -> Any:
    """The same values with every text as the font families can show it."""
    if isinstance(value, str):
        shown = "".join(map(_shown, unicodedata.normalize("NFC", value)))
        return _LONG_WORD.sub(_breakable, shown)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value


def _shown(character: str) -> str:
    """A character without a glyph is named by its code: an archived PDF may not hide it."""
    category = unicodedata.category(character)
    # PDF/A-2a and PDF/UA-1 refuse the byte order mark and private codes even where a glyph exists.
    if character == "\ufeff":
        return ""
    if ord(character) in fonts.covered() and category != "Co":
        return character
    if category == "Zs":
        return "\u00a0"
    return "" if category == "Cf" else f"[U+{ord(character):04X}]"


def _breakable(found: re.Match[str]) -> str:
    word = found[0]
    pieces = [word[at : at + _PIECE] for at in range(0, len(word), _PIECE)]
    return _ZERO_WIDTH_SPACE.join(pieces)
