"""Offers that nothing covers any more: consent withdrawn, moved away, file closed (R-DP-03)."""

from django.db.models import QuerySet

from kreislotse.courses.models import Offer
from kreislotse.courses.queues import NOT_OPEN
from kreislotse.courses.states import OfferState, WaitingState

_RUNNING = (OfferState.OPEN, OfferState.ACCEPTED)
_BEFORE_THE_COURSE = (WaitingState.OFFERED, WaitingState.ACCEPTED)


def uncovered(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Those of the offers that somebody has to take back or to settle before the course begins.

    Nothing takes them back by itself: the seat would be gone before anybody has asked whether the
    person meant this as well. Until then nobody accepts, and the provider is told no name.
    """
    return offers.filter(
        state__in=_RUNNING,
        entry__state__in=_BEFORE_THE_COURSE,
        entry__candidate__state__in=NOT_OPEN,
    )
