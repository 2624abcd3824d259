"""Which accounts an actor may see."""

from typing import Self

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class AccountQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """All accounts for whoever maintains accounts, else only one's own."""
        if actor.holds(Permission.ACCOUNT_EDIT):
            return self.all()
        return self.filter(pk=actor.person_id) if actor.person_id else self.none()

    def for_list(self) -> Self:
        return self.prefetch_related("memberships__organisation").order_by("sort_key", "pk")
