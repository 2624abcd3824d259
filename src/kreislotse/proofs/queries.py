"""Which proofs an actor may see."""

from typing import Self

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class ProofQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(duty__award__owner__in=actor.places(Permission.FUNDING_READ))

    def for_list(self) -> Self:
        return self.select_related("duty__award").order_by("duty__due_on", "pk")


class BelowProofQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(proof__duty__award__owner__in=actor.places(Permission.FUNDING_READ))
