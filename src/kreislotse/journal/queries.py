"""What an actor may read in the journal."""

from typing import Any, Self

from django.db.models import Model, Q, QuerySet


class JournalQuerySet(QuerySet):
    def visible_to(self, actor: Any) -> Self:
        """For the data protection officer of a place: its records, and what belongs to no place.

        Accounts, roles and reference data have no owner; nobody else reads the journal as a list.
        """
        places = actor.places_for("journal.read")
        if not places:
            return self.none()
        return self.filter(Q(owner_id__in=places) | Q(owner_id__isnull=True))

    def of_record(self, record: Model) -> "JournalQuerySet":
        """The history of one record that the reader has already been let in to see."""
        return self.filter(record=record._meta.label, record_id=record.pk).order_by("-number")

    def in_order(self) -> "JournalQuerySet":
        """The latest entry first."""
        return self.order_by("-number")

    def update(self, **_: Any) -> int:
        raise TypeError("A journal entry is never changed. Write another one.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("A journal entry is never deleted.")


class _ReadLogQuerySet(QuerySet):
    def visible_to(self, actor: Any) -> Self:
        """For the data protection officer of the district whose people were read; nobody else."""
        return self.filter(owner_id__in=actor.places_for("read_log.read"))


class ReadEntryQuerySet(_ReadLogQuerySet):
    def in_order(self) -> "ReadEntryQuerySet":
        """The latest reading first."""
        return self.order_by("-number")

    def update(self, **_: Any) -> int:
        raise TypeError("An entry of the read log is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("An entry of the read log is deleted by its retention period alone.")


class ReadTallyQuerySet(_ReadLogQuerySet):
    pass
