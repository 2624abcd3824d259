"""Languages by their ISO 639 code: names from Babel, usual spellings from us."""

from functools import cache

from babel import Locale

from kreislotse.participants import reference_data
from kreislotse.participants.spellings import folded, lookup

# What people who come here speak, and what is spoken with them; codes of two or three letters.
_CODES = (
    "ar fa prs ps ku kmr ckb ti tig am so en fr de tr uk ru sq sr hr bs mk ro rom ur hi pa bn "
    "ta te ha ig yo ff wo bm ln sw lg rw rn om es pt it pl bg el hu cs sk hy ka az kk uz "
    "tg tk ky zh vi th my km id ms ne si mn ja ko nl sv da no fi lv lt et sl mt ga he arc syr"
)
_OFFERED = _CODES.split()
# Babel has no name of these in all languages.
_NAMES = {
    "de": {"prs": "Dari", "kmr": "Kurmandschi", "ckb": "Sorani", "fa": "Persisch (Farsi)"},
    "en": {"prs": "Dari", "kmr": "Kurmanji", "ckb": "Sorani"},
}
# Dari is Persian, Kurmanji is Kurdish in languages whose names Babel does not have.
_KIN = {"prs": "fa", "kmr": "ku"}


@cache
def _names(language: str) -> dict[str, str]:
    known = Locale.parse(language).languages
    own = _NAMES.get(language, {})
    return {
        code: own.get(code) or str(known.get(code) or known.get(_KIN.get(code, ""), code))
        for code in _OFFERED
    }


def language_name(code: str, language: str = "de") -> str:
    """The language's name in a language; the code itself where nobody knows it."""
    return _names(language).get(code, code)


@cache
def languages() -> list[tuple[str, str]]:
    """Code and German name, in the order of the names."""
    return sorted(_names("de").items(), key=lambda pair: folded(pair[1]))


def language_code(text: str) -> str | None:
    """The language that a list means: code, name in German or English, usual spelling."""
    typed = text.strip()
    if typed.lower() in _OFFERED:
        return typed.lower()
    return _codes().get(folded(typed))


@cache
def _codes() -> dict[str, str]:
    own = reference_data.spellings("language")
    return lookup(
        [
            *((spelling, code) for code, texts in own.items() for spelling in texts),
            *((name, code) for code, name in _names("de").items()),
            *((name, code) for code, name in _names("en").items()),
        ]
    )
