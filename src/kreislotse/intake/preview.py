"""What a list would bring, row by row, without writing anything anywhere: for the command line."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kreislotse.intake import findings
from kreislotse.intake.checking import RowCheck, check_rows, faults, identity, parsed
from kreislotse.intake.mapping import Column, guess, remarks_on
from kreislotse.intake.models import Upload
from kreislotse.intake.reading import Sheet, read_sheet
from kreislotse.intake.reasons import Reason, Remark
from kreislotse.intake.rows import MappedRow, MappedRows
from kreislotse.intake.staging import KeptRow, without_example
from kreislotse.intake.states import RowState
from kreislotse.organisations.models import Organisation
from kreislotse.participants.likeness import find_twins
from kreislotse.records.bulk import uncollected

_AT_ONCE = 2000
_STATES = (RowState.NEW, RowState.KNOWN, RowState.CHANGED, RowState.DOUBTFUL, RowState.WRONG)


@dataclass(frozen=True)
class Preview:
    """A list as it was read, and what each of its rows is."""

    sheet: Sheet
    columns: list[Column]
    remarks: list[Remark]
    rows: list[MappedRow]
    checks: list[RowCheck]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by state; together they are all rows."""
        found = Counter(check.state for check in self.checks)
        return {state.value: found[state] for state in _STATES}


@uncollected
def preview_list(
    name: str, content: bytes, *, municipality: Organisation | None, today: date
) -> Preview:
    """Read a list and compare it with a municipality's people, or only with itself."""
    sheet = read_sheet(name, content)
    columns = guess(sheet.headings, {})
    mapped = MappedRows(sheet, columns)
    rows = list(without_example(mapped))
    remarks = [*sheet.remarks, *remarks_on(sheet.headings, columns), *mapped.remarks]
    checks = _checks(rows, columns, municipality, today)
    return Preview(sheet, columns, remarks, rows, checks)


def _checks(
    rows: Sequence[MappedRow],
    columns: Sequence[Column],
    municipality: Organisation | None,
    today: date,
) -> list[RowCheck]:
    kept = [[column.letter, column.heading, column.field] for column in columns if column.field]
    # It is never saved, and none of its rows.
    upload = Upload(owner=municipality, columns=kept)
    checks: list[RowCheck] = []
    identities = []
    for begin in range(0, len(rows), _AT_ONCE):
        some = [KeptRow(0, row.number, row.values) for row in rows[begin : begin + _AT_ONCE]]
        if municipality is None:
            found = [_alone(row, upload, today) for row in some]
        else:
            found = check_rows(some, upload, today=today)
        for row, check in zip(some, found, strict=True):
            if check.state in (RowState.NEW, RowState.DOUBTFUL):
                said = check.said or parsed(row, upload, today).profile_values
                identities.append((len(checks), identity(said)))
            checks.append(RowCheck(check.state, check.reasons))
    twins = find_twins(person for _, person in identities)
    for (at, _person), hits in zip(identities, twins, strict=True):
        if hits:
            first, how = hits[0]
            number = rows[identities[first][0]].number
            twice = findings.about("twice", row=number, by=list(how.reasons))
            checks[at] = RowCheck(RowState.DOUBTFUL, [twice, *checks[at].reasons])
    return checks


def _alone(row: KeptRow, upload: Upload, today: date) -> RowCheck:
    """What the row is by itself: new or wrong."""
    read = parsed(row, upload, today)
    wrong = faults(read)
    if wrong:
        return RowCheck(RowState.WRONG, wrong)
    notes = [reason.kept() for reason in read.notes]
    return RowCheck(RowState.NEW, notes, said=read.profile_values)


def told(preview: Preview, file: str) -> Iterator[str]:
    """The preview as JSON, with every reason in words; piece by piece, for it may be long."""
    whole = _json({**_described(preview, file), "rows": []})
    if not preview.rows:
        yield whole
        return
    begin, end = whole[: -len("]\n}")], "\n ]\n}"
    for row, check in zip(preview.rows, preview.checks, strict=True):
        # A text holds no line break of its own in JSON.
        said = _json(_row(row, check, preview.sheet.name)).replace("\n", "\n  ")
        yield f"{begin}\n  {said}"
        begin = ","
    yield end


_json = json.JSONEncoder(ensure_ascii=False, indent=1).encode


def _described(preview: Preview, file: str) -> dict[str, Any]:
    """What there is to say of the list as a whole."""
    sheet = preview.sheet
    return {
        "file": file,
        "format": sheet.format,
        "sheet": sheet.name,
        "heading_row": sheet.heading_row,
        "columns": [_column(column) for column in preview.columns],
        "remarks": [{"key": each.key, "text": each.sentence()} for each in preview.remarks],
        "counts": {"rows": len(preview.rows), **preview.counts},
    }


def _row(row: MappedRow, check: RowCheck, sheet: str) -> dict[str, Any]:
    return {
        "row": row.number,
        "state": check.state.value,
        "values": row.values,
        "reasons": [_reason(kept, sheet) for kept in check.reasons],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "letter": column.letter,
        "heading": column.heading,
        "field": column.field,
        "certainty": column.certainty.name.lower(),
        "offered": column.offered,
        "forbidden": column.is_forbidden,
    }


def _reason(kept: Sequence[Any], sheet: str) -> dict[str, Any]:
    field, cell, key, _facts = kept
    found = findings.is_finding(kept)
    text = findings.sentence(kept) if found else Reason.of(kept).sentence(sheet)
    return {"field": field, "cell": cell, "key": key, "text": text}
