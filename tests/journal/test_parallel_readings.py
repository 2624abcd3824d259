"""Readings that are written at the same moment stand one after the other in an unbroken chain."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from kreislotse.journal.models import ReadEntry, ReadHead, ReadPerson
from kreislotse.journal.readings import end, first_break
from tests.factories.protection import reading


def several(number: int) -> list[int]:
    try:
        return [reading(7, number, number + 100).number for _ in range(10)]
    finally:
        connection.close()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's test database is one's")
@pytest.mark.django_db(transaction=True)
def test_readings_written_side_by_side_are_chained_one_after_the_other():
    """R-DP-21"""
    with ThreadPoolExecutor(6) as people:
        found = [number for each in people.map(several, range(6)) for number in each]
    assert sorted(found) == list(range(1, 61))
    assert (first_break(), end()) == (None, 60)
    assert ReadPerson.objects.count() == 120


@pytest.mark.django_db(transaction=True)
def test_the_first_reading_of_all_needs_no_transaction_around_it():
    assert ReadHead.objects.count() == 0
    assert reading(7, 11).number == 1
    assert (first_break(), end()) == (None, 1)


@pytest.mark.django_db(transaction=True)
def test_a_reading_goes_with_the_transaction_that_fails():
    """R-DP-20: neither the entry nor its people nor the head stay behind."""
    reading(7, 11)
    with transaction.atomic():
        reading(7, 12)
        transaction.set_rollback(True)
    assert (ReadEntry.objects.count(), ReadPerson.objects.count(), end()) == (1, 1, 1)
    assert first_break() is None
