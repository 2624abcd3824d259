"""Whose records may be linked: only those of one and the same organisation."""

from typing import Any

from kreislotse.mandates.errors import BelongsElsewhere


def check_belongs(owner_id: int, *records: Any) -> None:
    """Refuse unless every record given belongs to this organisation; None is no record."""
    for record in records:
        if record is not None and record.owner_id != owner_id:
            raise BelongsElsewhere(record=record)
