"""What an actor may read in the journal."""

from typing import Any

from django.db.models import Model, QuerySet


class JournalQuerySet(QuerySet):
    def visible_to(self, actor: Any) -> "JournalQuerySet":
        """Everything for the data protection officer of the place; nobody else as a list."""
        return self.filter(owner_id__in=actor.places_for("journal.read"))

    def of_record(self, record: Model) -> "JournalQuerySet":
        """The history of one record that the reader has already been let in to see."""
        return self.filter(record=record._meta.label, record_id=record.pk).order_by("-number")

    def update(self, **_: Any) -> int:
        raise TypeError("A journal entry is never changed. Write another one.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("A journal entry is never deleted.")
