"""Taking a checked list over, part by part within one transaction, and what came of each row."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Max, Q

from kreislotse.intake.checking import RowCheck, check_decided, check_rows, known
from kreislotse.intake.findings import about
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.snapshots import snapshots
from kreislotse.intake.staging import save_rows
from kreislotse.intake.states import RowDecision, RowState
from kreislotse.participants.models import Candidate
from kreislotse.participants.writing import insert_candidates, update_candidates

AT_ONCE = 2000
TO_TAKE = Q(state__in=[RowState.NEW, RowState.CHANGED]) | Q(state=RowState.DOUBTFUL) & ~Q(
    decision=""
)


def take_over(upload: Upload, *, at: datetime, today: date) -> dict[str, int]:
    """Write what the rows say; gives the receipt, whose counts add up to the rows of the list."""
    # Rows of the list itself were compared with each other when the list was checked.
    last = Candidate.objects.aggregate(last=Max("pk"))["last"] or 0
    for rows in parts(upload, TO_TAKE):
        checks = _checked_again(rows, upload, today, last)
        _settle(rows, checks)
        _insert(upload, rows, checks, at, today)
        _update(rows, checks, at, today)
        save_rows(rows)
    return counted(upload)


def parts(upload: Upload, condition: Q) -> Iterator[list[UploadRow]]:
    """The upload's rows of this kind in the order of the sheet, so many at once."""
    last = 0
    rows = UploadRow.objects.filter(condition, upload=upload).order_by("number")
    while some := list(rows.filter(number__gt=last)[:AT_ONCE]):
        yield some
        last = some[-1].number


def counted(upload: Upload) -> dict[str, int]:
    """How many rows are what, and how many were taken over as new people or as changes."""
    rows = UploadRow.objects.filter(upload=upload)
    found = rows.by_state()
    counts = {state.value: found.get(state, 0) for state in RowState}
    counts.pop(RowState.UNCHECKED)
    assert sum(counts.values()) == upload.rows_total
    inserted, taken = UploadRow.objects.filter(added(upload)), rows.filter(applied=True)
    return counts | {"inserted": inserted.count(), "updated": taken.count() - inserted.count()}


def _checked_again(
    rows: Sequence[UploadRow], upload: Upload, today: date, last: int
) -> list[RowCheck]:
    """What the rows would do now: others may have written since the list was checked."""
    undecided = [row for row in rows if not row.decision]
    fresh = iter(check_rows(undecided, upload, today=today, until=last))
    meant = {row.candidate_id for row in rows if row.decision and row.candidate_id}
    people = known(upload.owner_id, meant, today=today)
    return [
        check_decided(row, upload, people, today=today) if row.decision else next(fresh)
        for row in rows
    ]


def _settle(rows: Sequence[UploadRow], checks: list[RowCheck]) -> None:
    """A row that would now do something else than was shown stays out."""
    for place, (row, check) in enumerate(zip(rows, checks, strict=True)):
        shown = row.decision or (row.state == check.state and _same_person(row, check))
        if not shown:
            row.state, row.reasons = RowState.DOUBTFUL, [about("meanwhile")]
            row.candidate_id = check.candidate_id
            checks[place] = RowCheck(RowState.DOUBTFUL)


def _same_person(row: UploadRow, check: RowCheck) -> bool:
    return row.candidate_id == check.candidate_id


def _insert(
    upload: Upload, rows: Sequence[UploadRow], checks: list[RowCheck], at: datetime, today: date
) -> None:
    new = [
        (row, check.profile)
        for row, check in zip(rows, checks, strict=True)
        if check.state == RowState.NEW and check.profile is not None
    ]
    ids = insert_candidates(upload.owner, [profile for _, profile in new], at=at, today=today)
    for (row, _), number in zip(new, ids, strict=True):
        row.candidate_id, row.applied = number, True


def _update(rows: Sequence[UploadRow], checks: list[RowCheck], at: datetime, today: date) -> None:
    pairs = [
        (row, check.candidate_id, check.profile)
        for row, check in zip(rows, checks, strict=True)
        if check.state == RowState.CHANGED
    ]
    changes = [(number, profile) for _, number, profile in pairs if number and profile]
    before = snapshots([number for number, _ in changes])
    update_candidates(changes, at=at, today=today)
    for row, number, _ in pairs:
        row.before, row.applied = before[number or 0], True


def added(upload: Upload) -> Q:
    """The rows that became new records."""
    return Q(upload=upload, applied=True) & (
        Q(state=RowState.NEW) | Q(decision=RowDecision.DIFFERENT)
    )
