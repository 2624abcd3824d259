"""How every action goes about it: lock the record, check right and state, change, leave a trace."""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

from django.db import models, transaction

from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.journal.entries import write, write_all
from kreislotse.kernel.lifecycles import Step
from kreislotse.kernel.refusals import NotAllowed

R = TypeVar("R", bound=models.Model)


def lock(record: R) -> R:
    """The record as it is now, kept for this transaction."""
    manager = type(record)._default_manager
    return manager.select_for_update(of=("self",)).get(pk=record.pk)


def check(record: Any, verb: str, *, actor: Actor) -> Step:
    """Refuse unless the actor has the right and the step starts from the record's state."""
    step = record.LIFECYCLE.step(verb)
    if not may_take(step, record, actor):  # first: the state is none of their business
        raise NotAllowed(permission=step.needs)
    return record.LIFECYCLE.check(verb, state=record.state, label=record.get_state_display())


def open_to(record: Any, actor: Actor) -> list[Step]:
    """The steps that this actor could take on this record now."""
    return [
        step
        for step in record.LIFECYCLE.steps
        if record.state in step.sources and may_take(step, record, actor)
    ]


def may_take(step: Step, record: Any, actor: Actor) -> bool:
    """Whether the actor holds one of the step's rights at the place that it is asked at."""
    return any(
        place is not None and allowed(actor, cast(Permission, right), at=place)
        for right, place in ((right, getattr(record, at)) for right, at in step.rights())
    )


@transaction.atomic
def advance(record: R, verb: str, *, actor: Actor, note: str = "", **changes: Any) -> R:
    """Take a step: the only function that writes a state."""
    step = check(record, verb, actor=actor)
    before = record.state  # type: ignore[attr-defined]
    record.state = step.target  # type: ignore[attr-defined]
    for name, value in changes.items():
        setattr(record, name, value)
    record.save(update_fields=["state", *changes])
    write(record, verb, actor=actor, note=note, **{"from": before, "to": step.target}, **changes)
    return record


@transaction.atomic
def advance_all(
    records: Sequence[R], verb: str, *, actor: Actor, note: str = "", **changes: Any
) -> None:
    """Take the same step with many locked records, each with its entry in the journal.

    As few statements for thousands as for one; refused as a whole if one of them cannot take it.
    """
    groups: dict[str, list[Any]] = {}
    for record in records:
        check(record, verb, actor=actor)
        groups.setdefault(record.state, []).append(record)  # type: ignore[attr-defined]
    for before, some in groups.items():
        changed = {"state": some[0].LIFECYCLE.step(verb).target, **changes}
        rows = type(some[0])._default_manager.filter(pk__in=[each.pk for each in some])
        rows.update(**changed)
        for record in some:
            for name, value in changed.items():
                setattr(record, name, value)
        said = {"from": before, "to": changed["state"], **changes}
        write_all(some, verb, actor=actor, note=note, **said)


def add(record: R, verb: str, *, actor: Actor, needs: Permission, note: str = "") -> R:
    """Save a new record at its owner and leave a trace of all that it says."""
    require(actor, needs, at=record.owner_id)  # type: ignore[attr-defined]
    return file_new(record, verb, actor=actor, note=note)


def change(
    record: R, verb: str, *, actor: Actor, needs: Permission, note: str = "", **values: Any
) -> R:
    """Change the named columns of a locked record; the journal keeps before and after."""
    require(actor, needs, at=record.owner_id)  # type: ignore[attr-defined]
    return file_change(record, verb, actor=actor, note=note, **values)
