"""Who sees reference data."""

from typing import Any, Self

from django.db.models import QuerySet


class ReferenceQuerySet(QuerySet):
    """Reference data: everybody with an account sees it, nobody without one."""

    def visible_to(self, actor: Any) -> Self:
        return self.all() if actor.roles else self.none()
