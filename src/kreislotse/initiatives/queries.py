"""Which initiatives an actor may see."""

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class InitiativeQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "InitiativeQuerySet":
        return self.filter(owner__in=actor.places(Permission.INITIATIVE_READ))


class BelowInitiativeQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "BelowInitiativeQuerySet":
        return self.filter(initiative__owner__in=actor.places(Permission.INITIATIVE_READ))
