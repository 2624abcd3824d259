"""Saving a record with its trace, for whoever has asked for the right before.

`deeds` asks at the record's owner and `catalogue` anywhere; where the right lies elsewhere (a
district keeps its municipalities' contacts), the action asks itself and files here.
"""

from typing import Any, TypeVar

from django.db import models, transaction

from kreislotse.access.policy import Actor
from kreislotse.journal.entries import write

R = TypeVar("R", bound=models.Model)
_SILENT = {"id", "search_key", "sort_key"}


@transaction.atomic
def file_new(record: R, verb: str, *, actor: Actor, note: str = "") -> R:
    """Save a new record and leave a trace of all that it says."""
    record.full_clean(validate_unique=False, validate_constraints=False)
    record.save(force_insert=True)
    names = [field.name for field in record._meta.concrete_fields if field.name not in _SILENT]
    said = {name: getattr(record, name) for name in names}
    write(record, verb, actor=actor, note=note, **{k: v for k, v in said.items() if v or v == 0})
    return record


@transaction.atomic
def file_change(record: R, verb: str, *, actor: Actor, note: str = "", **values: Any) -> R:
    """Change the named columns of a locked record; the journal keeps before and after."""
    differences: dict[str, Any] = {
        name: [getattr(record, name), value]
        for name, value in values.items()
        if getattr(record, name) != value
    }
    if not differences:
        return record
    for name, (_before, after) in differences.items():
        setattr(record, name, after)
    record.full_clean(validate_unique=False, validate_constraints=False)
    record.save(update_fields=list(differences))
    write(record, verb, actor=actor, note=note, **differences)
    return record
