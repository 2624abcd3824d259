"""How a transfer is sealed: each book is a chain of hashes of its own."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
SEALED = (
    "book_id",
    "number",
    "kind",
    "source_id",
    "target_id",
    "amount",
    "deed",
    "reference",
    "reverses_id",
    "booked_on",
    "at",
    "person_id",
    "note",
)
# What was written past the program may be of any type; it gets a hash that fits nothing.
_as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=repr).encode


def seal(previous: str, values: dict[str, Any]) -> str:
    """The SHA-256 of the previous hash and all that the transfer says."""
    return seal_plain(previous, [_plain(values[name]) for name in SEALED])


def seal_plain(previous: str, said: Sequence[Any]) -> str:
    """The same for values in the order of SEALED that are numbers and texts already."""
    return hashlib.sha256(f"{previous}{_as_text(said)}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if value is None or isinstance(value, int | str):
        return value
    return value.cents if hasattr(value, "cents") else value.isoformat()
