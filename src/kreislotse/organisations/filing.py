"""Saving records whose right was asked for elsewhere than at their owner, with their trace.

Reference data have no owner, and a district keeps its municipalities' contacts: `access.deeds`
asks at the owner, so their actions ask first and file here.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from kreislotse.access.policy import Actor
from kreislotse.journal import entries

R = TypeVar("R", bound=models.Model)
_SILENT = {"id", "search_key", "sort_key"}


def file_new(record: R, verb: str, *, actor: Actor) -> R:
    """Save a new record and leave a trace of all that it says."""
    record.full_clean(validate_unique=False, validate_constraints=False)
    record.save(force_insert=True)
    names = [field.name for field in record._meta.concrete_fields if field.name not in _SILENT]
    said = {name: getattr(record, name) for name in names}
    entries.write(record, verb, actor=actor, **{k: v for k, v in said.items() if v or v == 0})
    return record


def file_change(record: R, verb: str, *, actor: Actor, **values: Any) -> R:
    """Change the named columns of a locked record; the journal keeps before and after."""
    differences: Mapping[str, Any] = {
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
    entries.write(record, verb, actor=actor, **differences)
    return record
