"""Which quotas an actor may see."""

from typing import Self

from django.db.models import Count, QuerySet

from kreislotse.access.policy import Actor, Permission


class QuotaQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.COURSE_READ))

    def for_list(self) -> Self:
        """With everything a line of the list and the record's page show."""
        return self.select_related("initiative", "kind", "area").order_by(
            "initiative__number", "kind__title", "pk"
        )

    def with_places(self) -> "QuotaQuerySet":
        """Each with `assigned`: how many of its places are seats of courses."""
        return self.annotate(assigned=Count("numbered__seat"))


class QuotaPlaceQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(quota__owner__in=actor.places(Permission.COURSE_READ))

    def free(self) -> Self:
        """Places that no course has a seat for, in the order of their numbers."""
        return self.filter(seat__isnull=True).order_by("number")


class ContingentQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(quota__owner__in=actor.places(Permission.COURSE_READ))
