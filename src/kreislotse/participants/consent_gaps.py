"""What a consent text still leaves out, by the names that its editors know the parts by."""

from collections.abc import Sequence

from django.utils.translation import gettext

from kreislotse.kernel.german import join
from kreislotse.participants.consent_errors import TextNotWhole
from kreislotse.participants.consent_rules import misplaced, missing_parts
from kreislotse.participants.consent_texts import PARTS, language_of
from kreislotse.participants.models import ConsentText, ConsentVersion
from kreislotse.participants.states import ConsentPurpose


def lacking(language: str, text: ConsentText | None) -> list[str]:
    """The parts and purposes that a text leaves out or fills with the wrong words (R-DP-02)."""
    said = (text.texts, text.purposes) if text else ({}, {})
    parts, purposes = missing_parts(language, *said)
    return [*parts, *purposes, *misplaced(*said)]


def named(keys: Sequence[str]) -> str:
    """Parts and purposes in one phrase."""
    names = {**PARTS, **dict(ConsentPurpose.choices)}
    return join([f"„{names[key]}“" for key in keys], gettext("und"))


def whole_text(version: ConsentVersion, language: str) -> ConsentText:
    """The text in a language, to be read or printed; a draft that lacks something is refused."""
    text = {each.language: each for each in version.texts.all()}.get(language)
    gaps = lacking(language, text)
    if text is None or gaps:
        raise TextNotWhole(
            version=version, language=language_of(language).german, missing=named(gaps)
        )
    return text
