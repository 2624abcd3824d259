"""Signs that nobody sees in a text and that turn or split what stands beside them.

Marks of direction show a text in another order than it is kept; others hide in words and keep them
from being found. They come along when text is copied from letters and web pages.
"""

import re
import unicodedata

# Signs of this kind that are seen: Arabic and Kaithi number and year signs.
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd")
# Persian and others are not spelled right without these two, between their letters.
_JOINERS = frozenset("\u200c\u200d")
_BEFORE_JOINERS = "\u0590"
_LAYOUT = frozenset("\t\n\r")
# No program that people write with leaves it in a text: whoever sends it is refused, not helped.
_FOR_REFUSAL = frozenset("\0")
_STAYS = _SEEN | _LAYOUT | _FOR_REFUSAL
_SUSPECT = re.compile(r"[^\n\r\t -~¡-¬®-ʯ]")


def without_invisible(text: str) -> str:
    """The text without signs of control or direction; line and paragraph signs become blanks."""
    if not _SUSPECT.search(text):
        return text
    kept: list[str] = []
    for sign in text:
        kind = unicodedata.category(sign)
        spells = sign in _JOINERS and kept and kept[-1] >= _BEFORE_JOINERS
        if kind in ("Zl", "Zp"):
            kept.append(" ")
        elif kind not in ("Cc", "Cf") or sign in _STAYS or spells:
            kept.append(sign)
    return "".join(kept)
