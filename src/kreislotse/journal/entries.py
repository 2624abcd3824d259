"""The only writer of the journal. It keeps no names of people: they could not be erased here."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

from kreislotse.journal.chain import START, seal
from kreislotse.journal.models import JournalEntry, JournalHead
from kreislotse.kernel.acting import Acting
from kreislotse.kernel.money import Money
from kreislotse.records.bulk import insert_rows

# Stands for a text or day about a person: that it was set or changed is kept, not what it said.
WITHHELD = "•••"
# Whose tables hold people of the offices alone.
_OFFICE = {"access", "organisations"}


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


def write(
    record: models.Model, verb: str, *, actor: Acting, note: str = "", **change: Any
) -> JournalEntry:
    """Chain one entry about this record; fails if the transaction around it fails."""
    return _chain(actor, **_told(record, verb, note, change))


@transaction.atomic
def write_all(
    records: Iterable[models.Model], verb: str, *, actor: Acting, note: str = "", **change: Any
) -> None:
    """Chain one entry about each of these records, in the same few statements for any number."""
    head = _locked_head()
    entries = [_after(head, actor, **_told(record, verb, note, change)) for record in records]
    fields = JournalEntry._meta.concrete_fields
    insert_rows(
        JournalEntry,
        [str(field.column) for field in fields],
        (
            [each.get_db_prep_save(getattr(entry, each.attname), connection) for each in fields]
            for entry in entries
        ),
    )
    head.save(update_fields=["number", "hash"])


def write_load(
    table: type[models.Model], verb: str, *, actor: Acting, rows: int, note: str = ""
) -> JournalEntry:
    """Chain one entry about many rows of a table that were loaded at once."""
    return _chain(
        actor,
        owner_id=None,
        verb=verb,
        record=table._meta.label,
        record_id=0,
        label="",
        change={"rows": rows},
        note=note,
    )


def _told(record: models.Model, verb: str, note: str, change: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says of a record."""
    personal = _personal_columns(record)
    return {
        "owner_id": getattr(record, "owner_id", None),
        "verb": verb,
        "record": record._meta.label,
        "record_id": record.pk,
        "label": _label(record, personal),
        "change": {
            name: _withheld(value) if name in personal else plain(value)
            for name, value in change.items()
        },
        "note": note,
    }


@transaction.atomic
def _chain(actor: Acting, **said: Any) -> JournalEntry:
    head = _locked_head()
    entry = _after(head, actor, **said)
    entry.save(force_insert=True)
    head.save(update_fields=["number", "hash"])
    return entry


def _locked_head() -> JournalHead:
    head, _ = JournalHead.objects.select_for_update().get_or_create(
        pk=1, defaults={"number": 0, "hash": START}
    )
    return head


def _after(head: JournalHead, actor: Acting, **said: Any) -> JournalEntry:
    """The next entry, sealed onto the head, which then remembers it."""
    values = {"number": head.number + 1, "person_id": actor.person_id, **said}
    entry = JournalEntry(
        **values, at=actor.at, previous_hash=head.hash, hash=seal(head.hash, actor.at, values)
    )
    head.number, head.hash = entry.number, entry.hash
    return entry


def _personal_columns(record: models.Model) -> frozenset[str]:
    privacy = getattr(record, "Privacy", None)
    return privacy.personal if privacy else frozenset()


def _label(record: models.Model, personal: frozenset[str]) -> str:
    """What the record is called; nothing if that is a person's name, or says who it is about."""
    if _about_a_person(record, personal):
        return ""
    label = str(record)
    is_a_name = any(label == getattr(record, column) for column in personal)
    return "" if is_a_name else label[:300]


def _about_a_person(record: models.Model, personal: frozenset[str]) -> bool:
    """Whether the record hangs on a person in care: then even its code would outlive an erasure."""
    columns = [field for field in record._meta.concrete_fields if field.name in personal]
    return any(
        field.related_model is not None and field.related_model._meta.app_label not in _OFFICE
        for field in columns
    )


def _withheld(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_withheld(item) for item in value]
    return WITHHELD if isinstance(value, (str, date)) and value else plain(value)
