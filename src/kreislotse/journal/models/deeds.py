"""Who did what, when: append-only and hash-chained.

No foreign keys, so that it never blocks an erasure.
"""

from typing import Any, NoReturn

from django.db import models

from kreislotse.journal.queries import JournalQuerySet


class JournalEntry(models.Model):
    """One deed on one record (R-GEN-02), chained to the entry before it by its hash."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    owner_id = models.BigIntegerField(null=True, db_index=True)
    verb = models.CharField(max_length=60)
    record = models.CharField(max_length=80)
    record_id = models.BigIntegerField()
    label = models.CharField(max_length=300)
    change = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["record", "record_id"], name="journal_record")]

    class Privacy:
        # A person's id alone; labels name records of the office, never a person in care.
        personal = frozenset({"person_id"})
        plain = frozenset(
            {"number", "at", "owner_id", "verb", "record", "record_id", "label", "change", "note"}
            | {"previous_hash", "hash"}
        )

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.record} {self.record_id}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError("A journal entry is never changed. Write another one.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("A journal entry is never deleted.")


class JournalHead(models.Model):
    """The end of the chain: one row, locked by whoever writes next."""

    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    objects = models.Manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "number", "hash"})

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
