"""Contacts of municipalities: where they are missing, which to confirm, who may keep them."""

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.organisations.models import Contact, ContactTopic, Organisation, OrganisationKind
from kreislotse.organisations.rules import confirmation_due, overdue_until
from kreislotse.records.tables import valid_on


class Gap(NamedTuple):
    """A mandatory topic for which a municipality has named nobody."""

    municipality: Organisation
    topic: ContactTopic


def place_to_ask(actor: Actor, municipality: Organisation) -> int:
    """Where the right to keep a municipality's contacts is asked for.

    At its district for whoever keeps contacts there, else at the municipality itself.
    """
    district = municipality.part_of_id
    if district is not None and allowed(actor, Permission.CONTACT_EDIT, at=district):
        return district
    return municipality.pk


def may_keep(actor: Actor, municipality: Organisation) -> bool:
    """Whether this actor may name and change the municipality's contacts."""
    return allowed(actor, Permission.CONTACT_EDIT, at=place_to_ask(actor, municipality))


def contact_gaps(district: Organisation, on: date) -> list[Gap]:
    """The mandatory topics without a contact, municipality by municipality (R-CON-01).

    A deputy alone does not fill a gap: a deputy stands in for somebody.
    """
    topics = list(ContactTopic.objects.filter(mandatory=True).order_by("title"))
    principals = Contact.objects.filter(
        valid_on(on), owner__part_of=district, stands_in_for__isnull=True
    )
    named = set(principals.values_list("owner_id", "topic_id"))
    return [
        Gap(municipality, topic)
        for municipality in municipalities(district, on)
        for topic in topics
        if (municipality.pk, topic.pk) not in named
    ]


def municipalities(district: Organisation, on: date) -> list[Organisation]:
    """The district's towns and municipalities on this day, in the order of names."""
    found = district.parts.filter(valid_on(on), kind=OrganisationKind.MUNICIPALITY)
    return list(found.order_by("sort_key", "pk"))


def contacts_to_confirm(district: Organisation, on: date) -> list[Contact]:
    """The contacts whose confirmation is due, the longest waiting first (R-CON-02)."""
    named = Contact.objects.filter(owner__part_of=district).select_related("owner", "topic")
    waiting = list(due_for_confirmation(named, on).order_by("owner__sort_key", "pk"))
    return sorted(
        waiting, key=lambda c: confirmation_due(c.confirmed_on, c.topic.confirm_every_months)
    )


def due_for_confirmation(contacts: QuerySet[Contact], on: date) -> QuerySet[Contact]:
    """Those contacts in force whose topic's months have passed since they were confirmed."""
    due = Q(pk__in=())
    for months in ContactTopic.objects.values_list("confirm_every_months", flat=True).distinct():
        due |= Q(topic__confirm_every_months=months, confirmed_on__lte=overdue_until(on, months))
    return contacts.filter(valid_on(on), due)
