"""Whose benefits law changed while waiting: the place stays, a body is told (R-CRS-11)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from kreislotse.courses.models import WaitingEntry
from kreislotse.courses.states import WaitingState
from kreislotse.organisations.models import RegimeTask, Responsibility
from kreislotse.participants.models import RegimePeriod
from kreislotse.records.tables import valid_on

_S = WaitingState
UNDER_WAY = (
    _S.PRE_REGISTERED,
    _S.REFERRED,
    _S.ASSESSED,
    _S.WAITING,
    _S.OFFERED,
    _S.ACCEPTED,
    _S.STARTED,
)


class RegimeChange(NamedTuple):
    """Somebody on a list falls under another law since a day."""

    entry: WaitingEntry
    before: str
    after: str
    since: date


def regime_changes(district: int, on: date) -> list[RegimeChange]:
    """All changes since the entry on the list, of people on the district's lists up to the day."""
    return changes_among(*rows_to_compare([district], on))


def rows_to_compare(districts: Collection[int], on: date) -> tuple[QuerySet, QuerySet]:
    """Entries during which a period of benefits law has begun, and the periods of their people."""
    begun = RegimePeriod.objects.filter(
        candidate=OuterRef("candidate"), valid_from__gt=OuterRef("entered_on"), valid_from__lte=on
    )
    entries = WaitingEntry.objects.filter(
        Exists(begun),
        waiting_list__owner__in=districts,
        state__in=UNDER_WAY,
        candidate__restricted_on__isnull=True,
    ).order_by("pk")
    periods = RegimePeriod.objects.filter(
        candidate__in=entries.order_by().values("candidate"), valid_from__lte=on
    )
    return entries, periods.order_by("valid_from", "pk")


def changes_among(
    entries: Iterable[WaitingEntry], periods: Iterable[RegimePeriod]
) -> list[RegimeChange]:
    of_person: dict[int, list[RegimePeriod]] = defaultdict(list)
    for period in periods:
        of_person[period.candidate_id].append(period)
    return [
        RegimeChange(entry, before.regime, after.regime, after.valid_from)
        for entry in entries
        for before, after in pairwise(of_person[entry.candidate_id])
        if before.regime != after.regime and after.valid_from > entry.entered_on
    ]


def norm_of(regime: str, day: date) -> str:
    """On which norm a body is responsible for help on the way to work under this law."""
    rows = Responsibility.objects.filter(
        valid_on(day), Q(task=RegimeTask.LABOUR_MARKET_SUPPORT), regime=regime
    )
    found = rows.order_by("valid_from").last()
    return found.norm if found else ""
