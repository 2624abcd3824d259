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
from kreislotse.participants.states import PartKind
from kreislotse.protection.tallies import surviving
from kreislotse.reporting.funnel_cells import STATE, Figure
from kreislotse.reporting.funnel_flows import Scope, Stage
from kreislotse.reporting.funnel_memory import Sums, count, remembered
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
    scope = _scope(found, on)
    counted = remembered(scope)
    lines = _lines(scope, towns, where, counted)
    total = _total(lines, counted)
    return Funnel(
        on=on,
        lines=lines,
        total=total,
        progress=progress(where.values()),
        regimes=regimes(counted.together, sum(total.stock.values()), since=scope.since, on=on),
    )


def together(scope: Scope) -> dict[Stage, int]:
    """The people at each stage in all municipalities, each person once; counted anew."""
    counted = count(scope).together
    erased = surviving(scope.calls, until=scope.on.year)
    return dict(_flows(counted, *(erased[town] for town in scope.towns if town in erased)))


def _scope(found: Sequence[CallResponse], on: date) -> Scope:
    lists = [each.municipality_id for each in found if each.part.kind == PartKind.CANDIDATES]
    return Scope(
        calls=sorted({each.part.call_id for each in found}),
        responses=sorted(each.pk for each in found),
        towns=sorted({each.municipality_id for each in found}),
        on=on,
        once=len(lists) == len(set(lists)),
    )


def _flows(counted: Mapping[Figure, int], *erased: Mapping[str, int]) -> Counter[Stage]:
    """The people at each stage, and what statistics kept of those who are erased (G65)."""
    found = Counter({stage: counted.get((stage.value, "", ""), 0) for stage in Stage})
    found[Stage.REPORTED] = sum(_stock(counted).values())
    for people in erased:
        found.update({stage: people.get(stage.value, 0) for stage in Stage})
    return found


def _stock(counted: Mapping[Figure, int]) -> dict[str, int]:
    """Where those reported stand today: a stock, never a sum of flows."""
    return {state: people for (kind, state, _), people in counted.items() if kind == STATE}


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
    counted: Sums,
) -> list[Line]:
    potentials, erased = _potentials(scope), surviving(scope.calls, until=scope.on.year)
    return [
        Line(
            municipality=place,
            standing=where[key],
            recipients=potentials[key].people if key in potentials else None,
            counted_on=potentials[key].on if key in potentials else None,
            source=potentials[key].source if key in potentials else "",
            flows=_flows(counted.of_town(key), erased.get(key, {})),
            stock=_stock(counted.of_town(key)),
        )
        for key, place in towns.items()
    ]


def _potentials(scope: Scope) -> dict[int, Potential]:
    """The last number of each municipality up to the reference date."""
    rows = Potential.objects.filter(owner__in=scope.towns, regime=REGIME, on__lte=scope.on)
    return {each.owner_id: each for each in rows.order_by("on")}


def _total(lines: Sequence[Line], counted: Sums) -> Line:
    """All people; those who receive benefits only where every municipality has a number."""
    known = [line.recipients for line in lines if line.recipients is not None]
    days = {line.counted_on for line in lines}
    complete = bool(known) and len(known) == len(lines)
    twice = _flows(counted.twice)
    return Line(
        municipality=None,
        standing=None,
        recipients=sum(known) if complete else None,
        counted_on=days.pop() if complete and len(days) == 1 else None,
        source="",
        flows={stage: sum(line.flows[stage] for line in lines) - twice[stage] for stage in Stage},
        stock=_stock(counted.together),
    )
