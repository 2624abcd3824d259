"""The rows behind the pictures of course places: places held, waiting days, need by town."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum

from kreislotse.courses.figures import ON_LIST
from kreislotse.courses.figures_places import Stay
from kreislotse.courses.models import Offer, Quota, Seat, WaitingList
from kreislotse.courses.states import CourseState, OfferState, WaitingState

_TAKEN = (OfferState.ACCEPTED, OfferState.ENDED)
_GIVEN_BACK = (OfferState.DECLINED, OfferState.EXPIRED, OfferState.WITHDRAWN)


@dataclass(frozen=True)
class Need:
    """People of one municipality: came onto a list, still wait for a place, have or had one."""

    municipality: int
    entered: int
    waiting: int
    placed: int


def stays_of(lists: Collection[int]) -> list[Stay]:
    """Every place that people of these lists were offered."""
    rows = Offer.objects.filter(entry__waiting_list__in=lists).order_by("pk")
    return [_stay(offer) for offer in rows.select_related("course", "entry__seat")]


def _stay(offer: Offer) -> Stay:
    entry, answered = offer.entry, offer.answered_on
    if offer.state in _GIVEN_BACK:
        return Stay(offer.offered_on, None, answered)
    if offer.state == OfferState.OPEN or answered is None:
        return Stay(offer.offered_on)
    begins = max(offer.course.starts_on or answered, answered)
    if entry.seat is not None and entry.seat.course_id == offer.course_id:
        sits = entry.state in (WaitingState.STARTED, WaitingState.COMPLETED)
        return Stay(offer.offered_on, begins if sits else None)
    # Whoever left and waits again has no day of leaving any more: the place was not kept.
    left = max(entry.ended_on or begins, answered)
    came = entry.state != WaitingState.NO_SHOW and begins < left
    return Stay(offer.offered_on, begins if came else None, left)


def places_of(lists: Iterable[WaitingList]) -> int:
    """The places there are for these lists: of their quotas, and of courses without a quota.

    A quota whose number is not known yet counts with the seats that courses have of it.
    """
    wanted = Q(pk__in=())
    kinds = Q(pk__in=())
    for each in lists:
        same = Q(owner=each.owner_id, kind=each.kind_id)
        wanted |= Q(pk=each.quota_id) if each.quota_id else same
        if not each.quota_id:
            kinds |= Q(course__owner=each.owner_id, course__kind=each.kind_id)
    quotas = Quota.objects.filter(wanted)
    granted = quotas.aggregate(places=Sum("places"))["places"] or 0
    seats = Seat.objects.exclude(course__state=CourseState.CANCELLED)
    unknown = seats.filter(course__quota__in=quotas.filter(places__isnull=True))
    loose = seats.filter(kinds, course__quota__isnull=True)
    return int(granted) + unknown.count() + loose.count()


def waiting_days(entries: Any, on: date) -> list[tuple[int, int]]:
    """Of each who is on a list: days since they first asked, and since they were entered."""
    rows = entries.filter(state__in=ON_LIST, entered_on__lte=on).order_by()
    days = rows.values_list("asked_on", "entered_on")
    return [((on - asked).days, (on - entered).days) for asked, entered in days]


def need_by_town(entries: Any) -> list[Need]:
    """These entries by municipality; `placed` are those who once accepted a place."""
    taken = Exists(Offer.objects.filter(entry=OuterRef("pk"), state__in=_TAKEN))
    rows = entries.annotate(took=taken).order_by().values("municipality")
    counted = rows.annotate(
        entered=Count("pk"),
        waiting=Count("pk", filter=Q(state__in=ON_LIST)),
        placed=Count("pk", filter=Q(took=True)),
    )
    return [Need(**row) for row in counted.order_by("municipality__sort_key", "municipality")]
