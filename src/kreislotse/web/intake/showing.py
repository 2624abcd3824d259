"""What is known of a person, field by field, in the words of the form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kreislotse.intake.staging import shown
from kreislotse.kernel.german import date_short
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants import reference_data
from kreislotse.participants.countries import country_name
from kreislotse.participants.occupations import occupation_title
from kreislotse.participants.profile import BY_CODE, FieldKind
from kreislotse.participants.states import Evidence, Level, Paper, QualificationKind, Sex
from kreislotse.participants.tongues import language_name

_CHOICES: Mapping[str, Any] = {
    "sex": Sex,
    "regime": LegalRegime,
    "qualification": QualificationKind,
    "paper": Paper,
    "german_level": Level,
    "german_evidence": Evidence,
}


def said_in_words(field: str, value: Any) -> str:
    """A value of a profile, or the text of a cell, as people read it; nothing as nothing."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return date_short(value)
    if isinstance(value, tuple):
        return ", ".join(language_name(code) for code in value)
    if field not in BY_CODE or isinstance(value, list):
        return shown(value)
    return _text(field, str(value))


def _text(field: str, value: str) -> str:
    match BY_CODE[field].kind:
        case FieldKind.COUNTRY:
            return country_name(value)
        case FieldKind.TITLE:
            return next((t.label for t in reference_data.titles() if t.code == value), value)
        case FieldKind.OCCUPATION_GROUP:
            return occupation_title(value)
        case FieldKind.CHOICE if value in _CHOICES[field].values:
            return str(_CHOICES[field](value).label)
        case FieldKind.DAY if value[4:5] == "-" == value[7:8]:
            return f"{value[8:10]}.{value[5:7]}.{value[:4]}"
        case _:
            return value
