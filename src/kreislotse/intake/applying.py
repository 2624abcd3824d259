"""Taking a checked list over, part by part within one transaction, and what came of each row."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q

from kreislotse.intake.checking import (
    RowCheck,
    check_decided,
    check_rows,
    faults,
    known,
    parsed,
)
from kreislotse.intake.findings import about
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.snapshots import snapshots
from kreislotse.intake.staging import KeptRow, kept, save_rows
from kreislotse.intake.states import RowDecision, RowState
from kreislotse.participants.likeness import Identity
from kreislotse.participants.models import Candidate
from kreislotse.participants.profile import Profile
from kreislotse.participants.writing import (
    Prepared,
    insert_prepared,
    prepared,
    update_candidates,
)
from kreislotse.records.bulk import uncollected

AT_ONCE = 2000
# So many people are held ready in memory at most; the rest of a longer list is read when written.
_MOST_READY = 40_000
_LOOKED_AT = ("values", "typed", "state", "candidate_id", "decision")
_BEGIN = Q(state=RowState.NEW)
TO_TAKE = Q(state__in=[RowState.NEW, RowState.CHANGED]) | Q(state=RowState.DOUBTFUL) & ~Q(
    decision=""
)


_NOTHING: Mapping[str, Any] = {}  # one for all rows in which nothing was corrected
Ready = dict[int, tuple[Mapping[str, Any], Prepared]]


@uncollected
def made_ready(upload: Upload, *, today: date) -> Ready:
    """By primary key the rows that would begin a record, read and made ready to be written.

    This takes the longest and nothing is locked for it; whether it still holds is asked later.
    """
    ready: Ready = {}
    for rows in parts(upload, _BEGIN, "values", "typed"):
        for row in rows:
            read = parsed(row, upload, today)
            if not faults(read):
                ready[row.pk] = row.typed or _NOTHING, prepared(Profile(**read.profile_values))
        if len(ready) >= _MOST_READY:
            break
    return ready


def take_over(upload: Upload, ready: Ready, *, at: datetime, today: date) -> dict[str, int]:
    """Write what the rows say; gives the receipt, whose counts add up to the rows of the list."""
    # Rows of the list itself were compared with each other when the list was checked.
    last = Candidate.objects.aggregate(last=Max("pk"))["last"] or 0
    for rows in parts(upload, TO_TAKE, *_LOOKED_AT):
        begun = _unchanged(rows, ready)
        checks = _checked_again(rows, begun, upload, today, last)
        _settle(rows, checks)
        _insert(upload, rows, checks, begun, at, today)
        _update(rows, checks, at, today)
    return counted(upload)


def parts(upload: Upload, condition: Q, *columns: str) -> Iterator[list[KeptRow]]:
    """The upload's rows of this kind in the order of the sheet, so many at once."""
    last = 0
    rows = UploadRow.objects.filter(condition, upload=upload).order_by("number")
    while some := kept(rows.filter(number__gt=last)[:AT_ONCE], *columns):
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


def _unchanged(rows: Sequence[KeptRow], ready: Ready) -> dict[int, Prepared]:
    """Of the rows made ready those that nobody has corrected or decided meanwhile.

    They are taken out, so that what has been written is no longer held in memory.
    """
    found = {}
    for row in rows:
        typed, made = ready.pop(row.pk, (None, None))
        if made is not None and row.state == RowState.NEW and row.typed == typed:
            found[row.number] = made
    return found


def _checked_again(
    rows: Sequence[KeptRow],
    begun: Mapping[int, Prepared],
    upload: Upload,
    today: date,
    last: int,
) -> list[RowCheck]:
    """What the rows would do now: others may have written since the list was checked."""
    undecided = [row for row in rows if not row.decision]
    who = {number: _identity(each.profile) for number, each in begun.items()}
    fresh = iter(check_rows(undecided, upload, today=today, until=last, ready=who))
    meant = {row.candidate_id for row in rows if row.decision and row.candidate_id}
    people = known(upload.owner_id, meant, today=today)
    return [
        check_decided(row, upload, people, today=today) if row.decision else next(fresh)
        for row in rows
    ]


def _identity(own: Profile) -> Identity:
    return Identity(own.family_name, own.given_names, own.born_on, own.nationality)


def _settle(rows: Sequence[KeptRow], checks: list[RowCheck]) -> None:
    """A row that would now do something else than was shown stays out."""
    out = []
    for place, (row, check) in enumerate(zip(rows, checks, strict=True)):
        shown = row.decision or (row.state == check.state and _same_person(row, check))
        if not shown:
            row.state, row.reasons = RowState.DOUBTFUL, [about("meanwhile")]
            row.candidate_id = check.candidate_id
            checks[place] = RowCheck(RowState.DOUBTFUL)
            out.append(row)
    save_rows(out, "state", "reasons", "candidate_id")


def _same_person(row: KeptRow, check: RowCheck) -> bool:
    return row.candidate_id == check.candidate_id


def _insert(
    upload: Upload,
    rows: Sequence[KeptRow],
    checks: Sequence[RowCheck],
    begun: Mapping[int, Prepared],
    at: datetime,
    today: date,
) -> None:
    new = [
        (row, begun.get(row.number) or prepared(Profile(**(check.said or {}))))
        for row, check in zip(rows, checks, strict=True)
        if check.state == RowState.NEW
    ]
    ids = insert_prepared(upload.owner, [each for _, each in new], at=at, today=today)
    for (row, _), number in zip(new, ids, strict=True):
        row.candidate_id, row.applied = number, True
    save_rows([row for row, _ in new], "candidate_id", "applied")


def _update(rows: Sequence[KeptRow], checks: Sequence[RowCheck], at: datetime, today: date) -> None:
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
    save_rows([row for row, *_ in pairs], "applied", "before")


def added(upload: Upload) -> Q:
    """The rows that became new records."""
    return Q(upload=upload, applied=True) & (
        Q(state=RowState.NEW) | Q(decision=RowDecision.DIFFERENT)
    )
