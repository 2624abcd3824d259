"""The chain shows what was done behind the program's back, and the database refuses it."""

import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from kreislotse.access.policy import Actor
from kreislotse.journal.chain import Break, first_break
from kreislotse.journal.entries import write
from kreislotse.journal.models import JournalEntry, JournalHead
from tests.factories.journal import NOON, written
from tests.factories.organisations import OrganisationFactory
from tests.fixtures.guards import unguarded


def tamper(sql: str) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_an_empty_journal_holds():
    assert first_break() is None


@pytest.mark.django_db
def test_an_untouched_chain_holds():
    """R-DP-21"""
    written(5)
    assert first_break() is None
    assert list(JournalEntry.objects.order_by("number").values_list("number", flat=True)) == [
        1,
        2,
        3,
        4,
        5,
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE journal_journalentry SET note = 'x' WHERE number = 3", Break(3, "changed")),
        ("UPDATE journal_journalentry SET person_id = 9 WHERE number = 3", Break(3, "changed")),
        ("UPDATE journal_journalentry SET verb = 'x' WHERE number = 5", Break(5, "changed")),
        ("UPDATE journal_journalentry SET change = '{}' WHERE number = 2", Break(2, "changed")),
        (
            "UPDATE journal_journalentry SET at = '2015-11-02 12:00:00' WHERE number = 4",
            Break(4, "changed"),
        ),
        ("DELETE FROM journal_journalentry WHERE number = 3", Break(3, "missing")),
        ("DELETE FROM journal_journalentry WHERE number = 1", Break(1, "missing")),
        ("DELETE FROM journal_journalentry WHERE number = 5", Break(5, "missing")),
        ("DELETE FROM journal_journalentry", Break(1, "missing")),
        ("UPDATE journal_journalhead SET hash = 'x'", Break(6, "missing")),
    ],
)
def test_what_is_changed_behind_the_program_is_found_where_it_happened(sql, found):
    """R-DP-21"""
    written(5)
    tamper(sql)
    assert first_break() == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_journalentry SET note = 'x'",
        "DELETE FROM journal_journalentry",
        "DELETE FROM journal_journalentry WHERE number = 99999 OR number = 1",
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(sql):
    """R-DP-21"""
    written(2)
    with (
        pytest.raises(DatabaseError, match="journal_journalentry only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert first_break() is None
    assert JournalEntry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_wait_for_each_other():
    """The second writer starts while the first has written and not yet committed."""
    organisation = OrganisationFactory()
    actor = Actor(None, NOON)
    write(organisation, "first", actor=actor)
    has_written, may_finish = threading.Event(), threading.Event()
    waited: list[bool] = []
    errors: list[BaseException] = []

    def slow() -> None:
        with transaction.atomic():
            write(organisation, "slow", actor=actor)
            has_written.set()
            may_finish.wait(timeout=10)

    def quick() -> None:
        has_written.wait(timeout=10)
        write(organisation, "quick", actor=actor)
        waited.append(may_finish.is_set())

    def run(deed) -> None:
        try:
            deed()
        except BaseException as error:  # noqa: BLE001 - told to the main thread, which raises it
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in (slow, quick)]
    for thread in threads:
        thread.start()
    assert has_written.wait(timeout=10)
    threads[1].join(timeout=0.3)
    assert threads[1].is_alive(), "the second writer did not wait"
    may_finish.set()
    for thread in threads:
        thread.join(timeout=20)

    assert (errors, waited) == ([], [True])
    verbs = JournalEntry.objects.order_by("number").values_list("number", "verb")
    assert list(verbs) == [(1, "first"), (2, "slow"), (3, "quick")]
    assert first_break() is None
    assert JournalHead.objects.get().number == 3


@pytest.mark.django_db(transaction=True)
def test_the_guards_stand_again_after_a_transactional_test():
    written()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_journalentry")
