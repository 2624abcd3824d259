"""What the pages of an organisation, a body and a contact show."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.organisations.contacts import contact_gaps, may_keep
from kreislotse.organisations.models import (
    Body,
    Contact,
    Organisation,
    OrganisationKind,
    Responsibility,
)
from kreislotse.organisations.responsible import organisation_on
from kreislotse.records.tables import valid_on
from kreislotse.web.deeds import Deed
from kreislotse.web.listing import Badge
from kreislotse.web.organisations.listings import contact_badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

REFERENCE = Permission.REFERENCE_EDIT
MANY = 60


def to(name: str, record: Any) -> str:
    """The address of a page about a record of this package."""
    return reverse(f"organisations:{name}", args=[record.pk])


def organisation_context(request: Request, organisation: Organisation) -> dict[str, Any]:
    """The organisation with its area, its successors, its responsibilities and its contacts."""
    today = request.actor.today
    crumbs: list[tuple[Any, str]] = [(_("Organisationen"), reverse("organisations:organisations"))]
    if organisation.part_of:
        crumbs.append((organisation.part_of.name, to("organisation", organisation.part_of)))
    contacts = Contact.objects.visible_to(request.actor).filter(owner=organisation)
    duties = Responsibility.objects.visible_to(request.actor)
    return {
        **record_context(
            request,
            organisation,
            title=organisation.name,
            crumbs=crumbs,
            extra_deeds=[
                (REFERENCE, _("Ändern"), to("organisation_change", organisation)),
                (REFERENCE, _("Nachfolge eintragen"), to("succession_new", organisation)),
            ],
            state=_validity(organisation, request.actor),
        ),
        "facts": _facts(organisation),
        "heirs": organisation_on(organisation, today),
        "parts": _in_names(organisation.parts.all()),
        "area": _in_names(organisation.serves.all()),
        "responsibilities": duties.filter(valid_on(today), body_kind=organisation.kind),
        "contacts": contacts.filter(valid_on(today)).for_list(),
    }


def _in_names(rows: Any) -> list[Organisation]:
    return sorted(rows, key=lambda row: (row.sort_key, row.pk))


def _validity(record: Any, actor: Actor) -> Badge:
    if record.valid_to is not None and record.valid_to < actor.today:
        return Badge(_("besteht nicht mehr"))
    if record.valid_from is not None and record.valid_from > actor.today:
        return Badge(_("besteht noch nicht"))
    return Badge(_("besteht"), "success")


def _facts(organisation: Organisation) -> list[tuple[Any, ...]]:
    """What the register says; what does not apply to this kind of body is left out."""
    superior = organisation.part_of
    facts = [
        (_("Art"), organisation.get_kind_display()),
        (_("Kurzname"), organisation.short_name),
        (_("Rang"), organisation.rank),
        (_("Amtlicher Gemeindeschlüssel"), organisation.key),
        (_("Gehört zu"), superior, to("organisation", superior) if superior else ""),
        (_("Gilt ab"), organisation.valid_from),
        (_("Gilt bis"), organisation.valid_to),
        (_("Quelle"), organisation.source),
    ]
    return [fact for fact in facts if fact[1]]


def body_context(request: Request, body: Body) -> dict[str, Any]:
    """The body with its numbers; its meetings stand with the mandates."""
    keeps = request.actor.holds(REFERENCE)
    keeps = keeps or allowed(request.actor, Permission.MANDATE_EDIT, at=body.owner_id)
    context = record_context(
        request,
        body,
        title=body.name,
        crumbs=[(_("Gremien"), reverse("organisations:bodies"))],
        state=_validity(body, request.actor),
    )
    if keeps:
        context["deeds"] += [_deed(_("Ändern"), to("body_change", body))]
    context["facts"] = [
        (_("Kreis"), body.owner, to("organisation", body.owner)),
        (_("Art"), body.get_kind_display()),
        (_("Mitglieder"), body.members),
        (_("Ladungsfrist in Tagen"), body.notice_days),
        (_("Gilt ab"), body.valid_from),
        (_("Gilt bis"), body.valid_to),
        (_("Quelle"), body.source),
    ]
    return context


def contact_context(request: Request, contact: Contact) -> dict[str, Any]:
    """The contact with the ways to reach the person, and who stands in."""
    context = record_context(
        request,
        contact,
        title=contact.name,
        crumbs=[
            (_("Ansprechpersonen"), reverse("organisations:contacts")),
            (contact.owner.name, to("organisation", contact.owner)),
        ],
        state=contact_badge(request.actor.today, contact),
    )
    ended = contact.valid_to is not None and contact.valid_to < request.actor.today
    if not ended and may_keep(request.actor, contact.owner):
        context["deeds"] += [
            {**_deed(_("Angaben bestätigen"), to("contact_confirm", contact)), "primary": True},
            _deed(_("Ändern"), to("contact_change", contact)),
            _deed(_("Beenden"), to("contact_end", contact)),
        ]
    principal = contact.stands_in_for
    context["facts"] = [
        (_("Kommune"), contact.owner, to("organisation", contact.owner)),
        (_("Thema"), contact.topic),
        (_("Vertritt"), principal, to("contact", principal) if principal else ""),
        (_("Funktion"), contact.function),
        (_("Telefon"), contact.phone),
        (_("E-Mail"), contact.email),
        (_("Erreichbar"), contact.hours),
        (_("Bestätigt am"), contact.confirmed_on),
        (_("Seit"), contact.valid_from),
        (_("Bis"), contact.valid_to),
    ]
    context["deputies"] = contact.deputies.filter(valid_on(request.actor.today)).order_by("pk")
    return context


def _deed(label: Any, address: str) -> dict[str, Any]:
    return {"label": label, "address": address, "primary": False}


def gaps_context(actor: Actor) -> dict[str, Any]:
    """Where a contact is missing in the reader's districts, topics gathered by municipality."""
    seen = Organisation.objects.visible_to(actor).near(actor)
    places = actor.places(Permission.CONTACT_READ)
    gaps = [
        gap
        for district in seen.filter(kind=OrganisationKind.DISTRICT).order_by("sort_key")
        for gap in contact_gaps(district, actor.today)
        if {gap.municipality.pk, district.pk} & places
    ]
    by_place = groupby(gaps, key=lambda gap: gap.municipality)
    lines = [
        {
            "municipality": place,
            "topics": [gap.topic for gap in found],
            "may_name": may_keep(actor, place),
        }
        for place, found in by_place
    ]
    return {"gaps": lines[:MANY], "gap_count": len(gaps)}


def body_keeper(actor: Actor, deed: Deed, owner_id: int | None) -> tuple[Deed, int | None]:
    """The deed and the place for whoever keeps the register, else for the mandates' clerk."""
    if actor.holds(REFERENCE):
        return replace(deed, needs=REFERENCE), min(actor.places(REFERENCE))
    return deed, owner_id
