"""The link by which somebody answers an offer without an account, and the answer given by it."""

from django.db import transaction

from kreislotse.access.deeds import check, lock
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.courses.actions.offers import accept_offer, decline_offer
from kreislotse.courses.entering import refuse_not_open
from kreislotse.courses.models import Offer
from kreislotse.courses.reply_links import answerable, hash_of, new_key
from kreislotse.courses.states import TAKES_PEOPLE, StopReason
from kreislotse.courses.waiting_errors import CourseTakesNobody, LinkDead
from kreislotse.journal.entries import write

P = Permission


@transaction.atomic
def make_reply_link(offer: Offer, *, actor: Actor) -> str:
    """The key of a new link for an open offer; a link made before leads nowhere from now on.

    By whoever may enter the answer. The key is told this once: only its hash is stored.
    """
    offer = _held(offer)
    if not allowed(actor, P.COURSE_EDIT, at=offer.owner_id):
        require(actor, P.PERSON_EDIT, at=offer.town_id)
    check(offer, "accept_offer", actor=actor)
    refuse_not_open(offer.entry.candidate)
    course = offer.course
    if course.state not in TAKES_PEOPLE:
        raise CourseTakesNobody(course=course, state=course.get_state_display())
    key = new_key()
    offer.reply_key = hash_of(key)
    offer.save(update_fields=["reply_key"])
    write(offer, "make_reply_link", actor=actor)
    return key


@transaction.atomic
def accept_by_link(offer: Offer, *, actor: Actor, key: str) -> Offer:
    """Whoever has the link takes the place, as long as the offer stands."""
    offer = _behind(offer, actor, key)
    write(offer, "answer_by_link", actor=actor)
    return accept_offer(offer, actor=actor)


@transaction.atomic
def decline_by_link(offer: Offer, *, actor: Actor, key: str, reason: str = "") -> Offer:
    """Whoever has the link does not want the place; nobody has to say why."""
    offer = _behind(offer, actor, key)
    write(offer, "answer_by_link", actor=actor)
    return decline_offer(offer, actor=actor, reason=reason or StopReason.OTHER)


def _behind(offer: Offer, actor: Actor, key: str) -> Offer:
    """The locked offer, if this key opens it still and the actor has come by it."""
    offer = _held(offer)
    require(actor, P.PLACE_ANSWER, at=offer.pk)
    if offer.reply_key != hash_of(key) or not answerable(offer):
        raise LinkDead
    return offer


def _held(offer: Offer) -> Offer:
    """The offer, locked in the order that everybody keeps: person, entry, offer."""
    candidate = lock(offer.entry.candidate)
    entry = lock(offer.entry)
    entry.candidate = candidate
    offer = lock(offer)
    offer.entry = entry
    return offer
