"""Which drafts rest on records that were changed since: read from the journal, cheap for many."""

from collections.abc import Generator, Iterable
from datetime import datetime

from django.db.models import Max, QuerySet

from kreislotse.journal.models import JournalEntry
from kreislotse.reporting.models import Passage, Report
from kreislotse.reporting.states import Origin

_BROUGHT_UP_TO_DATE = ("draft_report", "refresh_report")
_ACCEPTED = ("accept_current_facts", "restore_passage")


def records_touched(
    reports: Iterable[Report],
) -> Generator[tuple[QuerySet, ...], None, dict[int, int]]:
    """For each draft, how many records behind its sentences have journal entries since.

    A hint where to look, as a part of a matter that waits, in four questions for any number of
    drafts; whether a sentence really is stale says the draft's own page, which writes every
    sentence anew and compares.
    """
    rows = Passage.objects.filter(
        section__report__in=[report.pk for report in reports], is_left_out=False
    )
    bound = rows.exclude(origin=Origin.AUTHORED).values_list("pk", "section__report_id", "facts")
    renewed_at = _latest("reporting.Report", _BROUGHT_UP_TO_DATE)
    accepted_at = _latest("reporting.Passage", _ACCEPTED)
    yield bound, renewed_at, accepted_at
    renewed, accepted = dict(renewed_at), dict(accepted_at)
    behind = [
        (pk, report_id, {record["reference"] for fact in facts for record in fact["records"]})
        for pk, report_id, facts in bound
    ]
    named = {reference for _, _, references in behind for reference in references}
    written = _changes(named)
    yield (written,)
    changed = {f"{kind}/{key}": at for kind, key, at in written}
    touched: dict[int, set[str]] = {}
    for pk, report_id, references in behind:
        known = [day for day in (renewed.get(report_id), accepted.get(pk)) if day]
        since = max(known, default=None)
        late = {each for each in references if each in changed and _later(changed[each], since)}
        touched.setdefault(report_id, set()).update(late)
    return {report_id: len(records) for report_id, records in touched.items()}


def _later(changed_at: datetime, since: datetime | None) -> bool:
    return since is not None and changed_at > since


def _latest(record: str, verbs: Iterable[str]) -> QuerySet:
    entries = JournalEntry.objects.filter(record=record, verb__in=verbs)
    return entries.order_by().values_list("record_id").annotate(at=Max("at"))


def _changes(references: set[str]) -> QuerySet:
    """When records of these kinds and numbers were last written."""
    kinds = {reference.rpartition("/")[0] for reference in references}
    keys = {int(reference.rpartition("/")[2]) for reference in references}
    entries = JournalEntry.objects.filter(record__in=kinds, record_id__in=keys).order_by()
    return entries.values_list("record", "record_id").annotate(at=Max("at"))
