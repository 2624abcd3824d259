"""Which reports and editions an actor may see; published editions are for everybody."""

from typing import Any, Self

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.reporting.states import ReportState

_HEAVY = ("pdf", "docx", "html", "json")


class ReportQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.PAPER_READ))

    def for_list(self) -> Self:
        return self.select_related("paper__period", "owner").order_by("-as_of", "-pk")


class BelowReportQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        path = "section__report" if hasattr(self.model, "section") else "report"
        return self.filter(**{f"{path}__owner__in": actor.places(Permission.PAPER_READ)})


class EditionQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Those of one's own place, and all that are published."""
        own = Q(report__owner__in=actor.places(Permission.PAPER_READ))
        return self.filter(own | _published())

    def public(self) -> "EditionQuerySet":
        """What anybody may read: published editions of public papers."""
        return self.filter(_published())

    def light(self) -> "EditionQuerySet":
        """Without the files, for lists."""
        return self.defer(*_HEAVY, "document")

    def update(self, **_: Any) -> int:
        raise TypeError("An edition is never changed. Freeze another one.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("An edition is never deleted.")


def _published() -> Q:
    """What was frozen as not public stays so, whatever the register says later."""
    published = Q(report__state=ReportState.PUBLISHED, report__paper__is_public=True)
    return published & ~Q(document__head__is_public=False)
