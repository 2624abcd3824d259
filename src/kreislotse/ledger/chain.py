"""How a transfer is sealed: each book is a chain of hashes of its own."""

import hashlib
import json
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


def seal(previous: str, values: dict[str, Any]) -> str:
    """The SHA-256 of the previous hash and all that the transfer says."""
    said = [_plain(values[name]) for name in SEALED]
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if value is None or isinstance(value, int | str):
        return value
    return value.cents if hasattr(value, "cents") else value.isoformat()
