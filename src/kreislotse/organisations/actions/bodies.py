"""Registering councils and committees."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, require, require_anywhere
from kreislotse.organisations.errors import NameTaken
from kreislotse.organisations.models import Body, Organisation
from kreislotse.organisations.rules import in_order


class BodyChanges(TypedDict, total=False):
    """What can be changed about a body."""

    name: str
    kind: str
    gender: str
    members: int | None
    notice_days: int | None
    valid_from: date | None
    valid_to: date | None
    source: str


@transaction.atomic
def register_body(
    *,
    actor: Actor,
    owner: Organisation,
    name: str,
    kind: str,
    gender: str = "m",
    members: int | None = None,
    notice_days: int | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> Body:
    """Take a council or committee of a district into the register."""
    _ask(actor, owner.pk)
    _check_name(owner.pk, name)
    in_order(valid_from, valid_to, (_("Beginn"), _("Ende")))
    body = Body(
        owner=owner,
        name=name,
        kind=kind,
        gender=gender,
        members=members,
        notice_days=notice_days,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    return file_new(body, "register_body", actor=actor)


@transaction.atomic
def change_body(body: Body, *, actor: Actor, **changes: Unpack[BodyChanges]) -> Body:
    """Correct what the register says about a body, or end it."""
    _ask(actor, body.owner_id)
    body = lock(body)
    _check_name(body.owner_id, changes.get("name", body.name), but=body)
    in_order(
        changes.get("valid_from", body.valid_from),
        changes.get("valid_to", body.valid_to),
        (_("Beginn"), _("Ende")),
    )
    return file_change(body, "change_body", actor=actor, **changes)


def _ask(actor: Actor, owner_id: int) -> None:
    """Whoever keeps the district's mandates or the register keeps its bodies."""
    if actor.holds(Permission.REFERENCE_EDIT):
        require_anywhere(actor, Permission.REFERENCE_EDIT)
    else:
        require(actor, Permission.MANDATE_EDIT, at=owner_id)


def _check_name(owner_id: int, name: str, but: Body | None = None) -> None:
    namesakes = Body.objects.filter(owner_id=owner_id, name=name)
    if (namesakes.exclude(pk=but.pk) if but else namesakes).exists():
        raise NameTaken(name=name)
