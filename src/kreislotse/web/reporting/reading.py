"""What the preview, the difference page and the pages of editions show."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kreislotse.access.names import names_of
from kreislotse.access.policy import SYSTEM_NAME, Actor
from kreislotse.kernel.german import number
from kreislotse.reporting.content import (
    Link,
    content_of,
    document_of,
    for_the_public,
    no_link,
)
from kreislotse.reporting.difference import Cause, Comparison, Difference
from kreislotse.reporting.documents.blocks import EditionState
from kreislotse.reporting.documents.html import render_fragment
from kreislotse.reporting.models import Edition, Report
from kreislotse.reporting.staleness import review
from kreislotse.reporting.states import EditionKind, ReportState
from kreislotse.web.listing import Badge
from kreislotse.web.reporting.addresses import addresses
from kreislotse.web.requests import Request
from kreislotse.web.verbs import in_words

FILES = {
    "pdf": ("application/pdf", _("PDF, barrierefrei")),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _("Word (DOCX)"),
    ),
    "html": ("text/html; charset=utf-8", _("Webseite als Datei (HTML)")),
    "json": ("application/json", _("Daten (JSON)")),
}
# The web page and the data carry the evidence down to single records: those stay inside.
PUBLIC_FILES = ("pdf", "docx")
_CAUSE_TONES = {Cause.NEW: "success", Cause.CORRECTED: "warning", Cause.ERASED: "danger"}
# R-DP-40: so few of something may let people be recognised.
SMALL = range(1, 3)
_NOT_COUNTED = ("Cent", "Datum", "Vollzeitstellen", "")


def preview_context(request: Request, report: Report) -> dict[str, Any]:
    """The paper as it will look, and what to check before its release."""
    content = content_of(report)
    found = review(report)
    following = report.editions.count() + 1
    return {
        **_head(report, _("Vorschau")),
        "html": _fragment(request.actor, content, following, EditionKind.MAIN.label, "Entwurf"),
        "review": found,
        "small": _small_numbers(content),
        "is_open": report.state in (ReportState.DRAFT, ReportState.COSIGNING),
    }


def _small_numbers(content: dict[str, Any]) -> list[dict[str, str]]:
    """Counts of one or two, to be looked at before the public reads them (R-DP-40)."""
    return [
        {"section": section["title"], "name": fact["name"], "shown": fact["shown"]}
        for section in content["sections"]
        for statement in section["statements"]
        for fact in statement["facts"]
        if type(fact["value"]) is int
        and fact["value"] in SMALL
        and fact["unit"] not in _NOT_COUNTED
    ]


def edition_context(request: Request, edition: Edition) -> dict[str, Any]:
    """A frozen edition rebuilt from what was frozen, with links for those who work here."""
    report = edition.report
    label = EditionKind(edition.kind).label
    title = say("{kind}, Fassung {number}").format(kind=label, number=edition.number)
    state: EditionState = (
        "veröffentlicht" if report.state == ReportState.PUBLISHED else "freigegeben"
    )
    return {
        **_head(report, title),
        "edition": edition,
        "html": _fragment(request.actor, edition.document, edition.number, label, state),
        "files": files_of_edition(edition, "reporting:edition_file"),
    }


def public_context(edition: Edition) -> dict[str, Any]:
    """A published edition for anybody: numbers of records instead of their names, no way in."""
    label = EditionKind(edition.kind).label
    return {
        "title": edition.document["title"],
        "crumbs": [],
        "edition": edition,
        "html": _as_html(
            for_the_public(edition.document),
            edition.number,
            label,
            "veröffentlicht",
            no_link,
            edition.checksum,
        ),
        "files": files_of_edition(edition, "reporting:public_file", PUBLIC_FILES),
    }


def files_of_edition(
    edition: Edition, route: str, kinds: Iterable[str] = FILES
) -> list[dict[str, Any]]:
    return [
        {"label": FILES[kind][1], "address": reverse(route, args=[edition.pk, kind])}
        for kind in kinds
    ]


def _fragment(
    actor: Actor, content: dict[str, Any], edition: int, label: Any, state: EditionState
) -> SafeString:
    found = addresses(actor, references_in(content))
    return _as_html(content, edition, label, state, found.get)


@override("de")  # a paper is German, whatever language its reader works in
def _as_html(
    content: dict[str, Any],
    edition: int,
    label: Any,
    state: EditionState,
    link: Link,
    checksum: str = "",
) -> SafeString:
    document = document_of(
        content, number=edition, label=str(label), state=state, link=link, checksum=checksum
    )
    # The renderer escapes every text that it writes; its own tests feed it hostile ones.
    return mark_safe(render_fragment(document))  # noqa: S308


def references_in(content: dict[str, Any]) -> set[str]:
    """Every record that a content rests on."""
    steps = [record for step in content["head"]["consultations"] for record in step["records"]]
    told = [
        record
        for section in content["sections"]
        for statement in section["statements"]
        for record in statement["records"]
    ]
    return {record["reference"] for record in [*steps, *told]}


def difference_context(
    request: Request, report: Report, comparison: Comparison | None
) -> dict[str, Any]:
    """What changed, by section, with the cause and whoever did it; the counts add up."""
    head = _head(report, _("Was ist neu?"))
    if comparison is None:
        return {**head, "comparison": None}
    found = comparison.differences
    names = names_of({trace.person_id for each in found for trace in each.traces})
    pages = addresses(request.actor, {r["reference"] for each in found for r in each.records})
    lines = [_told(each, names, pages) for each in found]
    parts = groupby(sorted(lines, key=lambda line: line["section"]), lambda line: line["section"])
    return {
        **head,
        "comparison": comparison,
        "summary": _summary(comparison),
        "parts": [(title, list(rows)) for title, rows in parts],
    }


def _told(each: Difference, names: dict[int, str], pages: dict[str, str]) -> dict[str, Any]:
    # A note may tell what a reader without sight of the record should not know.
    seen = each.cause == Cause.ERASED or all(r["reference"] in pages for r in each.records)
    return {
        "section": each.section,
        "name": each.name,
        "before": each.before,
        "after": each.after,
        "cause": Badge(each.cause.label, _CAUSE_TONES.get(each.cause, "info")),
        "records": [{**r, "address": pages.get(r["reference"])} for r in each.records],
        "traces": [
            {
                "at": trace.at,
                "who": names.get(trace.person_id, _("ein früheres Konto"))
                if trace.person_id
                else SYSTEM_NAME,
                "deed": in_words(trace.verb, None),
                "note": trace.note if seen else "",
            }
            for trace in each.traces
        ],
    }


def _summary(comparison: Comparison) -> str:
    return say(
        "Von {old} Angaben sind {unchanged} unverändert, {changed} geändert und {ended} beendet; "
        "{new} sind neu. Zusammen sind es heute {current}."
    ).format(
        old=number(comparison.old),
        unchanged=number(comparison.unchanged),
        changed=number(comparison.changed),
        ended=number(comparison.ended),
        new=number(comparison.new),
        current=number(comparison.current),
    )


def _head(report: Report, title: Any) -> dict[str, Any]:
    page = reverse("reporting:report", args=[report.pk])
    name = f"{report.paper.reference} {report.title}".strip()
    return {
        "report": report,
        "title": title,
        "crumbs": [(_("Vorlagen"), reverse("reporting:reports")), (name, page)],
    }
