"""Which awards an actor may see."""

from typing import Self

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class AwardQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.FUNDING_READ))

    def for_list(self) -> Self:
        return self.select_related("initiative", "programme", "authority").order_by("-dated", "-pk")


class BelowAwardQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(award__owner__in=actor.places(Permission.FUNDING_READ))


class BelowDrawDownQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(draw_down__award__owner__in=actor.places(Permission.FUNDING_READ))


class BelowChangeQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(change__award__owner__in=actor.places(Permission.FUNDING_READ))


class ReceiptQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.FUNDING_READ))


class AllocationQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(receipt__owner__in=actor.places(Permission.FUNDING_READ))
