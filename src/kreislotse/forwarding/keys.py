"""The key in an applicant's personal link: 32 random bytes, of which only the hash is stored."""

import re
from hashlib import sha256
from secrets import token_urlsafe

from kreislotse.forwarding.models import Forwarding
from kreislotse.forwarding.states import BEFORE_PAYMENT, ForwardingState

_BYTES = 32
# 32 bytes in the alphabet of addresses, without padding.
_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def new_key() -> str:
    """A key that nobody guesses."""
    return token_urlsafe(_BYTES)


def is_key(text: str) -> bool:
    """Whether a text has the shape of a key."""
    return _SHAPE.fullmatch(text) is not None


def hash_of(key: str) -> str:
    """What is stored of a key: enough to know it again, not enough to use it."""
    return sha256(key.encode()).hexdigest()


def by_key(key: str) -> Forwarding | None:
    """The application whose link has this key."""
    if not is_key(key):
        return None
    found = Forwarding.objects.select_related("item__award", "owner", "call", "recipient")
    return found.filter(key_hash=hash_of(key)).first()


def may_follow_by_link(forwarding: Forwarding) -> bool:
    """Whether the account may still be named by the link: while unchecked, or where it is missing.

    A link that got into wrong hands must not lead decided money elsewhere.
    """
    missing = not forwarding.iban and forwarding.state in BEFORE_PAYMENT
    return missing or forwarding.state == ForwardingState.APPLIED
