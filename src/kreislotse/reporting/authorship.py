"""Who has written a paper: whoever had a hand in its text cannot be the second pair of eyes."""

from django.db.models import Q

from kreislotse.journal.models import JournalEntry
from kreislotse.reporting.models import Passage, Report, Section

# A later editor must not hide an earlier one, so the journal is asked, not the last name alone.
_WRITING = ("draft_report", "change_report", "refresh_report")


def writers_of(report: Report) -> set[int | None]:
    """The people who drafted, edited or arranged what the report says now."""
    passages = Passage.objects.filter(section__report=report).values("pk")
    deeds = JournalEntry.objects.filter(
        Q(record=Report._meta.label, record_id=report.pk, verb__in=_WRITING)
        | Q(record=Section._meta.label, record_id__in=report.sections.values("pk"))
        | Q(record=Passage._meta.label, record_id__in=passages)
    )
    named = {report.written_by_id, report.last_edited_by_id}
    return named | set(deeds.values_list("person_id", flat=True))


def papers_written_by(person_id: int | None) -> list[int]:
    """The reports in whose text this person had a hand; three questions, however many papers."""
    deeds = JournalEntry.objects.filter(person_id=person_id)
    touched = {
        label: list(deeds.filter(record=label).values_list("record_id", flat=True))
        for label in (Section._meta.label, Passage._meta.label)
    }
    drafted = deeds.filter(record=Report._meta.label, verb__in=_WRITING)
    found = Report.objects.filter(
        Q(pk__in=drafted.values("record_id"))
        | Q(written_by=person_id)
        | Q(last_edited_by=person_id)
        | Q(sections__in=touched[Section._meta.label])
        | Q(sections__passages__in=touched[Passage._meta.label])
    )
    return list(found.values_list("pk", flat=True).distinct())
