"""Several write at once, and writers die: no euro is spent twice, no deed is half there."""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction

from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger import movements, posting
from kreislotse.ledger.audit import audit
from kreislotse.ledger.errors import AccountOverdrawn
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind as K
from tests.factories.ledger import BookFactory, deed, pot
from tests.factories.organisations import MunicipalityFactory
from tests.ledger.test_guards import row, write
from tests.ledger.writers import STEPS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).parents[2]


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Each in a thread of its own; what it gave, or the refusal that it got."""
    outcomes: list[object] = []

    def run(work: Callable[[], object]) -> None:
        try:
            outcomes.append(work())
        except (AccountOverdrawn, DatabaseError) as refusal:
            outcomes.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def writers(*words: object) -> str:
    """Processes that book in the database of this test; what they print."""
    said = connection.settings_dict
    address = f"sqlite:///{said['NAME']}"
    if connection.vendor == "postgresql":
        address = f"postgres://{said['USER']}@/{said['NAME']}?host={said['HOST']}"
    done = subprocess.run(
        [sys.executable, "-m", "tests.ledger.writers", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "KREISLOTSE_DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.strip()


def test_two_people_cannot_bind_the_same_euro(monkeypatch):
    """R-DIS-02. Whoever has read the balance waits for the other one to have read it too."""
    award = pot(awarded=Money(101))
    town, read = MunicipalityFactory(), posting.balance
    movements.commit(award, town, Money(1), deed(award.book, "opens the account"))
    both_have_read = threading.Barrier(2)

    def read_and_wait(account):
        found = read(account)
        with suppress(threading.BrokenBarrierError):
            both_have_read.wait(timeout=0.5)
        return found

    deeds = [deed(award.book, name) for name in ("first", "second")]
    with monkeypatch.context() as patch:
        patch.setattr(posting, "balance", read_and_wait)
        outcomes = at_once(
            *(lambda d=d: movements.commit(award, town, Money(100), d) for d in deeds)
        )

    assert {type(outcome) for outcome in outcomes} == {Transfer, AccountOverdrawn}
    assert (award.balance(K.AVAILABLE), award.balance(K.COMMITTED, town)) == (ZERO, Money(101))
    assert audit().findings == ()


def test_the_same_reference_at_once_books_once():
    award, town = pot(awarded=Money(1000)), MunicipalityFactory()
    same = deed(award.book, "once")
    outcomes = at_once(*[lambda: movements.spend(award, town, Money(100), same)] * 4)
    assert len({transfer.pk for both in outcomes for transfer in both}) == 2
    assert award.balance(K.PAID, town) == Money(100)


def test_accounts_opened_at_once_in_one_book_are_opened_once_and_nobody_is_stuck():
    book, towns = BookFactory(), MunicipalityFactory.create_batch(2)
    pots = [pot(book, item=item) for item in ("item-1", "item-2")]

    def live(name: str, order: list) -> None:
        with transaction.atomic():
            for each in order:
                movements.award(each, Money(500), deed(book, f"{name}-{each.item}-award"))
                for town in towns:
                    one = deed(book, f"{name}-{each.item}-{town.pk}")
                    movements.spend(each, town, Money(200), one)

    outcomes = at_once(*(lambda n=n: live(str(n), pots if n % 2 else pots[::-1]) for n in range(4)))
    assert outcomes == [None] * 4
    assert book.accounts.count() == 16
    assert (book.transfers.count(), audit().findings) == (48, ())


def test_raw_writers_at_once_do_not_overdraw_either():
    """R-DIS-02: the second one comes while the first has written and not yet committed."""
    award = pot(awarded=Money(100))
    has_written, may_commit = threading.Event(), threading.Event()
    award.book.refresh_from_db()
    rows = [
        row(award.book, K.UNDRAWN, K.STATE, 100, number=number, reference=str(number))
        for number in (3, 4)
    ]

    def slow() -> None:
        with transaction.atomic():
            write(rows[0])
            has_written.set()
            may_commit.wait(timeout=10)

    def quick() -> None:
        has_written.wait(timeout=10)
        threading.Timer(0.3, may_commit.set).start()
        write(rows[1])

    assert Counter(outcome is None for outcome in at_once(slow, quick)) == {True: 1, False: 1}
    assert Transfer.objects.count() == 3
    assert award.balance(K.UNDRAWN) == ZERO


def test_processes_that_spend_at_once_leave_nothing_and_owe_nothing():
    """R-DIS-02: four processes share 300,00 € in parts of 7,00 €."""
    award = pot(awarded=Money.euros(300))
    assert writers("race", award.book.pk, 4) == "4"
    assert award.balance(K.AVAILABLE) == Money.euros(6)
    assert award.balance(K.PAID, award.book.owner) == Money.euros(294)
    assert audit().findings == ()


def test_a_writer_who_is_killed_leaves_no_deed_half_done():
    book = BookFactory()
    assert writers("kill", book.pk, 8) == "8"

    lives = Counter(
        deed_name.rsplit("-", 1)[0] for deed_name in Transfer.objects.values_list("deed", flat=True)
    )
    assert len(lives) >= 8
    assert set(lives.values()) == {STEPS}
    assert audit().findings == ()
    movements.award(pot(book), Money(1), deed(book, "afterwards"))
    assert audit().findings == ()
