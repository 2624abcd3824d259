"""The books with 10,000, 100,000 and 1,000,000 transfers: balances, audit, and other programs.

Ours keeps the books in a database of its own and computes every balance from the transfers; the
others read the same entries as text. Called from bench/run.py.
"""

import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SIZES = (10_000, 100_000, 1_000_000)
USUAL, LARGE = 5_000, 50_000
ITEMS, PARTIES = 8, 11
COMPARED_UPTO = 100_000
REPEATS = 5
FIRST_DAY, MOMENT = date(2015, 11, 2), datetime(2015, 11, 2, 11, 0, tzinfo=UTC)

Place = tuple[int, str, int]  # item, kind, party (0 for none)
Step = tuple[str, Place, Place, int, str, str]  # kind, source, target, cents, deed, half
Measure = Callable[..., Any]


# --- An award's life, invented --------------------------------------------------------------------


@dataclass
class Life:
    """Movements of an award in an order that may be, chosen by a seeded generator."""

    chance: random.Random
    left: dict[Place, int] = field(default_factory=dict)
    number: int = 0

    def steps(self, wanted: int) -> Iterator[Step]:
        """So many transfers; the halves of a deed one after the other."""
        given = 0
        while given < wanted:
            item = given % ITEMS if given < 2 * ITEMS else self.chance.randrange(ITEMS)
            deed = self._deed(item) if (item, "available", 0) in self.left else self._award(item)
            self.number += 1
            for kind, source, target, cents, half in deed[: wanted - given]:
                self.left[source] = self.left.get(source, 0) - cents
                self.left[target] = self.left.get(target, 0) + cents
                given += 1
                yield kind, source, target, cents, f"deed-{self.number}", half

    def _award(self, item: int) -> list[tuple]:
        cents = self.chance.randrange(10**8, 10**9)
        return [
            ("award", (item, "state", 0), (item, "undrawn", 0), cents, "claim"),
            ("award", (item, "budget", 0), (item, "available", 0), cents, "budget"),
        ]

    def _deed(self, item: int) -> list[tuple]:
        party = self.chance.randrange(1, PARTIES + 1)
        ways = [
            ("draw_request", (item, "undrawn", 0), (item, "requested", 0)),
            ("draw_receipt", (item, "requested", 0), (item, "drawn", 0)),
            ("commitment", (item, "available", 0), (item, "committed", party)),
            ("payment", (item, "committed", party), (item, "paid", party)),
            ("proof", (item, "paid", party), (item, "proven", party)),
            ("refund", (item, "paid", party), (item, "available", 0)),
            ("release", (item, "committed", party), (item, "available", 0)),
        ]
        able = [way for way in ways if self.left.get(way[1], 0) > 1]
        if not able:
            return self._award(item)
        kind, source, target = self.chance.choice(able)
        return [(kind, source, target, self.chance.randrange(1, self.left[source] // 2 + 1), "")]


# --- Filling the books ----------------------------------------------------------------------------


def fill(owner: Any, parties: list[Any], wanted: int, seed: int) -> Any:
    """One book with so many transfers, sealed, past the actions but not past the guards."""
    from django.db import connection, transaction

    from kreislotse.ledger.chain import START, seal_plain
    from kreislotse.ledger.models import Book

    steps = list(Life(random.Random(seed)).steps(wanted))
    with transaction.atomic():
        book = Book.objects.create(owner=owner, title=f"Bescheid {seed}", end=START)
        accounts = open_accounts(book, steps, parties)
        rows, end = [], START
        moment = connection.ops.adapt_datetimefield_value(MOMENT)
        for number, (kind, source, target, cents, deed, half) in enumerate(steps, start=1):
            deed = f"book-{book.pk}-{deed}"
            reference = f"{deed}/{half}" if half else deed
            day = FIRST_DAY + timedelta(days=number % 365)
            way = (accounts[source], accounts[target], cents, deed, reference, None)
            said = (book.pk, number, kind, *way, day.isoformat(), MOMENT_TEXT, None, "")
            previous, end = end, seal_plain(end, said)
            rows.append((*said[:10], moment, None, "", previous, end))
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, rows)
        book.length, book.end = len(rows), end
        book.save(update_fields=["length", "end"])
    return book


MOMENT_TEXT = MOMENT.isoformat(timespec="microseconds")
COLUMNS = (
    "book_id, number, kind, source_id, target_id, amount, deed, reference, reverses_id, booked_on, "
    "at, person_id, note, previous_hash, hash"
)
INSERT = f"INSERT INTO ledger_transfer ({COLUMNS}) VALUES ({', '.join(['%s'] * 15)})"  # noqa: S608


def open_accounts(book: Any, steps: list[Step], parties: list[Any]) -> dict[Place, int]:
    from kreislotse.ledger.models import LedgerAccount
    from kreislotse.ledger.states import OUTSIDE

    places = sorted({place for _, source, target, *_ in steps for place in (source, target)})
    opened = LedgerAccount.objects.bulk_create(
        LedgerAccount(
            book=book,
            item=f"item-{item}",
            title=f"Zweck {item}",
            kind=kind,
            party=parties[party - 1] if party else None,
            may_go_negative=kind in OUTSIDE,
        )
        for item, kind, party in places
    )
    return dict(zip(places, [account.pk for account in opened], strict=True))


# --- The same entries as text ---------------------------------------------------------------------


def written(file: Path, *, beancount: bool) -> None:
    """All transfers as entries of another program's journal."""
    from kreislotse.ledger.models import Transfer

    columns = ("booked_on", "reference", "amount")
    ends = [f"{end}__{name}" for end in ("source", "target") for name in NAMES]
    rows = Transfer.objects.order_by("booked_on", "pk").values_list(*columns, *ends)
    with file.open("w", encoding="utf-8") as text:
        if beancount:
            text.writelines(f"2015-01-01 open {name} EUR\n" for name in sorted(every_account()))
        for day, reference, amount, *rest in rows.iterator(chunk_size=5000):
            euros = f"{amount.cents // 100}.{amount.cents % 100:02d} EUR"
            source, target = account_name(*rest[:4]), account_name(*rest[4:])
            head = f'{day} * "{reference}"' if beancount else f"{day} * {reference}"
            text.write(f"{head}\n  {source}  -{euros}\n  {target}  {euros}\n\n")


NAMES = ("book_id", "item", "kind", "party_id")


def account_name(book: int, item: str, kind: str, party: int | None) -> str:
    place = f"Assets:Book-{book}:{item.capitalize()}:{kind.capitalize()}"
    return f"{place}:Party-{party}" if party else place


def every_account() -> Iterator[str]:
    from kreislotse.ledger.models import LedgerAccount

    for said in LedgerAccount.objects.values_list(*NAMES):
        yield account_name(*said)


def by_beancount(file: Path) -> dict[str, int]:
    """The balances in cents as beancount's loader and inventories give them."""
    from beancount import loader
    from beancount.core import data, inventory

    entries, errors, _options = loader.load_string(file.read_text(encoding="utf-8"))
    assert not errors, errors[:3]
    found: dict[str, Any] = {}
    for entry in data.filter_txns(entries):
        for posting in entry.postings:
            found.setdefault(posting.account, inventory.Inventory()).add_position(posting)
    return {name: int(sums.get_currency_units("EUR").number * 100) for name, sums in found.items()}


def by_hledger(file: Path) -> dict[str, int]:
    command = ["hledger", "-f", str(file), "balance", "--flat", "--no-total", "--empty"]
    done = subprocess.run(
        [*command, "--output-format", "csv"], check=True, capture_output=True, text=True
    )
    lines = [line.strip('"').split('","') for line in done.stdout.splitlines()[1:]]
    return {name: cents(amount) for name, amount in lines}


def cents(amount: str) -> int:
    number = amount.removesuffix(" EUR")
    whole, _, rest = number.lstrip("-").partition(".")
    value = int(whole) * 100 + int(rest.ljust(2, "0") or 0)
    return -value if number.startswith("-") else value


def by_us() -> dict[str, int]:
    """Every balance of every book."""
    from kreislotse.ledger.models import Book
    from kreislotse.ledger.queries import balances

    return {
        account_name(book.pk, *place): amount.cents
        for book in Book.objects.all()
        for place, amount in balances(book).items()
    }


# --- The run --------------------------------------------------------------------------------------


def timed(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def measurements(folder: Path, measured: Measure) -> Iterator[Any]:
    """`measured` makes a line of what was done, its times in seconds and a remark."""
    from kreislotse.ledger.audit import audit
    from kreislotse.ledger.models import Book, Transfer
    from kreislotse.ledger.queries import balances
    from kreislotse.organisations.models import Organisation

    owner = Organisation.objects.order_by("pk").first()
    parties = list(Organisation.objects.order_by("pk")[:PARTIES])
    for size in SIZES:
        filled, seed = 0, Transfer.objects.count()
        begin = time.perf_counter()
        while missing := size - Transfer.objects.count():
            large = missing > LARGE + USUAL and not Book.objects.filter(length=LARGE).exists()
            wanted = min(LARGE if large else USUAL, missing)
            fill(owner, parties, wanted, seed + filled)
            filled += wanted
        took = time.perf_counter() - begin
        rate = f"{filled / took:,.0f} a second, every guard on"
        yield measured(f"booking up to {size:,} transfers", [took], rate)
        for length in (USUAL, LARGE):
            book = Book.objects.filter(length=length).order_by("pk").last()
            if book:
                times = [timed(lambda book=book: balances(book)) for _ in range(REPEATS)]
                what = f"balances of an award with {length:,} of {size:,} transfers"
                yield measured(what, times, f"{book.accounts.count()} accounts")
        found: list[Any] = []
        times = [timed(lambda found=found: found.append(audit()))]
        assert found[0].holds, found[0].findings
        yield measured(
            f"full audit of {size:,} transfers", times, f"{size / times[0]:,.0f} a second"
        )
        if size <= COMPARED_UPTO:
            yield from compared(folder, size, measured)


def compared(folder: Path, size: int, measured: Measure) -> Iterator[Any]:
    """All balances of all books: ours from the database, others from their text, in one run."""
    begin = time.perf_counter()
    expected = {name: amount for name, amount in by_us().items() if amount}
    ours = time.perf_counter() - begin
    yield measured(f"all balances of {size:,} transfers", [ours], "ours, summed by the database")
    others = [
        ("beancount", bool(find_spec("beancount")), by_beancount),
        ("hledger", bool(shutil.which("hledger")), by_hledger),
    ]
    for name, is_there, balances_by in others:
        if not is_there:
            continue
        file = folder / f"{size}.{name}"
        written(file, beancount=name == "beancount")
        found: dict[str, int] = {}
        took = timed(lambda by=balances_by, file=file, found=found: found.update(by(file)))
        assert {key: value for key, value in found.items() if value} == expected
        remark = f"{took / ours:.0f} × ours; reads the entries as text; same figures"
        yield measured(f"the same by {name}", [took], remark)
