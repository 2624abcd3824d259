"""The random code by which a candidate or household is named where no name belongs."""

import secrets

# Neither vowels, so that no words arise, nor signs that look alike on paper (0 O, 1 I L, 5 S).
_SIGNS = "2346789BCDFGHJKMNPQRTVWXZ"
LENGTH = 12


def new_code() -> str:
    """Twelve signs that cannot be guessed; about 56 bits."""
    number = secrets.randbelow(len(_SIGNS) ** LENGTH)
    signs = []
    for _ in range(LENGTH):
        number, at = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[at])
    return "".join(signs)


def is_code(text: str) -> bool:
    """Whether a typed text could be a code; case does not matter."""
    return len(text) == LENGTH and set(text.upper()) <= set(_SIGNS)
