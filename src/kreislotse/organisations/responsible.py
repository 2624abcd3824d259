"""Who is responsible for what on a day, and who does today what an organisation once did."""

from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, QuerySet

from kreislotse.organisations.models import (
    Contact,
    Organisation,
    OrganisationKind,
    Responsibility,
    Succession,
)
from kreislotse.organisations.rules import CONTACT_TOPICS, Link, heirs
from kreislotse.records.tables import valid_on


class Responsible(NamedTuple):
    """The answer: which kind of body by which norm, which one that is here, and whom to ask.

    `body` is None where the register knows no body of the kind for the place; `contact` is the
    municipality's contact person for the regime's task.
    """

    kind: OrganisationKind
    body: Organisation | None
    norm: str
    source: str
    contact: Contact | None


class Heir(NamedTuple):
    """Who does a task on the day asked for; no task means all of them."""

    task: str
    organisation: Organisation


def responsible_for(
    regime: str,
    task: str,
    municipality: Organisation,
    on: date,
    *,
    contacts: QuerySet[Contact] | None = None,
) -> Responsible | None:
    """Who is responsible for people of a legal regime in a municipality (R-CON-03).

    None where no law makes anybody responsible. `contacts` narrows the contacts to those
    that the reader may see.
    """
    rows = Responsibility.objects.filter(valid_on(on), regime=regime, task=task)
    row = rows.order_by(F("valid_from").asc(nulls_first=True), "pk").last()
    if row is None:
        return None
    kind = OrganisationKind(row.body_kind)
    known = Contact.objects.all() if contacts is None else contacts
    return Responsible(
        kind=kind,
        body=_body(kind, municipality, on),
        norm=row.norm,
        source=row.source,
        contact=_contact(known, CONTACT_TOPICS.get((regime, task)), municipality, on),
    )


def organisation_on(organisation: Organisation, day: date) -> list[Heir]:
    """Who does on this day what the organisation did, task by task; itself if nothing passed on."""
    rows = Succession.objects.filter(since__lte=day)
    links = [
        Link(*row) for row in rows.values_list("predecessor_id", "successor_id", "task", "since")
    ]
    found = heirs(organisation.pk, links, day)
    known = Organisation.objects.in_bulk([heir.organisation for heir in found])
    return [Heir(heir.task, known[heir.organisation]) for heir in found]


def _body(kind: OrganisationKind, municipality: Organisation, on: date) -> Organisation | None:
    """The municipality, its district, what is a part of either, or what serves either."""
    places = [place for place in (municipality.pk, municipality.part_of_id) if place is not None]
    if kind == OrganisationKind.MUNICIPALITY:
        return municipality
    nearby = Q(pk__in=places) | Q(part_of__in=places) | Q(serves__in=places)
    found = Organisation.objects.filter(valid_on(on), nearby, kind=kind)
    return found.order_by("sort_key", "pk").first()


def _contact(
    contacts: QuerySet[Contact], topic: str | None, municipality: Organisation, on: date
) -> Contact | None:
    if topic is None:
        return None
    named = contacts.filter(valid_on(on), owner=municipality, topic__code=topic)
    return (
        named.select_related("topic", "owner")
        .order_by(F("stands_in_for").asc(nulls_first=True), "-confirmed_on", "pk")
        .first()
    )
