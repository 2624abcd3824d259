"""Which mandates an actor may see."""

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class MandateQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "MandateQuerySet":
        return self.filter(owner__in=actor.places(Permission.MANDATE_READ))


class BelowPaperQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "BelowPaperQuerySet":
        return self.filter(paper__owner__in=actor.places(Permission.MANDATE_READ))
