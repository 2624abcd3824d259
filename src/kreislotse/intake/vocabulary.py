"""The words by which columns and answers of municipal lists are known; all compared folded."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kreislotse.participants.profile import FIELDS

FULL_NAME = "full_name"

_FOLDER = Path(__file__).parent / "reference"
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "ı": "i", "§": "paragraf"}
)
_LONGEST_NOT_SAID = 20
# Folding would make A2 of "A2+" and w of "w?".
_DOUBT = re.compile(r"[?+~<>=*]|^\s*-|-\s*$")
_NO_LETTER = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Letters and digits only, lower case without accents; ä as ae, so that both spellings meet."""
    if text.isascii():
        return _NO_LETTER.sub("", text.lower())
    lower = unicodedata.normalize("NFC", text).casefold().translate(_SPELT_OUT)
    parts = unicodedata.normalize("NFKD", lower)
    return _NO_LETTER.sub("", "".join(sign for sign in parts if not unicodedata.combining(sign)))


def _read(file: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((_FOLDER / file).read_text(encoding="utf-8"))
    return found


@cache
def known_headings() -> dict[str, tuple[str, bool]]:
    """A folded heading -> its field, and whether that is sure."""
    found: dict[str, tuple[str, bool]] = {}
    for code, words in _read("headings.yaml")["fields"].items():
        for sure in ("likely", "sure"):
            found |= {fold(str(word)): (code, sure == "sure") for word in words[sure]}
    return found | {fold(str(field.title)): (field.code, True) for field in FIELDS}


@cache
def unread_headings() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in _read("headings.yaml")["unread"])


@cache
def forbidden_headings() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in _read("headings.yaml")["forbidden"])


def is_heading(text: str) -> bool:
    """Whether lists like these use the text over a column."""
    return any(
        folded in known_headings() or folded in unread_headings() or folded in forbidden_headings()
        for folded in spellings(text)
    )


_IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")


def spellings(text: str) -> list[str]:
    """A heading as it stands, without what is in brackets, and its lower and upper half alone."""
    above, _, below = text.rpartition(": ")
    tries = (text, _IN_BRACKETS.sub(" ", text), below, above)
    return [folded for folded in dict.fromkeys(map(fold, tries)) if folded]


@cache
def answers() -> dict[str, Any]:
    """The answers that lists give: what means "not said", yes and no, and the choices by field."""
    given = _read("values.yaml")
    choices = {
        code: {fold(str(word)): value for value, words in values.items() for word in words}
        for code, values in given["choices"].items()
    }
    lists = ("not_said", "not_said_but_names", "affirmed", "denied")
    return {"choices": choices} | {
        name: frozenset(_plain(str(word)) for word in given[name]) for name in lists
    }


def _plain(text: str) -> str:
    """With its punctuation: Na may be a name, n/a is none."""
    return "".join(text.casefold().split())


def is_not_said(text: str, *, name: bool = False) -> bool:
    """Whether a text says that nothing is said; a person may be called Null."""
    if len(text) > _LONGEST_NOT_SAID:
        return False
    plain = _plain(text)
    return plain in answers()["not_said"] or (not name and plain in answers()["not_said_but_names"])


def yes_or_no(text: str) -> bool | None:
    plain = _plain(text)
    if plain in answers()["affirmed"]:
        return True
    return False if plain in answers()["denied"] else None


def choice(field: str, text: str) -> str | None:
    """The value of a field's enumeration that a text stands for without a sign of doubt."""
    if _DOUBT.search(text):
        return None
    found: str | None = answers()["choices"][field].get(fold(text))
    return found


@cache
def choices_of(field: str) -> str:
    """The first word for each value of a field's enumeration, to be told to somebody."""
    given = _read("values.yaml")["choices"][field]
    return ", ".join(str(words[0]) for words in given.values())
