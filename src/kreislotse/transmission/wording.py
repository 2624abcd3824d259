"""What a frozen line says, in words: countries, languages and statuses instead of their codes."""

from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as say

from kreislotse.kernel.german import date_short
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants.countries import country_name
from kreislotse.participants.models import ResidenceTitle
from kreislotse.participants.occupations import occupation_groups
from kreislotse.participants.profile import BY_CODE, FIELDS, Field, FieldKind
from kreislotse.participants.states import Evidence, Level, Paper, QualificationKind, Sex
from kreislotse.participants.tongues import language_name

_CHOICES: dict[str, Any] = {
    "sex": Sex,
    "regime": LegalRegime,
    "qualification": QualificationKind,
    "paper": Paper,
    "german_level": Level,
    "german_evidence": Evidence,
}


def fields_in(categories: list[str]) -> list[Field]:
    """The fields of these categories, in their usual order."""
    return [field for field in FIELDS if field.category in categories]


class Wording:
    """Puts frozen values into words; looks up each kind of code once."""

    def text(self, code: str, value: Any) -> str:
        """One field's value as people read it; nothing said is an empty text."""
        if value is None or value == "":
            return ""
        kind = BY_CODE[code].kind
        if kind is FieldKind.DAY:
            return date_short(date.fromisoformat(value))
        if kind is FieldKind.YES_NO:
            return say("ja") if value else say("nein")
        if kind is FieldKind.LANGUAGES:
            return ", ".join(language_name(each) for each in value)
        if kind is FieldKind.CHOICE:
            return str(_CHOICES[code](value).label)
        return str(self._by_code(kind, value))

    def name(self, content: dict[str, Any]) -> str:
        """The person's name as a list has it; empty when it was not transmitted."""
        said = [content.get("family_name", ""), content.get("given_names", "")]
        return ", ".join(part for part in said if part)

    def _by_code(self, kind: FieldKind, value: Any) -> Any:
        if kind is FieldKind.COUNTRY:
            return country_name(value)
        if kind is FieldKind.TITLE:
            return self._titles.get(value, value)
        if kind is FieldKind.OCCUPATION_GROUP:
            return self._occupations.get(value, value)
        return value

    @cached_property
    def _titles(self) -> dict[str, str]:
        return dict(ResidenceTitle._default_manager.values_list("code", "label"))

    @cached_property
    def _occupations(self) -> dict[str, str]:
        return dict(occupation_groups())
