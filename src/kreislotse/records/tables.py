"""What tables have in common: keys to find and sort by, and days between which they hold."""

from typing import Any, ClassVar

from django.db import models

from kreislotse.kernel.spelling import search_key, search_words, sort_key


class Findable(models.Model):
    """A record that lists can search and sort alike on every database.

    `FOUND_BY` names the columns whose words find it; the first of them sorts it.
    """

    FOUND_BY: ClassVar[tuple[str, ...]] = ()

    search_key = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=300, editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        texts = [str(getattr(self, name) or "") for name in self.FOUND_BY]
        self.search_key = search_key(*texts)
        self.sort_key = sort_key(texts[0])[:300]
        if options.get("update_fields") is not None:
            options["update_fields"] = {*options["update_fields"], "search_key", "sort_key"}
        super().save(*args, **options)


def matching(rows: Any, typed: str) -> Any:
    """The rows whose search key holds every typed word."""
    for word in search_words(typed):
        rows = rows.filter(search_key__contains=word)
    return rows


def valid_on(day: Any, prefix: str = "") -> models.Q:
    """The condition that a dated row is in force on this day (R-GEN-01); both ends count."""
    return (
        models.Q(**{f"{prefix}valid_from__isnull": True})
        | models.Q(**{f"{prefix}valid_from__lte": day})
    ) & (
        models.Q(**{f"{prefix}valid_to__isnull": True})
        | models.Q(**{f"{prefix}valid_to__gte": day})
    )


class Dated(models.Model):
    """A record in force between two days, both included; an empty end is open (R-GEN-01)."""

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400, blank=True)

    class Meta:
        abstract = True
