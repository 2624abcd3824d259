"""The keyed hash by which the same person is noticed in two municipalities (R-CAN-05).

It is made of name and day of birth with the installation's secret, so that nobody who reads the
table learns a name from it. With a new secret the keys of old records match nothing any more.
"""

import hmac
from datetime import date
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

from kreislotse.kernel.names import search_form

_SALT = "kreislotse.participants.matching"


def match_key(family_name: str, given_names: str, born_on: date) -> str:
    """Equal for equal search forms of both names and the same day of birth."""
    text = f"{search_form(family_name)}|{search_form(given_names)}|{born_on.isoformat()}"
    return hmac.digest(_key(settings.SECRET_KEY), text.encode(), "sha256").hex()


@lru_cache(maxsize=2)
def _key(secret: str) -> bytes:
    """The salt and the installation's secret as one key, as Django's salted_hmac makes it."""
    return sha256((_SALT + secret).encode()).digest()
