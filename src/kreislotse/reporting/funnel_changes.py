"""Of whom the journal has told since the figures of a funnel were counted.

Every deed that changes such a figure leaves an entry in its own transaction, and entries are
numbered in the order in which they become visible. What no entry tells of counts as it did.
"""

from collections.abc import Collection, Sequence
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
# The records that an entry is about: how they lead to people, and to the people's district.
_PEOPLE: dict[str, tuple[type[Any], str, str]] = {
    Verdict._meta.label: (Verdict, "pk", "candidate__district"),
    Nomination._meta.label: (Nomination, "pk", "candidate__district"),
    BatchLine._meta.label: (BatchLine, "pk", "candidate__district"),
    Batch._meta.label: (BatchLine, "batch", "candidate__district"),
    Outcome._meta.label: (Outcome, "pk", "candidate__district"),
    Upload._meta.label: (UploadRow, "upload", "upload__owner__part_of"),
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


def changes_since(known: Place, scope: Scope, among: Collection[int]) -> Changes | None:
    """None where that cannot be told, or not for less than counting all anew.

    `among` are the blocks in which anybody was counted: what happens to a record alone brings
    nobody else in.
    """
    found = _entries_from(known)
    if found is None:
        return None
    entries, last = found[1:], found[-1]
    if any(_is_about_everybody(entry, scope) for entry in entries):
        return None
    people = {each.record_id for each in entries if each.record == Candidate._meta.label}
    blocks = {block(person) for person in people} & set(among) | _blocks_behind(entries, scope)
    if len(blocks) > _MOST_BLOCKS:
        return None
    return Changes((last.number, last.hash), frozenset(blocks))


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
    district = _districts(scope)
    near = Organisation.objects.filter(pk__in=[place] if place else [])
    return near.filter(pk__in=district).exists() or near.filter(part_of__in=district).exists()


def _districts(scope: Scope) -> QuerySet[Any, Any]:
    return Organisation.objects.filter(pk__in=scope.towns).values("part_of")


def _blocks_behind(entries: Sequence[_Entry], scope: Scope) -> set[int]:
    """The blocks of the people to whom the records of these entries lead."""
    questions = []
    for label, (model, by, district) in _PEOPLE.items():
        ids = {each.record_id for each in entries if each.record == label}
        if ids:
            ours = {f"{by}__in": ids, f"{district}__in": _districts(scope)}
            rows = model._default_manager.filter(candidate_id__isnull=False, **ours).order_by()
            rows = rows.annotate(block=block_of("candidate_id"))
            questions.append(rows.values_list("block", flat=True).distinct())
    if not questions:
        return set()
    first, *others = questions
    return set(first.union(*others))
