"""The counts of a funnel in cells: of each municipality and each block of people its own.

A person belongs to one block for ever, so cells add up, and after a deed about somebody only the
cells of that block have to be counted anew. A cell holds numbers, and nothing about a person.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import BigIntegerField, Count, F, Func, OuterRef, Q, QuerySet, Subquery

from kreislotse.participants.models import Nomination, RegimePeriod
from kreislotse.records.together import ask_together
from kreislotse.reporting.funnel_flows import Scope, Stage
from kreislotse.transmission.figures import counted_by

# So many people of one after the other; those of one block are counted anew together.
BLOCK = 512
STATE, REGIME, CHANGE = "state", "regime", "change"
# What is counted and of which kind: state or regime, and for a change the regime after it.
Figure = tuple[str, str, str]
Cell = tuple[int, int]
Cells = dict[Cell, Counter[Figure]]
_SENT = {
    "transmitted": Stage.TRANSMITTED,
    "accepted": Stage.ACCEPTED,
    "started": Stage.STARTED,
    "with_outcome": Stage.OUTCOME,
}


def block(person: int) -> int:
    return person // BLOCK


def block_of(column: str) -> Func:
    """The block of the person whose number stands in the column."""
    return Func(F(column), template=f"%(expressions)s / {BLOCK}", output_field=BigIntegerField())


def cells(scope: Scope, blocks: Collection[int] | None = None) -> Cells:
    """All cells, or those of some blocks; cells without people are left out."""
    stands, changes = _stands(scope, blocks), _changes(scope, blocks)
    eligible, sent = _eligible(scope, blocks), _sent(scope, blocks)
    ask_together(stands, changes, eligible, sent)
    found: Cells = {}

    def put(row: Mapping[str, Any], figure: Figure, people: int) -> None:
        if people:
            found.setdefault((row["block"], row["town"]), Counter())[figure] += people

    for row in stands:
        for figure in figures_of_stand(row):
            put(row, figure, row["people"])
    for row in changes:
        for figure in figures_of_change(row):
            put(row, figure, row["people"])
    for row in eligible:
        put(row, (Stage.ELIGIBLE.value, "", ""), row["people"])
    for row in sent:
        for name, stage in _SENT.items():
            put(row, (stage.value, "", ""), row[name])
    return found


def _within(blocks: Collection[int] | None, column: str = "candidate") -> Q:
    """The people of these blocks, as ranges; all where no blocks are named."""
    if blocks is None:
        return Q()
    where = Q(pk__in=())
    for block in sorted(blocks):
        ours = {f"{column}__gte": block * BLOCK, f"{column}__lt": (block + 1) * BLOCK}
        where |= Q(**ours)
    return where


def _placed(
    nominations: QuerySet[Nomination], blocks: Collection[int] | None
) -> QuerySet[Any, Any]:
    rows = nominations.filter(_within(blocks))
    return rows.annotate(block=block_of("candidate"), town=F("response__municipality"))


def _people(rows: QuerySet[Any, Any], scope: Scope) -> QuerySet[Any, Any]:
    return rows.annotate(people=Count("candidate", distinct=not scope.once))


STAND = ("state", "regime")


def with_stand(nominations: QuerySet[Any, Any], scope: Scope) -> QuerySet[Any, Any]:
    """With the state of each one's record today, and the regime of the reference date."""
    ends = Q(valid_to=None) | Q(valid_to__gte=scope.on)
    periods = RegimePeriod.objects.filter(
        ends, candidate=OuterRef("candidate"), valid_from__lte=scope.on
    )
    latest = periods.order_by("-valid_from").values("regime")[:1]
    return nominations.annotate(state=F("candidate__state"), regime=Subquery(latest))


def figures_of_stand(row: Mapping[str, Any]) -> list[Figure]:
    found = [(STATE, row["state"], "")]
    return [*found, (REGIME, row["regime"], "")] if row["regime"] else found


def _stands(scope: Scope, blocks: Collection[int] | None) -> QuerySet[Any, Any]:
    rows = with_stand(_placed(scope.nominations(), blocks), scope)
    return _people(rows.values("block", "town", *STAND), scope)


def _eligible(scope: Scope, blocks: Collection[int] | None) -> QuerySet[Any, Any]:
    return _people(_placed(scope.eligible(), blocks).values("block", "town"), scope)


def changes_of(people: Q, scope: Scope) -> QuerySet[Any, Any]:
    """Periods of these people that began within the time looked at, with the regime before."""
    periods = RegimePeriod.objects.order_by()
    earlier = periods.filter(candidate=OuterRef("candidate"), valid_from__lt=OuterRef("valid_from"))
    begun = periods.filter(people, valid_from__gte=scope.since, valid_from__lte=scope.on)
    return begun.annotate(before=Subquery(earlier.order_by("-valid_from").values("regime")[:1]))


def _with_several_periods() -> Q:
    """Hardly anybody: asking everybody for an earlier one would cost most."""
    number = RegimePeriod.objects.order_by().values("candidate").annotate(periods=Count("pk"))
    return Q(candidate__in=number.filter(periods__gt=1).values("candidate"))


def figures_of_change(row: Mapping[str, Any]) -> list[Figure]:
    """None for a first regime, nor for the same one going on."""
    if row["before"] in (None, row["regime"]):
        return []
    return [(CHANGE, row["before"], row["regime"])]


def _changes(scope: Scope, blocks: Collection[int] | None) -> QuerySet[Any, Any]:
    reported = "candidate__nominations__response"
    people = _with_several_periods() if blocks is None else _within(blocks)
    rows = changes_of(people, scope).filter(
        **{
            f"{reported}__in": scope.responses,
            "candidate__nominations__nominated_on__lte": scope.on,
        }
    )
    rows = rows.annotate(block=block_of("candidate"), town=F(f"{reported}__municipality"))
    rows = rows.values("block", "town", "before", "regime")
    return rows.annotate(people=Count("pk", distinct=not scope.once))


def _sent(scope: Scope, blocks: Collection[int] | None) -> QuerySet[Any, Any]:
    rows = scope.lines().filter(_within(blocks))
    rows = rows.annotate(block=block_of("candidate"), town=F("municipality"))
    begun, reached = _within(blocks, "record_id"), _within(blocks)
    return counted_by(rows.values("block", "town"), scope.on, begun=begun, reached=reached)
