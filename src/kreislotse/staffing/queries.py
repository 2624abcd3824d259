"""Which posts and secondments an actor may see."""

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class StaffingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "StaffingQuerySet":
        return self.filter(owner__in=actor.places(Permission.POST_READ))


class BelowSecondmentQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "BelowSecondmentQuerySet":
        return self.filter(secondment__owner__in=actor.places(Permission.POST_READ))
