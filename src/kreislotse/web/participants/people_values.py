"""A profile's values in words, in German or, as far as names are known, in another language."""

from typing import Any

from kreislotse.participants.checking import CHOICES
from kreislotse.participants.countries import country_name
from kreislotse.participants.occupations import occupation_title
from kreislotse.participants.profile import Field, FieldKind
from kreislotse.participants.reference_data import titles
from kreislotse.participants.tongues import language_name


def value_text(field: Field, value: Any, language: str = "de") -> Any:
    """What a page shows for a value; days and numbers stay as they are for the page's filter."""
    if field.kind == FieldKind.YES_NO or value in (None, "", ()):
        return value
    if field.kind == FieldKind.COUNTRY:
        return country_name(value, language)
    if field.kind == FieldKind.LANGUAGES:
        return ", ".join(language_name(code, language) for code in value)
    if field.kind == FieldKind.OCCUPATION_GROUP:
        return occupation_title(value)
    if field.kind == FieldKind.CHOICE:
        return CHOICES[field.code](value).label
    if field.kind == FieldKind.TITLE:
        return next((title.label for title in titles() if title.code == value), value)
    return value
