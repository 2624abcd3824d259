"""Naming, confirming and ending contact persons of municipalities."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.organisations.contacts import place_to_ask
from kreislotse.organisations.errors import (
    AlreadyEnded,
    ContactUnreachable,
    DeputyElsewhere,
    DeputyOfADeputy,
    NotAMunicipality,
)
from kreislotse.organisations.models import Contact, ContactTopic, Organisation, OrganisationKind
from kreislotse.organisations.rules import in_order


class ContactChanges(TypedDict, total=False):
    """What can be changed about a contact: the way to reach the person (R-CON-04)."""

    name: str
    function: str
    phone: str
    email: str
    hours: str


@transaction.atomic
def name_contact(
    municipality: Organisation,
    *,
    actor: Actor,
    topic: ContactTopic,
    name: str,
    function: str = "",
    phone: str = "",
    email: str = "",
    hours: str = "",
    valid_from: date | None = None,
    stands_in_for: Contact | None = None,
) -> Contact:
    """Name a municipality's contact person for a topic, or the deputy of one (R-CON-01)."""
    require(actor, Permission.CONTACT_EDIT, at=place_to_ask(actor, municipality))
    if municipality.kind != OrganisationKind.MUNICIPALITY:
        raise NotAMunicipality(name=municipality.name)
    _check_reachable(phone, email)
    if stands_in_for is not None:
        _check_deputy(lock(stands_in_for), municipality, topic)
    contact = Contact(
        owner=municipality,
        topic=topic,
        name=name,
        function=function,
        phone=phone,
        email=email,
        hours=hours,
        valid_from=valid_from or actor.today,
        stands_in_for=stands_in_for,
        confirmed_on=actor.today,
    )
    return file_new(contact, "name_contact", actor=actor)


@transaction.atomic
def change_contact(contact: Contact, *, actor: Actor, **changes: Unpack[ContactChanges]) -> Contact:
    """Correct how a contact person is reached; whoever changes it confirms it too."""
    require(actor, Permission.CONTACT_EDIT, at=place_to_ask(actor, contact.owner))
    contact = _still_named(contact, actor)
    _check_reachable(changes.get("phone", contact.phone), changes.get("email", contact.email))
    return file_change(contact, "change_contact", actor=actor, confirmed_on=actor.today, **changes)


@transaction.atomic
def confirm_contact(contact: Contact, *, actor: Actor) -> Contact:
    """Confirm that a contact person is still the right one (R-CON-02)."""
    require(actor, Permission.CONTACT_EDIT, at=place_to_ask(actor, contact.owner))
    contact = _still_named(contact, actor)
    return file_change(contact, "confirm_contact", actor=actor, confirmed_on=actor.today)


@transaction.atomic
def end_contact(contact: Contact, *, actor: Actor, ends_on: date) -> Contact:
    """Say on which day a contact person and the deputies stop being the ones to ask."""
    require(actor, Permission.CONTACT_EDIT, at=place_to_ask(actor, contact.owner))
    contact = lock(contact)
    if contact.valid_to is not None and contact.valid_to <= ends_on:
        raise AlreadyEnded(ended=f"{contact.valid_to:%d.%m.%Y}")
    in_order(contact.valid_from, ends_on, (_("Beginn"), _("Ende")))
    for deputy in contact.deputies.select_for_update().order_by("pk"):
        if deputy.valid_to is None or deputy.valid_to > ends_on:
            last_day = max(ends_on, deputy.valid_from or ends_on)
            file_change(deputy, "end_contact", actor=actor, valid_to=last_day)
    return file_change(contact, "end_contact", actor=actor, valid_to=ends_on)


def _still_named(contact: Contact, actor: Actor) -> Contact:
    contact = lock(contact)
    if contact.valid_to is not None and contact.valid_to < actor.today:
        raise AlreadyEnded(ended=f"{contact.valid_to:%d.%m.%Y}")
    return contact


def _check_reachable(phone: str, email: str) -> None:
    if not (phone.strip() or email.strip()):
        raise ContactUnreachable


def _check_deputy(principal: Contact, municipality: Organisation, topic: ContactTopic) -> None:
    if (principal.owner_id, principal.topic_id) != (municipality.pk, topic.pk):
        raise DeputyElsewhere
    if principal.stands_in_for_id is not None:
        raise DeputyOfADeputy
