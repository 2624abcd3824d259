"""Everything in the books computed anew, from the first transfer to the last.

Books are read one after the other and their transfers in portions, so that the size of the ledger
does not matter; a book and its end are one statement, so that writers need not wait.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext_noop as _

from kreislotse.kernel.money import Money
from kreislotse.ledger.checking import BookCheck, Place, Row
from kreislotse.ledger.guards import missing_guards
from kreislotse.ledger.models import Book, LedgerAccount, Transfer
from kreislotse.ledger.states import AccountKind

MOST_FINDINGS = 200
PORTION = 5000
NO_GUARD = _("Die Sicherung „{name}“ der Datenbank fehlt oder wurde geändert.")
TWICE = _("Das Kennzeichen „{reference}“ ist {times}-mal gebucht.")
REVERSED_TWICE = _("Eine Buchung ist {times}-mal storniert.")
NO_BOOK = _("Buchungen ohne Buch: {count}.")


@dataclass(frozen=True)
class Finding:
    """A difference: in which book, at which transfer, and what it is."""

    book: str
    number: int | None
    message: str
    facts: dict[str, Any]

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.message).format(**self.facts)


@dataclass(frozen=True)
class BookEnd:
    """The end of a book's chain: whoever noted its hash can tell later that nothing changed."""

    book_id: int
    title: str
    length: int
    end: str


@dataclass(frozen=True)
class Audit:
    """What was counted and found; `sums` are what stands on the accounts of each kind."""

    books: tuple[BookEnd, ...]
    accounts: int
    transfers: int
    deeds: int
    sums: dict[str, Money]
    findings: tuple[Finding, ...]
    differences: int

    @property
    def holds(self) -> bool:
        return not self.differences

    @property
    def end(self) -> str:
        """One hash over the ends of all books."""
        lines = "".join(f"{book.book_id}:{book.length}:{book.end}\n" for book in self.books)
        return hashlib.sha256(lines.encode()).hexdigest()


@dataclass
class _Course:
    """An audit under way."""

    books: list[BookEnd] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)

    def tell(self, book: str, number: int | None, message: str, **facts: Any) -> None:
        self.counted["differences"] += 1
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(book, number, message, facts))


def audit(books: Any = None) -> Audit:
    """Check these books, or all, and the guards of the database."""
    course = _Course()
    for name in missing_guards(connection):
        course.tell("", None, NO_GUARD, name=name)
    chosen = Book.objects.all() if books is None else books
    for book_id, title in list(chosen.order_by("pk").values_list("pk", "title")):
        _check_book(course, book_id, title)
    transfers = Transfer.objects.all()
    _check_uniqueness(course, transfers if books is None else transfers.filter(book__in=books))
    if books is None and (lost := transfers.exclude(book__in=Book.objects.values("pk")).count()):
        course.tell("", None, NO_BOOK, count=lost)
    return Audit(
        books=tuple(course.books),
        accounts=course.counted["accounts"],
        transfers=course.counted["transfers"],
        deeds=course.counted["deeds"],
        sums={kind: Money(course.sums[kind]) for kind in AccountKind.values},
        findings=tuple(course.findings),
        differences=course.counted["differences"],
    )


def _check_book(course: _Course, book_id: int, title: str) -> None:
    rows = _rows(book_id)
    length, end, first = next(rows)
    # Accounts only grow: read after the transfers, all that they name are there.
    check = BookCheck(_places(book_id), partial(course.tell, title))
    for row in chain([first], (row for *_same, row in rows)):
        if row is not None:
            check.see(row)
    check.finish(length, end)
    course.books.append(BookEnd(book_id, title, length, end))
    course.counted.update(accounts=len(check.places), transfers=check.rows, deeds=check.deeds)
    for account_id, cents in check.balances.items():
        course.sums[check.places[account_id].kind] += cents


def _places(book_id: int) -> dict[int, Place]:
    columns = ("pk", "item", "title", "kind", "party_id", "may_go_negative")
    accounts = LedgerAccount.objects.filter(book=book_id).values_list(*columns)
    return {pk: Place(*said) for pk, *said in accounts}


def _check_uniqueness(course: _Course, transfers: Any) -> None:
    by_reference = transfers.order_by().values_list("reference").annotate(times=Count("pk"))
    for reference, times in by_reference.filter(times__gt=1):
        course.tell("", None, TWICE, reference=reference, times=times)
    reversals = transfers.filter(reverses__isnull=False).order_by().values_list("reverses")
    for _reversed, times in reversals.annotate(times=Count("pk")).filter(times__gt=1):
        course.tell("", None, REVERSED_TWICE, times=times)


# Days and moments as the text that is sealed. In SQLite they are texts, and may be anything.
_SAID = {
    "sqlite": """
        CASE typeof(t.booked_on) WHEN 'text' THEN t.booked_on || '' ELSE quote(t.booked_on) END,
        CASE typeof(t.at) WHEN 'text' THEN replace(t.at, ' ', 'T') ELSE quote(t.at) END
            || CASE length(t.at) WHEN 19 THEN '.000000+00:00' ELSE '+00:00' END
    """,
    "postgresql": """
        to_char(t.booked_on, 'YYYY-MM-DD'),
        to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')
    """,
}


def _rows(book_id: int) -> Iterator[tuple[int, str, Row | None]]:
    """The book's length and end beside each of its transfers; one line without for an empty one."""
    statement = f"""
        SELECT b.length, b."end", t.book_id, t.number, t.kind, t.source_id, t.target_id, t.amount,
            t.deed, t.reference, t.reverses_id, {_SAID[connection.vendor]}, t.person_id, t.note,
            t.previous_hash, t.hash,
            w.book_id, w.number, w.source_id, w.target_id, w.amount, w.reverses_id
        FROM ledger_book b
        LEFT JOIN ledger_transfer t ON t.book_id = b.id
        LEFT JOIN ledger_transfer w ON w.id = t.reverses_id
        WHERE b.id = %s ORDER BY t.number
    """  # noqa: S608 - put together from words of our own
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [book_id])
        while portion := cursor.fetchmany(PORTION):
            for length, end, *said in portion:
                yield length, end, Row._make(said) if said[0] is not None else None
