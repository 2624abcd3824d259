"""Who is responsible for what on a day, and who does today what an organisation once did."""

from collections.abc import Sequence
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
    return responsible_for_each(regime, [task], municipality, on, contacts=contacts)[task]


def responsible_for_each(
    regime: str,
    tasks: Sequence[str],
    municipality: Organisation,
    on: date,
    *,
    contacts: QuerySet[Contact] | None = None,
) -> dict[str, Responsible | None]:
    """The same for several tasks at once, with as many queries as for one."""
    rows = Responsibility.objects.filter(valid_on(on), regime=regime, task__in=tasks)
    laws = {row.task: row for row in rows.order_by(F("valid_from").asc(nulls_first=True), "pk")}
    bodies = _bodies({law.body_kind for law in laws.values()}, municipality, on)
    known = Contact.objects.all() if contacts is None else contacts
    topics = {task: CONTACT_TOPICS.get((regime, task)) for task in laws}
    asked = _contacts(known, {topic for topic in topics.values() if topic}, municipality, on)
    found: dict[str, Responsible | None] = dict.fromkeys(tasks)
    for task, law in laws.items():
        found[task] = Responsible(
            kind=OrganisationKind(law.body_kind),
            body=bodies.get(law.body_kind),
            norm=law.norm,
            source=law.source,
            contact=asked.get(topics[task] or ""),
        )
    return found


def organisation_on(organisation: Organisation, day: date) -> list[Heir]:
    """Who does on this day what the organisation did, task by task; itself if nothing passed on."""
    rows = Succession.objects.filter(since__lte=day)
    links = [
        Link(*row) for row in rows.values_list("predecessor_id", "successor_id", "task", "since")
    ]
    found = heirs(organisation.pk, links, day)
    known = Organisation.objects.in_bulk([heir.organisation for heir in found])
    return [Heir(heir.task, known[heir.organisation]) for heir in found]


def _bodies(kinds: set[str], municipality: Organisation, on: date) -> dict[str, Organisation]:
    """The municipality, its district, what is a part of either, or what serves either."""
    found = {OrganisationKind.MUNICIPALITY.value: municipality}
    others = kinds - set(found)
    if not others:
        return found
    places = [place for place in (municipality.pk, municipality.part_of_id) if place is not None]
    nearby = Q(pk__in=places) | Q(part_of__in=places) | Q(serves__in=places)
    rows = Organisation.objects.filter(valid_on(on), nearby, kind__in=others)
    for body in rows.order_by("sort_key", "pk"):
        found.setdefault(body.kind, body)
    return found


def _contacts(
    contacts: QuerySet[Contact], topics: set[str], municipality: Organisation, on: date
) -> dict[str, Contact]:
    if not topics:
        return {}
    named = contacts.filter(valid_on(on), owner=municipality, topic__code__in=topics)
    rows = named.select_related("topic", "owner").order_by(
        F("stands_in_for").asc(nulls_first=True), "-confirmed_on", "pk"
    )
    found: dict[str, Contact] = {}
    for contact in rows:
        found.setdefault(contact.topic.code, contact)
    return found
