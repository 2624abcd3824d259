"""Keys for finding and sorting names, the same on every database.

SQLite folds the case of ASCII letters only and sorts by code point, so both keys are
computed here and stored in columns.
"""

import unicodedata

_FOLDS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})


def _fold(text: str) -> str:
    if text.isascii():  # the same result without looking at each letter
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search_key(*texts: str) -> str:
    """Lower case without accents, words parted by one blank; umlauts as their base letter."""
    return " ".join(_fold(" ".join(texts)).split())


def search_words(typed: str) -> list[str]:
    """The words of a search as they stand in search keys; PostgreSQL knows no zero byte."""
    return search_key(typed.replace("\0", " ")).split()


def sort_key(text: str) -> str:
    """The order of DIN 5007 variant 1: ä like a, ß like ss, case ignored."""
    return "".join(letter if letter.isalnum() else " " for letter in _fold(text)).strip()
