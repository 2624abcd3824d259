"""Which quotas an actor may see."""

from typing import Self

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class QuotaQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.COURSE_READ))

    def for_list(self) -> Self:
        """With everything a line of the list and the record's page show."""
        return self.select_related("initiative", "kind", "area").order_by(
            "initiative__number", "kind__title", "pk"
        )
