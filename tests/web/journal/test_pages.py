"""What the data protection officer sees of the journal."""

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from kreislotse.access.models import Account
from kreislotse.access.policy import Actor, Role
from kreislotse.journal.entries import write
from kreislotse.web.journal import words
from tests.factories.access import AccountFactory
from tests.factories.journal import NOON, written
from tests.factories.organisations import BodyFactory, OrganisationFactory
from tests.fixtures.guards import unguarded

pytestmark = pytest.mark.django_db

ENTRIES = "/journal/"


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def officer(acting):
    return acting(Role.DATA_PROTECTION_OFFICER, at=OrganisationFactory(name="Kreis Coesfeld"))


@pytest.fixture
def browser(officer, client_of):
    return client_of(officer)


def test_entries_are_told_with_who_what_and_whereto(browser, acting, officer):
    """R-DP-21"""
    place = OrganisationFactory(name="Kreis Muster")
    actor = acting(Role.ADMINISTRATOR, at=place)
    Account.objects.filter(pk=actor.person_id).update(name="Kim Verwaltung")
    write(place, "change_organisation", actor=actor, note="umbenannt")
    page = text(browser.get(ENTRIES))
    for part in ("Kim Verwaltung", "geändert", "Organisation Kreis Muster", "umbenannt"):
        assert part in page
    assert "change_organisation" not in page.split("<table")[1]


def test_an_entry_about_a_person_names_its_number_only(browser, officer):
    account = AccountFactory(name="Kim Geheim")
    write(account, "change_account", actor=officer, name="Kim Geheim")
    page = text(browser.get(ENTRIES))
    assert f"Konto Nr. {account.pk}" in page
    assert "Kim Geheim" not in page


def test_the_chain_is_told_to_hold_up_to_the_last_entry(browser):
    """R-DP-21"""
    written(3)
    assert "Kette unversehrt bis Eintrag 3." in text(browser.get(ENTRIES))
    assert "Kette unversehrt bis Eintrag 3." in text(browser.get(reverse("journal:chain")))


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        (
            "UPDATE journal_journalentry SET note = 'x' WHERE number = 2",
            "Die Kette bricht bei Eintrag 2: Er wurde verändert.",
        ),
        (
            "DELETE FROM journal_journalentry WHERE number = 3",
            "Die Kette bricht bei Eintrag 3: Er fehlt.",
        ),
    ],
)
def test_a_broken_chain_is_told_with_its_place(browser, sql, sentence):
    """R-DP-21"""
    written(3)
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert sentence in text(browser.get(ENTRIES))


def test_a_long_chain_is_checked_on_demand(browser, monkeypatch):
    monkeypatch.setattr("kreislotse.web.journal.views.CHECKED_AT_ONCE", 1)
    written(2)
    page = text(browser.get(ENTRIES))
    assert "Kette unversehrt" not in page
    assert reverse("journal:chain") in page


def test_entries_are_found_by_deed_record_and_time(browser, officer):
    body = BodyFactory(owner_id=next(iter(officer.places_for("journal.read"))), name="Kreistag")
    write(body, "register_body", actor=officer)
    written(1)
    for query, seen in [
        ("record=organisations.Body", {"Kreistag"}),
        ("verb=register_body", {"Kreistag"}),
        ("verb=change_organisation", {"Kreis Musterland"}),
        ("since=week", set()),
    ]:
        page = text(browser.get(f"{ENTRIES}?{query}"))
        lines = page.split("<table")[1] if "<table" in page else ""
        assert {name for name in ("Kreistag", "Kreis Musterland") if name in lines} == seen, query


def test_the_journal_of_another_district_stays_there(browser):
    """R-DP-21"""
    body = BodyFactory(name="Fremder Ausschuss")
    write(body, "change_body", actor=Actor(None, NOON))
    assert "Fremder Ausschuss" not in text(browser.get(ENTRIES))


@pytest.mark.parametrize("role", [Role.HEAD, Role.ADMINISTRATOR, Role.STEERING, Role.AUDITOR])
def test_the_journal_is_shut_to_everybody_else(acting, client_of, role):
    """R-DP-11, R-DP-21"""
    browser = client_of(acting(role, at=OrganisationFactory()))
    assert browser.get(ENTRIES).status_code == 403
    assert browser.get(reverse("journal:chain")).status_code == 403


def test_the_list_asks_as_much_for_one_entry_as_for_many(browser, django_assert_max_num_queries):
    counts = []
    for more in (1, 12):
        written(more)
        with django_assert_max_num_queries(40) as asked:
            browser.get(ENTRIES)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_every_kind_of_record_has_a_word():
    ours = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("kreislotse.") and hasattr(model, "Privacy")
    }
    silent = {
        "journal.JournalEntry",
        "journal.JournalHead",
        "access.LoginFailure",
        # The read log is a journal of its own; words to search by and tallies follow from others.
        "journal.ReadEntry",
        "journal.ReadHead",
        "journal.ReadPerson",
        "journal.ReadTally",
        "participants.NameWord",
        "protection.Tally",
    }
    assert ours - silent - set(words.RECORDS) == set()
