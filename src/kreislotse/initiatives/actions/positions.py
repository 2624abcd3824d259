"""What others hold about an initiative, reported with its source."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.errors import PositionWithoutSource
from kreislotse.initiatives.models import Initiative, Position
from kreislotse.organisations.models import Organisation

EDIT = Permission.INITIATIVE_EDIT


@transaction.atomic
def record_position(
    initiative: Initiative,
    *,
    actor: Actor,
    holder: Organisation,
    stance: str,
    statement: str,
    dated: date | None = None,
    said_by: Organisation | None = None,
    source: str = "",
) -> Position:
    """Record what an organisation holds, and who says so (R-CPT-04)."""
    require(actor, EDIT, at=initiative.owner_id)
    _check_source(said_by, source)
    position = Position(
        initiative=lock(initiative),
        holder=holder,
        stance=stance,
        statement=statement,
        dated=dated,
        said_by=said_by,
        source=source,
    )
    return add(position, "record_position", actor=actor, needs=EDIT)


@transaction.atomic
def change_position(
    position: Position,
    *,
    actor: Actor,
    stance: str,
    statement: str,
    dated: date | None,
    said_by: Organisation | None,
    source: str,
) -> Position:
    """Set right what is recorded of a position; whose it is stays."""
    require(actor, EDIT, at=position.owner_id)
    _check_source(said_by, source)
    return change(
        lock(position),
        "change_position",
        actor=actor,
        needs=EDIT,
        stance=stance,
        statement=statement,
        dated=dated,
        said_by=said_by,
        source=source,
    )


def _check_source(said_by: Organisation | None, source: str) -> None:
    if said_by is None and not source.strip():
        raise PositionWithoutSource
