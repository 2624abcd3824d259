"""The hash chain of the journal: how an entry is sealed, and whether the chain still holds."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from kreislotse.journal.models import JournalEntry, JournalHead

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
    reason: Literal["missing", "changed"]


def first_break() -> Break | None:
    """Recompute the whole chain; None when it holds from the first entry to the last."""
    previous, expected = START, 1
    rows = JournalEntry.objects.order_by("number").values(*SEALED, "at", "previous_hash", "hash")
    for row in rows.iterator(chunk_size=2000):
        if row["number"] != expected:
            return Break(expected, "missing")
        if row["previous_hash"] != previous or row["hash"] != seal(previous, row["at"], row):
            return Break(expected, "changed")
        previous, expected = row["hash"], expected + 1
    if end() != (expected - 1, previous):
        return Break(expected, "missing")
    return None


def end() -> tuple[int, str]:
    """Number and hash of the last entry as the head remembers them: a cut-off end shows."""
    head = JournalHead.objects.filter(pk=1).first()
    return (head.number, head.hash) if head else (0, START)
