"""The sample district as a demonstration: the facts of 2015 and invented people."""

from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from kreislotse.access.actions import mark_installation, open_account
from kreislotse.access.installation import is_demo
from kreislotse.access.models import Installation
from kreislotse.access.policy import Actor, Role
from kreislotse.kernel.deadlines import add_months
from kreislotse.kernel.refusals import DomainError
from kreislotse.mandates.actions import open_electoral_period
from kreislotse.organisations.actions import grant_role, name_contact, register_organisation
from kreislotse.organisations.beginning import is_unused
from kreislotse.organisations.models import ContactTopic, Organisation, OrganisationKind
from kreislotse.organisations.queries import system_actor
from kreislotse.participants.actions import load_residence_titles
from kreislotse.proofs.actions import load_paperwork
from kreislotse.sample.accounts import DEMO_PASSWORD, PEOPLE, DemoPerson
from kreislotse.sample.facts import read_facts
from kreislotse.sample.loading import Loaded, load_facts
from kreislotse.sample.practice import give_places, practise, propose_places, report_people

FACTS = Path(__file__).parent / "data" / "kreis-coesfeld-2015.yaml"
NAMES = ("Ina Ahlers", "Bernd Böckmann", "Carla Dirks", "Emre Kaya", "Frauke Gerdes", "Ole Hansen")


class OtherData(DomainError):
    """A demonstration must never mix with the data of an office."""

    message = (
        "In dieser Datenbank liegen schon andere Daten. Eine Vorführung braucht eine eigene: "
        "Setzen Sie KREISLOTSE_DATA auf einen leeren Ordner."
    )


@transaction.atomic
def load_demo(*, now: datetime) -> bool:
    """Fill an empty database; False when the sample is there already, OtherData in an office."""
    if is_demo():
        return False
    if not is_unused():
        raise OtherData
    loaded = load_facts(read_facts(FACTS.read_bytes(), name=FACTS.name))
    actor = system_actor(_morning_of(loaded, now), loaded.district.pk)
    mark_installation(
        Installation.Purpose.DEMO, actor=actor, clock_behind=_days_between(loaded.as_of, now)
    )
    _open_accounts(loaded, actor)
    _name_contacts(loaded, actor)
    everywhere = system_actor(_morning_of(loaded, now), 0)
    load_paperwork(actor=everywhere)
    load_residence_titles(actor=everywhere)
    award = practise(loaded.district, system=actor)
    report_people(loaded.district, award.initiative, _the_agency(loaded.district))
    propose_places(loaded.district, give_places(loaded.district, _the_school()))
    open_electoral_period(actor=actor, owner=loaded.district, number=9, begins_on=date(2014, 6, 1))
    return True


def _the_agency(district: Organisation) -> Organisation:
    return Organisation.objects.get(
        kind=OrganisationKind.EMPLOYMENT_AGENCY, serves=district, name="Agentur für Arbeit Coesfeld"
    )


def _the_school() -> Organisation:
    """Where the demonstration's course provider works."""
    place = next(each.place for each in PEOPLE if each.role == Role.COURSE_PROVIDER)
    return Organisation.objects.get(name=place)


def _days_between(as_of: date, now: datetime) -> timedelta:
    return timedelta(days=(now.date() - as_of).days)


def _morning_of(loaded: Loaded, now: datetime) -> datetime:
    return now - _days_between(loaded.as_of, now)


def _open_accounts(loaded: Loaded, actor: Actor) -> None:
    last_day = add_months(actor.today, 24)
    for person in PEOPLE:
        account = open_account(
            actor=actor,
            email=person.email,
            name=person.name,
            function=person.function,
            ends_on=last_day,
            password=DEMO_PASSWORD,
        )
        grant_role(
            account,
            actor=actor,
            organisation=_place(person, loaded, actor),
            role=person.role,
            valid_from=actor.today,
            valid_to=last_day,
        )


def _place(person: DemoPerson, loaded: Loaded, actor: Actor) -> Organisation:
    if not person.place:
        return loaded.district
    found = Organisation.objects.filter(name=person.place).first()
    return found or register_organisation(
        actor=actor,
        kind=OrganisationKind.PROVIDER,
        name=person.place,
        gender="f",
        part_of=loaded.district,
        source="erfunden",
    )


def _name_contacts(loaded: Loaded, actor: Actor) -> None:
    """Invented contact persons in half of the towns; the others stay gaps to be closed."""
    topic = ContactTopic.objects.filter(mandatory=True).order_by("pk")[0]
    towns = loaded.district.parts.filter(kind=OrganisationKind.MUNICIPALITY).order_by("sort_key")
    for name, town in zip(NAMES, towns, strict=False):
        first, last = name.casefold().split()
        name_contact(
            town,
            actor=actor,
            topic=topic,
            name=name,
            function="Sozialamt",
            email=f"{first[0]}.{last}@gemeinde.example".replace("ö", "oe"),
        )
