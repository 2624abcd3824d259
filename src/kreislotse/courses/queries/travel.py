"""Who sees the matrix of travel times: whoever reads the courses of the district."""

from typing import Self

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class TravelTimeQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.COURSE_READ))

    def for_list(self) -> Self:
        return self.select_related("from_town", "to_town").order_by(
            "from_town__sort_key", "to_town__sort_key", "pk"
        )
