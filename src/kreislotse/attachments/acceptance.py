"""Which files are accepted: not empty, not too large, of a known kind."""

import hashlib
import math
from fractions import Fraction

from kreislotse.attachments.errors import FileEmpty, TooLarge, TypeNotKnown
from kreislotse.attachments.media_types import media_type_of
from kreislotse.kernel.german import decimal

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 15
MOST_BYTES = MOST_MEGABYTES * MEGABYTE


def accepted_media_type(name: str, content: bytes) -> str:
    """The kind of a file that may be kept; all others are refused with what to do."""
    refuse_by_size(name, len(content))
    found = media_type_of(name, content)
    if not found:
        raise TypeNotKnown(name=name)
    return found


def refuse_by_size(name: str, size: int) -> None:
    """Refuse before anything is read; shown to a tenth of a megabyte, rounded up."""
    if size == 0:
        raise FileEmpty(name=name)
    if size > MOST_BYTES:
        tenths = math.ceil(Fraction(size * 10, MEGABYTE))
        raise TooLarge(size=decimal(Fraction(tenths, 10), 1), most=MOST_MEGABYTES)


def checksum(content: bytes) -> str:
    """The SHA-256 by which a file is known again."""
    return hashlib.sha256(content).hexdigest()
