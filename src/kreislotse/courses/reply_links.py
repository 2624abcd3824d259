"""The key in the link of an offer: typed from a letter on a phone, stored only as its hash."""

from hashlib import sha256
from secrets import choice

from kreislotse.courses.models import Offer
from kreislotse.courses.queues import NOT_OPEN
from kreislotse.courses.states import TAKES_PEOPLE, OfferState

# Digits and small letters that nobody takes for each other; five bits each, eighty in a key.
_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH, _GROUP = 16, 4
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})


def new_key() -> str:
    """A key that nobody guesses, in groups that are easily read: 7k3m-q2d9-…"""
    signs = "".join(choice(_SIGNS) for _ in range(_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read_key(typed: str) -> str:
    """The key that somebody meant who typed it without dashes or in capitals; else no key.

    Copied from the letter it has invisible signs in it, at which a line may break.
    """
    signs = "".join(filter(str.isalnum, typed.lower())).translate(_MISREAD)
    return signs if len(signs) == _LENGTH and set(signs) <= set(_SIGNS) else ""


def hash_of(key: str) -> str:
    """What is stored of a key: enough to know it again, not enough to use it."""
    return sha256(read_key(key).encode()).hexdigest()


def offer_by_key(typed: str) -> Offer | None:
    """The offer that whoever has this link may answer now."""
    if not read_key(typed):
        return None
    offers = Offer.objects.select_related("entry__candidate", "course__kind", "course__owner")
    found = offers.filter(reply_key=hash_of(typed)).first()
    return found if found is not None and answerable(found) else None


def answerable(offer: Offer) -> bool:
    """Whether the offer stands, its course takes people, and the person's file is in work."""
    person = offer.entry.candidate
    return (
        offer.state == OfferState.OPEN
        and offer.course.state in TAKES_PEOPLE
        and person.restricted_on is None
        and person.state not in NOT_OPEN
    )
