"""The hash chain of the journal: how an entry is sealed, and whether the chain still holds."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kreislotse.journal.models import JournalEntry

START = "0" * 64
SEALED = (
    "number",
    "person_id",
    "owner_id",
    "verb",
    "record",
    "record_id",
    "label",
    "change",
    "note",
)


def seal(previous: str, at: datetime, values: dict[str, Any]) -> str:
    """The SHA-256 of the previous hash and all that the entry says."""
    said = {name: values[name] for name in SEALED}
    said["at"] = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


@dataclass(frozen=True)
class Break:
    """The first place where the chain does not hold."""

    number: int
    reason: str


def first_break() -> Break | None:
    """Recompute the whole chain; None when it holds from the first entry to the last."""
    previous, expected = START, 1
    for entry in JournalEntry.objects.order_by("number").iterator():
        values = {name: getattr(entry, name) for name in SEALED}
        if entry.number != expected:
            return Break(expected, "missing")
        if entry.previous_hash != previous or entry.hash != seal(previous, entry.at, values):
            return Break(entry.number, "changed")
        previous, expected = entry.hash, expected + 1
    return None
