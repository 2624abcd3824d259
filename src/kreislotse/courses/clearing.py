"""What waiting lists and courses keep of people who are erased: taken out, and counted before."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from kreislotse.courses.models import (
    Certificate,
    ContactAttempt,
    Duty,
    Entitlement,
    Jump,
    Offer,
    Presence,
    WaitingEntry,
)
from kreislotse.courses.regime_changes import UNDER_WAY
from kreislotse.courses.states import OfferState, WaitingState
from kreislotse.participants.states import Sex
from kreislotse.records.bulk import delete_rows, in_parts

_BELOW = (Jump, Duty, ContactAttempt, Presence, Certificate, Offer)
_S = WaitingState
# Who takes part in a course or has taken part.
BEGUN = (_S.STARTED, _S.COMPLETED, _S.DROPPED_OUT)


class Stage(NamedTuple):
    """How far somebody on a waiting list came on the way to a course, and since when."""

    candidate: int
    town: int
    stage: str
    waiting_list: int
    on: date


def clear_candidates(ids: Collection[int]) -> Counter[str]:
    """Delete their entitlements and entries with all below; how many rows of each table.

    A seat that somebody held is free afterwards: nobody who is under way is erased by a clock.
    """
    rows: Counter[str] = Counter()
    for some in in_parts(ids):
        entries = WaitingEntry.objects.filter(candidate__in=some)
        for model in _BELOW:
            rows += _delete(model.objects.filter(entry__in=entries))
        rows += _delete(entries)
        rows += _delete(Entitlement.objects.filter(candidate__in=some))
    return rows


def under_way(candidates: Any) -> set[int]:
    """Who of these people waits for a course, has been offered one or is in it."""
    entries = WaitingEntry.objects.filter(candidate__in=candidates, state__in=UNDER_WAY)
    return set(entries.values_list("candidate_id", flat=True))


def stages_of(ids: Collection[int]) -> Iterator[Stage]:
    """Each one's stages: "waited", "placed", "started", "completed", "dropped_out".

    Of those who started also "sexed", whose sex is recorded, and "women" (R-CRS-09).
    """
    taken = Offer.objects.filter(
        entry=OuterRef("pk"), state__in=(OfferState.ACCEPTED, OfferState.ENDED)
    )
    started = Q(state__in=BEGUN)
    entries = WaitingEntry.objects.filter(candidate__in=ids)
    conditions = {
        "waited": Q(),
        "placed": Q(Exists(taken)),
        "started": started,
        "completed": Q(state=_S.COMPLETED),
        "dropped_out": Q(state=_S.DROPPED_OUT),
        "sexed": started & ~Q(candidate__sex=""),
        "women": started & Q(candidate__sex=Sex.FEMALE),
    }
    columns = ("candidate_id", "municipality_id", "waiting_list_id")
    for stage, condition in conditions.items():
        found = entries.filter(condition).order_by("pk")
        for person, town, waiting_list, entered_on, ended_on in found.values_list(
            *columns, "entered_on", "ended_on"
        ):
            day = entered_on if stage == "waited" else ended_on or entered_on
            yield Stage(person, town, stage, waiting_list, day)


def _delete(rows: Any) -> Counter[str]:
    ids = list(rows.values_list("pk", flat=True))
    delete_rows(rows.model, "id", ids)
    return Counter({rows.model._meta.db_table: len(ids)})
