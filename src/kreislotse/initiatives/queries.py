"""Which initiatives an actor may see, and what a page needs of them."""

from typing import Any, Self

from django.apps import apps
from django.db.models import F, Prefetch, QuerySet

from kreislotse.access.policy import Actor, Permission


class InitiativeQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.INITIATIVE_READ))

    def for_list(self) -> Self:
        """With milestones for the state and clauses, in the order of the report."""
        return self.prefetch_related("milestones", "clauses").order_by("number", "pk")

    def for_page(self) -> Self:
        """With everything that hangs on an initiative, each in the order people read it."""
        return self.select_related("area").prefetch_related(
            "fields_of_action",
            Prefetch("partners", _rows("Partner", "organisation").order_by("pk")),
            Prefetch("milestones", _rows("Milestone").order_by("pk")),
            Prefetch("letters", _letters()),
            Prefetch(
                "positions",
                _rows("Position", "holder", "said_by").order_by(
                    F("dated").asc(nulls_last=True), "pk"
                ),
            ),
            Prefetch("questions", _rows("OpenQuestion").order_by("asked_on", "pk")),
            Prefetch("subscriptions", _rows("ReportSubscription", "reporter").order_by("pk")),
        )


class BelowInitiativeQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(initiative__owner__in=actor.places(Permission.INITIATIVE_READ))


def _rows(model: str, *related: str) -> Any:
    rows = apps.get_model("initiatives", model).objects
    return rows.select_related(*related) if related else rows.all()


def _letters() -> Any:
    return (
        _rows("Letter", "sender", "answers")
        .prefetch_related("addressees")
        .order_by(F("dated").asc(nulls_last=True), "pk")
    )
