"""Who read whose name stands in the log, in which role and what for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreislotse.access.policy import Actor, Permission, Role
from kreislotse.access.readings import hashed, log_read
from kreislotse.journal.models import ReadEntry, ReadKind, ReadPerson
from kreislotse.journal.readings import first_break
from tests.factories.protection import NOON

pytestmark = pytest.mark.django_db
TOWN, OTHER_TOWN, DISTRICT = 3, 4, 2
CLERK = Actor(
    9, NOON, frozenset({(Role.MUNICIPAL_CLERK, TOWN), (Role.MUNICIPAL_CLERK, OTHER_TOWN)})
)


def read(actor=CLERK, **said) -> ReadEntry:
    values = {
        "needs": Permission.PERSON_EDIT,
        "district": DISTRICT,
        "people": [21, 20, 21],
        "purpose": "Liste der eigenen Personen",
        **said,
    }
    return log_read(actor, ReadKind.LIST, **values)


def test_a_reading_says_who_when_in_which_role_where_whom_and_what_for():
    """R-DP-20, R-DP-23"""
    entry = ReadEntry.objects.get(pk=read().pk)
    assert (entry.person_id, entry.at, entry.role, entry.place_id) == (9, NOON, "gemeinde", TOWN)
    assert (entry.owner_id, entry.kind, entry.purpose) == (
        DISTRICT,
        "list",
        "Liste der eigenen Personen",
    )
    assert (entry.people, entry.found, entry.asked) == ([20, 21], 2, "")


def test_whoever_works_in_two_towns_reads_in_the_one_whose_people_they_are():
    """R-DP-20"""
    assert read(places={OTHER_TOWN}).place_id == OTHER_TOWN


def test_the_system_reads_without_role_and_place():
    entry = read(Actor(None, NOON))
    assert (entry.person_id, entry.role, entry.place_id) == (None, "", None)


def test_a_search_without_result_is_a_reading_and_its_words_are_hashed():
    """R-DP-20, T18: what was searched for is comparable, not legible."""
    entry = read(people=[], found=0, asked="Müller, Änne")
    assert (entry.people, entry.found) == ([], 0)
    assert entry.asked == hashed("anne  MULLER") != hashed("anna muller")
    assert "ller" not in entry.asked
    assert hashed("  ") == ""


def test_only_the_data_protection_officer_of_the_district_reads_the_log():
    """R-DP-21"""
    read()
    officer = frozenset({(Role.DATA_PROTECTION_OFFICER, DISTRICT)})
    assert ReadEntry.objects.visible_to(Actor(1, NOON, officer)).count() == 1
    everybody_else = frozenset(
        (role, DISTRICT) for role in Role if role != Role.DATA_PROTECTION_OFFICER
    )
    assert ReadEntry.objects.visible_to(Actor(1, NOON, everybody_else)).count() == 0
    elsewhere = frozenset({(Role.DATA_PROTECTION_OFFICER, TOWN)})
    assert ReadEntry.objects.visible_to(Actor(1, NOON, elsewhere)).count() == 0


def test_a_page_of_names_is_noted_in_one_statement():
    """R-DP-20"""
    read()
    with CaptureQueriesContext(connection) as asked:
        read(people=range(50))
    assert len(asked) == 1
    assert ReadPerson.objects.filter(entry=2).count() == 50
    assert first_break() is None
