"""The random code by which a candidate or household is named where no name belongs."""

import secrets

# Neither vowels, so that no words arise, nor signs that look alike on paper (0 O, 1 I L, 5 S).
_SIGNS = "2346789BCDFGHJKMNPQRTVWXZ"
LENGTH = 12
# Two signs at once: a list of a hundred thousand needs as many codes.
_PAIRS = tuple(first + second for first in _SIGNS for second in _SIGNS)
_CODES = len(_SIGNS) ** LENGTH


def new_code() -> str:
    """Twelve signs that cannot be guessed; about 56 bits."""
    number, pairs = secrets.randbelow(_CODES), []
    for _ in range(LENGTH // 2):
        number, at = divmod(number, len(_PAIRS))
        pairs.append(_PAIRS[at])
    return "".join(pairs)


def is_code(text: str) -> bool:
    """Whether a typed text could be a code; case does not matter."""
    return len(text) == LENGTH and set(text.upper()) <= set(_SIGNS)
