"""What was searched for among people never stands in an address: it is sealed into a token."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac

from kreislotse.access.policy import Actor

# A link with a search holds for a working day; afterwards the list is shown without it.
SECONDS = 10 * 60 * 60
_PURPOSE = "kreislotse.web.sealed"


class SealBroken(Exception):
    """A token of somebody else, of yesterday, or made up."""


def seal(words: str, actor: Actor) -> str:
    """The words as a token that this account alone can open, for a working day."""
    text = f"{actor.person_id}\n{words}".encode()
    return _box().encrypt_at_time(text, int(actor.at.timestamp())).decode()


def unseal(token: str, actor: Actor) -> str:
    """The words of a token; SealBroken if it is not this account's, or too old."""
    now = int(actor.at.timestamp())
    try:
        text = _box().decrypt_at_time(token.encode(), SECONDS, now).decode()
    except InvalidToken as broken:
        raise SealBroken from broken
    account, _, words = text.partition("\n")
    if account != str(actor.person_id):
        raise SealBroken
    return words


def _box() -> Fernet:
    """The box whose key follows from the installation's secret; it serves this purpose alone."""
    key = salted_hmac(_PURPOSE, "key", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
