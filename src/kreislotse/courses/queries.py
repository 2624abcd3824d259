"""Which quotas an actor may see."""

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class QuotaQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "QuotaQuerySet":
        return self.filter(owner__in=actor.places(Permission.COURSE_READ))
