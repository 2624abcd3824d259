"""Who sees rules, verdicts and decisions: rules are open to all who work with them."""

from typing import Self

from django.db.models import Q, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.participants.models import Call, Candidate
from kreislotse.participants.queries.people import about


class _Rules(QuerySet):
    OWNER = "owner"

    def visible_to(self, actor: Actor) -> Self:
        """At the district where one reads rules, or at the district of one's municipality."""
        places = actor.places(Permission.RULE_READ)
        return self.filter(
            Q(**{f"{self.OWNER}__in": places}) | Q(**{f"{self.OWNER}__parts__in": places})
        ).distinct()


class CountryListQuerySet(_Rules):
    pass


class CountryListVersionQuerySet(_Rules):
    OWNER = "country_list__owner"


class RuleSetQuerySet(_Rules):
    pass


class RuleSetVersionQuerySet(_Rules):
    OWNER = "rule_set__owner"


class RuleQuerySet(_Rules):
    OWNER = "version__rule_set__owner"


class CriteriaQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(call__in=Call.objects.visible_to(actor).values("pk"))


class VerdictQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        """Verdicts on candidates whose rows the actor sees, be it by code alone."""
        return self.filter(about(Candidate.objects.coded_to(actor)))

    def counted_for(self, actor: Actor) -> Self:
        return self.filter(about(Candidate.objects.counted_for(actor)))


class DecisionQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(about(Candidate.objects.coded_to(actor), "verdict__candidate"))


class ReviewQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(about(Candidate.objects.coded_to(actor), "after__candidate"))
