"""Who is responsible for what on a day, and who does today what an organisation once did."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

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
from kreislotse.records.together import ask_together


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
    register = Register(municipality, on, contacts=contacts)
    ask_together(*register.questions)
    return register.responsible(regime, [task])[task]


class Register:
    """What there is to know about who is responsible in a municipality on a day.

    `questions` are the rows that it rests on; who asks them together asks once.
    """

    def __init__(
        self, municipality: Organisation, on: date, *, contacts: QuerySet[Contact] | None = None
    ) -> None:
        self.municipality = municipality
        self._laws = Responsibility.objects.filter(valid_on(on)).order_by(
            F("valid_from").asc(nulls_first=True), "pk"
        )
        self._bodies = _bodies(municipality, on)
        self._contacts = _contacts(Contact.objects if contacts is None else contacts, municipality)
        self._contacts = self._contacts.filter(valid_on(on))

    @property
    def questions(self) -> tuple[QuerySet[Any], ...]:
        return self._laws, self._bodies, self._contacts

    def responsible(self, regime: str, tasks: Sequence[str]) -> dict[str, Responsible | None]:
        """Who is responsible for each of these tasks; None where no law says it."""
        found: dict[str, Responsible | None] = dict.fromkeys(tasks)
        bodies = {OrganisationKind.MUNICIPALITY.value: self.municipality}
        for body in self._bodies:
            bodies.setdefault(body.kind, body)
        asked: dict[str, Contact] = {}
        for contact in self._contacts:
            asked.setdefault(contact.topic.code, contact)
        for law in self._laws:
            if law.regime == regime and law.task in found:
                found[law.task] = Responsible(
                    kind=OrganisationKind(law.body_kind),
                    body=bodies.get(law.body_kind),
                    norm=law.norm,
                    source=law.source,
                    contact=asked.get(CONTACT_TOPICS.get((regime, law.task), "")),
                )
        return found


def _bodies(municipality: Organisation, on: date) -> QuerySet[Organisation]:
    """The district of the municipality, what is a part of either, or what serves either."""
    places = [place for place in (municipality.pk, municipality.part_of_id) if place is not None]
    nearby = Q(pk__in=places) | Q(part_of__in=places) | Q(serves__in=places)
    kinds = Responsibility.objects.filter(valid_on(on)).values("body_kind")
    rows = Organisation.objects.filter(valid_on(on), nearby, kind__in=kinds)
    others = rows.exclude(kind=OrganisationKind.MUNICIPALITY)
    return others.order_by("sort_key", "pk").distinct()


def _contacts(contacts: Any, municipality: Organisation) -> QuerySet[Contact]:
    """The municipality's contacts for the tasks, each before the deputies."""
    topics = set(CONTACT_TOPICS.values())
    named: QuerySet[Contact] = contacts.filter(owner=municipality, topic__code__in=topics)
    return named.select_related("topic", "owner").order_by(
        F("stands_in_for").asc(nulls_first=True), "-confirmed_on", "pk"
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
