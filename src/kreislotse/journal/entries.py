"""The only writer of the journal."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from kreislotse.journal.chain import START, seal
from kreislotse.journal.models import JournalEntry, JournalHead
from kreislotse.kernel.acting import Acting
from kreislotse.kernel.money import Money


def plain(value: Any) -> Any:
    """A value as the journal keeps it: text for dates, amounts and records."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (Money, Decimal)):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value


@transaction.atomic
def write(
    record: models.Model, verb: str, *, actor: Acting, note: str = "", **change: Any
) -> JournalEntry:
    """Chain one entry about this record; fails if the transaction around it fails."""
    head, _ = JournalHead.objects.select_for_update().get_or_create(
        pk=1, defaults={"number": 0, "hash": START}
    )
    values: dict[str, Any] = {
        "number": head.number + 1,
        "person_id": actor.person_id,
        "owner_id": getattr(record, "owner_id", None),
        "verb": verb,
        "record": record._meta.label,
        "record_id": record.pk,
        "label": str(record)[:300],
        "change": {name: plain(value) for name, value in change.items()},
        "note": note,
    }
    entry = JournalEntry(
        **values, at=actor.at, previous_hash=head.hash, hash=seal(head.hash, actor.at, values)
    )
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save(update_fields=["number", "hash"])
    return entry
