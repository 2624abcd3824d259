"""Of whom the journal has told since the figures of a funnel were counted.

Every deed that changes such a figure leaves an entry in its own transaction, and entries are
numbered in the order in which they become visible. What no entry tells of counts as it did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kreislotse.eligibility.models import Verdict
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.journal.chain import end
from kreislotse.journal.models import JournalEntry
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Call, CallResponse, Candidate, Nomination, TitleRegime
from kreislotse.protection.models import DestructionList
from kreislotse.reporting.funnel_cells import block, block_of
from kreislotse.reporting.funnel_flows import Scope
from kreislotse.transmission.models import Batch, BatchLine, Outcome

# Number and hash of an entry: after a backup was put back, numbers are given again.
Place = tuple[int, str]
_MOST_ENTRIES, _MOST_BLOCKS = 1000, 64
# The records that an entry is about, and how they lead to people.
_PEOPLE: dict[str, tuple[type[Any], str, str]] = {
    Verdict._meta.label: (Verdict, "pk", "candidate_id"),
    Nomination._meta.label: (Nomination, "pk", "candidate_id"),
    BatchLine._meta.label: (BatchLine, "pk", "candidate_id"),
    Batch._meta.label: (BatchLine, "batch", "candidate_id"),
    Outcome._meta.label: (Outcome, "pk", "candidate_id"),
    Upload._meta.label: (UploadRow, "upload", "candidate_id"),
}
# Deeds about so many people, or about a list they no longer stand on, that all is counted anew.
_EVERYBODY = {
    (Call._meta.label, "check_call"),
    (Call._meta.label, "set_criteria"),
    (CallResponse._meta.label, "withdraw_nomination"),
    (DestructionList._meta.label, "carry_out_destruction"),
    (Organisation._meta.label, "recheck"),
    (TitleRegime._meta.label, "add_title_regime"),
}


@dataclass(frozen=True)
class _Entry:
    number: int
    hash: str
    record: str
    record_id: int
    owner_id: int | None
    verb: str


@dataclass(frozen=True)
class Changes:
    """The last entry that is known now, and the blocks of the people told of since."""

    until: Place
    blocks: frozenset[int]


def here() -> Place:
    """The last entry of the journal."""
    return end()


def changes_since(known: Place, scope: Scope) -> Changes | None:
    """None where that cannot be told, or not for less than counting all anew."""
    found = _entries_from(known)
    if found is None:
        return None
    entries, last = found[1:], found[-1]
    if any(_is_about_everybody(entry, scope) for entry in entries):
        return None
    blocks = _blocks(entries)
    if len(blocks) > _MOST_BLOCKS:
        return None
    return Changes((last.number, last.hash), blocks)


def _entries_from(known: Place) -> list[_Entry] | None:
    """The known entry itself and all after it; None if it is not there, or is another one."""
    number, sealed = known
    rows = JournalEntry._default_manager.filter(number__gte=number).order_by("number")
    columns = ("number", "hash", "record", "record_id", "owner_id", "verb")
    found = [_Entry(*row) for row in rows.values_list(*columns)[: _MOST_ENTRIES + 1]]
    if not found or (found[0].number, found[0].hash) != (number, sealed):
        return None
    return None if len(found) > _MOST_ENTRIES else found


def _is_about_everybody(entry: _Entry, scope: Scope) -> bool:
    """Whether the deed may have changed figures of this scope, and of whom it does not say."""
    if (entry.record, entry.verb) not in _EVERYBODY:
        return False
    if entry.record == Call._meta.label:
        return entry.record_id in scope.calls
    if entry.record == CallResponse._meta.label:
        return entry.record_id in scope.responses
    if entry.record == TitleRegime._meta.label:
        return True
    # A district itself, or one of its municipalities: files go from one of them to another.
    place = entry.record_id if entry.record == Organisation._meta.label else entry.owner_id
    district = Organisation.objects.filter(pk__in=scope.towns).values("part_of")
    near = Organisation.objects.filter(pk=place)
    return near.filter(pk__in=district).exists() or near.filter(part_of__in=district).exists()


def _blocks(entries: Sequence[_Entry]) -> frozenset[int]:
    """The blocks of all whom these entries are about."""
    people = {each.record_id for each in entries if each.record == Candidate._meta.label}
    found = {block(person) for person in people}
    questions = [
        question
        for label, way in _PEOPLE.items()
        if (question := _question(way, [e.record_id for e in entries if e.record == label]))
        is not None
    ]
    if questions:
        first, *others = questions
        found |= set(first.union(*others))
    return frozenset(found - {None})


def _question(way: tuple[type[Any], str, str], ids: Sequence[int]) -> QuerySet[Any, Any] | None:
    """The blocks of the people to whom these records lead."""
    if not ids:
        return None
    model, by, person = way
    rows = model._default_manager.filter(**{f"{by}__in": set(ids)}).order_by()
    return rows.annotate(block=block_of(person)).values_list("block", flat=True).distinct()
