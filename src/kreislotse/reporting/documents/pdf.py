"""The printed paper: PDF/UA-1 and PDF/A-2a in one file, the same bytes for the same paper."""

from functools import lru_cache
from importlib import resources
from typing import Any

from kreislotse.documents.typesetting import typeset
from kreislotse.reporting.documents import frame
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
    return typeset(_template(), paper=_values(document))


@lru_cache(maxsize=1)
def _template() -> bytes:
    return resources.files(__package__).joinpath("paper.typ").read_bytes()


def _values(document: PaperDocument) -> dict[str, Any]:
    head, shown = document.head, frame.frame_of(document)
    day = frame.day_of(document)
    return {
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
