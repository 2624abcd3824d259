"""The audit computes everything anew and names each difference with its book and transfer."""

import pytest
from django.db import connection

from kreislotse.kernel.money import Money
from kreislotse.ledger import audit as auditing
from kreislotse.ledger import checking, movements
from kreislotse.ledger.audit import audit
from kreislotse.ledger.models import Book
from kreislotse.ledger.states import WAYS
from kreislotse.ledger.states import AccountKind as K
from tests.factories.ledger import DAY, BookFactory, deed, officer, pot
from tests.factories.organisations import MunicipalityFactory
from tests.fixtures.guards import unguarded

pytestmark = pytest.mark.django_db
UNDRAWN = "SELECT target_id FROM ledger_transfer WHERE number = 1 AND reference LIKE '%item-1%'"
FOREIGN_DRAWN = "SELECT id FROM ledger_account WHERE item = 'other' AND kind = 'drawn'"


@pytest.fixture
def book():
    """Eleven transfers: awarded 1 and 2, drawn 3 and 4, spent 5 and 6, spent and reversed 7 to 10,
    paid back half of what was spent first 11."""
    book, town = BookFactory(title="Bescheid 2015"), MunicipalityFactory()
    award = pot(book, awarded=Money.euros(100))
    movements.request_draw(award, Money.euros(60), deed(book, "request"))
    movements.receive_draw(award, Money.euros(60), deed(book, "receipt"))
    movements.spend(award, town, Money.euros(40), deed(book, "spend"))
    wrong = movements.spend(award, town, Money.euros(10), deed(book, "wrong"))
    movements.undo(wrong[0], actor=officer(book.owner), on=DAY, reason="Irrtum")
    movements.refund(award, town, Money.euros(20), deed(book, "refund"))
    return book


def tamper(sql: str) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(sql)


def seal_anew() -> None:
    """What somebody would do who knows how the chain is made."""
    from kreislotse.ledger.chain import SEALED, START, seal

    for book in Book.objects.order_by("pk"):
        end, length = START, 0
        for transfer in book.transfers.order_by("number"):
            sealed = seal(end, {name: getattr(transfer, name) for name in SEALED})
            tamper(
                f"UPDATE ledger_transfer SET previous_hash = '{end}', hash = '{sealed}'"  # noqa: S608
                f" WHERE id = {transfer.pk}"
            )
            end, length = sealed, transfer.number
        tamper(f"UPDATE ledger_book SET length = {length}, \"end\" = '{end}' WHERE id = {book.pk}")  # noqa: S608


def found() -> list[tuple[str, int | None, str]]:
    return [(each.book, each.number, each.message) for each in audit().findings]


def test_an_untouched_ledger_holds_and_is_counted(book):
    result = audit()
    assert (result.holds, result.findings, result.differences) == (True, (), 0)
    assert (len(result.books), result.accounts, result.transfers, result.deeds) == (1, 8, 11, 7)
    assert {kind: amount for kind, amount in result.sums.items() if amount} == {
        K.STATE: Money.euros(-100),
        K.UNDRAWN: Money.euros(40),
        K.DRAWN: Money.euros(60),
        K.BUDGET: Money.euros(-100),
        K.AVAILABLE: Money.euros(80),
        K.PAID: Money.euros(20),
    }
    book.refresh_from_db()
    assert [(each.length, each.end) for each in result.books] == [(11, book.end)]


def test_an_empty_ledger_and_an_empty_book_hold():
    assert audit().holds
    BookFactory()
    assert audit().holds
    assert audit().transfers == 0


def test_the_same_books_give_the_same_end_and_other_books_another(book):
    before = audit().end
    assert audit().end == before
    pot(BookFactory(), awarded=Money(1))
    assert audit().end != before


@pytest.mark.parametrize(
    ("sql", "number", "message"),
    [
        ("UPDATE ledger_transfer SET note = 'x' WHERE number = 3", 3, checking.CHANGED),
        ("UPDATE ledger_transfer SET person_id = 7 WHERE number = 3", 3, checking.CHANGED),
        ("UPDATE ledger_transfer SET deed = 'x' WHERE number = 11", 11, checking.CHANGED),
        (
            "UPDATE ledger_transfer SET booked_on = '2016-01-01' WHERE number = 4",
            4,
            checking.CHANGED,
        ),
        (
            "UPDATE ledger_transfer SET at = '2015-11-02 11:00:01' WHERE number = 4",
            4,
            checking.CHANGED,
        ),
        ("UPDATE ledger_transfer SET amount = 6001 WHERE number = 3", 3, checking.CHANGED),
        ("DELETE FROM ledger_transfer WHERE number = 3", 4, checking.MISSING),
        ("DELETE FROM ledger_transfer WHERE number = 3", 4, checking.UNCHAINED),
        ("DELETE FROM ledger_transfer WHERE number = 11", None, checking.WRONG_END),
        ("DELETE FROM ledger_transfer", None, checking.WRONG_END),
        ("UPDATE ledger_book SET length = 12", None, checking.WRONG_END),
        ("UPDATE ledger_book SET \"end\" = 'x'", None, checking.WRONG_END),
        ("UPDATE ledger_transfer SET amount = 9000 WHERE number = 4", 4, checking.OVERDRAWN),
    ],
)
def test_what_is_changed_behind_the_program_is_found_where_it_happened(book, sql, number, message):
    """R-DIS-02: the chain shows what changed, the sums what it did."""
    tamper(sql)
    assert ("Bescheid 2015", number, message) in found()


@pytest.mark.parametrize(
    ("sql", "number", "message"),
    [
        ("amount = 4100 WHERE number = 5", 6, checking.HALF),
        ("amount = 9999 WHERE number = 2", 2, checking.HALF),
        ("amount = 9999 WHERE number = 2", 2, checking.UNTIED),
        ("amount = 3000 WHERE number = 9", 9, checking.NOT_MIRRORED),
        ("kind = 'release' WHERE number = 5", 5, checking.NO_WAY),
        ("kind = 'reversal' WHERE number = 5", 5, checking.NOT_MIRRORED),
        ("reverses_id = NULL WHERE number = 9", 9, checking.NOT_MIRRORED),
        ("reference = 'anders' WHERE number = 4", 4, checking.MISNAMED),
        ("amount = 4001 WHERE number = 11", 11, checking.OVERDRAWN),
        (f"source_id = ({UNDRAWN}) WHERE number = 11", 11, checking.NO_WAY),
        (f"target_id = ({FOREIGN_DRAWN}) WHERE number = 4", 4, checking.FOREIGN),
    ],
)
def test_what_cannot_be_is_found_even_if_the_chain_was_made_anew(book, sql, number, message):
    """R-DIS-02, R-GRT-06, R-GRT-09"""
    theirs = pot(BookFactory(title="Anderer"), item="other", awarded=Money.euros(1))
    movements.request_draw(theirs, Money(1), deed(theirs.book, "other-request"))
    movements.receive_draw(theirs, Money(1), deed(theirs.book, "other-receipt"))
    which = f"{sql} AND book_id = {book.pk}"
    tamper(f"UPDATE ledger_transfer SET {which}")  # noqa: S608
    seal_anew()
    assert ("Bescheid 2015", number, message) in found()
    assert {title for title, *_ in found()} == {"Bescheid 2015"}


def test_a_party_gets_what_was_bound_for_it_and_nobody_else(book):
    other = MunicipalityFactory()
    movements.spend(pot(book), other, Money(5), deed(book, "other"))
    tamper(
        f"UPDATE ledger_transfer SET target_id = (SELECT id FROM ledger_account WHERE"  # noqa: S608
        f" party_id = {other.pk} AND kind = 'paid') WHERE number = 6"
    )
    seal_anew()
    assert ("Bescheid 2015", 6, checking.NO_WAY) in found()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL knows its types")
@pytest.mark.parametrize("column", ["amount", "number", "at", "booked_on", "reference", "hash"])
@pytest.mark.parametrize("value", ["'viel'", "x'00ff'", "0.5"])
def test_what_is_of_no_kind_at_all_is_found_and_not_stumbled_over(book, column, value):
    tamper(f"UPDATE ledger_transfer SET {column} = {value} WHERE number = 6")  # noqa: S608
    assert not audit().holds


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="takes the unique indexes away")
def test_a_reference_that_stands_twice_and_a_second_reversal_are_found(book):
    """Somebody has the table without its constraints, as an import would make it."""
    with unguarded(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE copy AS SELECT * FROM ledger_transfer")
        cursor.execute("ALTER TABLE ledger_transfer RENAME TO ledger_transfer_before")
        cursor.execute("ALTER TABLE copy RENAME TO ledger_transfer")
        cursor.execute("UPDATE ledger_transfer SET reference = 'spend' WHERE number IN (3, 4)")
        cursor.execute("UPDATE ledger_transfer SET reverses_id = 7 WHERE number IN (9, 10)")
        messages = [finding.message for finding in audit().findings]
        cursor.execute("DROP TABLE ledger_transfer")
        cursor.execute("ALTER TABLE ledger_transfer_before RENAME TO ledger_transfer")
    assert messages.count(auditing.TWICE) == 1
    assert messages.count(auditing.REVERSED_TWICE) == 1
    assert audit().holds


def test_only_the_first_differences_are_kept_but_all_are_counted(book, monkeypatch):
    monkeypatch.setattr(auditing, "MOST_FINDINGS", 3)
    tamper("UPDATE ledger_transfer SET note = 'x'")
    result = audit()
    assert (len(result.findings), result.differences) == (3, 11)


def test_somebody_who_sees_some_books_audits_those(book):
    theirs = pot(BookFactory(title="Anderer"), awarded=Money(7)).book
    tamper(f"UPDATE ledger_transfer SET note = 'x' WHERE book_id = {book.pk}")  # noqa: S608
    result = audit(Book.objects.filter(pk=theirs.pk))
    assert result.holds
    assert [each.title for each in result.books] == ["Anderer"]
    assert result.sums[K.BUDGET] == Money(-7)


def test_a_finding_says_its_facts_in_german(book):
    tamper("UPDATE ledger_transfer SET amount = 9000 WHERE number = 4")
    said = [finding.sentence() for finding in audit().findings]
    assert said[1] == (
        "„Zweck item-1, abgerufen, noch nicht eingegangen“ steht nach der Buchung unter null: "
        "-30,00\u00a0€."
    )


def test_every_kind_of_transfer_but_the_reversal_has_its_ways():
    from kreislotse.ledger.states import TransferKind

    assert set(WAYS) == set(TransferKind) - {TransferKind.REVERSAL}
