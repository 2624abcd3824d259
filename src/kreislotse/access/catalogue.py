"""Reference data without an owner: kept by whoever works with it, or by the administrator."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction

from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.journal.entries import plain, write

R = TypeVar("R", bound=models.Model)

_SILENT = {"id", "search_key", "sort_key"}


def right_to_keep(actor: Actor, own: Permission) -> Permission:
    """The right by which this actor may keep the data: that of the field, else the general one."""
    return own if actor.holds(own) else Permission.REFERENCE_EDIT


def require_keeper(actor: Actor, own: Permission) -> None:
    """Refuse unless the actor works with this data somewhere or maintains reference data."""
    require_anywhere(actor, right_to_keep(actor, own))


@transaction.atomic
def add_entry(record: R, verb: str, *, actor: Actor, own: Permission) -> R:
    """Save a new entry and leave a trace of all that it says."""
    require_keeper(actor, own)
    record.full_clean(validate_unique=False, validate_constraints=False)
    record.save(force_insert=True)
    names = [f.name for f in record._meta.concrete_fields if f.name not in _SILENT]
    said = {name: getattr(record, name) for name in names}
    write(record, verb, actor=actor, **{k: v for k, v in said.items() if v or v == 0})
    return record


@transaction.atomic
def change_entry(record: R, verb: str, *, actor: Actor, own: Permission, **values: Any) -> R:
    """Change the named columns of a locked entry; the journal keeps before and after."""
    require_keeper(actor, own)
    differences: Mapping[str, list[Any]] = {
        name: [plain(getattr(record, name)), plain(value)]
        for name, value in values.items()
        if getattr(record, name) != value
    }
    if not differences:
        return record
    for name in differences:
        setattr(record, name, values[name])
    record.full_clean(validate_unique=False, validate_constraints=False)
    record.save(update_fields=list(differences))
    write(record, verb, actor=actor, note="", **differences)
    return record
