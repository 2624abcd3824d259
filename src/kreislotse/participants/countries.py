"""Countries by their ISO 3166 code: names from Babel, adjectives and usual spellings from us."""

from functools import cache

from babel import Locale

from kreislotse.participants import reference_data
from kreislotse.participants.spellings import folded, lookup

# Codes that are two letters but no nationality: groups of countries, parts, and reserved ones.
_NO_STATES = "AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ AN BU CS DD FX NT SU TP YD YU ZR"
_NO_NATIONALITY = frozenset(_NO_STATES.split())
# ISO leaves these letters free; not every nationality is a state's.
_WITHOUT = {
    "de": {"XS": "staatenlos", "XX": "ungeklärt"},
    "en": {"XS": "stateless", "XX": "unknown"},
}


@cache
def _names(language: str) -> dict[str, str]:
    territories = Locale.parse(language).territories
    states = {
        code: str(name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_NATIONALITY
    }
    return {**states, **_WITHOUT.get(language, _WITHOUT["en"])}


def country_name(code: str, language: str = "de") -> str:
    """The country's name in a language; the code itself where nobody knows it."""
    return _names(language).get(code, code)


@cache
def countries() -> list[tuple[str, str]]:
    """Code and German name, in the order of the names."""
    return sorted(_names("de").items(), key=lambda pair: folded(pair[1]))


def country_code(text: str) -> str | None:
    """The country that a list means: code, name in German or English, adjective."""
    typed = text.strip()
    if len(typed) == 2 and typed.upper() in _names("de"):
        return typed.upper()
    return _codes().get(folded(typed))


@cache
def _codes() -> dict[str, str]:
    own = reference_data.spellings("country")
    return lookup(
        [
            *((name, code) for code, name in _names("de").items()),
            *((name, code) for code, name in _names("en").items()),
            *((spelling, code) for code, texts in own.items() for spelling in texts),
        ]
    )
