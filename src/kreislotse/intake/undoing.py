"""Taking a list back: what it began goes, what it changed is put back as it was (G30)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from kreislotse.intake.applying import added, parts
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.snapshots import restore
from kreislotse.journal.models import JournalEntry
from kreislotse.participants.models import (
    Candidate,
    LanguageSkill,
    NameWord,
    Qualification,
    RegimePeriod,
    ResidenceStatus,
)
from kreislotse.participants.states import CandidateState
from kreislotse.participants.writing import delete_candidates

_AT_ONCE = 900
_OF_LISTS = (LanguageSkill, NameWord, Qualification, RegimePeriod, ResidenceStatus)
_CHANGED = Q(applied=True, before__isnull=False)


def touched(upload: Upload) -> list[str]:
    """The codes of people with whom somebody has worked since the list was taken over."""
    codes = []
    for ids in _ids(UploadRow.objects.filter(added(upload))):
        codes += _worked_with(ids, upload, new=True)
    for ids in _ids(UploadRow.objects.filter(_CHANGED, upload=upload)):
        codes += _worked_with(ids, upload, new=False)
    return codes


def take_back(upload: Upload) -> dict[str, int]:
    """Delete and restore; whoever was erased meanwhile is not brought back."""
    deleted = restored = 0
    for ids in list(_ids(UploadRow.objects.filter(added(upload)))):
        delete_candidates(_there(ids))
        deleted += len(ids)
    for rows in parts(upload, _CHANGED, "candidate_id", "before"):
        there = set(_there([row.candidate_id or 0 for row in rows]))
        before = {
            row.candidate_id: row.before
            for row in rows
            if row.before is not None and row.candidate_id in there
        }
        restore(before)
        restored += len(before)
    return {"deleted": deleted, "restored": restored}


def _worked_with(ids: Sequence[int], upload: Upload, *, new: bool) -> list[str]:
    people = Candidate.objects.filter(pk__in=ids)
    since = ~Q(changed_at=upload.applied_at) | _deed_since(upload)
    if new:
        since |= ~Q(state=CandidateState.DRAFT, restricted_on=None, household=None)
        for table, column in _kept_about_people():
            since |= Q(Exists(table._base_manager.filter(**{column: OuterRef("pk")})))
    return list(people.filter(since).order_by("code").values_list("code", flat=True))


def _deed_since(upload: Upload) -> Q:
    """A step, a lock: deeds that leave what is known about the person as it was."""
    later = JournalEntry.objects.filter(
        record=Candidate._meta.label, record_id=OuterRef("pk"), at__gt=upload.applied_at
    )
    return Q(Exists(later))


def _kept_about_people() -> list[tuple[Any, str]]:
    """The tables of any field that hang on a record, but for what a list itself brings."""
    hanging = [(each.related_model, each.field.name) for each in Candidate._meta.related_objects]
    return [(table, column) for table, column in hanging if table not in _OF_LISTS]


def _there(ids: Sequence[int]) -> list[int]:
    found: list[int] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = Candidate.objects.filter(pk__in=ids[start : start + _AT_ONCE])
        found += some.values_list("pk", flat=True)
    return found


def _ids(rows: object) -> list[list[int]]:
    found = list(rows.order_by("number").values_list("candidate_id", flat=True))  # type: ignore[attr-defined]
    return [found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE)]
