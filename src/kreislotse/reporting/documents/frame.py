"""The fixed words of a committee paper and how its head is shown; the same in every exit."""

from dataclasses import dataclass
from datetime import date

from kreislotse.kernel.german import date_long
from kreislotse.reporting.documents.blocks import (
    OPEN_WORDS,
    Deliberation,
    EditionMark,
    PaperDocument,
)

DELIBERATIONS = "Beratungsfolge"
DELIBERATION_COLUMNS = ("Nr.", "Gremium", "Sitzungstermin", "Zuständigkeit")
SUBJECT = "Betreff"
PROPOSAL = "Beschlussvorschlag"
NO_PROPOSAL = "- ohne -"
REASONS = "Begründung"
OPEN_MARK = "offen"
OPEN_DATE = OPEN_WORDS
DRAFT = "Entwurf"


@dataclass(frozen=True, slots=True)
class DeliberationRow:
    """One line of the sequence of deliberation as printed."""

    cells: tuple[str, str, str, str]
    date_open: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the text: box, deliberations and the lines at head and foot."""

    particulars: tuple[tuple[str, str], ...]
    deliberations: tuple[DeliberationRow, ...]
    running_head: str
    running_foot: str
    draft: str


def frame_of(document: PaperDocument) -> Frame:
    """The frame of a paper, read from its head and its edition."""
    head, edition = document.head, document.edition
    number = "" if head.reference_number == OPEN_WORDS else head.reference_number
    particulars = (
        ("Vorlage-Nr.", head.reference_number),
        ("Datum", date_long(head.dated) if head.dated else OPEN_DATE),
        ("Abteilung", head.department),
        ("Aktenzeichen", head.file_reference),
        ("Behandlung", "öffentlich" if head.public else "nicht öffentlich"),
    )
    return Frame(
        particulars=tuple((name, value) for name, value in particulars if value),
        deliberations=tuple(_row(place) for place in head.deliberations),
        running_head=f"{head.authority} · {head.paper_kind} {number}".rstrip(),
        running_foot=f"{number} · {edition_line(edition)}" if number else edition_line(edition),
        draft=DRAFT if edition.state == DRAFT else "",
    )


def day_of(document: PaperDocument) -> date:
    """The day that a file carries as its date: the paper's own, else its reference date."""
    return document.head.dated or document.edition.reference_date


def edition_line(edition: EditionMark) -> str:
    """„Fassung 2 (Tischvorlage) · Stichtag 6. November 2015 · Prüfsumme 3f2a9c51d07b“."""
    label = f" ({edition.label})" if edition.label else ""
    parts = [
        f"Fassung\u00a0{edition.number}{label}",
        f"Stichtag\u00a0{date_long(edition.reference_date)}",
    ]
    # Twelve figures tell two editions apart on paper; the whole sum is in the stored edition.
    if edition.checksum:
        parts.append(f"Prüfsumme\u00a0{edition.checksum[:12]}")
    return " · ".join(parts)


def _row(place: Deliberation) -> DeliberationRow:
    day = OPEN_DATE if place.date is None else date_long(place.date)
    return DeliberationRow(
        (str(place.position), place.body, day, place.role), date_open=place.date is None
    )
