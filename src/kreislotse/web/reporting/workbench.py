"""What the workbench of a paper shows: sections, sentences with marks, facts, records and deeds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.reporting.facts import Statement
from kreislotse.reporting.models import Passage, Report, Section
from kreislotse.reporting.schedule import deadline_of
from kreislotse.reporting.staleness import current_statements, is_stale
from kreislotse.reporting.states import Origin, ReportState, Verdict
from kreislotse.web.listing import Badge
from kreislotse.web.records import record_context
from kreislotse.web.reporting.addresses import addresses
from kreislotse.web.reporting.listings import report_badge
from kreislotse.web.requests import Request

P = Permission
_STEPS = {
    "ask_for_cosignatures": "report_cosign_ask",
    "take_back_to_draft": "report_take_back",
    "release_report": "report_release",
    "publish_report": "report_publish",
}
_VERDICT_TONES = {Verdict.SIGNED: "success", Verdict.OBJECTED: "danger"}


@dataclass
class Line:
    """One sentence as the workbench shows it; `now` is what the records say if that differs.

    `changes` names each fact that is not what it was: (name, before, after).
    """

    passage: Passage
    is_stale: bool
    now: Statement | None
    changes: list[tuple[str, str, str]]
    badges: list[Badge]
    facts: list[dict[str, Any]]


def report_context(request: Request, report: Report) -> dict[str, Any]:
    """The paper's head, what to settle before the next step, and its sections."""
    is_open = report.state in (ReportState.DRAFT, ReportState.COSIGNING)
    blocks = [_block(section, number, is_open) for number, section in _sections(report)]
    lines = [line for block in blocks for line in block["lines"]]
    _link_records(request.actor, lines)
    steps = list(report.paper.consultations.select_related("body", "meeting__body"))
    shown = [line for line in lines if not line.passage.is_left_out]
    writes = allowed(request.actor, P.PAPER_WRITE, at=report.owner_id)
    return {
        **_record(request, report),
        "paper": report.paper,
        "paper_address": addresses(request.actor, [f"mandates.Paper/{report.paper_id}"]),
        "steps": steps,
        "deadline": deadline_of(steps),
        "cosignatures": _cosignatures(request, report),
        "editions": list(report.editions.light().order_by("number")),
        "blocks": blocks,
        "may_write": writes and report.state == ReportState.DRAFT,
        "stale": sum(line.is_stale for line in lines),
        "open": sum(_is_open(line.passage) for line in shown),
        "missing": sum(len(block["missing"]) for block in blocks),
        "sentences": len(shown),
    }


def _record(request: Request, report: Report) -> dict[str, Any]:
    context = record_context(
        request,
        report,
        title=f"{report.paper.reference} {report.title}".strip(),
        crumbs=[(_("Vorlagen"), reverse("reporting:reports"))],
        deeds={verb: _to(route, report) for verb, route in _STEPS.items()},
        extra_deeds=_extra(report),
        state=report_badge(report),
    )
    looks = [(_("Vorschau"), "report_preview"), (_("Was ist neu?"), "report_difference")]
    ways = [{"label": label, "address": _to(route, report)} for label, route in looks]
    return {**context, "deeds": [*context["deeds"], *ways]}


def _extra(report: Report) -> list[tuple[Permission, Any, str]]:
    if report.state == ReportState.DRAFT:
        return [
            (P.PAPER_WRITE, _("Alle auf heutigen Stand bringen"), _to("report_refresh", report)),
            (P.PAPER_WRITE, _("Angaben ändern"), _to("report_change", report)),
            (P.PAPER_WRITE, _("Eigener Abschnitt"), _to("section_new", report)),
        ]
    if report.state == ReportState.COSIGNING:
        return []
    return [
        (P.PAPER_RELEASE, _("Tischvorlage einfrieren"), _to("report_table", report)),
        (P.PAPER_WRITE, _("Folgevorlage beginnen"), _to("report_follow_up", report)),
    ]


def _sections(report: Report) -> Any:
    rows = report.sections.select_related("initiative", "report").prefetch_related("passages")
    return enumerate(rows.order_by("position", "pk"), start=1)


def _block(section: Section, number: int, is_open: bool) -> dict[str, Any]:
    """A section; only of a paper that is still open it is asked what the records say now."""
    current = current_statements(section) if is_open else {}
    passages = list(section.passages.all())
    known = {passage.key for passage in passages}
    return {
        "section": section,
        "number": number,
        "lines": [_line(each, current.get(each.key), is_open) for each in passages],
        "missing": [each for key, each in current.items() if key not in known],
    }


def _line(passage: Passage, now: Statement | None, is_open: bool) -> Line:
    stale = is_open and is_stale(passage, now)
    own = passage.origin != Origin.GENERATED
    badges = [Badge(passage.get_origin_display(), "warning")] if own else []
    if stale:
        badges.append(Badge(_("veraltet"), "danger"))
    if _is_open(passage):
        badges.append(Badge(_("offen"), "warning"))
    if passage.is_left_out:
        badges.append(Badge(_("weggelassen"), "info"))
    found = now if stale else None
    return Line(passage, stale, found, _changes(passage, found), badges, _facts(passage))


def _changes(passage: Passage, now: Statement | None) -> list[tuple[str, str, str]]:
    """The facts of a stale sentence that the records give differently today, or no more."""
    if now is None:
        return []
    old = {fact["slot"]: fact for fact in passage.facts}
    new = {fact["slot"]: fact for fact in now.evidence}
    return [
        (
            (new.get(slot) or old[slot])["name"],
            old[slot]["shown"] if slot in old else "",
            new[slot]["shown"] if slot in new else "",
        )
        for slot in [*old, *(slot for slot in new if slot not in old)]
        if old.get(slot, {}).get("value") != new.get(slot, {}).get("value")
    ]


def _facts(passage: Passage) -> list[dict[str, Any]]:
    return [{**fact, "day": date.fromisoformat(fact["as_of"])} for fact in passage.facts]


def _is_open(passage: Passage) -> bool:
    return any(fact["value"] is None for fact in passage.facts)


def _link_records(actor: Actor, lines: list[Line]) -> None:
    """Give each record behind a sentence the address of its page, if the reader may see it."""
    facts = [fact for line in lines for fact in line.facts]
    found = addresses(actor, {record["reference"] for f in facts for record in f["records"]})
    for fact in facts:
        fact["records"] = [
            {**record, "address": found.get(record["reference"])} for record in fact["records"]
        ]


def _cosignatures(request: Request, report: Report) -> list[dict[str, Any]]:
    may = allowed(request.actor, P.PAPER_COSIGN, at=report.owner_id)
    running = report.state == ReportState.COSIGNING
    return [
        {
            "record": each,
            "badge": Badge(
                each.get_verdict_display(), _VERDICT_TONES.get(Verdict(each.verdict), "info")
            ),
            "may_sign": may and running and each.verdict != Verdict.SIGNED,
        }
        for each in report.cosignatures.order_by("pk")
    ]


def _to(route: str, report: Report) -> str:
    return reverse(f"reporting:{route}", args=[report.pk])
