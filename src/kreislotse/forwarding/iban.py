"""Whether an IBAN can be right: its length by country and its checksum (ISO 13616, ISO 7064)."""

import re

from kreislotse.forwarding.errors import IbanWrong

# Of the countries whose accounts a district pays to; others by the general bounds alone.
_LENGTHS = {"DE": 22, "AT": 20, "BE": 16, "CH": 21, "FR": 27, "LU": 20, "NL": 18, "PL": 28}
_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def checked_iban(typed: str) -> str:
    """The IBAN without spaces and in capitals; nothing stays nothing."""
    plain = "".join(typed.split()).upper()
    if not plain:
        return ""
    length = _LENGTHS.get(plain[:2])
    if not _SHAPE.fullmatch(plain) or (length and len(plain) != length):
        raise IbanWrong
    digits = "".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])
    if int(digits) % 97 != 1:
        raise IbanWrong
    return plain


def in_groups(iban: str) -> str:
    """The IBAN as banks print it: groups of four."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
