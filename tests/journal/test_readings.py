"""The read log only grows for a year, shows what was done behind its back, then is counted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kreislotse.journal.chain import Break
from kreislotse.journal.models import ReadEntry, ReadHead, ReadPerson, ReadTally
from kreislotse.journal.readings import count_before, end, first_break
from tests.factories.protection import reading
from tests.fixtures.guards import unguarded

pytestmark = pytest.mark.django_db
MARCH = datetime(2017, 3, 31, 22, 30, tzinfo=UTC)


def three(at: datetime = MARCH) -> list[ReadEntry]:
    return [reading(7, 11, 12, at=at), reading(7, at=at), reading(8, 13, at=at)]


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_empty_read_log_holds():
    assert first_break() is None
    assert end() == 0


def test_readings_are_chained_and_lead_from_a_person_to_who_has_read_them():
    """R-DP-20, R-DP-21"""
    first, second, third = three()
    assert [e.number for e in (first, second, third)] == [1, 2, 3]
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    notes = ReadPerson.objects.order_by("candidate_id").values_list("entry_id", "candidate_id")
    assert list(notes) == [(1, 11), (1, 12), (3, 13)]
    assert first_break() is None
    assert end() == 3


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE journal_readentry SET purpose = 'x' WHERE number = 2", Break(2, "changed")),
        ("UPDATE journal_readentry SET person_id = 9 WHERE number = 1", Break(1, "changed")),
        ("UPDATE journal_readentry SET found = 0 WHERE number = 3", Break(3, "changed")),
        ("UPDATE journal_readentry SET people = '[11]' WHERE number = 1", Break(1, "changed")),
        ("DELETE FROM journal_readperson WHERE candidate_id = 12", Break(1, "changed")),
        ("UPDATE journal_readperson SET entry_id = 2 WHERE entry_id = 3", Break(2, "changed")),
        ("DELETE FROM journal_readentry WHERE number = 2", Break(2, "missing")),
        (
            "DELETE FROM journal_readperson;DELETE FROM journal_readentry WHERE number > 0",
            Break(1, "missing"),
        ),
        ("UPDATE journal_readhead SET first_number = 2", Break(2, "missing")),
    ],
)
def test_what_is_changed_behind_the_program_is_found_where_it_happened(sql, found):
    """R-DP-21"""
    three()
    with unguarded(), connection.cursor() as cursor:
        for statement in sql.split(";"):
            cursor.execute(statement)
    assert first_break() == found


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_readentry SET purpose = 'x'",
        "UPDATE journal_readperson SET candidate_id = 1",
        "DELETE FROM journal_readperson",
        "DELETE FROM journal_readentry WHERE number = 2",
    ],
)
def test_the_database_itself_refuses_to_change_young_readings(sql):
    """R-DP-21: young by the database's own clock, whatever the program believes it is."""
    three(at=timezone.now() - timedelta(days=364))
    with pytest.raises(DatabaseError, match="only grows"):
        run(sql)
    assert first_break() is None
    assert ReadPerson.objects.count() == 3


def test_even_an_old_reading_is_never_changed():
    """R-DP-21"""
    three()
    with pytest.raises(DatabaseError, match="journal_readentry only grows"):
        run("UPDATE journal_readentry SET purpose = 'x'")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE")
@pytest.mark.parametrize("table", ["journal_readentry", "journal_readperson"])
def test_no_reading_is_replaced(table):
    """R-DP-21: a replacement deletes the old row without asking the guard against deletion."""
    three()
    with pytest.raises(DatabaseError, match=f"{table} only grows"):
        run(f"REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL truncates")
@pytest.mark.parametrize("tables", ["journal_readentry, journal_readperson", "journal_readperson"])
def test_the_read_log_is_not_truncated(tables):
    """R-DP-21"""
    three()
    connection.check_constraints()  # else PostgreSQL waits for them before it asks the guards
    with pytest.raises(DatabaseError, match="only grows"):
        run(f"TRUNCATE {tables}")


def test_the_program_changes_and_deletes_no_reading():
    """R-DP-21"""
    entry = three()[0]
    for deed in (entry.save, entry.delete, ReadEntry.objects.all().delete):
        with pytest.raises(TypeError):
            deed()
    with pytest.raises(TypeError):
        ReadEntry.objects.update(purpose="x")


def test_old_readings_become_sums_by_month_and_the_chain_begins_after_them():
    """R-DP-21: the month is the one on the office wall."""
    three()
    kept = reading(7, 11, 14, at=MARCH + timedelta(days=300))
    assert count_before(MARCH + timedelta(days=300)) == 3
    assert list(ReadEntry.objects.all()) == [kept]
    assert ReadPerson.objects.count() == 2
    assert (ReadHead.objects.get().first_number, first_break()) == (4, None)
    columns = ("month", "owner_id", "role", "kind", "readings", "people")
    april = date(2017, 4, 1)
    assert list(ReadTally.objects.order_by("owner_id").values_list(*columns)) == [
        (april, 7, "steuerung", "list", 2, 2),
        (april, 8, "steuerung", "list", 1, 1),
    ]


def test_later_sums_are_added_and_an_emptied_log_goes_on():
    """R-DP-21"""
    three()
    assert (count_before(MARCH + timedelta(days=1)), count_before(MARCH)) == (3, 0)
    assert first_break() is None
    reading(7, 11, at=MARCH)
    assert first_break() is None
    assert count_before(MARCH + timedelta(days=1)) == 1
    assert list(ReadTally.objects.order_by("owner_id").values_list("readings", "people")) == [
        (3, 3),
        (1, 1),
    ]
    assert (end(), first_break()) == (4, None)


def test_an_older_entry_behind_a_younger_one_waits_for_it():
    reading(7, at=MARCH + timedelta(days=2))
    reading(7, at=MARCH)
    assert count_before(MARCH + timedelta(days=1)) == 0
    assert (ReadEntry.objects.count(), first_break()) == (2, None)


def test_young_readings_are_not_counted_whatever_the_program_believes():
    """R-DP-21: a wrong clock of the program does not thin out the log."""
    three(at=timezone.now())
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        count_before(timezone.now() + timedelta(days=400))
    assert (ReadEntry.objects.count(), ReadTally.objects.count()) == (3, 0)
