"""Cleaning texts of cells: invisible signs, blanks of all kinds, letters broken on their way."""

import re
import unicodedata

# Zero-width signs, soft hyphens, marks of writing direction, byte order marks.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# What UTF-8 looks like when it was read as Windows or as DOS text: two signs for one letter. Two
# letters that could stand side by side in a name (Äž) are no proof by themselves.
_TWO_FOR_ONE = re.compile(
    "[ÂÃÈ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
    "|[ÄÅ][\u0080-\u00bfŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
    "|[├─┬┤][\u0080-\u25ff]"
)
LOST = "\ufffd"
_UNDEFINED = {code: bytes([code]) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def clean(text: str) -> str:
    """The text in composed form, without invisible signs, with single blanks.

    Exports keep leading zeros by ="0171" or by an apostrophe in front; neither is meant.
    """
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        text = text[2:-1]
    if text.isascii() and text.isprintable():
        return " ".join(text.split()).removeprefix("'").lstrip()
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    printable = "".join(sign if sign.isprintable() else " " for sign in visible)
    return " ".join(printable.split()).removeprefix("'").lstrip()


def repaired(text: str) -> str:
    """The text as it was meant, where it is UTF-8 read wrongly from the first sign to the last."""
    for _twice in range(2):
        if not _TWO_FOR_ONE.search(text):
            break
        meant = _read_again(text)
        if meant is None or not meant.isprintable():
            break
        text = meant
    return text


def _read_again(text: str) -> str | None:
    for encoding in ("cp1252", "cp850"):
        try:
            return b"".join(
                _UNDEFINED.get(ord(sign)) or sign.encode(encoding) for sign in text
            ).decode("utf-8")
        except UnicodeError:
            continue
    return None
