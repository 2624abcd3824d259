"""Telling a recipient to stop using a person's data; for callers who have asked the right."""

from collections.abc import Iterable

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor
from kreislotse.journal.entries import write
from kreislotse.participants.models import Candidate
from kreislotse.transmission.models import BatchLine, Recall
from kreislotse.transmission.rules import OUT, recall_due
from kreislotse.transmission.states import BatchState, RecallGround


@transaction.atomic
def issue_recalls(
    lines: Iterable[BatchLine], *, actor: Actor, ground: RecallGround
) -> list[Recall]:
    """One recall for each line that a recipient holds; from now on it no longer sees the data."""
    issued = []
    for line in lines:
        line = lock(line)
        if line.recalled:
            continue
        line.recalled = True
        line.save(update_fields=["recalled"])
        recall = Recall(
            line=line, ground=ground, issued_on=actor.today, due_on=recall_due(actor.today)
        )
        issued.append(file_new(recall, "issue_recall", actor=actor))
    return issued


def lines_out(candidate: Candidate) -> list[BatchLine]:
    """What recipients hold about a candidate and have not been told to stop using."""
    found = BatchLine._default_manager.filter(
        candidate=candidate, recalled=False, batch__state__in=OUT
    )
    return list(found.select_related("batch").order_by("batch_id", "pk"))


@transaction.atomic
def drop_from_drafts(candidate: Candidate, *, actor: Actor) -> int:
    """Take a candidate out of all batches in preparation; how many those were."""
    drafts = BatchLine._default_manager.filter(
        candidate=candidate, batch__state=BatchState.DRAFT
    ).select_related("batch")
    lines = list(drafts)
    for line in lines:
        write(line.batch, "drop_line", actor=actor, note=candidate.code)
        line.delete()
    return len(lines)
