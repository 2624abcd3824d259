"""The same person twice in one list: the first row counts, a later one is doubtful."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from kreislotse.intake.applying import parts
from kreislotse.intake.checking import identity
from kreislotse.intake.findings import about
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.staging import KeptRow, save_rows
from kreislotse.intake.states import RowState
from kreislotse.intake.values import parse_row
from kreislotse.participants.likeness import Identity, Likeness, find_twins

# What says who somebody is; the rest of a row need not be read again for that.
_WHO = ("full_name", "family_name", "given_names", "born_on", "nationality")
_BEGUN = Q(state=RowState.NEW) | Q(state=RowState.DOUBTFUL)


def mark_twins(upload: Upload, *, today: date) -> None:
    """Make each row doubtful that an earlier one of the list may already be about."""
    rows, people = [], []
    for number, person in _identities(upload, today):
        rows.append(number)
        people.append(person)
    twins = {
        rows[place]: _twice(rows[hits[0][0]], hits[0][1])
        for place, hits in enumerate(find_twins(people))
        if hits
    }
    for some in parts(upload, _BEGUN, "state", "reasons") if twins else ():
        marked = [row for row in some if row.number in twins]
        for row in marked:
            _mark(row, twins[row.number])
        save_rows(marked, "state", "reasons")
    _mark_changed_twice(upload)


def mark_twin(row: UploadRow, *, today: date) -> None:
    """The same for one row that was corrected, against all others."""
    if row.state != RowState.NEW:
        return
    others = [each for each in _identities(row.upload, today) if each[0] != row.number]
    people = [*(person for _, person in others), _who(row.values, row.typed, today)]
    hits = find_twins(people)[-1]
    if hits:
        _mark(row, _twice(others[hits[0][0]][0], hits[0][1]))


def _identities(upload: Upload, today: date) -> Iterator[tuple[int, Identity]]:
    """In the order of the sheet; of each row only what is asked here."""
    rows = UploadRow.objects.filter(_BEGUN, upload=upload).order_by("number")
    for number, values, typed in rows.values_list("number", "values", "typed").iterator():
        yield number, _who(values, typed, today)


def _who(values: Mapping[str, Any], typed: Mapping[str, Any], today: date) -> Identity:
    said = {**values, **typed}
    who = {name: said[name] for name in _WHO if name in said}
    return identity(parse_row(who, today=today).profile_values)


def _twice(number: int, how: Likeness) -> list[Any]:
    return about("twice", row=number, by=list(how.reasons))


def _mark(row: UploadRow | KeptRow, reason: list[Any]) -> None:
    row.state = RowState.DOUBTFUL
    row.reasons = [reason, *row.reasons]


def _mark_changed_twice(upload: Upload) -> None:
    """Rows that would change somebody whom an earlier row of the list speaks of as well."""
    first: dict[int, int] = {}
    spoken = Q(state__in=[RowState.KNOWN, RowState.CHANGED])
    if not UploadRow.objects.filter(upload=upload, state=RowState.CHANGED).exists():
        return
    for some in parts(upload, spoken, "state", "reasons", "candidate_id"):
        marked = []
        for row in some:
            earlier = first.setdefault(row.candidate_id or 0, row.number)
            if earlier != row.number and row.state == RowState.CHANGED:
                reason = about("twice", row=earlier, by=[], person=row.candidate_id)
                _mark(row, reason)
                marked.append(row)
        save_rows(marked, "state", "reasons")
