"""No entry is put in the place of another one, by whatever words of SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from kreislotse.journal.chain import first_break
from kreislotse.journal.models import JournalEntry
from tests.factories.journal import written

pytestmark = pytest.mark.django_db


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE")
@pytest.mark.parametrize("changed", ["number", "hash", "note"])
def test_no_entry_is_replaced(changed):
    """R-DP-21: a replacement deletes the old row without asking the guard against deletion."""
    first, _ = written(2)
    row = JournalEntry.objects.filter(pk=first.pk).values().get() | {"change": "{}"}
    row[changed] = {"number": 99, "hash": "0" * 64, "note": "anders"}[changed]
    with (
        pytest.raises(DatabaseError, match="journal_journalentry only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"REPLACE INTO journal_journalentry ({', '.join(row)})"  # noqa: S608
            f" VALUES ({', '.join(['%s'] * len(row))})",
            list(row.values()),
        )
    assert first_break() is None
    assert JournalEntry.objects.count() == 2
