"""Which files an actor may see: those of the places whose money they work with."""

from typing import Self

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class AttachmentQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.FUNDING_READ), of_person=False)

    def described(self) -> Self:
        """Without the bytes: for lists and pages."""
        return self.defer("content")
