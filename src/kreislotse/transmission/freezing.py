"""What a frozen batch says, byte for byte, and the hash by which anybody can check it (R-CAN-07).

Each line has a hash of its own and the batch one over its head and theirs, so that it can still be
checked when a line's content has been erased.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import UTC, date
from typing import Any

from kreislotse.participants.profile import FIELDS, Profile
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.states import Wholeness


def content_of(profile: Profile, categories: Collection[str]) -> dict[str, Any]:
    """The fields of the categories that say something, as plain values; nothing else."""
    chosen = [field.code for field in FIELDS if field.category in categories]
    said = {code: _plain(getattr(profile, code)) for code in chosen}
    return {code: value for code, value in said.items() if value not in ("", None, [])}


def canonical(said: Any) -> bytes:
    """One spelling for the same facts: JSON in UTF-8, keys in order, no blanks."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest(said: Any) -> str:
    return hashlib.sha256(canonical(said)).hexdigest()


def head_of(batch: Batch) -> dict[str, Any]:
    """What the hash of a batch covers besides its lines."""
    assert batch.frozen_at is not None
    return {
        "number": batch.number,
        "sender": batch.owner_id,
        "recipient": batch.recipient_id,
        "call": batch.call_id,
        "purpose": batch.purpose,
        "categories": batch.categories,
        "correction_of": batch.delta_of_id,
        "frozen_at": batch.frozen_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def said_by(line: BatchLine) -> dict[str, Any]:
    """What the hash of a line covers."""
    assert line.candidate is not None
    return {
        "position": line.position,
        "code": line.candidate.code,
        "municipality": line.municipality_id,
        "kind": line.kind,
        "basis": line.basis,
        "content": line.content,
    }


def hash_of(batch: Batch, lines: Iterable[BatchLine]) -> str:
    """The batch's hash over its head and the hashes of its lines in their order."""
    ordered = sorted(lines, key=lambda line: line.position)
    return digest({"head": head_of(batch), "lines": [line.sha256 for line in ordered]})


def check_whole(batch: Batch, lines: Iterable[BatchLine]) -> Wholeness:
    """Recompute all hashes; a line that was erased counts by the hash that it has left."""
    rows = list(lines)
    kept = all(line.sha256 == digest(said_by(line)) for line in rows if line.content)
    whole = kept and hash_of(batch, rows) == batch.sha256
    return Wholeness.INTACT if whole else Wholeness.CHANGED


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
