"""Registering organisations and saying who has taken over from whom."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.journal import entries
from kreislotse.organisations.errors import (
    KeyTaken,
    PartOfItself,
    SuccessionCircle,
    SuccessionKnown,
)
from kreislotse.organisations.models import Organisation, Succession
from kreislotse.organisations.rules import in_order, leads_to


class OrganisationChanges(TypedDict, total=False):
    """What can be changed about an organisation."""

    kind: str
    name: str
    short_name: str
    key: str
    rank: str
    gender: str
    genitive: str
    dative: str
    part_of: Organisation | None
    serves: Iterable[Organisation]
    valid_from: date | None
    valid_to: date | None
    source: str


@transaction.atomic
def register_organisation(
    *,
    actor: Actor,
    kind: str,
    name: str,
    short_name: str = "",
    key: str = "",
    rank: str = "",
    gender: str = "n",
    genitive: str = "",
    dative: str = "",
    part_of: Organisation | None = None,
    serves: Iterable[Organisation] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> Organisation:
    """Take an authority, an agency, a provider or a municipality into the register."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    _check_key(key)
    _check_days(valid_from, valid_to)
    organisation = Organisation(
        kind=kind,
        name=name,
        short_name=short_name,
        key=key,
        rank=rank,
        gender=gender,
        genitive=genitive,
        dative=dative,
        part_of=part_of,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    file_new(organisation, "register_organisation", actor=actor)
    organisation.serves.set(serves)
    return organisation


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, actor: Actor, **changes: Unpack[OrganisationChanges]
) -> Organisation:
    """Correct what the register says about an organisation, or end it."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    organisation = lock(organisation)
    columns: dict[str, Any] = {name: value for name, value in changes.items() if name != "serves"}
    _check_key(changes.get("key", ""), but=organisation)
    _check_days(
        changes.get("valid_from", organisation.valid_from),
        changes.get("valid_to", organisation.valid_to),
    )
    if part_of := changes.get("part_of"):
        _check_parts(organisation, part_of)
    file_change(organisation, "change_organisation", actor=actor, **columns)
    if "serves" in changes:
        _change_area(organisation, {each.pk for each in changes["serves"]}, actor)
    return organisation


@transaction.atomic
def record_succession(
    predecessor: Organisation,
    successor: Organisation,
    *,
    actor: Actor,
    since: date,
    task: str = "",
    source: str = "",
) -> Succession:
    """Record who has taken over all tasks, or one task, of an organisation since a day."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    lock(predecessor)
    links = Succession.objects.values_list("predecessor_id", "successor_id")
    if leads_to(successor.pk, predecessor.pk, links):
        raise SuccessionCircle(successor=successor.name, predecessor=predecessor.name)
    known = Succession.objects.filter(predecessor=predecessor, successor=successor, task=task)
    if earlier := known.first():
        raise SuccessionKnown(since=f"{earlier.since:%d.%m.%Y}")
    in_order(predecessor.valid_from, since, (_("Beginn der Vorgängerin"), _("Nachfolge")))
    succession = Succession(
        predecessor=predecessor, successor=successor, task=task, since=since, source=source
    )
    return file_new(succession, "record_succession", actor=actor)


def _check_key(key: str, but: Organisation | None = None) -> None:
    others = Organisation.objects.exclude(pk=but.pk) if but else Organisation.objects.all()
    if key and (holder := others.filter(key=key).first()):
        raise KeyTaken(key=key, name=holder.name)


def _check_days(valid_from: date | None, valid_to: date | None) -> None:
    in_order(valid_from, valid_to, (_("Beginn"), _("Ende")))


def _check_parts(organisation: Organisation, part_of: Organisation) -> None:
    upwards = Organisation.objects.exclude(part_of=None).values_list("pk", "part_of_id")
    if leads_to(part_of.pk, organisation.pk, upwards):
        raise PartOfItself(name=part_of.name)


def _change_area(organisation: Organisation, served: set[int], actor: Actor) -> None:
    before = set(organisation.serves.values_list("pk", flat=True))
    if served == before:
        return
    organisation.serves.set(served)
    entries.write(
        organisation,
        "change_service_area",
        actor=actor,
        added=sorted(served - before),
        removed=sorted(before - served),
    )
