"""Who takes part in a course, and what its provider may be told of them."""

from collections.abc import Collection

from django.db.models import QuerySet

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.courses.models import Course, Offer, WaitingEntry
from kreislotse.courses.states import OfferState, WaitingState
from kreislotse.kernel.refusals import NotAllowed

_TAKING_PART = (WaitingState.STARTED, WaitingState.COMPLETED, WaitingState.DROPPED_OUT)
_TAKEN = (OfferState.ACCEPTED, OfferState.ENDED)


def participants(course: Course) -> QuerySet[WaitingEntry]:
    """All who have begun the course, also those who have left it since."""
    taken = Offer.objects.filter(course=course, state__in=_TAKEN)
    return WaitingEntry.objects.filter(pk__in=taken.values("entry"), state__in=_TAKING_PART)


def refuse_untold(entries: Collection[WaitingEntry], district: int, actor: Actor) -> None:
    """A provider enters nothing about people of whom it may not be told any more (R-DP-03)."""
    if allowed(actor, Permission.COURSE_EDIT, at=district):
        return
    ids = {entry.pk for entry in entries}
    seen = WaitingEntry.objects.visible_to(actor).filter(pk__in=ids)
    if ids - set(seen.values_list("pk", flat=True)):
        raise NotAllowed(permission=Permission.COURSE_RUN)
