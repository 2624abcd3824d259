"""The keyed hash by which the same person is noticed in two municipalities (R-CAN-05).

It is made of name and day of birth with the installation's secret, so that nobody who reads the
table learns a name from it. With a new secret the keys of old records match nothing any more.
"""

from datetime import date

from django.utils.crypto import salted_hmac

from kreislotse.kernel.names import search_form

_SALT = "kreislotse.participants.matching"


def match_key(family_name: str, given_names: str, born_on: date) -> str:
    """Equal for equal search forms of both names and the same day of birth."""
    text = f"{search_form(family_name)}|{search_form(given_names)}|{born_on.isoformat()}"
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()
