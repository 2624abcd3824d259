"""Keeping a list's known columns until somebody has looked at them; nothing else is kept of it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from kreislotse.intake.mapping import Column, remarks_on
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.reading import Sheet
from kreislotse.intake.reading.errors import NoRows
from kreislotse.intake.reasons import Remark
from kreislotse.intake.rows import MappedRow, MappedRows
from kreislotse.intake.states import RowState
from kreislotse.records.bulk import insert_rows, update_alike

# The template's own row that shows how to fill it in.
EXAMPLE = "Beispiel – diese Zeile wird nicht gelesen"
_STAGED = (
    "upload_id",
    "number",
    "values",
    "typed",
    "state",
    "reasons",
    "decision",
    "applied",
)


def stage(upload: Upload, sheet: Sheet, columns: Sequence[Column]) -> None:
    """Write the rows of the list, their texts only, and note on the list what was passed over."""
    mapped = MappedRows(sheet, columns)
    upload.rows_total = _write(upload, without_example(mapped))
    if not upload.rows_total:  # the template with nothing but its example
        raise NoRows(sheet=sheet.name, row=sheet.heading_row)
    upload.columns = [[each.letter, each.heading, each.field] for each in columns if each.field]
    upload.left_out = [each.heading for each in columns if not each.field]
    remarks: list[Remark] = [
        *sheet.remarks,
        *remarks_on(sheet.headings, columns),
        *mapped.remarks,
    ]
    upload.remarks = [each.kept() for each in remarks]


def without_example(rows: Iterable[MappedRow]) -> Iterator[MappedRow]:
    return (row for row in rows if row.values.get("family_name") != EXAMPLE)


@dataclass(slots=True)
class KeptRow:
    """A row as it is kept, where thousands are gone through: what was asked for of an UploadRow."""

    pk: int
    number: int
    values: Mapping[str, Any] = field(default_factory=dict)
    typed: Mapping[str, Any] = field(default_factory=dict)
    state: str = RowState.UNCHECKED.value
    reasons: list[Any] = field(default_factory=list)
    candidate_id: int | None = None
    decision: str = ""
    applied: bool = False
    before: dict[str, Any] | None = None


def kept(rows: QuerySet[UploadRow], *columns: str) -> list[KeptRow]:
    """Rows with these columns, number and primary key; what was not asked for is empty."""
    names = ("pk", "number", *columns)
    return [KeptRow(**dict(zip(names, values, strict=True))) for values in rows.values_list(*names)]


def save_rows(rows: Iterable[KeptRow | UploadRow], *columns: str) -> None:
    """Write these columns of rows that are there already, many at once."""
    stored = [_STORED.get(column, _plain) for column in columns]
    update_alike(
        UploadRow,
        columns,
        (
            (
                row.pk,
                [store(getattr(row, name)) for store, name in zip(stored, columns, strict=True)],
            )
            for row in rows
        ),
    )


def shown(value: Any) -> str:
    """A kept value as people read it; of what could not be read, what the cell shows."""
    return str(value[1]) if isinstance(value, list) else str(value)


def _write(upload: Upload, rows: Iterable[MappedRow]) -> int:
    """The rows as they come out of the file, none of them held back in memory; how many."""
    staged = (
        (upload.pk, row.number, _json(row.values), "{}", RowState.UNCHECKED.value, "[]", "", False)
        for row in rows
    )
    insert_rows(UploadRow, _STAGED, staged)
    return UploadRow.objects.filter(upload=upload).count()


def _json_or_none(value: Any) -> str | None:
    return None if value is None else _json(value)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


_json = json.JSONEncoder(ensure_ascii=False).encode
_STORED: Mapping[str, Callable[[Any], Any]] = {"reasons": _json, "before": _json_or_none}
