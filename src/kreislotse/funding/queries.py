"""Which grants an actor may see, which rate holds on a day, and how a sum comes about."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.funding.rules import Formula, formula
from kreislotse.funding.states import ConsentRole
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import valid_on

if TYPE_CHECKING:
    from kreislotse.funding.models import Application, ConsentInPrinciple, PostKind, Programme, Rate


class FundingQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(owner__in=actor.places(Permission.FUNDING_READ))


class ApplicationQuerySet(FundingQuerySet):
    def for_list(self) -> Self:
        """With everything a line of the list shows, newest first."""
        return (
            self.select_related("initiative", "applicant", "programme")
            .prefetch_related("lines__rate")
            .order_by("-pk")
        )

    def for_page(self) -> Self:
        """With everything that the record's page shows."""
        return self.select_related(
            "initiative__distribution", "applicant", "granting_authority", "handover__to"
        ).prefetch_related(
            "programme",
            "purposes",
            "lines__post_kind",
            "lines__rate",
            "consent__parties__organisation",
            "initiative__programme_uses__programme",
        )


class ConsentQuerySet(FundingQuerySet):
    def for_list(self) -> Self:
        return (
            self.select_related("initiative")
            .prefetch_related("parties__organisation")
            .order_by("-sent_on", "-pk")
        )

    def for_page(self) -> Self:
        return self.select_related(
            "initiative", "request", "decision", "application"
        ).prefetch_related("parties__organisation")


class ProgrammeQuerySet(ReferenceQuerySet):
    def for_list(self) -> Self:
        return self.select_related("granting_authority").order_by("sort_key", "pk")

    def for_page(self) -> Self:
        return self.select_related("granting_authority", "funder").prefetch_related(
            "rates__post_kind"
        )


class BelowConsentQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(consent__owner__in=actor.places(Permission.FUNDING_READ))


class BelowApplicationQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(application__owner__in=actor.places(Permission.FUNDING_READ))


class ProgrammeUseQuerySet(QuerySet):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(initiative__owner__in=actor.places(Permission.FUNDING_READ))


def rate_on(
    programme: "Programme | None", post_kind: "PostKind | None", day: date | None
) -> "Rate | None":
    """The rate of a programme for a kind of post on a day (R-GEN-01); None where there is none."""
    if programme is None or post_kind is None or day is None:
        return None
    rates = programme.rates.filter(valid_on(day), post_kind=post_kind)
    return rates.order_by("-valid_from").first()


def formula_of(application: "Application") -> Formula | None:
    """How the lines of an application add up (R-GRT-02); None while that cannot be known."""
    lines = sorted(application.lines.all(), key=lambda line: line.position)
    return formula([(line.share, line.rate.per_full_post if line.rate else None) for line in lines])


def concurrences(consent: "ConsentInPrinciple") -> dict[str, date | None]:
    """Since when each ministry concurs that does not decide itself; whoever was asked counts."""
    parties = list(consent.parties.all())
    deciding = {party.organisation_id for party in parties if party.role == ConsentRole.DECIDING}
    found: dict[str, date | None] = {}
    for party in parties:
        if party.organisation_id not in deciding:
            name = str(party.organisation)
            found[name] = found.get(name) or party.concurred_on
    return found
