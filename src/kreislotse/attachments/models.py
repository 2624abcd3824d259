"""Files that belong to a record: notices, contracts, invoices, photos of receipts."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from kreislotse.attachments.queries import AttachmentQuerySet
from kreislotse.organisations.records import Owned


class Attachment(Owned):
    """One file as it was handed in, with its SHA-256; it is never changed.

    One `of_person` was signed by somebody in care: it is read with that record, by nobody else.
    """

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    added_at = models.DateTimeField()
    of_person = models.BooleanField(default=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="attachment_not_empty", condition=Q(size__gt=0)),
        ]

    class Privacy:
        # A file's name and what it shows may name a person.
        personal = frozenset({"name", "content"})
        plain = frozenset({"id", "owner", "media_type", "size", "sha256", "added_at", "of_person"})

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise TypeError("A file is never changed. Add another one.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise TypeError("A file of the books is never deleted here.")
