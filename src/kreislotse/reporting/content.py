"""What a paper says, as plain values: the one structure that is shown, frozen and compared."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import override

from kreislotse.kernel.german import date_long, enumerate_plural
from kreislotse.mandates.models import Meeting
from kreislotse.mandates.states import ConsultationRole, ProposalKind
from kreislotse.reporting.documents.blocks import (
    Block,
    BulletList,
    Deliberation,
    EditionMark,
    EditionState,
    Evidence,
    EvidenceFact,
    Heading,
    PaperDocument,
    PaperHead,
    Paragraph,
    ProposedDecision,
    RecordLink,
    Sentence,
    SignatureBlock,
)
from kreislotse.reporting.facts import OPEN
from kreislotse.reporting.models import Passage, Report

FORMAT = 1
Link = Callable[[str], str | None]


@override("de")  # a paper is German, whatever language its reader works in
def content_of(report: Report) -> dict[str, Any]:
    """The report as it stands now: head, sections, sentences with their facts and records."""
    sections = report.sections.prefetch_related("passages").order_by("position", "pk")
    return {
        "format": FORMAT,
        "title": report.title,
        "as_of": report.as_of.isoformat(),
        "head": _head(report),
        "sections": [
            {
                "number": str(number),
                "title": section.title,
                "statements": [_statement(p) for p in section.passages.all() if not p.is_left_out],
            }
            for number, section in enumerate(sections, start=1)
        ],
    }


def _head(report: Report) -> dict[str, Any]:
    paper = report.paper
    steps = paper.consultations.select_related("body", "meeting").order_by("position")
    return {
        "authority": report.owner.name,
        "department": paper.department,
        "reference": paper.reference,
        "file_reference": paper.file_reference,
        "kind": str(paper.get_kind_display()),
        "dated": paper.dated.isoformat() if paper.dated else None,
        "is_public": paper.is_public,
        "signatory": report.signatory,
        "consultations": [
            {
                "position": step.position,
                "body": step.body.name if step.body else None,
                "meeting": _day(step.meeting),
                "role": str(ConsultationRole(step.role).label),
                "proposal_kind": step.proposal_kind,
                "proposal": step.proposal,
                "records": [
                    {
                        "kind": "Beratungsfolge",
                        "label": str(step),
                        "reference": f"mandates.Consultation/{step.pk}",
                    }
                ],
            }
            for step in steps
        ],
    }


def _day(meeting: Meeting | None) -> str | None:
    """The day of a meeting; of one that is planned it may not be known yet."""
    return meeting.held_on.isoformat() if meeting and meeting.held_on else None


def _statement(passage: Passage) -> dict[str, Any]:
    return {
        "key": passage.key,
        "text": passage.text,
        "origin": passage.origin,
        "form": passage.form,
        "starts_paragraph": passage.starts_paragraph,
        "facts": passage.facts,
        "records": records_of(passage.facts),
    }


def records_of(facts: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The records behind facts, each once, in the order of their first use."""
    found = {r["reference"]: r for fact in facts for r in fact["records"]}
    return list(found.values())


def for_the_public(content: dict[str, Any]) -> dict[str, Any]:
    """The paper with the number of records behind each fact, not their names (R-PAP-03)."""
    sections = [
        {**section, "statements": [_counted(each) for each in section["statements"]]}
        for section in content["sections"]
    ]
    head = content["head"]
    steps = [{**step, "records": []} for step in head["consultations"]]
    return {**content, "head": {**head, "consultations": steps}, "sections": sections}


def _counted(statement: dict[str, Any]) -> dict[str, Any]:
    facts = [{**fact, "records": _numbers_of(fact["records"])} for fact in statement["facts"]]
    return {**statement, "facts": facts, "records": _numbers_of(statement["records"])}


def _numbers_of(records: list[dict[str, str]]) -> list[dict[str, str]]:
    kinds = Counter(record["kind"] for record in records)
    return [
        {
            "kind": kind,
            "label": enumerate_plural(number, "Datensatz", "Datensätze"),
            "reference": "",
        }
        for kind, number in kinds.items()
    ]


def checksum_of(content: dict[str, Any]) -> str:
    """The SHA-256 of all that a paper says, in canonical form."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def no_link(reference: str) -> str | None:
    """Papers that leave the house do not link into it."""
    return None


def document_of(
    content: dict[str, Any],
    *,
    number: int,
    label: str,
    state: EditionState,
    link: Link = no_link,
    checksum: str = "",
) -> PaperDocument:
    """The block tree that all exits render; `link` gives the address of a record's page.

    `checksum` is that of the frozen edition where the content shown is a part of it.
    """
    head = content["head"]
    blocks: list[Block] = []
    for section in content["sections"]:
        anchor = f"abschnitt-{section['number']}"
        blocks.append(Heading(1, section["number"], section["title"], anchor))
        blocks.extend(_blocks(section, link))
    signed = date_long(date.fromisoformat(head["dated"])) if head["dated"] else "den"
    signatory = head["signatory"] or "Für die Verwaltung"
    blocks.append(SignatureBlock(f"{head['authority']}, {signed}", (signatory,)))
    return PaperDocument(
        title=f"{head['kind']} {head['reference']}: {content['title']}".replace(" :", ":"),
        subject=content["title"],
        head=_paper_head(head, link),
        blocks=tuple(blocks),
        edition=EditionMark(
            number,
            label,
            date.fromisoformat(content["as_of"]),
            state,
            checksum or checksum_of(content),
        ),
    )


def _paper_head(head: dict[str, Any], link: Link) -> PaperHead:
    return PaperHead(
        authority=head["authority"],
        department=head["department"],
        reference_number=head["reference"] or OPEN,
        paper_kind=head["kind"],
        dated=date.fromisoformat(head["dated"]) if head["dated"] else None,
        public=head["is_public"],
        deliberations=tuple(
            Deliberation(
                step["position"],
                step["body"] or OPEN,
                date.fromisoformat(step["meeting"]) if step["meeting"] else None,
                step["role"],
            )
            for step in head["consultations"]
        ),
        proposed_decision=tuple(_proposal(step, link) for step in head["consultations"]),
        file_reference=head["file_reference"],
    )


def _proposal(step: dict[str, Any], link: Link) -> ProposedDecision:
    several_bodies = step["body"] or ""
    if step["proposal_kind"] == ProposalKind.NONE:
        return ProposedDecision(several_bodies)
    anchor = f"beschlussvorschlag-{step['position']}"
    evidence = Evidence(records=tuple(_record(record, link) for record in step["records"]))
    sentence = Sentence(step["proposal"], anchor, evidence=evidence)
    return ProposedDecision(several_bodies, (Paragraph((sentence,)),))


def _blocks(section: dict[str, Any], link: Link) -> Iterator[Block]:
    """Sentences gathered into paragraphs, list items with the paragraph that leads to them."""
    sentences: list[Sentence] = []
    intro: Paragraph | None = None
    items: list[Paragraph] = []
    for place, statement in enumerate(section["statements"], start=1):
        sentence = _sentence(statement, f"satz-{section['number']}-{place}", link)
        if statement["form"] == "item":
            if sentences:
                intro, sentences = Paragraph(tuple(sentences)), []
            items.append(Paragraph((sentence,)))
            continue
        if items:
            yield BulletList(intro, tuple(items))
            intro, items = None, []
        if sentences and statement["starts_paragraph"]:
            yield Paragraph(tuple(sentences))
            sentences = []
        sentences.append(sentence)
    if items:
        yield BulletList(intro, tuple(items))
    if sentences:
        yield Paragraph(tuple(sentences))


def _sentence(statement: dict[str, Any], anchor: str, link: Link) -> Sentence:
    facts = statement["facts"]
    evidence = Evidence(
        tuple(
            EvidenceFact(
                fact["name"],
                fact["shown"],
                fact["unit"],
                fact["definition"],
                fact["as_of"],
                tuple(_record(record, link) for record in fact["records"]),
            )
            for fact in facts
        )
    )
    return Sentence(
        statement["text"],
        anchor,
        statement["origin"],
        open=any(fact["value"] is None for fact in facts),
        evidence=evidence if facts else None,
    )


def _record(record: dict[str, str], link: Link) -> RecordLink:
    return RecordLink(
        record["kind"], record["label"], record["reference"], link(record["reference"])
    )
