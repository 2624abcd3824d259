"""Reference data without an owner: kept by whoever works with it, or by the administrator."""

from typing import Any, TypeVar

from django.db import models

from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, require_anywhere

R = TypeVar("R", bound=models.Model)


def right_to_keep(actor: Actor, own: Permission) -> Permission:
    """The right by which this actor may keep the data: that of the field, else the general one."""
    return own if actor.holds(own) else Permission.REFERENCE_EDIT


def require_keeper(actor: Actor, own: Permission) -> None:
    """Refuse unless the actor works with this data somewhere or maintains reference data."""
    require_anywhere(actor, right_to_keep(actor, own))


def add_entry(record: R, verb: str, *, actor: Actor, own: Permission) -> R:
    """Save a new entry and leave a trace of all that it says."""
    require_keeper(actor, own)
    return file_new(record, verb, actor=actor)


def change_entry(record: R, verb: str, *, actor: Actor, own: Permission, **values: Any) -> R:
    """Change the named columns of a locked entry; the journal keeps before and after."""
    require_keeper(actor, own)
    return file_change(record, verb, actor=actor, **values)
