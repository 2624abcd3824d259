"""Who sees uploaded lists: the municipality that handed them in, nobody else."""

from typing import Self

from django.db.models import Count, QuerySet

from kreislotse.access.policy import Actor, Permission


class _Own(QuerySet):
    OWNER = "owner"

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(**{f"{self.OWNER}__in": actor.places(Permission.PERSON_EDIT)})


class UploadQuerySet(_Own):
    def for_list(self) -> Self:
        """With everything that a line shows, the latest first."""
        return self.select_related("owner", "response__part__call").order_by("-pk")

    def for_page(self) -> Self:
        return self.select_related("owner", "response__part__call")


class UploadRowQuerySet(_Own):
    OWNER = "upload__owner"

    def for_page(self) -> Self:
        return self.select_related("upload__owner", "upload__response__part__call")

    def by_state(self) -> dict[str, int]:
        """How many rows there are of each state."""
        counted = self.order_by().values_list("state").annotate(rows=Count("pk"))
        return dict(counted)


class ColumnMappingQuerySet(_Own):
    pass
