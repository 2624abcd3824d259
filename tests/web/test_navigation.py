"""The main navigation: what each role may enter, and where one is."""

import pytest
from django.urls import resolve, reverse

from kreislotse.access.policy import Role
from kreislotse.organisations.models import OrganisationKind
from kreislotse.web.navigation import ENTRIES, entries_for
from tests.factories.organisations import OrganisationFactory

pytestmark = pytest.mark.django_db

MONEY = ["Förderung", "Bescheide", "Weiterleitung", "Verwendungsnachweise", "Bücher"]
SPINE = ["Heute", "Aufträge", "Vorhaben", *MONEY, "Stellen"]
OPEN = {
    Role.HEAD: [
        *SPINE,
        "Abfragen",
        "Voraussetzungen",
        "Kursplätze",
        "Platzvergabe",
        "Zusammenarbeit",
        "Vorlagen",
        "Ansprechpersonen",
    ],
    Role.STEERING: [
        *SPINE,
        "Abfragen",
        "Personen",
        "Übermittlungen",
        "Voraussetzungen",
        "Kursplätze",
        "Wartelisten",
        "Platzvergabe",
        "Zusammenarbeit",
        "Vorlagen",
        "Ansprechpersonen",
    ],
    Role.GRANTS_OFFICER: [*SPINE, "Vorlagen", "Ansprechpersonen"],
    Role.COUNSELLOR: ["Heute", "Kursplätze", "Platzvergabe", "Ansprechpersonen"],
    Role.MUNICIPAL_CLERK: [
        "Heute",
        "Weiterleitung",
        "Abfragen",
        "Personen",
        "Was daraus wurde",
        "Voraussetzungen",
        "Wartelisten",
        "Zusammenarbeit",
        "Ansprechpersonen",
    ],
    Role.AGENCY_STAFF: ["Heute", "Abfragen", "Übermittlungen", "Ansprechpersonen"],
    Role.COURSE_PROVIDER: ["Heute", "Kursplätze", "Ansprechpersonen"],
    Role.PARTNER_DISTRICT: ["Heute", "Zusammenarbeit", "Ansprechpersonen"],
    Role.AUDITOR: SPINE,
    Role.DATA_PROTECTION_OFFICER: ["Heute", "Voraussetzungen"],
    Role.ADMINISTRATOR: ["Heute", "Voraussetzungen"],
}
KEEPING = {
    Role.STEERING: ["Einwilligungstexte"],
    Role.MUNICIPAL_CLERK: ["Löschlisten"],
    Role.DATA_PROTECTION_OFFICER: [
        "Einwilligungstexte",
        "Löschlisten",
        "Leseprotokoll",
        "Protokoll",
    ],
    Role.ADMINISTRATOR: [
        "Förderprogramme",
        "Arten von Kursen",
        "Arten von Leistungen",
        "Handlungsfelder",
        "Aufenthaltsstatus",
        "Konten",
    ],
}


@pytest.fixture
def actor_with(acting):
    district = OrganisationFactory(kind=OrganisationKind.DISTRICT)
    return lambda role: acting(role, at=district)


@pytest.mark.parametrize("role", Role)
def test_each_role_has_its_entries(actor_with, role):
    shown = [str(entry["title"]) for entry in entries_for(actor_with(role), "/")]
    assert shown == [*OPEN[role], "Organisationen", *KEEPING.get(role, [])]


@pytest.mark.parametrize("role", Role)
def test_each_entry_can_be_entered_and_marks_itself(actor_with, client_of, role):
    actor = actor_with(role)
    browser = client_of(actor)
    for entry in entries_for(actor, "/"):
        assert browser.get(entry["address"], follow=True).status_code == 200
        assert marked(actor, entry["address"]) == [str(entry["title"])]


def marked(actor, path):
    return [str(entry["title"]) for entry in entries_for(actor, path) if entry["here"]]


@pytest.mark.parametrize(
    ("role", "path", "title"),
    [
        (Role.STEERING, "/organisations/contacts/7/end/", "Ansprechpersonen"),
        (Role.STEERING, "/organisations/7/", "Organisationen"),
        (Role.STEERING, "/organisations/bodies/7/", "Organisationen"),
        (Role.STEERING, "/mandates/meetings/7/", "Aufträge"),
        (Role.STEERING, "/funding/programmes/7/", "Förderung"),
        (Role.STEERING, "/counselling/services/", "Vorhaben"),
        (Role.MUNICIPAL_CLERK, "/participants/consents/to-ask/", "Personen"),
        (Role.MUNICIPAL_CLERK, "/participants/titles/", "Voraussetzungen"),
        (Role.MUNICIPAL_CLERK, "/participants/titles/7/", "Voraussetzungen"),
        (Role.MUNICIPAL_CLERK, "/participants/calls/7/", "Abfragen"),
        (Role.STEERING, "/participants/consents/7/", "Einwilligungstexte"),
        (Role.ADMINISTRATOR, "/participants/titles/7/", "Aufenthaltsstatus"),
        (Role.STEERING, "/courses/7/participants/", "Kursplätze"),
        (Role.STEERING, "/courses/entries/7/", "Wartelisten"),
        (Role.HEAD, "/courses/lists/", "Kursplätze"),
        (Role.HEAD, "/allocation/criteria/7/", "Platzvergabe"),
        (Role.STEERING, "/allocation/comparison/", "Platzvergabe"),
        (Role.ADMINISTRATOR, "/funding/programmes/7/", "Förderprogramme"),
        (Role.ADMINISTRATOR, "/funding/purposes/", "Förderprogramme"),
        (Role.ADMINISTRATOR, "/roles/7/end/", "Konten"),
    ],
)
def test_a_page_below_marks_exactly_the_entry_it_belongs_to(actor_with, role, path, title):
    resolve(path)
    assert marked(actor_with(role), path) == [title]


def test_a_page_of_nobodys_section_marks_nothing(actor_with):
    assert marked(actor_with(Role.COUNSELLOR), "/counselling/kinds/") == []


def test_every_entry_lies_in_its_own_section():
    for entry in ENTRIES[1:]:
        assert reverse(entry.route).removeprefix("/").startswith(entry.sections)
