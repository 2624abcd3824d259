"""Processes of their own that book in the database of the test; run with python -m.

python -m tests.ledger.writers race BOOK WRITERS      all spend from one pot until it is empty
python -m tests.ledger.writers kill BOOK WRITERS      one after the other is killed while it books
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable

import django
from django.db import connection, transaction

STEPS = 9  # transfers of one life()


def race(book: int, number: int) -> int:
    """How many of the writers ended as they should."""
    begin_read, begin_write = os.pipe()
    children = [_child(lambda: _spend_all(book, begin_read)) for _ in range(number)]
    time.sleep(0.2)
    os.write(begin_write, b"." * number)
    return sum(os.waitpid(child, 0)[1] == 0 for child in children)


def kill(book: int, number: int) -> int:
    """How many of the writers were killed while they were booking."""
    chance, killed = random.Random(3), 0
    for _ in range(number):
        done_read, done_write = os.pipe()
        child = _child(lambda done=done_write: _live_for_ever(book, done))
        os.read(done_read, 1)
        time.sleep(chance.random() / 10)
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return killed


def _child(work: Callable[[], None]) -> int:
    """A process that opens its own connection; none is open yet when it parts."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    except BaseException as error:  # noqa: BLE001 - a fork must never go on as its parent
        sys.stderr.write(repr(error))
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def _spend_all(book_id: int, begin: int) -> None:
    from kreislotse.kernel.money import Money
    from kreislotse.ledger import movements
    from kreislotse.ledger.errors import AccountOverdrawn

    pot, party, deed = _things(book_id)
    os.read(begin, 1)
    for number in range(1000):
        try:
            movements.spend(pot, party, Money(700), deed(f"{os.getpid()}-{number}"))
        except AccountOverdrawn:
            return
    raise AssertionError("The pot has no end.")


def _live_for_ever(book_id: int, done: int) -> None:
    for number in range(10**6):
        life(book_id, f"life-{os.getpid()}-{number}")
        os.write(done, b".")


@transaction.atomic
def life(book_id: int, name: str) -> None:
    """Nine transfers that belong together."""
    from kreislotse.kernel.money import Money
    from kreislotse.ledger import movements

    pot, party, deed = _things(book_id)
    movements.award(pot, Money(1000), deed(f"{name}-award"))
    movements.request_draw(pot, Money(900), deed(f"{name}-request"))
    movements.receive_draw(pot, Money(900), deed(f"{name}-receipt"))
    movements.spend(pot, party, Money(800), deed(f"{name}-spend"))
    movements.prove(pot, party, Money(700), deed(f"{name}-prove"))
    movements.repay(pot, Money(100), deed(f"{name}-repay"))


def _things(book_id: int) -> tuple:
    from kreislotse.ledger.models import Book
    from kreislotse.ledger.movements import Pot
    from tests.factories.ledger import deed

    book = Book.objects.get(pk=book_id)
    return Pot(book, "item-1", "Zweck"), book.owner, lambda name: deed(book, name)


if __name__ == "__main__":
    django.setup()
    connection.close()
    work = {"race": race, "kill": kill}[sys.argv[1]]
    sys.stdout.write(str(work(int(sys.argv[2]), int(sys.argv[3]))))
