"""The only writers of the services that initiatives offer."""

from datetime import date

from django.db import transaction

from kreislotse.access.catalogue import add_entry, require_keeper
from kreislotse.access.deeds import add, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.counselling.errors import NameTaken, OfferedAlready
from kreislotse.counselling.models import ServiceKind, ServiceOffered
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder

EDIT = Permission.INITIATIVE_EDIT


@transaction.atomic
def register_service_kind(
    *,
    actor: Actor,
    code: str,
    title: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> ServiceKind:
    require_keeper(actor, EDIT)
    if ServiceKind.objects.filter(code=code).exists():
        raise NameTaken(code=code)
    if valid_from and valid_to and valid_to < valid_from:
        raise DateOrder(
            later_name="Das Ende der Gültigkeit",
            later=date_short(valid_to),
            earlier_name="dem Beginn",
            earlier=date_short(valid_from),
        )
    kind = ServiceKind(
        code=code, title=title, valid_from=valid_from, valid_to=valid_to, source=source
    )
    return add_entry(kind, "register_service_kind", actor=actor, own=EDIT)


@transaction.atomic
def offer_service(
    initiative: Initiative, *, actor: Actor, kind: ServiceKind, position: int
) -> ServiceOffered:
    """The initiative offers this service; `position` orders the list in the report."""
    require(actor, EDIT, at=initiative.owner_id)
    if initiative.services.filter(kind=kind).exists():
        raise OfferedAlready(initiative=initiative, kind=kind)
    service = ServiceOffered(initiative=initiative, kind=kind, position=position)
    return add(service, "offer_service", actor=actor, needs=EDIT)


@transaction.atomic
def remove_service(service: ServiceOffered, *, actor: Actor) -> None:
    """The initiative no longer offers it; the journal keeps that it did."""
    service = lock(service)
    require(actor, EDIT, at=service.owner_id)
    write(service, "remove_service", actor=actor, initiative=service.initiative, kind=service.kind)
    service.delete()
