"""Which grants an actor may see, which rate holds on a day, and how a sum comes about."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Self, TypeVar

from django.apps import apps
from django.db.models import Prefetch, QuerySet

from kreislotse.access.policy import Actor, Permission
from kreislotse.attachments.models import Attachment
from kreislotse.funding.rules import Formula, Line, formula
from kreislotse.funding.states import ConsentRole
from kreislotse.records.queries import ReferenceQuerySet
from kreislotse.records.tables import Dated, valid_on

if TYPE_CHECKING:
    from kreislotse.funding.models import (
        Application,
        ApplicationLine,
        ConsentInPrinciple,
        Guideline,
        PostKind,
        Programme,
        ProgrammeNumber,
        Rate,
        RequiredAnnex,
    )

D = TypeVar("D", bound=Dated)


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
            "programme__guidelines",
            "programme__annexes",
            "programme__dates",
            "purposes",
            "lines__post_kind",
            "lines__rate",
            "lines__purpose",
            "co_financing",
            Prefetch("annexes__file", Attachment.objects.defer("content")),
            "inquiries",
            "renewals",
            "renewal_of__lines__rate",
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
            "rates__post_kind", "guidelines", "numbers__purpose", "dates", "annexes"
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
    return formula([parts_of(line) for line in lines])


def parts_of(line: "ApplicationLine") -> Line:
    """What a line adds to the sum: an amount, or a share of full posts at its rate."""
    if line.amount is not None:
        return line.amount
    return line.share, line.rate.per_full_post if line.rate else None


def in_force(rows: Iterable[D], day: date | None) -> list[D]:
    """Those dated entries that hold on this day (R-GEN-01), for rows that are at hand already."""
    if day is None:
        return []
    return [
        row
        for row in rows
        if (row.valid_from is None or row.valid_from <= day)
        and (row.valid_to is None or day <= row.valid_to)
    ]


def guideline_on(programme: "Programme | None", day: date | None) -> "Guideline | None":
    """The version of a programme's guideline in force on a day (R-GEN-01)."""
    found = in_force(programme.guidelines.all(), day) if programme else []
    return found[0] if found else None


def annexes_on(programme: "Programme | None", day: date | None) -> "list[RequiredAnnex]":
    """What an application of the programme must have with it on a day."""
    return in_force(programme.annexes.all(), day) if programme else []


def numbers_on(programme: "Programme | None", day: date | None) -> "list[ProgrammeNumber]":
    """The numbers (Ziffern) of the programme on a day, in their order."""
    found = in_force(programme.numbers.all(), day) if programme else []
    return sorted(found, key=lambda each: (each.number, each.pk))


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


def interest_rates(surcharge: int = 5) -> list[tuple[date, Fraction]]:
    """Since when which yearly interest holds: base rate plus surcharge, in per cent (R-GRT-17)."""
    rates = apps.get_model("funding", "BaseRate").objects.order_by("valid_from")
    return [(rate.valid_from, Fraction(rate.percent) + surcharge) for rate in rates]
