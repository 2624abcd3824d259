"""What has changed since an edition, fact by fact, each with its cause (R-PAP-09, G8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kreislotse.journal.models import JournalEntry
from kreislotse.reporting.content import content_of, records_of
from kreislotse.reporting.facts import Statement
from kreislotse.reporting.models import Edition, Passage, Report
from kreislotse.reporting.statements import statements_about
from kreislotse.reporting.states import EditionKind

Content = dict[str, Any]
Facts = dict[tuple[str, str], dict[str, Any]]


class Cause(models.TextChoices):
    NEW = "new", _("neu")
    ENDED = "ended", _("beendet")
    PROGRESSED = "progressed", _("fortgeschritten")
    CORRECTED = "corrected", _("geändert")
    ERASED = "erased", _("nach Fristablauf gelöscht")
    REWORDED = "reworded", _("eigener Text")


@dataclass(frozen=True)
class Trace:
    """A journal entry that explains a difference."""

    number: int
    at: datetime
    verb: str
    person_id: int | None
    note: str


@dataclass(frozen=True)
class Difference:
    """One fact that is not what it was; `before` or `after` is empty when there was or is none."""

    section: str
    name: str
    before: str
    after: str
    cause: Cause
    records: tuple[dict[str, str], ...]
    traces: tuple[Trace, ...]


@dataclass(frozen=True)
class Comparison:
    """All differences, and the counts that add up: old - ended + new = current."""

    differences: list[Difference]
    old: int
    current: int
    unchanged: int

    @property
    def new(self) -> int:
        return sum(not each.before for each in self.differences if each.cause != Cause.REWORDED)

    @property
    def ended(self) -> int:
        return sum(not each.after for each in self.differences if each.cause != Cause.REWORDED)

    @property
    def changed(self) -> int:
        return sum(bool(each.before and each.after) for each in self.differences)

    @property
    def adds_up(self) -> bool:
        """Whether every fact of both sides is counted exactly once."""
        before = self.unchanged + self.changed + self.ended
        return (self.old, self.current) == (before, self.unchanged + self.changed + self.new)


def compare(edition: Edition, content: Content) -> Comparison:
    """The edition against a newer content."""
    return _compare(edition.document, edition.frozen_at, content)


def _compare(told: Content, since: datetime, content: Content) -> Comparison:
    old, new = _facts(told), _facts(content)
    traces = _traces(since, [*old.values(), *new.values()])
    differences, unchanged = [], 0
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key), new.get(key)
        if before and after and _essence(before) == _essence(after):
            unchanged += 1
        else:
            differences.append(_difference(before, after, traces))
    differences += _own_text(told, content)
    return Comparison(differences, len(old), len(new), unchanged)


def _facts(content: Content) -> Facts:
    return {
        (statement["key"], fact["slot"]): {**fact, "section": section["title"]}
        for section in content["sections"]
        for statement in section["statements"]
        for fact in statement["facts"]
    }


def _essence(fact: dict[str, Any]) -> tuple[Any, list[str]]:
    return fact["value"], [record["reference"] for record in fact["records"]]


def _difference(
    before: dict[str, Any] | None, after: dict[str, Any] | None, traces: dict[str, list[Trace]]
) -> Difference:
    known: dict[str, Any] = after or before or {}
    records = records_of([fact for fact in (before, after) if fact])
    found = [trace for record in records for trace in traces.get(record["reference"], [])]
    found.sort(key=lambda trace: trace.number)
    return Difference(
        section=known["section"],
        name=known["name"],
        before=before["shown"] if before else "",
        after=after["shown"] if after else "",
        cause=_cause(before, after, found),
        records=tuple(records),
        traces=tuple(found),
    )


def _cause(
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    traces: list[Trace],
) -> Cause:
    if any(trace.verb.startswith("erase") for trace in traces):
        return Cause.ERASED
    if before is None:
        return Cause.NEW
    if after is None:
        return Cause.ENDED
    corrected = [t for t in traces if t.verb.startswith(("change_", "correct_", "move_", "state_"))]
    return Cause.CORRECTED if corrected or not traces else Cause.PROGRESSED


def _traces(since: datetime, facts: Iterable[dict[str, Any]]) -> dict[str, list[Trace]]:
    """The journal entries since then about the records behind these facts."""
    wanted = {record["reference"] for fact in facts for record in fact["records"]}
    entries = JournalEntry.objects.filter(
        at__gt=since,
        record__in={reference.rpartition("/")[0] for reference in wanted},
    ).order_by("number")
    found: dict[str, list[Trace]] = {}
    for entry in entries:
        reference = f"{entry.record}/{entry.record_id}"
        if reference in wanted:
            trace = Trace(entry.number, entry.at, entry.verb, entry.person_id, entry.note)
            found.setdefault(reference, []).append(trace)
    return found


def _own_text(old: Content, new: Content) -> list[Difference]:
    """Sentences of the author's own that came or went."""
    before, after = _sentences(old), _sentences(new)
    gone = [(section, text, "") for section, text in before if (section, text) not in after]
    come = [(section, "", text) for section, text in after if (section, text) not in before]
    return [
        Difference(section, "Eigener Satz", was, now, Cause.REWORDED, (), ())
        for section, was, now in [*gone, *come]
    ]


def _sentences(content: Content) -> list[tuple[str, str]]:
    return [
        (section["title"], statement["text"])
        for section in content["sections"]
        for statement in section["statements"]
        if statement["origin"] == "authored"
    ]


def since_last_report(report: Report) -> Comparison | None:
    """The draft against all that the report before it has told, tabled papers included."""
    editions = list(report.previous.editions.order_by("number")) if report.previous else []
    if not editions:
        return None
    told = editions[0].document
    for edition in editions[1:]:
        told = _laid_over(told, edition.document)
    return _compare(told, editions[-1].frozen_at, content_of(report))


def _laid_over(told: Content, tabled: Content) -> Content:
    """A paper with the sentences of a tabled one in place of those that they replace."""
    fresh = {each["number"]: each["statements"] for each in tabled["sections"]}
    return {**told, "sections": [_renewed(each, fresh) for each in told["sections"]]}


def _renewed(section: Content, fresh: dict[str, list[Content]]) -> Content:
    newer = {each["key"]: each for each in fresh.get(section["number"], [])}
    kept = [newer.pop(each["key"], each) for each in section["statements"]]
    return {**section, "statements": [*kept, *newer.values()]}


def since_release(report: Report, today: date) -> Comparison | None:
    """The frozen paper against what the records say today; only its own sections count."""
    edition = report.editions.filter(kind=EditionKind.MAIN).order_by("-number").first()
    return compare(edition, _content_today(report, edition, today)) if edition else None


def _content_today(report: Report, edition: Edition, today: date) -> Content:
    """The frozen content with every generated sentence as its records write it today."""
    left_out = _left_out(report)
    initiatives = report.sections.select_related("initiative").order_by("position", "pk")
    sections = []
    for frozen, section in zip(edition.document["sections"], initiatives, strict=True):
        now = statements_about(section.initiative, today) if section.initiative else []
        own = [each for each in frozen["statements"] if not each["key"]]
        fresh = [_told(each) for each in now if each.key not in left_out]
        sections.append({**frozen, "statements": [*fresh, *own]})
    return {**edition.document, "as_of": today.isoformat(), "sections": sections}


def _left_out(report: Report) -> set[str]:
    """The statements that the author keeps out of the paper."""
    rows = Passage.objects.filter(section__report=report, is_left_out=True)
    return set(rows.values_list("key", flat=True))


def tabled_content(report: Report, today: date) -> Content:
    """Only the sentences whose facts have changed since the report's last editions."""
    told = _told_so_far(report)
    left_out = _left_out(report)
    sections = []
    numbered = enumerate(report.sections.select_related("initiative"), start=1)
    for number, section in numbered:
        statements = statements_about(section.initiative, today) if section.initiative else []
        fresh = [
            _told(statement)
            for statement in statements
            if statement.key not in left_out and _news(statement) != told.get(statement.key)
        ]
        if fresh:
            sections.append({"number": str(number), "title": section.title, "statements": fresh})
    return {**content_of(report), "as_of": today.isoformat(), "sections": sections}


def _news(statement: Statement) -> list[tuple[str, Any]]:
    return [(slot, fact.value) for slot, fact in statement.facts.items()]


def _told_so_far(report: Report) -> dict[str, list[tuple[str, Any]]]:
    told: dict[str, list[tuple[str, Any]]] = {}
    for edition in report.editions.order_by("number"):
        for section in edition.document["sections"]:
            for statement in section["statements"]:
                facts = statement["facts"]
                told[statement["key"]] = [(fact["slot"], fact["value"]) for fact in facts]
    return told


def _told(statement: Statement) -> dict[str, Any]:
    return {
        "key": statement.key,
        "text": statement.text,
        "origin": "generated",
        "form": "sentence",
        "starts_paragraph": True,
        "facts": statement.evidence,
        "records": records_of(statement.evidence),
    }
