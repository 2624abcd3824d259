"""Places, lists and clocks as of a day: what the paper and its tables say of courses.

Each offer and each entry says from when to when it counted. People erased since are added from the
figures that were kept of them (G65).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kreislotse.courses.clearing import BEGUN
from kreislotse.courses.figures import OCCUPIED, Clock, Places, Women, clock
from kreislotse.courses.models import Course, Offer, Seat, WaitingEntry, WaitingList
from kreislotse.courses.states import HOLDING, OfferState, WaitingState
from kreislotse.participants.states import Sex
from kreislotse.protection.tallies import surviving_on_lists

_TAKEN = (OfferState.ACCEPTED, OfferState.ENDED)
_STANDING = (OfferState.OPEN, *_TAKEN)


def seats_on(courses: Sequence[Course], on: date) -> Places:
    """The seats of these courses, and which of those held today were held on the day already."""
    offered = Offer.objects.filter(
        entry=OuterRef("holder"), course=OuterRef("course"), offered_on__lte=on
    )
    held = Q(Exists(offered), holder__state__in=HOLDING)
    begun = Q(holder__state__in=OCCUPIED, course__starts_on__lte=on)
    found = Seat.objects.filter(course__in=courses).aggregate(
        capacity=Count("pk"),
        occupied=Count("pk", filter=held & begun),
        held=Count("pk", filter=held),
    )
    return Places(found["capacity"], found["occupied"], found["held"] - found["occupied"])


@dataclass(frozen=True)
class Waiting:
    """How many waited on a day, and how long: since they first asked, and since the entry."""

    people: int
    asked: Clock
    entered: Clock


def waiting_on(waiting_list: WaitingList, on: date) -> Waiting:
    """Everybody who was on the list on the day and held no offer."""
    entries = WaitingEntry.objects.filter(waiting_list=waiting_list, entered_on__lte=on)
    holding = Q(state__in=_STANDING) | Q(answered_on__gt=on)
    offers = Offer.objects.filter(
        holding, entry=OuterRef("pk"), offered_on__lte=on, offered_on__gte=OuterRef("entered_on")
    )
    rows = entries.exclude(ended_on__lte=on).exclude(Exists(offers))
    days = list(rows.values_list("asked_on", "entered_on"))
    return Waiting(
        len(days),
        clock([(on - asked).days for asked, _ in days]),
        clock([(on - entered).days for _, entered in days]),
    )


@dataclass(frozen=True)
class Way:
    """How many people of a list ever came how far, those erased since included."""

    entered: int
    placed: int
    begun: int
    completed: int
    dropped_out: int
    women: Women


def way_of(waiting_list: WaitingList, on: date) -> Way:
    """From the list to the end of the course, all counted from the beginning to the day."""
    entries = WaitingEntry.objects.filter(waiting_list=waiting_list, entered_on__lte=on)
    taken = Offer.objects.filter(entry=OuterRef("pk"), state__in=_TAKEN)
    began = Exists(taken.filter(course__starts_on__lte=on))
    found = Counter(_counted(entries, Q(Exists(taken.filter(answered_on__lte=on))), Q(began), on))
    found += surviving_on_lists([waiting_list.pk], until=on.year).get(waiting_list.pk, Counter())
    return Way(
        entered=found["waited"],
        placed=found["placed"],
        begun=found["started"],
        completed=found["completed"],
        dropped_out=found["dropped_out"],
        women=Women(found["women"], found["sexed"]),
    )


def _counted(entries: QuerySet[WaitingEntry], placed: Q, began: Q, on: date) -> dict[str, int]:
    """By the names that are kept of erased people, too; see `courses.clearing.stages_of`."""
    started = began & Q(state__in=BEGUN)
    ended = Q(ended_on__lte=on)
    return entries.aggregate(
        waited=Count("pk"),
        placed=Count("pk", filter=placed),
        started=Count("pk", filter=started),
        completed=Count("pk", filter=ended & Q(state=WaitingState.COMPLETED)),
        dropped_out=Count("pk", filter=ended & Q(state=WaitingState.DROPPED_OUT)),
        sexed=Count("pk", filter=started & ~Q(candidate__sex="")),
        women=Count("pk", filter=started & Q(candidate__sex=Sex.FEMALE)),
    )


def weeks(value: Fraction) -> int:
    """Whole weeks, half rounded up."""
    return int(value + Fraction(1, 2))
