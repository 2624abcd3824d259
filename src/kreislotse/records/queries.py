"""Who sees reference data."""

from typing import Any

from django.db.models import QuerySet


class ReferenceQuerySet(QuerySet):
    """Reference data: everybody with an account sees it, nobody without one."""

    def visible_to(self, actor: Any) -> "ReferenceQuerySet":
        return self.all() if actor.roles else self.none()
