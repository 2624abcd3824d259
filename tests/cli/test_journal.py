"""Whether the journal still holds, asked on the command line."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from kreislotse.access.policy import Actor
from kreislotse.cli import journal
from kreislotse.journal.entries import write
from tests.factories.organisations import OrganisationFactory
from tests.factories.protection import reading
from tests.fixtures.guards import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_entries():
    organisation = OrganisationFactory()
    for verb in ("first", "second"):
        write(organisation, verb, actor=Actor(None, datetime(2015, 11, 2, tzinfo=UTC)))


def test_an_intact_chain_is_told(two_entries, capsys):
    assert journal.check() == 0
    assert capsys.readouterr().out == (
        "Die Kette des Protokolls ist unversehrt bis Eintrag 2.\n"
        "Die Kette des Leseprotokolls ist unversehrt bis Eintrag 0.\n"
    )


def test_an_empty_journal_is_intact(capsys):
    assert journal.check() == 0
    assert capsys.readouterr().out.endswith("bis Eintrag 0.\n")


def test_a_tampered_entry_is_named(two_entries, capsys):
    with unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE journal_journalentry SET note = 'x' WHERE number = 1")
    assert journal.check() == 1
    assert capsys.readouterr().out.startswith("Die Kette des Protokolls bricht bei Eintrag 1: ")


def test_a_tampered_reading_is_named(two_entries, capsys):
    reading(7, 11)
    with unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE journal_readentry SET found = 0")
    assert journal.check() == 1
    assert capsys.readouterr().out.splitlines() == [
        "Die Kette des Protokolls ist unversehrt bis Eintrag 2.",
        "Die Kette des Leseprotokolls bricht bei Eintrag 1: changed.",
    ]
