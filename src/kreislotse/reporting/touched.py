"""Which drafts rest on records that were changed since: read from the journal, cheap for many."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from kreislotse.journal.models import JournalEntry
from kreislotse.reporting.models import Passage, Report
from kreislotse.reporting.states import Origin

_BROUGHT_UP_TO_DATE = ("draft_report", "refresh_report")
_ACCEPTED = ("accept_current_facts", "restore_passage")


def records_touched(reports: Iterable[Report]) -> dict[int, int]:
    """For each draft, how many records behind its sentences have journal entries since.

    A hint where to look, in four queries for any number of drafts; whether a sentence really is
    stale says the draft's own page, which writes every sentence anew and compares.
    """
    rows = Passage.objects.filter(
        section__report__in=[report.pk for report in reports], is_left_out=False
    )
    bound = rows.exclude(origin=Origin.AUTHORED).values_list("pk", "section__report_id", "facts")
    behind = [
        (pk, report_id, {record["reference"] for fact in facts for record in fact["records"]})
        for pk, report_id, facts in bound
    ]
    renewed = _latest("reporting.Report", _BROUGHT_UP_TO_DATE)
    accepted = _latest("reporting.Passage", _ACCEPTED)
    changed = _changes({reference for _, _, references in behind for reference in references})
    touched: dict[int, set[str]] = {}
    for pk, report_id, references in behind:
        known = [day for day in (renewed.get(report_id), accepted.get(pk)) if day]
        since = max(known, default=None)
        late = {each for each in references if each in changed and _later(changed[each], since)}
        touched.setdefault(report_id, set()).update(late)
    return {report_id: len(records) for report_id, records in touched.items()}


def _later(changed_at: datetime, since: datetime | None) -> bool:
    return since is not None and changed_at > since


def _latest(record: str, verbs: Iterable[str]) -> dict[int, datetime]:
    entries = JournalEntry.objects.filter(record=record, verb__in=verbs)
    return dict(entries.order_by().values_list("record_id").annotate(at=Max("at")))


def _changes(references: set[str]) -> dict[str, datetime]:
    """When each of these records was last written."""
    kinds = {reference.rpartition("/")[0] for reference in references}
    keys = {int(reference.rpartition("/")[2]) for reference in references}
    entries = JournalEntry.objects.filter(record__in=kinds, record_id__in=keys).order_by()
    latest = entries.values_list("record", "record_id").annotate(at=Max("at"))
    return {f"{kind}/{key}": at for kind, key, at in latest if f"{kind}/{key}" in references}
