"""Whose benefits law changed while waiting: the place stays, a body is told (R-CRS-11)."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Q

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
    entries = WaitingEntry.objects.filter(
        waiting_list__owner=district, state__in=UNDER_WAY, candidate__restricted_on__isnull=True
    ).order_by("pk")
    rows = RegimePeriod.objects.filter(
        candidate__in=entries.values("candidate"), valid_from__lte=on
    ).order_by("valid_from")
    periods: dict[int, list[RegimePeriod]] = defaultdict(list)
    for period in rows:
        periods[period.candidate_id].append(period)
    return [
        RegimeChange(entry, before.regime, after.regime, after.valid_from)
        for entry in entries
        for before, after in zip(
            periods[entry.candidate_id], periods[entry.candidate_id][1:], strict=False
        )
        if before.regime != after.regime and after.valid_from > entry.entered_on
    ]


def norm_of(regime: str, day: date) -> str:
    """On which norm a body is responsible for help on the way to work under this law."""
    rows = Responsibility.objects.filter(
        valid_on(day), Q(task=RegimeTask.LABOUR_MARKET_SUPPORT), regime=regime
    )
    found = rows.order_by("valid_from").last()
    return found.norm if found else ""
