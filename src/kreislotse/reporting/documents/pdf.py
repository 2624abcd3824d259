"""The printed paper: PDF/UA-1 and PDF/A-2a in one file, the same bytes for the same paper."""

import json
import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Any

import typst

from kreislotse.reporting.documents import fonts, frame
from kreislotse.reporting.documents.blocks import (
    Block,
    BulletList,
    Heading,
    KeyValues,
    Notice,
    PaperDocument,
    Paragraph,
    SignatureBlock,
    Table,
)

# What is longer than any German word (an address, a slip) may break anywhere, lest it be cut off.
_LONG_WORD = re.compile(r"\S{41,}")
_PIECE = 10
_ZERO_WIDTH_SPACE = "\u200b"
_WORDS = {
    "deliberations": frame.DELIBERATIONS,
    "columns": frame.DELIBERATION_COLUMNS,
    "subject": frame.SUBJECT,
    "proposal": frame.PROPOSAL,
    "no_proposal": frame.NO_PROPOSAL,
    "reasons": frame.REASONS,
    "open": frame.OPEN_MARK,
}


def render_pdf(document: PaperDocument) -> bytes:
    """The paper as PDF; its texts are handed over as values and never read as markup."""
    # A compiler serves one thread only, so each paper gets its own; reading the fonts is shared.
    compiler = typst.Compiler(_template(), font_paths=_fonts())
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"paper": json.dumps(_values(document), sort_keys=True)},
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
def _template() -> bytes:
    return resources.files(__package__).joinpath("paper.typ").read_bytes()


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.FOLDERS],
    )


def _values(document: PaperDocument) -> dict[str, Any]:
    head, shown = document.head, frame.frame_of(document)
    day = frame.day_of(document)
    values = {
        "title": document.title,
        "subject": document.subject,
        "authority": head.authority,
        "dated": [day.year, day.month, day.day],
        "kind": head.paper_kind,
        "particulars": shown.particulars,
        "deliberations": [
            {"cells": row.cells, "date_open": row.date_open} for row in shown.deliberations
        ],
        "proposals": [
            {"body": proposal.body, "paragraphs": [_paragraph(p) for p in proposal.paragraphs]}
            for proposal in head.proposed_decision
        ],
        "blocks": [_block(block) for block in document.blocks],
        "running_head": shown.running_head,
        "running_foot": shown.running_foot,
        "draft": shown.draft,
        "words": _WORDS,
    }
    printable: dict[str, Any] = _printable(values)
    return printable


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {
                "is": "heading",
                "level": block.level,
                "number": block.number,
                "text": block.text,
            }
        case Paragraph():
            return {"is": "paragraph", "sentences": _paragraph(block)}
        case BulletList():
            intro = [] if block.intro is None else _paragraph(block.intro)
            return {"is": "list", "intro": intro, "items": [_paragraph(p) for p in block.items]}
        case Table():
            columns = [{"title": c.title, "numeric": c.numeric} for c in block.columns]
            return {
                "is": "table",
                "caption": block.caption,
                "columns": columns,
                "rows": block.rows,
            }
        case KeyValues():
            return {"is": "keyvalues", "rows": block.rows}
        case Notice():
            return {"is": "notice", "kind": block.kind, "text": block.text}
        case SignatureBlock():
            return {"is": "signatures", "place_date": block.place_date, "lines": block.lines}


def _paragraph(paragraph: Paragraph) -> list[dict[str, Any]]:
    return [
        {"text": sentence.text, "open": sentence.open, "mark": sentence.needs_mark}
        for sentence in paragraph.sentences
    ]


def _printable(value: Any) -> Any:
    """The same values with every text as the two font families can show it."""
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
