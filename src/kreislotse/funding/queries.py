"""Which grants an actor may see."""

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission


class FundingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "FundingQuerySet":
        return self.filter(owner__in=actor.places(Permission.FUNDING_READ))


class BelowConsentQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "BelowConsentQuerySet":
        return self.filter(consent__owner__in=actor.places(Permission.FUNDING_READ))


class BelowApplicationQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "BelowApplicationQuerySet":
        return self.filter(application__owner__in=actor.places(Permission.FUNDING_READ))


class ProgrammeUseQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> "ProgrammeUseQuerySet":
        return self.filter(initiative__owner__in=actor.places(Permission.FUNDING_READ))
