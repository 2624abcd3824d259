"""The paper for word processing: real styles, lists and table heads; the same bytes each time."""

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.shared import Pt

from kreislotse.reporting.documents import docx_look as look
from kreislotse.reporting.documents import frame
from kreislotse.reporting.documents.blocks import (
    Block,
    BulletList,
    Column,
    Heading,
    KeyValues,
    Notice,
    PaperDocument,
    Paragraph,
    Sentence,
    SignatureBlock,
    Table,
)

_RIGHT_TO_LEFT = re.compile(
    "([\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+(?:\\s+[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+)*)"
)
# The oldest time a ZIP archive can carry: the archive tells nothing about when it was written.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def render_docx(document: PaperDocument) -> bytes:
    """The paper as DOCX, in the order of the printed one."""
    written = docx.Document()
    look.set_up(written)
    _properties(written, document)
    _running_lines(written, frame.frame_of(document))
    _head(written, document)
    for block in document.blocks:
        _block(written, block)
    saved = BytesIO()
    written.save(saved)
    return _repacked(saved)


def _properties(written: Document, document: PaperDocument) -> None:
    dated = datetime.combine(frame.day_of(document), time(12), tzinfo=UTC)
    properties = written.core_properties
    # The format allows 255 characters for each of these.
    properties.title, properties.subject = document.title[:255], document.subject[:255]
    properties.author = properties.last_modified_by = document.head.authority[:255]
    properties.identifier = document.head.reference_number[:255]
    properties.created = properties.modified = dated
    properties.language, properties.comments, properties.revision = "de-DE", "", 1


def _running_lines(written: Document, shown: frame.Frame) -> None:
    section = written.sections[0]
    _runs(section.header.paragraphs[0], f"{shown.running_head}\t{shown.draft.upper()}")
    _runs(section.first_page_header.paragraphs[0], f"\t{shown.draft.upper()}")
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        _runs(paragraph, f"{shown.running_foot}\tSeite ")
        _field(paragraph, "PAGE")
        _runs(paragraph, " von ")
        _field(paragraph, "NUMPAGES")


def _head(written: Document, document: PaperDocument) -> None:
    head, shown = document.head, frame.frame_of(document)
    _line(written, head.authority, look.AUTHORITY)
    _line(written, head.paper_kind, "Title")
    for name, value in shown.particulars:
        _named(written, name, value, look.PARTICULARS)
    if shown.deliberations:
        _line(written, frame.DELIBERATIONS, "Heading 1")
        columns = tuple(Column(title) for title in frame.DELIBERATION_COLUMNS)
        rows = [row.cells for row in shown.deliberations]
        table = _table(written, frame.DELIBERATIONS, columns, rows)
        for row, place in zip(table.rows[1:], shown.deliberations, strict=True):
            row.cells[2].paragraphs[0].runs[0].italic = place.date_open
    _line(written, frame.SUBJECT, "Heading 1")
    _line(written, document.subject, look.SUBJECT)
    _line(written, frame.PROPOSAL, "Heading 1")
    for proposal in head.proposed_decision:
        if proposal.body:
            _line(written, proposal.body, look.PROPOSAL_BODY)
        for paragraph in proposal.paragraphs:
            _sentences(written, paragraph.sentences, look.PROPOSAL)
        if not proposal.paragraphs:
            _line(written, frame.NO_PROPOSAL, look.PROPOSAL)
    if not head.proposed_decision:
        _line(written, frame.NO_PROPOSAL, look.PROPOSAL)
    _line(written, frame.REASONS, "Heading 1")


def _block(written: Document, block: Block) -> None:
    match block:
        case Heading():
            text = f"{block.number}\t{block.text}" if block.number else block.text
            _line(written, text, f"Heading {block.level + 1}")
        case Paragraph():
            _sentences(written, block.sentences, "Normal")
        case BulletList():
            if block.intro is not None:
                _sentences(written, block.intro.sentences, "Normal")
            for item in block.items:
                _sentences(written, item.sentences, "List Bullet")
        case Table():
            _line(written, block.caption, "Caption")
            _table(written, block.caption, block.columns, block.rows)
            written.add_paragraph(style=look.CELL)
        case KeyValues():
            for name, value in block.rows:
                _named(written, name, value, look.KEY_VALUES)
        case Notice():
            _line(written, block.text, look.NOTICE)
        case SignatureBlock():
            _line(written, block.place_date, look.PLACE_DATE)
            for line in block.lines:
                _line(written, line, look.SIGNATURE)


def _line(written: Document, text: str, style: str) -> None:
    _runs(written.add_paragraph(style=style), text)


def _named(written: Document, name: str, value: str, style: str) -> None:
    paragraph = written.add_paragraph(style=style)
    for run in _runs(paragraph, name):
        run.bold = True
    _runs(paragraph, f"\t{value}")


def _sentences(written: Document, sentences: Sequence[Sentence], style: str) -> None:
    paragraph = written.add_paragraph(style=style)
    for place, sentence in enumerate(sentences):
        if place:
            _runs(paragraph, " ")
        runs = _runs(paragraph, sentence.text)
        if sentence.open:
            for run in runs:
                run.italic = True
            if sentence.needs_mark:
                _open_mark(paragraph)


def _open_mark(paragraph: Any) -> None:
    """A framed word, so that what is open can be told without italics and without colour."""
    _runs(paragraph, "\u00a0")
    (mark,) = _runs(paragraph, frame.OPEN_MARK)
    mark.font.size, mark.font.color.rgb = Pt(7.5), look.GREY
    border = look.element("bdr", val="single", sz="4", space="0", color="565D66")
    mark._element.rPr.append(border)


def _table(
    written: Document,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
) -> Any:
    table = written.add_table(rows=0, cols=len(columns))
    lines = {"top": (8, "1F3D5C"), "bottom": (4, "B4BAC2"), "insideH": (4, "B4BAC2")}
    properties = table._element.tblPr
    properties.insert_element_before(
        look.borders("tblBorders", lines), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"
    )
    properties.append(look.element("tblCaption", val=caption))
    for place, cells in enumerate([[column.title for column in columns], *rows]):
        row = table.add_row()
        row_properties = row._element.get_or_add_trPr()
        row_properties.append(look.element("cantSplit"))
        if place == 0:
            row_properties.append(look.element("tblHeader"))
        for cell, column, text in zip(row.cells, columns, cells, strict=True):
            _cell(cell.paragraphs[0], text, numeric=column.numeric, bold=place == 0)
    return table


def _cell(paragraph: Any, text: str, *, numeric: bool, bold: bool) -> None:
    paragraph.style = look.CELL
    paragraph.alignment = 2 if numeric else 0
    for run in _runs(paragraph, text):
        run.bold = bold


def _runs(paragraph: Any, text: str) -> list[Any]:
    """The text in runs, those written from right to left marked as such."""
    runs = []
    # With one group in the pattern, every second part is what it has found.
    for place, part in enumerate(_RIGHT_TO_LEFT.split(text)):
        if not part:
            continue
        run = paragraph.add_run(part)
        if place % 2:
            run.font.rtl = True
            run._element.rPr.append(look.element("lang", bidi="ar-SA"))
        runs.append(run)
    return runs


def _field(paragraph: Any, instruction: str) -> None:
    field = look.element("fldSimple", instr=instruction)
    paragraph._element.append(field)
    field.append(paragraph.add_run("1")._element)


def _repacked(saved: BytesIO) -> bytes:
    """The archive with its parts sorted and without times, the content types first as required."""
    packed = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name[0] != "[", name)):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()
