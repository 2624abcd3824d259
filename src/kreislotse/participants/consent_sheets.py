"""Consent sheets to print: in the person's language, then in German, with boxes to tick."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kreislotse.documents.sheet import Block, Fields, Leaf, Sheet, Signatures, Text, Ticks
from kreislotse.participants.consent_gaps import whole_text
from kreislotse.participants.consent_rules import filled
from kreislotse.participants.consent_texts import GERMAN, language_of
from kreislotse.participants.models import ConsentText, ConsentVersion
from kreislotse.participants.states import ConsentPurpose, ConsentVersionState

DRAFT = "Entwurf – noch nicht freigegeben"
LINE = "_" * 28


@dataclass(frozen=True)
class Paper:
    """One sheet: in which language, from which municipality, for whom; blank where nobody is named.

    `minor` decides about the guardian's line; None keeps it, because nobody knows yet.
    """

    language: str
    municipality: str = LINE
    recipients: Mapping[ConsentPurpose, Sequence[str]] = field(default_factory=dict)
    name: str = ""
    code: str = ""
    minor: bool | None = None


def consent_sheet(version: ConsentVersion, papers: Sequence[Paper], *, dated: date) -> Sheet:
    """All papers as one file; a draft says on every page that nobody has released it."""
    blocks: list[Block] = []
    for paper in papers:
        for language in dict.fromkeys((paper.language, GERMAN)):
            blocks += _page(version, paper, whole_text(version, language))
    return Sheet(
        title=str(version),
        kind="Einwilligung",
        sender=version.owner.name,
        dated=dated,
        blocks=tuple(blocks),
        foot=f"{version.owner.name} · {version}",
        mark=DRAFT if version.state == ConsentVersionState.DRAFT else "",
        dense=True,
    )


def _page(version: ConsentVersion, paper: Paper, text: ConsentText) -> list[Block]:
    said, lang = said_in(version, paper, text), text.language
    note = [version.owner.name, str(version), language_of(lang).german]
    guardian = paper.minor is not False
    lines = ("place_date", "signed", *(["guardian_signed"] if guardian else []), "witness")
    after = ("refusal", "withdrawal", "rights", "duration", "guardian", "signature")
    return [
        Leaf(said["title"], " · ".join([*note, paper.code] if paper.code else note), lang),
        *([Text("", (said["help"],), lang)] if said.get("help") else []),
        Fields("", ((said["name"], paper.name or None),), lang),
        Text("", (said["intro"], said["data"]), lang),
        Ticks(said["tick"], tuple(sentences(paper, text)), lang),
        Text("", tuple(said[part] for part in after if guardian or part != "guardian"), lang),
        Signatures("", tuple(said[line] for line in lines), lang),
    ]


def said_in(version: ConsentVersion, paper: Paper, text: ConsentText) -> dict[str, str]:
    """The parts of a text as they read on this paper."""
    values = {
        "municipality": paper.municipality,
        "district": version.owner.name,
        "months": str(version.valid_months),
    }
    return {part: filled(words, values) for part, words in text.texts.items()}


def sentences(paper: Paper, text: ConsentText) -> list[str]:
    """One sentence for each purpose and recipient; a line to write on where none is known."""
    return [
        filled(text.purposes[purpose], {"recipient": recipient})
        for purpose in ConsentPurpose
        for recipient in paper.recipients.get(purpose) or (LINE,)
    ]
