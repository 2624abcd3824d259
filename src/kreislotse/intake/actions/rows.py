"""Work on single rows of a checked list: correct a cell, say whether it is the same person."""

from collections.abc import Mapping

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.intake.checking import ENDED, check_rows
from kreislotse.intake.errors import (
    FieldUnknown,
    PersonEnded,
    PersonLocked,
    PersonNotChosen,
    RowNotDoubtful,
    RowSettled,
)
from kreislotse.intake.findings import people, twin_row
from kreislotse.intake.models import UploadRow
from kreislotse.intake.staging import shown
from kreislotse.intake.states import RowDecision, RowState, UploadState
from kreislotse.intake.twins import mark_twin
from kreislotse.journal.entries import write
from kreislotse.participants.models import Candidate
from kreislotse.participants.profile import BY_CODE


@transaction.atomic
def correct_row(row: UploadRow, *, actor: Actor, typed: Mapping[str, str]) -> UploadRow:
    """Put typed texts in the place of the row's cells, and check it anew; the file stays as it is.

    An empty text takes the cell's word away: nothing is said then.
    """
    row = _open(row, actor)
    unknown = [name for name in typed if name not in BY_CODE]
    if unknown:
        raise FieldUnknown(field=unknown[0])
    said = {**row.values, **row.typed}
    new = {name: text.strip() for name, text in typed.items()}
    changed = {name: text for name, text in new.items() if text != shown(said.get(name, ""))}
    row.typed = {**row.typed, **changed}
    row.decision, row.candidate_id = "", None
    [found] = check_rows([row], row.upload, today=actor.today)
    row.state, row.reasons, row.candidate_id = found.state, found.reasons, found.candidate_id
    mark_twin(row, today=actor.today)
    row.save()
    write(row, "correct_row", actor=actor, fields=sorted(changed), to=row.state)
    return row


@transaction.atomic
def decide_row(
    row: UploadRow, *, actor: Actor, decision: RowDecision, candidate_code: str | None = None
) -> UploadRow:
    """Say of a doubtful row whether it is the person beside it, or somebody else."""
    row = _open(row, actor)
    if row.state != RowState.DOUBTFUL:
        raise RowNotDoubtful(number=row.number)
    candidate = _beside(row, candidate_code)
    _refuse_if_locked(row, candidate, decision)
    if candidate and candidate.state in ENDED and decision == RowDecision.SAME:
        raise PersonEnded(code=candidate.code, number=row.number)
    row.decision = decision
    if decision == RowDecision.SAME:
        if candidate is None and twin_row(row.reasons) is None:
            raise PersonNotChosen(number=row.number)
        row.candidate_id = candidate.pk if candidate else None
    row.save(update_fields=["decision", "candidate_id"])
    write(row, "decide_row", actor=actor, decision=decision)
    return row


def _open(row: UploadRow, actor: Actor) -> UploadRow:
    """The row locked with its list, if the actor may work on it and it is checked."""
    upload = lock(row.upload)
    require(actor, Permission.PERSON_EDIT, at=upload.owner_id)
    if upload.state != UploadState.CHECKED or upload.cleared_on:
        raise RowSettled(number=row.number, state=upload.get_state_display())
    row = lock(row)
    row.upload = upload
    return row


def _beside(row: UploadRow, code: str | None) -> Candidate | None:
    """The person whom the decision is about: one of those shown; the only one needs no code."""
    shown = Candidate.objects.filter(owner=row.owner_id, pk__in=people(row.reasons))
    if code:
        chosen = shown.filter(code=code).first()
        if chosen is None:
            raise PersonNotChosen(number=row.number)
        return chosen
    return shown.get() if shown.count() == 1 else None


def _refuse_if_locked(row: UploadRow, candidate: Candidate | None, decision: RowDecision) -> None:
    """A locked record is neither changed nor begun anew beside itself."""
    surely_locked = any(reason[2] == "locked" for reason in row.reasons)
    locked = candidate is not None and candidate.restricted_on is not None
    if locked and candidate and (decision == RowDecision.SAME or surely_locked):
        raise PersonLocked(code=candidate.code, number=row.number)
