"""Places offered and answered: each offer holds a seat until it is declined, runs out or ends."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor
from kreislotse.courses.entering import refuse_not_open
from kreislotse.courses.models import Course, Jump, Offer, WaitingEntry
from kreislotse.courses.queues import ahead_of, fit_for, lists_for
from kreislotse.courses.seating import Seats, seats_of, take_seat
from kreislotse.courses.states import (
    TAKES_PEOPLE,
    WISHES,
    Channel,
    OfferState,
    StopReason,
)
from kreislotse.courses.waiting_errors import (
    CourseTakesNobody,
    DoesNotFit,
    NobodyTried,
    NoOffer,
    OfferStillRuns,
    OtherKind,
    OutOfTurn,
    ReplyDayPassed,
)
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.participants.keeping import refuse_restricted

_LEFT = Seats(seat=None, childcare_seat=None)


@transaction.atomic
def offer_place(
    entry: WaitingEntry,
    course: Course,
    *,
    actor: Actor,
    channel: str,
    reply_by: date,
    reason: str = "",
    decision: str = "",
) -> Offer:
    """Offer a free seat until a day; from now on nobody else can have it (R-CRS-01, R-CRS-06).

    Out of turn it needs a reason, which is kept as a jump on the list (R-CRS-02). A decision on
    everybody who waits, named here, stands instead of the turn.
    """
    # The person's record first: whoever withdraws consent at the same moment holds it as well.
    candidate = lock(entry.candidate)
    course, entry = lock(course), lock(entry)
    check(entry, "offer_place", actor=actor)
    refuse_not_open(candidate)
    _refuse_course(entry, course)
    if reply_by < actor.today:
        raise ReplyDayPassed(day=date_short(reply_by))
    _refuse_misfits(entry, course, actor)
    if not decision:
        _refuse_out_of_turn(entry, course, actor, reason.strip())
    take_seat(entry, course)
    advance(entry, "offer_place", actor=actor, **seats_of(entry))
    offer = Offer(
        entry=entry,
        course=course,
        channel=Channel(channel),
        offered_on=actor.today,
        reply_by=reply_by,
        decision=decision,
    )
    return file_new(offer, "make_offer", actor=actor)


def _refuse_course(entry: WaitingEntry, course: Course) -> None:
    if course.state not in TAKES_PEOPLE:
        raise CourseTakesNobody(course=course, state=course.get_state_display())
    if not lists_for(course).filter(pk=entry.waiting_list_id).exists():
        raise OtherKind(what=course, kind=entry.waiting_list)


def _refuse_misfits(entry: WaitingEntry, course: Course, actor: Actor) -> None:
    fit = fit_for([entry], entry.waiting_list, course, actor.today)
    against = [each for each in fit.misfits(entry) if each not in WISHES]
    if against:
        reasons = ", ".join(str(each.label) for each in against)
        raise DoesNotFit(code=entry.candidate.code, reasons=reasons)


def _refuse_out_of_turn(entry: WaitingEntry, course: Course, actor: Actor, reason: str) -> None:
    """Those before come first; with a reason the person is taken out of turn, for all to see."""
    if Jump.objects.filter(entry=entry).exists():
        return
    before = ahead_of(entry, course, actor.today)
    if before and not reason:
        raise OutOfTurn(code=entry.candidate.code, number=before)
    if before:
        made = Jump(entry=entry, reason=reason, since=actor.today)
        file_new(made, "jump", actor=actor)


@transaction.atomic
def accept_offer(offer: Offer, *, actor: Actor) -> Offer:
    """The person takes the place; also after the reply day, as long as the offer stands.

    Not if consent was withdrawn since: then the place is given back (R-DP-03).
    """
    candidate = lock(offer.entry.candidate)
    offer, entry = _held(offer, "accept_offer", actor)
    refuse_not_open(candidate)
    advance(entry, "accept_place", actor=actor)
    return advance(offer, "accept_offer", actor=actor, answered_on=actor.today)


@transaction.atomic
def decline_offer(offer: Offer, *, actor: Actor, reason: str) -> Offer:
    """The person does not want this place; the next on the list is proposed for it."""
    offer, entry = _held(offer, "decline_offer", actor)
    refuse_restricted(entry.candidate)
    why = StopReason(reason)
    advance(entry, "decline_place", actor=actor, stop_reason=why, ended_on=actor.today, **_LEFT)
    return advance(offer, "decline_offer", actor=actor, reason=why, answered_on=actor.today)


@transaction.atomic
def expire_offer(offer: Offer, *, actor: Actor) -> Offer:
    """Nobody answered in time, and somebody tried to reach the person; it waits on (R-CRS-06)."""
    offer, entry = _held(offer, "expire_offer", actor)
    if actor.today <= offer.reply_by:
        raise OfferStillRuns(day=date_short(offer.reply_by))
    if not entry.attempts.filter(tried_on__gte=offer.offered_on).exists():
        raise NobodyTried(code=entry.candidate.code)
    advance(entry, "return_to_list", actor=actor, **_LEFT)
    return advance(offer, "expire_offer", actor=actor, answered_on=actor.today)


@transaction.atomic
def withdraw_offer(offer: Offer, *, actor: Actor, reason: str) -> Offer:
    """The district takes an offer back, accepted or not; the person keeps the place on the list."""
    offer, entry = _held(offer, "withdraw_offer", actor)
    if not reason.strip():
        raise ReasonNeeded(what="warum das Angebot zurückgenommen wird")
    advance(entry, "return_to_list", actor=actor, **_LEFT)
    answered_on = offer.answered_on or actor.today
    return advance(
        offer, "withdraw_offer", actor=actor, note=reason.strip(), answered_on=answered_on
    )


@transaction.atomic
def accept_place(entry: WaitingEntry, *, actor: Actor) -> WaitingEntry:
    """Take the place that is offered; see `accept_offer`."""
    return accept_offer(_running(entry), actor=actor).entry


@transaction.atomic
def decline_place(entry: WaitingEntry, *, actor: Actor, reason: str) -> WaitingEntry:
    """Decline the place that is offered; see `decline_offer`."""
    return decline_offer(_running(entry), actor=actor, reason=reason).entry


@transaction.atomic
def return_to_list(entry: WaitingEntry, *, actor: Actor, reason: str) -> WaitingEntry:
    """Take the offered or accepted place back; see `withdraw_offer`."""
    return withdraw_offer(_running(entry), actor=actor, reason=reason).entry


def _running(entry: WaitingEntry) -> Offer:
    found = entry.offers.filter(state__in=(OfferState.OPEN, OfferState.ACCEPTED)).first()
    if found is None:
        raise NoOffer(code=entry.candidate.code)
    return found


def _held(offer: Offer, verb: str, actor: Actor) -> tuple[Offer, WaitingEntry]:
    """The offer and its entry, locked in the order that everybody keeps: entry, then offer."""
    entry = lock(offer.entry)
    offer = lock(offer)
    offer.entry = entry
    check(offer, verb, actor=actor)
    return offer, entry
