"""Handing in a list and looking through it: nothing is written about anybody yet."""

import hashlib
from collections.abc import Mapping

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.intake.checking import check_rows
from kreislotse.intake.clearing import clear
from kreislotse.intake.earlier import remembered
from kreislotse.intake.errors import NotForThisCall, NotInADistrict, RowsCleared
from kreislotse.intake.mapping import fold_heading, guess
from kreislotse.intake.models import ColumnMapping, Upload, UploadRow
from kreislotse.intake.reading import Sheet, read_sheet
from kreislotse.intake.staging import kept, save_rows, stage
from kreislotse.intake.states import RowState
from kreislotse.intake.twins import mark_twins
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import CallResponse
from kreislotse.participants.rules import ANSWERABLE, refuse_unless_in
from kreislotse.participants.states import PartKind
from kreislotse.records.bulk import uncollected

_EDIT = Permission.PERSON_EDIT
SLICE = 2000


@uncollected
@transaction.atomic
def receive_list(
    owner: Organisation,
    *,
    actor: Actor,
    name: str,
    content: bytes,
    mapping: Mapping[str, str] | None = None,
    response: CallResponse | None = None,
    replaces: Upload | None = None,
) -> Upload:
    """Read a list and keep its known columns; the file itself is gone when this returns.

    `mapping` says by heading which field is meant (an empty one: not to be read) and is remembered
    for the municipality's next list. A list that it `replaces` is discarded.
    """
    require(actor, _EDIT, at=owner.pk)
    if owner.part_of_id is None:
        raise NotInADistrict(name=owner.name)
    _refuse_unless_asked(response, owner)
    sheet = read_sheet(name, content)
    _remember(owner, mapping or {})
    if replaces is not None:
        discard_upload(replaces, actor=actor)
    upload = Upload(owner=owner, response=response, uploaded_at=actor.at)
    _describe(upload, sheet, content)
    upload.save(force_insert=True)
    stage(upload, sheet, guess(sheet.headings, remembered(owner)))
    upload.save()
    write(
        upload,
        "receive_list",
        actor=actor,
        sha256=upload.sha256,
        format=upload.format,
        rows_total=upload.rows_total,
        response=response,
    )
    return upload


@uncollected
@transaction.atomic
def check_slice(upload: Upload, *, actor: Actor, size: int = SLICE) -> Upload:
    """Check the next rows, or finish when none is left; an interrupted run goes on from here."""
    upload = lock(upload)
    check(upload, "finish_checking", actor=actor)
    _refuse_if_cleared(upload)
    unchecked = UploadRow.objects.filter(upload=upload, state=RowState.UNCHECKED)
    rows = kept(unchecked.order_by("number")[:size], "values", "typed")
    if not rows:
        return finish_checking(upload, actor=actor)
    checks = check_rows(rows, upload, today=actor.today)
    for row, found in zip(rows, checks, strict=True):
        row.state, row.reasons, row.candidate_id = found.state, found.reasons, found.candidate_id
    save_rows(rows, "state", "reasons", "candidate_id")
    upload.rows_checked += len(rows)
    upload.save(update_fields=["rows_checked"])
    return upload


@uncollected
@transaction.atomic
def finish_checking(upload: Upload, *, actor: Actor) -> Upload:
    """All rows are checked: look for the same person twice, and put the list up for a decision."""
    upload = lock(upload)
    check(upload, "finish_checking", actor=actor)
    _refuse_if_cleared(upload)
    while UploadRow.objects.filter(upload=upload, state=RowState.UNCHECKED).exists():
        upload = check_slice(upload, actor=actor)
    mark_twins(upload, today=actor.today)
    return advance(upload, "finish_checking", actor=actor, rows_checked=upload.rows_total)


@transaction.atomic
def discard_upload(upload: Upload, *, actor: Actor) -> Upload:
    """Take nothing over and delete the rows at once."""
    upload = advance(lock(upload), "discard_upload", actor=actor)
    clear(upload, today=actor.today)
    return upload


def _refuse_unless_asked(response: CallResponse | None, owner: Organisation) -> None:
    if response is None:
        return
    part = response.part
    if response.municipality_id != owner.pk or part.kind != PartKind.CANDIDATES:
        raise NotForThisCall(municipality=owner.name)
    refuse_unless_in(ANSWERABLE, state=part.call.state, label=part.call.get_state_display())


def _remember(owner: Organisation, mapping: Mapping[str, str]) -> None:
    for heading, field in mapping.items():
        ColumnMapping.objects.update_or_create(
            owner=owner, heading=fold_heading(heading)[:200], defaults={"field": field}
        )


def _describe(upload: Upload, sheet: Sheet, content: bytes) -> None:
    upload.sha256 = hashlib.sha256(content).hexdigest()
    upload.format = sheet.format
    # A text file has no sheets; its own name may name somebody and is not kept.
    upload.sheet = "" if sheet.format == "CSV" else sheet.name[:120]


def _refuse_if_cleared(upload: Upload) -> None:
    if upload.cleared_on:
        raise RowsCleared(day=date_short(upload.cleared_on))
