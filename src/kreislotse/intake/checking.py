"""What taking over each row of a list would do: new, known, changed, doubtful or wrong (G29).

Nothing is written here. The rows' values are read, compared with the municipality's own people, and
the finding is given with its reasons: [field, cell, key, facts], the words stand in `findings`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from kreislotse.intake.findings import about, changed, out_of_place
from kreislotse.intake.mapping import cells_of
from kreislotse.intake.merging import merge
from kreislotse.intake.models import Upload
from kreislotse.intake.states import RowDecision, RowState
from kreislotse.intake.values import Parsed, parse_row
from kreislotse.intake.vocabulary import FULL_NAME
from kreislotse.participants.checking import FREE_TEXT, hint_word
from kreislotse.participants.likeness import SAME, Identity, Likeness, find_alike
from kreislotse.participants.models import Candidate
from kreislotse.participants.profile import Profile
from kreislotse.participants.reading import read_profiles, read_regimes, regime_on
from kreislotse.participants.states import CandidateState

_MOST_NAMED = 5  # so many people are put beside a doubtful row
ENDED = (CandidateState.CLOSED, CandidateState.CONSENT_WITHDRAWN, CandidateState.MOVED_AWAY)
_NOBODY: Mapping[int, Identity] = MappingProxyType({})
Hits = list[tuple[int, Likeness]]


class Texts(Protocol):
    """What is looked at of a row: its number, the texts of the file, and what was corrected."""

    @property
    def number(self) -> int: ...
    @property
    def values(self) -> Mapping[str, Any]: ...
    @property
    def typed(self) -> Mapping[str, Any]: ...


class Decided(Texts, Protocol):
    """A doubtful row of which somebody has said whether it is the same person."""

    @property
    def decision(self) -> str: ...
    @property
    def reasons(self) -> Sequence[list[Any]]: ...
    @property
    def candidate_id(self) -> int | None: ...


@dataclass(slots=True)
class RowCheck:
    """What a row is; `said` is what a new record would begin with, `profile` what a known one would
    become. Neither is there where nothing would be written."""

    state: RowState
    reasons: list[list[Any]] = field(default_factory=list)
    candidate_id: int | None = None
    profile: Profile | None = None
    said: Mapping[str, Any] | None = None


class Known(NamedTuple):
    """Somebody whom the municipality knows; `regime` is the one of the day, whatever follows."""

    number: int
    state: str
    recipient_id: int | None
    restricted_on: date | None
    profile: Profile
    regime: str


def parsed(row: Texts, upload: Upload, today: date) -> Parsed:
    """The row's texts as values; what was corrected in the browser goes before the file."""
    said = row.values
    if row.typed:
        said = {**row.values, **row.typed}
        if "family_name" in row.typed or "given_names" in row.typed:
            said.pop(FULL_NAME, None)
    read = parse_row(said, today=today)
    if read.wrong or read.notes:  # only these name a cell
        return parse_row(said, cells_of(upload.columns, row.number), today=today)
    return read


def identity(said: Mapping[str, Any]) -> Identity:
    return Identity(
        said["family_name"], said["given_names"], said["born_on"], said.get("nationality", "")
    )


def check_rows(
    rows: Sequence[Texts],
    upload: Upload,
    *,
    today: date,
    until: int | None = None,
    ready: Mapping[int, Identity] = _NOBODY,
) -> list[RowCheck]:
    """The finding for each row, with one look at the database for all of them.

    With `until`, rows are compared with people whose records have a number up to this one. Rows
    whose number is among the `ready` have been found to be right; they are read only if somebody
    is alike.
    """
    read = {
        at: parsed(row, upload, today) for at, row in enumerate(rows) if row.number not in ready
    }
    wrong = {at: reasons for at, each in read.items() if (reasons := faults(each))}
    right = [at for at in range(len(rows)) if at not in wrong]
    people = [
        identity(read[at].profile_values) if at in read else ready[rows[at].number] for at in right
    ]
    hits = dict(zip(right, find_alike(upload.owner_id, people, until=until), strict=True))
    sure = {each[0] for alike in hits.values() if (each := _sure(alike))}
    there = known(upload.owner_id, sure, today=today)
    checks = []
    for at, row in enumerate(rows):
        if at in wrong:
            checks.append(RowCheck(RowState.WRONG, wrong[at]))
        elif at not in read and not hits[at]:
            checks.append(RowCheck(RowState.NEW))
        else:
            checks.append(_check(read.get(at) or parsed(row, upload, today), hits[at], there))
    return checks


def known(owner_id: int, ids: set[int], *, today: date) -> dict[int, Known]:
    """The municipality's candidates of these numbers with what is known about them."""
    if not ids:
        return {}
    own = Candidate.objects.filter(owner=owner_id, pk__in=ids)
    profiles, periods = read_profiles(own), read_regimes(ids)
    rows = own.values_list("pk", "state", "recipient_id", "restricted_on")
    return {
        pk: Known(pk, state, recipient, locked, profiles[pk], regime_on(periods.get(pk, ()), today))
        for pk, state, recipient, locked in rows
    }


def check_decided(
    row: Decided, upload: Upload, people: Mapping[int, Known], *, today: date
) -> RowCheck:
    """What a doubtful row does after somebody has said whether it is the same person."""
    said = parsed(row, upload, today)
    wrong = faults(said)
    if wrong:
        return RowCheck(RowState.WRONG, wrong)
    if row.decision == RowDecision.DIFFERENT:
        return RowCheck(RowState.NEW, said=said.profile_values)
    person = people.get(row.candidate_id or 0)
    if person is None or person.restricted_on:
        return RowCheck(RowState.DOUBTFUL, list(row.reasons), row.candidate_id)
    return _against(said, person)


def _sure(hits: Hits) -> tuple[int, Likeness] | None:
    """The one person whom a row surely means; with two of them nothing is sure."""
    same = [hit for hit in hits if hit[1] is SAME]
    return same[0] if len(same) == 1 else None


def faults(read: Parsed) -> list[list[Any]]:
    """What is not clear, cannot be, or must not be known at all."""
    texts = [(name, text) for name in FREE_TEXT if (text := read.profile_values.get(name))]
    unfit = [out_of_place(name, word) for name, text in texts if (word := hint_word(text))]
    return [reason.kept() for reason in read.wrong] + unfit


def _notes(read: Parsed) -> list[list[Any]]:
    return [reason.kept() for reason in read.notes]


def _check(read: Parsed, hits: Hits, people: Mapping[int, Known]) -> RowCheck:
    if not hits:
        return RowCheck(RowState.NEW, _notes(read), said=read.profile_values)
    sure = _sure(hits)
    if sure is None:
        reasons = [about("alike", person=pk, by=list(how.reasons)) for pk, how in hits]
        return RowCheck(RowState.DOUBTFUL, reasons[:_MOST_NAMED], hits[0][0])
    person = people[sure[0]]
    if person.restricted_on:
        return RowCheck(RowState.DOUBTFUL, [about("locked", person=sure[0])], sure[0])
    return _against(read, person)


def _against(read: Parsed, person: Known) -> RowCheck:
    """What the row would change about somebody who is surely meant."""
    said = dict(read.profile_values)
    if said.get("regime") == person.regime:
        said.pop("regime", None)  # what holds today is nothing new, though another may follow
    merged = merge(person.profile, said)
    notes = _notes(read) + ([about("outdated_status")] if merged.outdated_status else [])
    if not merged.differing:
        return RowCheck(RowState.KNOWN, notes, person.number)
    reasons = [changed(name) for name in merged.differing] + notes
    if person.state in ENDED:
        ended = about("ended", person=person.number)
        return RowCheck(RowState.DOUBTFUL, [ended, *reasons], person.number)
    if person.recipient_id is not None:
        reasons.append(about("transmitted"))
    return RowCheck(RowState.CHANGED, reasons, person.number, merged.profile)
