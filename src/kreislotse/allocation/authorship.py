"""Who had a hand in a run: nobody of them can be the second pair of eyes."""

from typing import Any

from django.db.models import QuerySet

from kreislotse.allocation.models import Override, Run
from kreislotse.journal.models import JournalEntry

# Whoever changed something and took it back had a hand in it too, so the journal is asked.
_DECIDING = ("propose_run", "override_line", "take_back_override")


def deciders_of(run: Run) -> set[int | None]:
    """The people who proposed the run or decided otherwise than it said."""
    deeds = JournalEntry.objects.of_record(run).filter(verb__in=_DECIDING)
    overrides = Override.objects.filter(line__run=run)
    return {
        run.proposed_by,
        *deeds.values_list("person_id", flat=True),
        *overrides.values_list("decided_by", flat=True),
    }


def runs_decided_by(person_id: int | None) -> QuerySet[Any]:
    """The numbers of the runs in which this person had a hand, to be asked within a question."""
    deeds = JournalEntry.objects.filter(
        record=Run._meta.label, verb__in=_DECIDING, person_id=person_id
    )
    return deeds.values("record_id")
