"""The paper on screen: a part for the web page, and a page of its own that works as a file."""

from collections.abc import Sequence
from importlib import resources

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
from kreislotse.reporting.documents.html_evidence import Note, Notes
from kreislotse.reporting.documents.markup import Html, element, joined, text

STYLE_SHEETS = ("paper.css", "paper_evidence.css")
# Among the package's static files, because the web pages serve the very same sheets.
FOLDER = resources.files("kreislotse.reporting") / "static" / "paper"
_NOTICES = {"info": "Hinweis", "warning": "Achtung"}
_HEADINGS = {2: "medium", 3: "small", 4: "small"}


def render_fragment(document: PaperDocument) -> str:
    """The paper as a part of a web page that has an h1 of its own and serves the style sheets."""
    return _article(document, Notes(listed=False, site=""), kind_element="p")


def render_page(document: PaperDocument, *, site: str | None = None) -> str:
    """The paper as one file without scripts, with the list of evidence at its end.

    `site` is the address of the installation (without a slash at the end) that records are
    linked to; without it only records with a full web address are linked.
    """
    notes = Notes(listed=True, site=site)
    article = _article(document, notes, kind_element="h1")
    style = "\n".join(FOLDER.joinpath(name).read_text(encoding="utf-8") for name in STYLE_SHEETS)
    evidence = [_evidence_section(notes)] if notes.taken else []
    body = element(
        "body",
        element("a", text("Zum Inhalt springen"), class_="paper-skip", href="#paper_main"),
        _contents(document),
        element("main", article, *evidence, id="paper_main", tabindex="-1"),
        element("footer", element("p", text(_foot(document))), class_="paper-foot"),
        class_="paper-page",
    )
    head = (
        '<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{text(document.title)}</title>"
        f"<style>\n{style}</style>"
    )
    return f'<!doctype html>\n<html lang="de"><head>{head}</head>{body}</html>\n'


def _foot(document: PaperDocument) -> str:
    return f"{document.edition.state} · {frame.frame_of(document).running_foot}"


def _contents(document: PaperDocument) -> Html:
    sections = [
        block for block in document.blocks if isinstance(block, Heading) and block.level == 1
    ]
    if not sections:
        return Html("")
    links = [
        element("li", element("a", text(_heading_text(section)), href=f"#{section.anchor}"))
        for section in sections
    ]
    return element(
        "nav", element("ul", *links), class_="paper-contents", aria_label="Abschnitte der Vorlage"
    )


def _evidence_section(notes: Notes) -> Html:
    return element(
        "section",
        element("h2", text("Belege"), id="paper_evidence", class_="paper-heading paper-heading--2"),
        notes.list(),
        class_="paper-evidence",
        aria_labelledby="paper_evidence",
    )


def _article(document: PaperDocument, notes: Notes, *, kind_element: str) -> Html:
    head = document.head
    shown = frame.frame_of(document)
    draft = [element("p", text(shown.draft), class_="paper-draft")] if shown.draft else []
    particulars = _pairs(shown.particulars, "paper-particulars")
    return element(
        "article",
        *draft,
        element("p", text(head.authority), class_="paper-authority"),
        element(kind_element, text(head.paper_kind), class_="paper-kind kern-heading-large"),
        particulars,
        _deliberations(shown),
        _heading(2, frame.SUBJECT),
        element("p", text(document.subject), class_="paper-subject kern-body kern-body--bold"),
        _heading(2, frame.PROPOSAL),
        _proposals(document, notes),
        _heading(2, frame.REASONS),
        *(_block(block, notes) for block in document.blocks),
        class_="paper",
        lang="de",
    )


def _heading(level: int, shown: str, anchor: str | None = None) -> Html:
    css = f"kern-heading-{_HEADINGS[level]} paper-heading paper-heading--{level}"
    return element(f"h{level}", text(shown), id=anchor, class_=css)


def _heading_text(heading: Heading) -> str:
    return f"{heading.number} {heading.text}".lstrip()


def _pairs(rows: Sequence[tuple[str, str]], css: str) -> Html:
    items = [
        element(
            "div",
            element("dt", text(name), class_="kern-description-list-item__key"),
            element("dd", text(value), class_="kern-description-list-item__value", dir="auto"),
            class_="kern-description-list-item",
        )
        for name, value in rows
    ]
    return element("dl", *items, class_=f"kern-description-list paper-pairs {css}")


def _deliberations(shown: frame.Frame) -> Html:
    if not shown.deliberations:
        return Html("")
    rows = [
        [
            element("em", text(cell), class_="paper-open-date")
            if place == 2 and row.date_open
            else text(cell)
            for place, cell in enumerate(row.cells)
        ]
        for row in shown.deliberations
    ]
    columns = [Column(title) for title in frame.DELIBERATION_COLUMNS]
    table = _table(frame.DELIBERATIONS, columns, rows, caption_css="kern-sr-only paper-unseen")
    return joined(_heading(2, frame.DELIBERATIONS), table)


def _proposals(document: PaperDocument, notes: Notes) -> Html:
    nothing = element("p", text(frame.NO_PROPOSAL), class_="kern-body")
    parts: list[Html] = []
    for proposal in document.head.proposed_decision:
        if proposal.body:
            parts.append(element("p", text(proposal.body), class_="paper-proposal__body"))
        parts += [_paragraph(paragraph, notes) for paragraph in proposal.paragraphs] or [nothing]
    return element("div", *(parts or [nothing]), class_="paper-proposal")


def _block(block: Block, notes: Notes) -> Html:
    match block:
        case Heading():
            return _heading(block.level + 2, _heading_text(block), block.anchor)
        case Paragraph():
            return _paragraph(block, notes)
        case BulletList():
            intro = [] if block.intro is None else [_paragraph(block.intro, notes)]
            items = [element("li", _sentences(item, notes)) for item in block.items]
            bullets = element("ul", *items, class_="kern-list kern-list--bullet paper-list")
            return joined(*intro, bullets)
        case Table():
            return _data_table(block, notes)
        case KeyValues():
            return _pairs(block.rows, "paper-key-values")
        case Notice():
            kind = element("strong", text(_NOTICES[block.kind] + ": "), class_="paper-unseen")
            css = f"paper-notice paper-notice--{block.kind} kern-body"
            return element("p", kind, text(block.text), class_=css)
        case SignatureBlock():
            lines = [element("li", text(line)) for line in block.lines]
            place = element("p", text(block.place_date), class_="kern-body")
            signatures = element("ul", *lines, class_="paper-signatures__lines", role="list")
            return element("div", place, signatures, class_="paper-signatures")


def _paragraph(paragraph: Paragraph, notes: Notes) -> Html:
    before = len(notes.taken)
    sentences = [_sentence(sentence, notes) for sentence in paragraph.sentences]
    body = element("p", Html(" ".join(sentences)), class_="kern-body paper-paragraph")
    return joined(body, *_popovers(notes.taken[before:], notes))


def _sentences(paragraph: Paragraph, notes: Notes) -> Html:
    before = len(notes.taken)
    sentences = [_sentence(sentence, notes) for sentence in paragraph.sentences]
    return joined(Html(" ".join(sentences)), *_popovers(notes.taken[before:], notes))


def _sentence(sentence: Sentence, notes: Notes) -> Html:
    css = f"paper-sentence paper-sentence--{sentence.origin}"
    if sentence.open:
        css += " paper-sentence--open"
    mark = element("span", text(frame.OPEN_MARK), class_="paper-open-mark")
    shown = joined(
        element("span", text(sentence.text), id=sentence.anchor, class_=css, dir="auto"),
        *([Html("&nbsp;"), mark] if sentence.needs_mark else []),
    )
    if sentence.anchor is None or not (sentence.evidence or sentence.origin != "generated"):
        return shown
    note = notes.take(
        sentence.anchor,
        sentence.text,
        origin=sentence.origin,
        is_open=sentence.open,
        evidence=sentence.evidence,
    )
    return joined(shown, notes.opener(note))


def _popovers(taken: Sequence[Note], notes: Notes) -> list[Html]:
    """Popovers stand behind the paragraph: HTML allows no blocks in it."""
    return [notes.popover(note) for note in taken]


def _data_table(table: Table, notes: Notes) -> Html:
    before = len(notes.taken)
    rows, anchors = [], []
    evidence = table.evidence or (None,) * len(table.rows)
    for place, (cells, found) in enumerate(zip(table.rows, evidence, strict=True)):
        row = [text(cell) for cell in cells]
        if found is not None:
            shown = " · ".join(cell for cell in cells if cell)
            note = notes.take(table.row_anchor(place), shown, subject="Zeile", evidence=found)
            row[0] = joined(row[0], notes.opener(note))
        rows.append(row)
        anchors.append(table.row_anchor(place) if table.evidence else None)
    written = _table(table.caption, table.columns, rows, anchor=table.anchor, anchors=anchors)
    return joined(written, *_popovers(notes.taken[before:], notes))


def _table(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Html]],
    *,
    anchor: str | None = None,
    anchors: Sequence[str | None] = (),
    caption_css: str = "kern-title",
) -> Html:
    heads = [
        element("th", text(column.title), scope="col", class_=_cell_css("header", column))
        for column in columns
    ]
    lines = [
        _row(row, columns, row_anchor)
        for row, row_anchor in zip(rows, anchors or [None] * len(rows), strict=True)
    ]
    table = element(
        "table",
        element("caption", text(caption), class_=f"{caption_css} paper-table__caption"),
        element("thead", element("tr", *heads, class_="kern-table__row")),
        element("tbody", *lines, class_="kern-table__body"),
        class_="kern-table kern-table--small paper-table",
    )
    # Wide tables scroll by themselves on a small screen; the keyboard must reach them for that.
    return element(
        "div",
        table,
        id=anchor,
        class_="kern-table-responsive paper-table__frame",
        role="region",
        tabindex="0",
        aria_label=caption,
    )


def _row(cells: Sequence[Html], columns: Sequence[Column], anchor: str | None) -> Html:
    written = [
        element("td", cell, class_=_cell_css("cell", column), dir="auto")
        for cell, column in zip(cells, columns, strict=True)
    ]
    return element("tr", *written, id=anchor, class_="kern-table__row")


def _cell_css(part: str, column: Column) -> str:
    css = f"kern-table__{part}"
    return f"{css} {css}--numeric paper-numeric" if column.numeric else css
