"""The database keeps the books itself: whoever writes past the program is refused all the same."""

import pytest
from django.db import DatabaseError, connection, transaction

from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.ledger.audit import audit
from kreislotse.ledger.guards import missing_guards
from kreislotse.ledger.models import Book, LedgerAccount, Transfer
from kreislotse.ledger.states import AccountKind as K
from tests.factories.ledger import BookFactory, deed, pot
from tests.factories.organisations import MunicipalityFactory

pytestmark = pytest.mark.django_db
only_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE and loose types"
)


@pytest.fixture
def book():
    """An award of 100 euros, 30 of them bound and 10 paid."""
    book, town = BookFactory(), MunicipalityFactory()
    award = pot(book, awarded=Money.euros(100))
    movements.commit(award, town, Money.euros(30), deed(book, "bound"))
    movements.pay(award, town, Money.euros(10), deed(book, "paid"))
    book.refresh_from_db()
    return book


def row(book: Book, source: K, target: K, amount: object, **changes: object) -> dict[str, object]:
    """A transfer as somebody with the database's password would write it."""
    places = dict(book.accounts.values_list("kind", "pk"))
    return {
        "book_id": book.pk,
        "number": book.length + 1,
        "kind": "refund",
        "source_id": places.get(source),
        "target_id": places.get(target),
        "amount": amount,
        "deed": "raw",
        "reference": "raw",
        "booked_on": "2015-11-02",
        "at": "2015-11-02 11:00:00",
        "note": "",
        "previous_hash": book.end,
        "hash": "0" * 64,
        **changes,
    }


def write(*rows: dict[str, object], verb: str = "INSERT", table: str = "ledger_transfer") -> None:
    columns = ", ".join(rows[0])
    values = ", ".join(f"({', '.join(['%s'] * len(rows[0]))})" for _ in rows)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"{verb} INTO {table} ({columns}) VALUES {values}",
            [value for each in rows for value in each.values()],
        )


def everything() -> list[list[tuple]]:
    return [
        list(table.objects.order_by("pk").values_list())
        for table in (Book, LedgerAccount, Transfer)
    ]


def test_the_guards_stand_as_they_were_made():
    assert missing_guards(connection) == []


@pytest.mark.parametrize("table", ["ledger_transfer", "ledger_account", "ledger_book"])
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM {table}",
        "DELETE FROM {table} WHERE id = (SELECT MIN(id) FROM {table})",
        "UPDATE {table} SET id = id + 1000",
        "TRUNCATE {table} CASCADE",
    ],
)
def test_nothing_booked_is_changed_or_deleted_by_raw_sql(book, table, sql):
    """R-DIS-02"""
    before = everything()
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.format(table=table))
    assert everything() == before


@pytest.mark.parametrize(
    "change",
    [
        "ledger_transfer SET amount = amount + 1",
        "ledger_transfer SET note = 'anders'",
        "ledger_account SET may_go_negative = (1 = 1) WHERE kind = 'state'",
        "ledger_account SET title = 'anders'",
        "ledger_book SET length = length - 1",
        "ledger_book SET \"end\" = 'anders'",
        "ledger_book SET owner_id = owner_id + 1",
    ],
)
def test_no_column_of_what_is_booked_is_changed_by_raw_sql(book, change):
    before = everything()
    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {change}")
    assert everything() == before


@pytest.mark.parametrize(
    ("source", "target", "cents", "said"),
    [
        (K.COMMITTED, K.PAID, 2001, "overdrawn"),
        (K.AVAILABLE, K.COMMITTED, 7001, "overdrawn"),
        (K.PAID, K.AVAILABLE, 10**15, "overdrawn"),
        (K.STATE, K.UNDRAWN, 10**15 + 1, "whole cents"),
        (K.STATE, K.UNDRAWN, 0, "(?i)check"),
        (K.STATE, K.UNDRAWN, -1, "(?i)check"),
        (K.STATE, K.STATE, 1, "another book"),
    ],
)
def test_no_account_is_overdrawn_by_raw_sql(book, source, target, cents, said):
    """R-DIS-02, R-GRT-06"""
    with pytest.raises(DatabaseError, match=said):
        write(row(book, source, target, cents))
    assert Transfer.objects.count() == 4


def test_two_rows_of_one_statement_overdraw_no_more_than_two_statements():
    book = BookFactory()
    pot(book, awarded=Money.euros(100))
    one, other = (
        row(book, K.UNDRAWN, K.STATE, 6000, number=number, reference=str(number))
        for number in (3, 4)
    )
    with pytest.raises(DatabaseError, match="overdrawn"):
        write(one, other)
    assert Transfer.objects.count() == 2
    write(one)
    assert Transfer.objects.count() == 3


@pytest.mark.parametrize("foreign", ["source_id", "target_id", "both", "book_id"])
def test_money_never_leaves_its_book(book, foreign):
    """R-GRT-09"""
    theirs = pot(BookFactory(), awarded=Money.euros(5)).book
    account = theirs.accounts.get(kind=K.AVAILABLE).pk
    changes: dict[str, object] = {foreign: account}
    if foreign == "both":
        accounts = dict(theirs.accounts.values_list("kind", "pk"))
        changes = {"source_id": accounts[K.AVAILABLE], "target_id": accounts[K.UNDRAWN]}
    if foreign == "book_id":
        changes = {"book_id": theirs.pk}
    with pytest.raises(DatabaseError, match="another book"):
        write(row(book, K.AVAILABLE, K.COMMITTED, 100, **changes))


def test_an_account_that_does_not_exist_neither_gives_nor_takes(book):
    for column in ("source_id", "target_id"):
        with pytest.raises(DatabaseError, match="another book"):
            write(row(book, K.AVAILABLE, K.COMMITTED, 100, **{column: 10**9}))


def test_only_accounts_outside_may_go_below_zero(book):
    new = {
        "book_id": book.pk,
        "item": "item-9",
        "title": "Zweck",
        "kind": K.AVAILABLE.value,
        "may_go_negative": True,
    }
    with pytest.raises(DatabaseError, match="account_negative_only_outside"):
        write(new, table="ledger_account")


@pytest.mark.parametrize("column", ["reference", "number", "reverses_id"])
def test_a_number_a_reference_and_a_reversal_are_there_once(book, column):
    first, *_ = book.transfers.order_by("number")
    taken = {"reference": first.reference, "number": 1, "reverses_id": first.pk}[column]
    if column == "reverses_id":
        write(row(book, K.AVAILABLE, K.BUDGET, 1, reverses_id=first.pk, reference="first"))
    with pytest.raises(DatabaseError):
        write(row(book, K.AVAILABLE, K.BUDGET, 1, **{"number": 99, column: taken}))


@only_sqlite
@pytest.mark.parametrize("verb", ["REPLACE", "INSERT OR REPLACE"])
@pytest.mark.parametrize("column", ["id", "reference", "number"])
def test_no_transfer_is_replaced(book, verb, column):
    """R-DIS-02: a replacement deletes the old row without asking the guard against deletion."""
    first = book.transfers.get(number=3)
    before = everything()
    new = row(book, K.AVAILABLE, K.COMMITTED, 1, **{column: getattr(first, column.lower()) or 1})
    with pytest.raises(DatabaseError, match="only grows"):
        write(new, verb=verb)
    assert everything() == before


@only_sqlite
def test_no_account_and_no_book_is_replaced(book):
    before = everything()
    for account in book.accounts.values():
        account["may_go_negative"] = False
        for known in ({"id": account["id"]}, {}):
            new = {k: v for k, v in account.items() if k != "id"} | known
            with pytest.raises(DatabaseError, match="ledger_account only grows"):
                write(new, verb="REPLACE", table="ledger_account")
    with pytest.raises(DatabaseError, match="ledger_book only grows"):
        write(Book.objects.values().get(), verb="REPLACE", table="ledger_book")
    assert everything() == before


@only_sqlite
@pytest.mark.parametrize("amount", ["viel", 0.5, b"1"])
def test_an_amount_is_whole_cents_and_nothing_else(book, amount):
    with pytest.raises(DatabaseError, match="whole cents"):
        write(row(book, K.STATE, K.UNDRAWN, amount))


def test_a_guard_that_was_taken_away_or_changed_is_named():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_book_forward")
            cursor.execute("DROP TRIGGER ledger_transfer_no_update")
            cursor.execute(
                "CREATE TRIGGER ledger_transfer_no_update BEFORE UPDATE ON ledger_transfer"
                " BEGIN SELECT 1; END"
            )
        else:
            cursor.execute("DROP TRIGGER ledger_book_forward ON ledger_book")
            cursor.execute("ALTER TABLE ledger_transfer DISABLE TRIGGER ledger_transfer_no_update")
    assert missing_guards(connection) == ["ledger_book_forward", "ledger_transfer_no_update"]
    assert [finding.facts["name"] for finding in audit().findings] == missing_guards(connection)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no such functions")
def test_a_function_that_was_changed_and_a_table_that_was_put_before_are_no_way_round(book):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE ledger_account AS SELECT id, book_id, item, title, kind,"
            " TRUE AS may_go_negative, party_id FROM ledger_account"
        )
    with pytest.raises(DatabaseError, match="overdrawn"):
        write(row(book, K.COMMITTED, K.PAID, 2001), table="public.ledger_transfer")
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE pg_temp.ledger_account")
        cursor.execute(
            "CREATE OR REPLACE FUNCTION ledger_refuse_overdraft() RETURNS trigger"
            " LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
        )
    assert missing_guards(connection) == ["ledger_refuse_overdraft()"]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_writer_who_would_not_see_what_others_booked_is_refused(book, level):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        with pytest.raises(DatabaseError, match="READ COMMITTED"):
            write(row(book, K.COMMITTED, K.PAID, 1))
