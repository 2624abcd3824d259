"""Who read whose name, when and why: chained, kept a year, then counted (R-DP-20, R-DP-21).

No foreign keys, so that it never blocks an erasure; people stand here by their records' ids.
"""

from typing import Any, NoReturn

from django.db import models

from kreislotse.journal.queries import ReadEntryQuerySet, ReadTallyQuerySet


class ReadKind(models.TextChoices):
    """How names were read. The words stand in `web/journal/words.py`."""

    LIST = "list"
    RECORD = "record"
    SEARCH = "search"
    EXPORT = "export"
    PRINT = "print"
    TRANSMISSION = "transmission"
    LETTER = "letter"


class ReadEntry(models.Model):
    """One reading: by whom, in which role and where, of which people, for what.

    `owner_id` is the district whose people were read. `people` are the ids of candidates, `found`
    how many rows there were; `asked` is a keyed hash of what was searched for, so that the log
    holds no names.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    person_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20, blank=True)
    place_id = models.BigIntegerField(null=True)
    owner_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=12, choices=ReadKind)
    purpose = models.CharField(max_length=200)
    people = models.JSONField(default=list)
    found = models.PositiveIntegerField()
    asked = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = ReadEntryQuerySet.as_manager()

    class Privacy:
        personal = frozenset({"person_id", "people", "asked"})
        plain = frozenset(
            {"number", "at", "role", "place_id", "owner_id", "kind", "purpose", "found"}
            | {"previous_hash", "hash"}
        )

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError("An entry of the read log is never changed.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("An entry of the read log is deleted by its retention period alone.")


class ReadPerson(models.Model):
    """Which entry concerns which candidate: the way from a person to who has read them."""

    entry = models.ForeignKey(ReadEntry, on_delete=models.PROTECT, related_name="+")
    candidate_id = models.BigIntegerField(db_index=True)

    class Privacy:
        personal = frozenset({"candidate_id"})
        plain = frozenset({"id", "entry"})

    def __str__(self) -> str:
        return str(self.entry_id)


class ReadHead(models.Model):
    """Both ends of the chain of readings; the beginning moves when old entries are counted."""

    number = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    first_number = models.BigIntegerField(default=1)
    first_previous_hash = models.CharField(max_length=64)

    objects = models.Manager()

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "number", "hash", "first_number", "first_previous_hash"})

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class ReadTally(models.Model):
    """How often names were read in a month, by role and kind; what is left after a year."""

    month = models.DateField()
    owner_id = models.BigIntegerField()
    role = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=ReadKind)
    readings = models.PositiveIntegerField()
    people = models.PositiveIntegerField()

    objects = ReadTallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "owner_id", "role", "kind"], name="read_tally_once"
            ),
        ]

    class Privacy:
        personal: frozenset[str] = frozenset()
        plain = frozenset({"id", "month", "owner_id", "role", "kind", "readings", "people"})

    def __str__(self) -> str:
        return f"{self.month:%m.%Y} {self.kind}: {self.readings}"
