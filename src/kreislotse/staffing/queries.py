"""Which posts and secondments an actor may see, and what they add up to."""

from typing import Any, Self

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.staffing.rules import StaffCount, staff_count


class StaffingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.POST_READ))


class PostQuerySet(StaffingQuerySet):
    def for_list(self) -> Self:
        """With everything a line of the list shows, by initiative."""
        return self.select_related("initiative", "funded_by__application").order_by(
            "initiative__number", "pk"
        )


class SecondmentQuerySet(StaffingQuerySet):
    def for_list(self) -> Self:
        return self.select_related("initiative", "recruiter").order_by("initiative__number", "pk")

    def for_page(self) -> Self:
        return self.select_related("initiative", "recruiter").prefetch_related(
            "parties__organisation", "steps"
        )


class ExternalStaffQuerySet(StaffingQuerySet):
    def for_list(self) -> Self:
        return self.select_related("initiative", "employer").order_by("initiative__number", "pk")


class BelowSecondmentQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(secondment__owner__in=actor.places(Permission.POST_READ))


def count_staff(posts: Any, secondments: Any) -> StaffCount:
    """The staff of these posts and secondments; two questions to the database."""
    return staff_count(
        posts.order_by().values_list("state", "share"),
        secondments.order_by().values_list("state", "share"),
    )
