"""Who has written a paper: whoever had a hand in its text cannot be the second pair of eyes."""

from django.db.models import Q

from kreislotse.journal.models import JournalEntry
from kreislotse.reporting.models import Passage, Report

# A later editor must not hide an earlier one, so the journal is asked, not the last name alone.
_WRITING = ("draft_report", "change_report", "refresh_report")


def writers_of(report: Report) -> set[int | None]:
    """The people who drafted, edited or arranged what the report says now."""
    passages = Passage.objects.filter(section__report=report).values("pk")
    deeds = JournalEntry.objects.filter(
        Q(record=Report._meta.label, record_id=report.pk, verb__in=_WRITING)
        | Q(record="reporting.Section", record_id__in=report.sections.values("pk"))
        | Q(record=Passage._meta.label, record_id__in=passages)
    )
    named = {report.written_by_id, report.last_edited_by_id}
    return named | set(deeds.values_list("person_id", flat=True))
