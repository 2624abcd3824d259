"""Which awards an actor may see."""

from typing import Any, Self

from django.apps import apps
from django.db.models import BigIntegerField, Case, F, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from kreislotse.access.policy import Actor, Permission
from kreislotse.awards.states import AwardState
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind


class AwardQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.FUNDING_READ))

    def for_list(self) -> Self:
        """With everything a line of the list shows, newest first; sums in cents."""
        return (
            self.select_related("initiative", "programme", "authority")
            .annotate(
                granted_cents=Case(
                    When(state=AwardState.ENTERED, then=_entered()),
                    default=_moved("source", AccountKind.STATE)
                    - _moved("target", AccountKind.STATE),
                ),
                free_cents=_moved("target", AccountKind.AVAILABLE)
                - _moved("source", AccountKind.AVAILABLE),
            )
            .order_by("-dated", "-pk")
        )

    def for_page(self) -> Self:
        """With everything that the record's page shows."""
        return self.select_related(
            "initiative", "application", "programme", "authority", "book", "owner"
        ).prefetch_related(
            "programme__dates",
            "items__purpose",
            "conditions",
            "allowed_recipients",
            "changes__lines__item",
            "proof_duties",
            "duties",
            "repayments__item",
        )


def _moved(side: str, kind: AccountKind) -> Coalesce:
    """What has left (source) or reached (target) the accounts of a kind in the award's book."""
    transfers = Transfer.objects.filter(**{"book": OuterRef("book"), f"{side}__kind": kind})
    return _sum(transfers.order_by().values("book"))


def _entered() -> Coalesce:
    items = apps.get_model("awards", "AwardItem").objects.filter(award=OuterRef("pk"))
    return _sum(items.order_by().values("award"))


def _sum(grouped: Any) -> Coalesce:
    sums = grouped.annotate(sum=Sum(F("amount"))).values("sum")
    return Coalesce(Subquery(sums, output_field=BigIntegerField()), 0)


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
