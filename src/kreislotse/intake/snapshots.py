"""A candidate's record row by row, as it was: kept before a list changes it, put back to undo."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models

from kreislotse.participants.models import (
    Candidate,
    LanguageSkill,
    NameWord,
    Qualification,
    RegimePeriod,
    ResidenceStatus,
)

# What taking over a list may change below the candidate's own row.
_BELOW: tuple[type[models.Model], ...] = (
    ResidenceStatus,
    RegimePeriod,
    Qualification,
    LanguageSkill,
    NameWord,
)
_AT_ONCE = 500
Snapshot = dict[str, list[list[Any]]]


def snapshots(ids: Sequence[int]) -> dict[int, Snapshot]:
    """Every row of each of these candidates, in plain values."""
    found: dict[int, Snapshot] = {number: {} for number in ids}
    for table, key in _tables():
        names = _columns(table)
        at = names.index(key)
        for some in _parts(ids):
            rows = table._default_manager.filter(**{f"{key}__in": some}).order_by("pk")
            for row in rows.values_list(*names):
                kept = found[row[at]].setdefault(table._meta.label, [])
                kept.append([_plain(value) for value in row])
    return found


def restore(kept: Mapping[int, Snapshot]) -> None:
    """Put the rows back as they were, with their own numbers; what came since goes."""
    for table, key in _tables():
        fields = table._meta.concrete_fields
        rows = [
            table(**{f.attname: f.to_python(v) for f, v in zip(fields, row, strict=True)})
            for snapshot in kept.values()
            for row in snapshot.get(table._meta.label, ())
        ]
        if table is Candidate:
            names = [field.name for field in fields if not field.primary_key]
            _put(table, rows, update_conflicts=True, update_fields=names, unique_fields=["id"])
            continue
        for some in _parts(list(kept)):
            table._default_manager.filter(**{f"{key}__in": some}).delete()
        _put(table, rows)


def _tables() -> list[tuple[type[models.Model], str]]:
    return [(Candidate, "id"), *((table, "candidate_id") for table in _BELOW)]


def _columns(table: type[models.Model]) -> list[str]:
    return [field.attname for field in table._meta.concrete_fields]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _put(table: type[models.Model], rows: list[models.Model], **options: Any) -> None:
    table._default_manager.bulk_create(rows, batch_size=_AT_ONCE, **options)


def _parts(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
