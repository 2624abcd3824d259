"""Who sees plans and forwardings: the office all of its own, a town what concerns itself."""

from typing import Self

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.forwarding.states import CallState, PlanState

READ = Permission.FUNDING_READ
REQUEST = Permission.FUNDS_REQUEST


class PlanQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(READ))


class ShareQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """A town sees its own share once it has been asked."""
        own = Q(organisation__in=actor.places(REQUEST)) & Q(
            plan__state__in=[PlanState.CONSULTATION, PlanState.DECIDED]
        )
        return self.filter(Q(plan__owner__in=actor.places(READ)) | own)


class AgreementQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        own = Q(municipality__in=actor.places(REQUEST))
        return self.filter(Q(plan__owner__in=actor.places(READ)) | own)


class FundingCallQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """The office's own calls; open ones also to the towns of the district."""
        asked = Q(state=CallState.OPEN) & Q(owner__parts__in=actor.places(REQUEST))
        own = Q(owner__in=actor.places(READ))
        return self.filter(Q(pk__in=self.model._base_manager.filter(own | asked).values("pk")))

    def public(self) -> Self:
        """Open calls, for anybody."""
        return self.filter(state=CallState.OPEN)


class ForwardingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        own = Q(recipient__in=actor.places(REQUEST))
        return self.filter(Q(owner__in=actor.places(READ)) | own)

    def for_list(self) -> Self:
        return self.select_related("item__award", "recipient", "call").order_by("-pk")


class BelowForwardingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        own = Q(forwarding__recipient__in=actor.places(REQUEST))
        return self.filter(Q(forwarding__owner__in=actor.places(READ)) | own)


class InternalQuerySet(QuerySet):
    """What only the office sees of a forwarding."""

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(forwarding__owner__in=actor.places(READ))


class BelowSubProofQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        own = Q(sub_proof__forwarding__recipient__in=actor.places(REQUEST))
        return self.filter(Q(sub_proof__forwarding__owner__in=actor.places(READ)) | own)


class OfficeQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(READ))
