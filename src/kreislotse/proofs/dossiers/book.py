"""The book in a dossier: every transfer with its hash, the balances, and the chain to recompute."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from kreislotse.awards.models import Award
from kreislotse.kernel.money import Money
from kreislotse.ledger.chain import SEALED
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.queries import balance
from kreislotse.proofs.dossiers.parts import Part, table

_TRANSFERS = [
    "Nummer",
    "gebucht für",
    "eingegeben am",
    "Art",
    "von Konto",
    "auf Konto",
    "Betrag",
    "Vorgang",
    "Kennung",
    "storniert Nummer",
    "Person",
    "Bemerkung",
    "Prüfsumme davor",
    "Prüfsumme",
]


def book_parts(award: Award) -> Iterator[Part]:
    """Three files: what was booked, what stands on the accounts, and how to check the chain."""
    rows = award.book.transfers.select_related("source__party", "target__party", "reverses")
    transfers = list(rows.order_by("number"))
    heads, lines = _TRANSFERS, [_line(each) for each in transfers]
    yield Part("buch/buchungen.csv", "Alle Buchungen mit Prüfsummen", table(heads, lines))
    yield Part("buch/salden.csv", "Salden aller Konten", _balances(award))
    chain = "".join(f"{_link(each)}\n" for each in transfers)
    yield Part("buch/kette.txt", "Kette der Prüfsummen zum Nachrechnen", chain.encode())


def _line(each: Transfer) -> list[Any]:
    return [
        each.number,
        each.booked_on,
        each.at.astimezone(UTC),
        each.get_kind_display(),
        each.source,
        each.target,
        each.amount,
        each.deed,
        each.reference,
        each.reverses.number if each.reverses else None,
        each.person_id,
        each.note,
        each.previous_hash,
        each.hash,
    ]


def _balances(award: Award) -> bytes:
    accounts = award.book.accounts.select_related("party").order_by("item", "kind", "party", "pk")
    return table(
        ["Position", "Konto", "bei", "Saldo"],
        [(each.title, each.get_kind_display(), each.party, balance(each)) for each in accounts],
    )


def _link(each: Transfer) -> str:
    """The hash before, what was sealed, and the hash of both together, parted by tabs."""
    said = [_sealed(getattr(each, name)) for name in SEALED]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f"{each.previous_hash}\t{text}\t{each.hash}"


def _sealed(value: Any) -> Any:
    """A value in the form in which the ledger seals it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, Money):
        return value.cents
    return value.isoformat() if hasattr(value, "isoformat") else value
