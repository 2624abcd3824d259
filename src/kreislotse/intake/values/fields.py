"""One cell of each kind of field, from its clean text to a value; or the reason why not."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from kreislotse.intake.reasons import Facts
from kreislotse.intake.values.days import day_of
from kreislotse.intake.values.texts import LOST
from kreislotse.intake.vocabulary import choice, choices_of, fold, yes_or_no
from kreislotse.kernel.names import NameNotLatin, clean_name
from kreislotse.participants.checking import NUMBERS
from kreislotse.participants.countries import country_code
from kreislotse.participants.occupations import occupation_group
from kreislotse.participants.profile import Field, FieldKind
from kreislotse.participants.titles import title_code
from kreislotse.participants.tongues import language_code


class NotUnderstood(Exception):
    """A text that does not say what its field asks for."""

    def __init__(self, key: str, **facts: str) -> None:
        self.key = key
        self.facts: Facts = facts
        super().__init__(key)


_NUMBER = re.compile(
    r"(\d{1,3})(?:[.,]0+)?\s*(?:jahre?|j\.?|stunden|std\.?|h|klassen|schuljahre)?$", re.IGNORECASE
)
_LEVEL = re.compile(r"[ABC]\s?[012]", re.IGNORECASE)
_PARTS = re.compile(r"[,;/&+|\n]|\s+(?:und|and|u\.)\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_EXCEL_ERROR = re.compile(r"#(?:[A-ZÄÖÜ]+[/0-9A-Z]*[!?]?|#+)$")
_ONLY_NUMBER = re.compile(r"[\d\s()/-]+$")


def value_of(field: Field, text: str) -> Any:
    """The value for a profile; raises NotUnderstood."""
    return _READERS[field.kind](field, text)


def refuse_no_text(text: str) -> None:
    """What CSV keeps as text although it is a formula, an error or lost."""
    if text.startswith("=") and len(text) > 1:
        raise NotUnderstood("formula")
    if _EXCEL_ERROR.match(text):
        raise NotUnderstood("excel_error")
    if LOST in text:
        raise NotUnderstood("broken_letters", text=text)


def full_name(text: str) -> tuple[str, str]:
    """Family name and given names out of one cell, parted by its one comma."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(parts):
        raise NotUnderstood("one_name", text=text)
    return _clean_name(parts[0]), _clean_name(parts[1])


def _name(field: Field, text: str) -> str:
    if "," in text:
        raise NotUnderstood("comma_in_name", text=text)
    return _clean_name(text)


def _clean_name(text: str) -> str:
    if "?" in text:
        raise NotUnderstood("broken_letters", text=text)
    try:
        name = clean_name(text)
    except NameNotLatin as problem:
        raise NotUnderstood("not_a_name", text=text) from problem
    if not any(letter.isalpha() for letter in name):
        raise NotUnderstood("not_a_name", text=text)
    return name


def _text(field: Field, text: str) -> str:
    if field.code == "contact" and _ONLY_NUMBER.match(text) and text[0] not in "0(":
        raise NotUnderstood("number_without_zero", text=text)
    return text


def _day(field: Field, text: str) -> date | None:
    if field.code == "title_valid_to" and fold(text) in ("unbefristet", "unbegrenzt"):
        return None
    found = day_of(text)
    if isinstance(found, str):
        raise NotUnderstood(found, text=text)
    return found


def _whole_number(field: Field, text: str) -> int:
    found = _NUMBER.match(text)
    if not found:
        raise NotUnderstood("not_a_number", text=text)
    number = int(found[1])
    least, most = NUMBERS[field.code]
    if not least <= number <= most:
        raise NotUnderstood("out_of_range", text=text, least=str(least), most=str(most))
    return number


def _yes_no(field: Field, text: str) -> bool:
    found = yes_or_no(text)
    if found is None:
        raise NotUnderstood("not_yes_or_no", text=text)
    return found


def _choice(field: Field, text: str) -> str:
    found = choice(field.code, text)
    if found is None and field.code == "german_level":
        raise NotUnderstood("level_unclear", text=text)
    if found is None:
        raise NotUnderstood("not_a_choice", text=text, choices=choices_of(field.code))
    return found


def _country(field: Field, text: str) -> str:
    code = _country_code(text)
    if code:
        return code
    parts = [part.strip() for part in _PARTS.split(text)]
    several = len(parts) > 1 and all(_country_code(part) for part in parts)
    raise NotUnderstood("two_countries" if several else "not_a_country", text=text)


def _languages(field: Field, text: str) -> tuple[str, ...]:
    codes = {}
    plain = text if "?" in text else _IN_BRACKETS.sub(" ", text)
    for part in _PARTS.split(plain):
        if not part.strip():
            continue
        code = _language_code(part.strip())
        if code is None:
            raise NotUnderstood("not_a_language", text=part.strip())
        codes[code] = True
    if not codes:
        raise NotUnderstood("not_a_language", text=text)
    return tuple(codes)


def _title(field: Field, text: str) -> str:
    code = _title_code(text)
    if code is None:
        raise NotUnderstood("not_a_title", text=text)
    return code


def _occupation_group(field: Field, text: str) -> str:
    code = _occupation_code(text)
    if code is None:
        raise NotUnderstood("not_an_occupation_group", text=text)
    return code


# Lists say the same few things over and over.
_country_code = lru_cache(5_000)(country_code)
_language_code = lru_cache(5_000)(language_code)
_title_code = lru_cache(5_000)(title_code)
_occupation_code = lru_cache(5_000)(occupation_group)

_READERS: Mapping[FieldKind, Callable[[Field, str], Any]] = {
    FieldKind.NAME: _name,
    FieldKind.TEXT: _text,
    FieldKind.DAY: _day,
    FieldKind.NUMBER: _whole_number,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.COUNTRY: _country,
    FieldKind.LANGUAGES: _languages,
    FieldKind.TITLE: _title,
    FieldKind.OCCUPATION_GROUP: _occupation_group,
}
