"""The tree of blocks a committee paper consists of; how it looks is decided by the exits."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from kreislotse.reporting.documents.text import (
    require_address,
    require_anchor,
    require_text,
    require_words,
)

Origin = Literal["generated", "edited", "authored"]
EditionState = Literal["Entwurf", "freigegeben", "veröffentlicht"]
NoticeKind = Literal["info", "warning"]

OPEN_WORDS = "noch offen"


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A record that a fact was read from: „Zuwendungsbescheid vom 8. Oktober 2015“."""

    kind: str
    label: str
    reference: str
    url: str | None = None

    def __post_init__(self) -> None:
        require_words(self.kind, what="The kind of a record")
        require_words(self.label, what="The label of a record")
        require_text(self.reference, what="The reference of a record")
        if self.url is not None:
            require_address(self.url, what="The address of a record")


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """A value as the sentence shows it, with its meaning and the day for which it holds."""

    name: str
    shown: str
    unit: str
    definition: str
    as_of: str
    records: tuple[RecordLink, ...] = ()

    def __post_init__(self) -> None:
        require_words(self.name, what="The name of a fact")
        require_words(self.shown, what="The value of a fact")
        for value in (self.unit, self.definition, self.as_of):
            require_text(value, what=f"The fact {self.name!r}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence rests on: its facts, and records that are no figures."""

    facts: tuple[EvidenceFact, ...] = ()
    records: tuple[RecordLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `open` means that what it speaks of is not known or decided yet."""

    text: str
    anchor: str | None = None
    origin: Origin = "generated"
    open: bool = False
    evidence: Evidence | None = None

    def __post_init__(self) -> None:
        require_words(self.text, what="A sentence")
        _require_choice(self.origin, Origin, what="The origin of a sentence")
        if self.anchor is not None:
            require_anchor(self.anchor, what="The anchor of a sentence")
        elif self.evidence is not None or self.origin != "generated":
            raise ValueError("A sentence with evidence or an author needs an anchor.")

    @property
    def needs_mark(self) -> bool:
        """Whether the word „offen“ is set beside it: it is open and does not say so itself."""
        return self.open and OPEN_WORDS not in self.text


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section (1) or of a part of it (2), with its number as printed."""

    level: int
    number: str
    text: str
    anchor: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2):
            raise ValueError("Committee papers have sections (1) and parts of them (2) only.")
        require_text(self.number, what="The number of a heading")
        require_words(self.text, what="A heading")
        require_anchor(self.anchor, what="The anchor of a heading")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]

    def __post_init__(self) -> None:
        if not self.sentences:
            raise ValueError("A paragraph without a sentence would be an empty line.")


@dataclass(frozen=True, slots=True)
class BulletList:
    """An enumeration, if need be with the words that lead to it."""

    intro: Paragraph | None
    items: tuple[Paragraph, ...]

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("A list without items must be a sentence that says so.")


@dataclass(frozen=True, slots=True)
class Column:
    """The title of a column; numeric columns are aligned to the right."""

    title: str
    numeric: bool = False

    def __post_init__(self) -> None:
        require_words(self.title, what="The title of a column")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length under titled columns; with evidence there is one entry per row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    anchor: str | None = None
    evidence: tuple[Evidence | None, ...] = ()

    def __post_init__(self) -> None:
        require_words(self.caption, what="The caption of a table")
        if not self.columns or not self.rows:
            raise ValueError("A table without columns or rows must be a sentence that says so.")
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"A row of {self.caption!r} does not fit its columns.")
            for cell in row:
                require_text(cell, what=f"A cell of {self.caption!r}")
        if self.anchor is not None:
            require_anchor(self.anchor, what="The anchor of a table")
        if self.evidence and (self.anchor is None or len(self.evidence) != len(self.rows)):
            raise ValueError("Evidence of a table needs an anchor and one entry for every row.")

    def row_anchor(self, index: int) -> str:
        """The anchor of a row that has evidence, counted from zero."""
        return f"{self.anchor}-zeile-{index + 1}"


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Short facts with their names, one per line."""

    rows: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("Key values without rows have nothing to show.")
        for key, value in self.rows:
            require_words(key, what="A key")
            require_words(value, what=f"The value of {key!r}")


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark set apart from the text."""

    kind: NoticeKind
    text: str

    def __post_init__(self) -> None:
        _require_choice(self.kind, NoticeKind, what="The kind of a notice")
        require_words(self.text, what="A notice")


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Place and date, and a line for everybody who signs."""

    place_date: str
    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        require_words(self.place_date, what="Place and date of a signature")
        if not self.lines:
            raise ValueError("A signature block needs somebody who signs.")
        for line in self.lines:
            require_words(line, what="A signature line")


Block = Heading | Paragraph | BulletList | Table | KeyValues | Notice | SignatureBlock


@dataclass(frozen=True, slots=True)
class Deliberation:
    """A place in the sequence of deliberation; the date is open as long as it is None."""

    position: int
    body: str
    date: date | None
    role: str

    def __post_init__(self) -> None:
        require_words(self.body, what="A deliberating body")
        require_words(self.role, what="The role of a deliberating body")


@dataclass(frozen=True, slots=True)
class ProposedDecision:
    """What one body is asked to decide; without paragraphs it is printed as „- ohne -“."""

    body: str
    paragraphs: tuple[Paragraph, ...] = ()

    def __post_init__(self) -> None:
        require_text(self.body, what="The body of a proposed decision")


@dataclass(frozen=True, slots=True)
class PaperHead:
    """The head of the paper: who presents what, to whom, when, and what is to be decided."""

    authority: str
    department: str
    reference_number: str
    paper_kind: str
    dated: date | None
    public: bool
    deliberations: tuple[Deliberation, ...]
    proposed_decision: tuple[ProposedDecision, ...]
    file_reference: str = ""

    def __post_init__(self) -> None:
        require_words(self.authority, what="The authority")
        require_words(self.reference_number, what="The number of the paper")
        require_words(self.paper_kind, what="The kind of the paper")
        require_text(self.department, what="The department")
        require_text(self.file_reference, what="The file reference")


@dataclass(frozen=True, slots=True)
class EditionMark:
    """Which edition this is, the day its facts hold for, its state and its checksum."""

    number: int
    label: str
    reference_date: date
    state: EditionState
    checksum: str

    def __post_init__(self) -> None:
        require_text(self.label, what="The label of an edition")
        require_text(self.checksum, what="The checksum of an edition")
        _require_choice(self.state, EditionState, what="The state of an edition")


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """A whole committee paper; the title names the file, the subject is its „Betreff“."""

    title: str
    subject: str
    head: PaperHead
    blocks: tuple[Block, ...]
    edition: EditionMark

    def __post_init__(self) -> None:
        require_words(self.title, what="The title of a paper")
        require_words(self.subject, what="The subject of a paper")
        anchors = Counter(self._anchors())
        if twice := sorted(anchor for anchor, times in anchors.items() if times > 1):
            raise ValueError(f"Anchors must be unique: {', '.join(twice)}.")

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph in the order of reading, those of the proposed decision first."""
        for proposal in self.head.proposed_decision:
            yield from proposal.paragraphs
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block
            elif isinstance(block, BulletList):
                if block.intro is not None:
                    yield block.intro
                yield from block.items

    def _anchors(self) -> Iterator[str]:
        for paragraph in self.paragraphs():
            yield from (sentence.anchor for sentence in paragraph.sentences if sentence.anchor)
        for block in self.blocks:
            if isinstance(block, Heading):
                yield block.anchor
            elif isinstance(block, Table) and block.anchor is not None:
                yield block.anchor
                yield from (block.row_anchor(index) for index in range(len(block.evidence)))


def _require_choice(value: str, choices: object, *, what: str) -> None:
    if value not in get_args(choices):
        raise ValueError(f"{what} is one of {get_args(choices)}, not {value!r}.")
