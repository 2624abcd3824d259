"""Reported people by legal regime on one day, and the changes of regime before it (R-REP-03).

A person is counted once, under the regime of the day. Who changed from one regime to another is
no new person: the change is counted apart, as a flow.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from kreislotse.organisations.models import LegalRegime
from kreislotse.participants.models import Nomination, RegimePeriod
from kreislotse.records.tables import valid_on


@dataclass(frozen=True)
class Change:
    """How many people came from one regime to another."""

    before: Any
    after: Any
    people: int


@dataclass(frozen=True)
class Regimes:
    """The stock on a day, and the flow since another."""

    since: date
    on: date
    stock: list[tuple[Any, int]]
    unknown: int
    changes: list[Change]

    @property
    def people(self) -> int:
        return sum(people for _regime, people in self.stock) + self.unknown


def regimes(nominations: QuerySet[Nomination], reported: int, *, since: date, on: date) -> Regimes:
    """`reported` people stand behind the nominations; who has no regime that day is not known."""
    people = nominations.order_by().values("candidate")
    periods = RegimePeriod.objects.filter(candidate__in=people)
    counted = _stock(periods, on)
    stock = [(regime.label, counted.get(regime, 0)) for regime in LegalRegime]
    unknown = reported - sum(counted.values())
    return Regimes(since, on, stock, unknown, _changes(periods, since=since, on=on))


def _stock(periods: QuerySet[RegimePeriod], on: date) -> dict[str, int]:
    in_force = periods.filter(valid_on(on)).order_by().values("regime")
    counted = in_force.annotate(people=Count("candidate", distinct=True))
    return dict(counted.values_list("regime", "people"))


def _changes(periods: QuerySet[RegimePeriod], *, since: date, on: date) -> list[Change]:
    earlier = RegimePeriod.objects.filter(
        candidate=OuterRef("candidate"), valid_from__lt=OuterRef("valid_from")
    )
    begun = periods.filter(valid_from__gte=since, valid_from__lte=on).annotate(
        before=Subquery(earlier.order_by("-valid_from").values("regime")[:1])
    )
    changed = begun.filter(before__isnull=False).exclude(before=F("regime")).order_by()
    counted = changed.values("before", "regime").annotate(people=Count("pk"))
    return [
        Change(LegalRegime(row["before"]).label, LegalRegime(row["regime"]).label, row["people"])
        for row in counted.order_by("before", "regime")
    ]
