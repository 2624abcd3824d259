"""Which text may stand in a document; refused here, so that no exit has to repair it."""

import re
import unicodedata

# Line and paragraph separators would break the line differently in each exit.
_SEPARATORS = {"Cc", "Cs", "Zl", "Zp"}
# Overrides of the writing direction can make a text read otherwise than it is stored.
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ANCHOR = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ADDRESS = re.compile(r"(?:https?://[^\s/]|/(?![/\\]))\S*")


def require_text(value: str, *, what: str) -> None:
    """Refuse characters that no document can carry; an empty text is allowed."""
    for character in value:
        if unicodedata.category(character) in _SEPARATORS or _is_noncharacter(character):
            raise ValueError(f"{what} contains the control character U+{ord(character):04X}.")
    if found := _DIRECTION_CONTROLS.search(value):
        raise ValueError(f"{what} changes the writing direction by U+{ord(found[0]):04X}.")


def require_words(value: str, *, what: str) -> None:
    """Refuse what `require_text` refuses, and a text in which nothing can be read."""
    require_text(value, what=what)
    if not any(unicodedata.category(character)[0] in "LNPSM" for character in value):
        raise ValueError(f"{what} has no words.")


def require_anchor(value: str, *, what: str) -> None:
    """An anchor is lower case letters, figures and single hyphens, and starts with a letter."""
    if not _ANCHOR.fullmatch(value):
        raise ValueError(f"{what} {value!r} is no anchor. Use words like 'ki-antrag-1'.")


def require_address(value: str, *, what: str) -> None:
    """A link leads to a web address or to a path of this installation, nowhere else."""
    require_text(value, what=what)
    if not _ADDRESS.fullmatch(value):
        raise ValueError(f"{what} {value!r} is neither a web address nor a path.")


def _is_noncharacter(character: str) -> bool:
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
