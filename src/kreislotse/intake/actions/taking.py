"""Taking a checked list over, and taking all of it back: each in one transaction, whole or not."""

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor
from kreislotse.intake.applying import TO_TAKE, Ready, take_over
from kreislotse.intake.errors import NothingToTakeOver, RowsCleared, WorkedWithSince
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.states import RowState
from kreislotse.intake.undoing import take_back, touched
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.organisations.models import Organisation
from kreislotse.records.bulk import uncollected

_CODES_NAMED = 10


@uncollected
@transaction.atomic
def apply_upload(upload: Upload, *, actor: Actor, ready: Ready | None = None) -> Upload:
    """Take over what the preview showed; doubtful rows without a decision and wrong ones stay out.

    Rows that were made ready before need not be read while all is locked. The municipality is
    locked first, so that two lists of it are taken over one after the other.
    """
    lock(Organisation(pk=upload.owner_id))
    upload = lock(upload)
    check(upload, "apply_upload", actor=actor)
    _refuse_if_cleared(upload)
    rows = UploadRow.objects.filter(upload=upload)
    if not rows.filter(TO_TAKE).exists() and not rows.filter(state=RowState.KNOWN).exists():
        raise NothingToTakeOver
    receipt = take_over(upload, ready or {}, at=actor.at, today=actor.today)
    return advance(upload, "apply_upload", actor=actor, receipt=receipt, applied_at=actor.at)


@transaction.atomic
def undo_upload(upload: Upload, *, actor: Actor, note: str) -> Upload:
    """As if the list had never been taken over; not once somebody has worked with its people."""
    lock(Organisation(pk=upload.owner_id))
    upload = lock(upload)
    check(upload, "undo_upload", actor=actor)
    _refuse_if_cleared(upload)
    if not note.strip():
        raise ReasonNeeded(what="Warum wird die Liste zurückgenommen?")
    codes = touched(upload)
    if codes:
        named = ", ".join(codes[:_CODES_NAMED])
        more = " …" if len(codes) > _CODES_NAMED else ""
        raise WorkedWithSince(number=len(codes), codes=named + more)
    receipt = {**upload.receipt, **take_back(upload)}
    return advance(upload, "undo_upload", actor=actor, note=note.strip(), receipt=receipt)


def _refuse_if_cleared(upload: Upload) -> None:
    if upload.cleared_on:
        raise RowsCleared(day=date_short(upload.cleared_on))
