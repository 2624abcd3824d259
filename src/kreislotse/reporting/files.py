"""The files of a paper: PDF, Word, web page and data, all from one content."""

import json
from typing import Any

from kreislotse.reporting.content import checksum_of, document_of
from kreislotse.reporting.documents.blocks import EditionState
from kreislotse.reporting.documents.docx import render_docx
from kreislotse.reporting.documents.html import render_page
from kreislotse.reporting.documents.pdf import render_pdf


def files_of(
    content: dict[str, Any], *, number: int, label: str, state: EditionState
) -> dict[str, bytes]:
    """The bytes of each file by its ending; the same content gives the same bytes."""
    document = document_of(content, number=number, label=label, state=state)
    return {
        "pdf": render_pdf(document),
        "docx": render_docx(document),
        "html": render_page(document).encode(),
        "json": data_of(content, number=number, label=label, state=state),
    }


def data_of(content: dict[str, Any], *, number: int, label: str, state: EditionState) -> bytes:
    """The paper as data: every section, statement, text, fact and record reference."""
    edition = {
        "number": number,
        "label": label,
        "state": state,
        "checksum": checksum_of(content),
    }
    whole = {"edition": edition, **content}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
