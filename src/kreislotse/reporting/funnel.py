"""The funnel of a call per municipality: from those who receive benefits to those with an outcome.

Flows (who ever got how far) and stocks (how many there are on a day) stand beside each other and
are never added (R-REP-02). The first number is a stock that others counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.db.models import Q

from kreislotse.access.policy import Actor, Permission
from kreislotse.organisations.models import LegalRegime, Organisation
from kreislotse.participants.models import Call, CallResponse, Potential
from kreislotse.participants.rules import Progress, Standing, progress, standings
from kreislotse.reporting.funnel_flows import (
    Flows,
    Scope,
    Stage,
    Twice,
    counted_twice,
    flows,
    stock,
)
from kreislotse.reporting.regimes import Regimes, regimes

P = Permission
REGIME = LegalRegime.ASYLBLG


@dataclass(frozen=True)
class Line:
    """One municipality's people, or those of all together (then without a municipality)."""

    municipality: Organisation | None
    standing: Standing | None
    recipients: int | None
    counted_on: date | None
    source: str
    flows: Mapping[Stage, int]
    stock: Mapping[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> Fraction | None:
        """Reported people per 100 who receive benefits; None without such a number."""
        if not self.recipients:
            return None
        return Fraction(100 * self.flows[Stage.REPORTED], self.recipients)


@dataclass(frozen=True)
class Funnel:
    """The lines of all municipalities asked, their sum by person, and where they stand."""

    on: date
    lines: Sequence[Line]
    total: Line
    progress: Progress
    regimes: Regimes


def funnel(call: Call, on: date, actor: Actor) -> Funnel:
    """The funnel of one call at a reference date, as far as the actor may count."""
    return funnel_across([call], on, actor)


def funnel_across(calls: Iterable[Call], on: date, actor: Actor) -> Funnel:
    """All calls together; who was reported to several of them is counted once."""
    found = list(_answers([call.pk for call in calls], actor))
    towns = {each.municipality.pk: each.municipality for each in found}
    where = standings((each.municipality_id, each.state) for each in found)
    scope = Scope(
        calls=sorted({each.part.call_id for each in found}),
        responses=[each.pk for each in found],
        towns=list(towns),
        on=on,
    )
    by_town, twice = flows(scope), counted_twice(scope)
    lines = _lines(scope, towns, where, by_town)
    total = _total(lines, by_town, twice)
    return Funnel(
        on=on,
        lines=lines,
        total=total,
        progress=progress(where.values()),
        regimes=regimes(
            scope.nominations(),
            sum(total.stock.values()),
            since=on.replace(month=1, day=1),
            on=on,
        ),
    )


def _answers(calls: Sequence[int], actor: Actor) -> Iterable[CallResponse]:
    """The district all that its municipalities answered, a municipality its own (R-CAN-01)."""
    seen = Q(part__call__owner__in=actor.places(P.PERSON_COUNT)) | Q(
        municipality__in=actor.places(P.PERSON_EDIT)
    )
    rows = CallResponse.objects.visible_to(actor).filter(seen, part__call__in=calls)
    rows = rows.select_related("municipality", "part")
    return rows.order_by("municipality__sort_key", "municipality_id", "part__position", "pk")


def _lines(
    scope: Scope,
    towns: Mapping[int, Organisation],
    where: Mapping[int, Standing],
    by_town: Flows,
) -> list[Line]:
    potentials, now = _potentials(scope), stock(scope)
    return [
        Line(
            municipality=place,
            standing=where[key],
            recipients=potentials[key].people if key in potentials else None,
            counted_on=potentials[key].on if key in potentials else None,
            source=potentials[key].source if key in potentials else "",
            flows={stage: counted[key] for stage, counted in by_town.items()},
            stock=now.get(key, {}),
        )
        for key, place in towns.items()
    ]


def _potentials(scope: Scope) -> dict[int, Potential]:
    """The last number of each municipality up to the reference date."""
    rows = Potential.objects.filter(owner__in=scope.towns, regime=REGIME, on__lte=scope.on)
    return {each.owner_id: each for each in rows.order_by("on")}


def _total(lines: Sequence[Line], by_town: Flows, twice: Twice) -> Line:
    """All people; those who receive benefits only where every municipality has a number."""
    known = [line.recipients for line in lines if line.recipients is not None]
    days = {line.counted_on for line in lines}
    complete = bool(known) and len(known) == len(lines)
    summed: Counter[str] = Counter()
    for line in lines:
        summed.update(line.stock)
    summed.subtract(twice.stock)
    return Line(
        municipality=None,
        standing=None,
        recipients=sum(known) if complete else None,
        counted_on=days.pop() if complete and len(days) == 1 else None,
        source="",
        flows={stage: people.total() - twice.flows[stage] for stage, people in by_town.items()},
        stock=summed,
    )
