"""Which sentences of a draft no longer say what the records say."""

from dataclasses import dataclass
from typing import Any

from kreislotse.reporting.facts import Statement
from kreislotse.reporting.models import Passage, Report, Section
from kreislotse.reporting.statements import statements_about
from kreislotse.reporting.states import Origin


@dataclass(frozen=True)
class Stale:
    """A passage whose facts have changed since accepted; `now` is None when they are gone."""

    passage: Passage
    now: Statement | None


def essence(facts: list[dict[str, Any]]) -> list[tuple[str, Any, tuple[str, ...]]]:
    """What a sentence rests on: each value with its records, without wording or reference date."""
    return [
        (fact["slot"], fact["value"], tuple(record["reference"] for record in fact["records"]))
        for fact in facts
    ]


def current_statements(section: Section) -> dict[str, Statement]:
    """What the records say today about a section's initiative, by key."""
    if section.initiative is None:
        return {}
    found = statements_about(section.initiative, section.report.as_of)
    return {statement.key: statement for statement in found}


def is_stale(passage: Passage, now: Statement | None) -> bool:
    """Whether the facts behind a sentence have changed since the author accepted it."""
    if passage.origin == Origin.AUTHORED or passage.is_left_out:
        return False
    if now is None or essence(now.evidence) != essence(passage.facts):
        return True
    return passage.origin == Origin.GENERATED and passage.text != now.text


@dataclass(frozen=True)
class Review:
    """What an author should look at before going on."""

    stale: list[Stale]
    missing: list[tuple[Section, Statement]]
    open: list[Passage]

    @property
    def stale_ids(self) -> set[int]:
        return {each.passage.pk for each in self.stale}

    @property
    def is_settled(self) -> bool:
        return not self.stale and not self.missing


def review(report: Report) -> Review:
    """Stale sentences, statements that are not in the draft yet, and open places."""
    stale, missing, unsettled = [], [], []
    sections = report.sections.select_related("initiative", "report").prefetch_related("passages")
    for section in sections.order_by("position", "pk"):
        current = current_statements(section)
        passages = list(section.passages.all())
        for passage in passages:
            if is_stale(passage, current.get(passage.key)):
                stale.append(Stale(passage, current.get(passage.key)))
            if not passage.is_left_out and any(fact["value"] is None for fact in passage.facts):
                unsettled.append(passage)
        known = {passage.key for passage in passages}
        missing += [(section, each) for key, each in current.items() if key not in known]
    return Review(stale, missing, unsettled)
