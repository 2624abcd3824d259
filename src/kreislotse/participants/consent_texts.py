"""The consent texts as shipped: drafts in twelve languages, released by nobody yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext_lazy as _

from kreislotse.participants.states import ConsentPurpose

_FOLDER = Path(__file__).parent / "reference" / "consents"
GERMAN = "de"
# R-DP-05, in the order in which they are offered.
CODES = (GERMAN, "de-simple", "en", "fr", "ar", "fa", "kmr", "ti", "tr", "uk", "ru", "so")

# Dari is written as Farsi is; Kurdish without more is mostly Kurmanji here.
_SAME = {"prs": "fa", "ku": "kmr"}

# The paragraphs and the short words of a text, with their names for those who edit it.
PARAGRAPHS = {
    "title": _("Überschrift"),
    "intro": _("Wer und wozu"),
    "data": _("Welche Daten"),
    "tick": _("Vor den Kästchen"),
    "refusal": _("Wenn jemand nicht zustimmt"),
    "withdrawal": _("Widerruf"),
    "rights": _("Rechte"),
    "duration": _("Dauer"),
    "guardian": _("Minderjährige"),
    "signature": _("Vor der Unterschrift"),
}
WORDS = {
    "name": _("Wort für den Namen"),
    "place_date": _("Wort für Ort und Datum"),
    "signed": _("Wort für die Unterschrift"),
    "guardian_signed": _("Wort für die Unterschrift der Sorgeberechtigten"),
    "witness": _("Wort für Dolmetschende und Zeugen"),
    "help": _("Hinweis, dass der deutsche Text gilt"),
}
PARTS = PARAGRAPHS | WORDS
# Which values a part is filled with; the others have none. Each purpose names its recipient.
PLACEHOLDERS = {
    "intro": frozenset({"municipality", "district"}),
    "withdrawal": frozenset({"municipality"}),
    "duration": frozenset({"months"}),
}
OF_PURPOSE = frozenset({"recipient"})


@dataclass(frozen=True)
class Language:
    """A language of the texts: how its speakers name it, and how it is called in German."""

    code: str
    name: str
    german: str
    right_to_left: bool

    @property
    def direction(self) -> str:
        return "rtl" if self.right_to_left else "ltr"


@dataclass(frozen=True)
class ShippedText:
    """The draft in one language; `reviewed` says whether somebody who speaks it has read it."""

    language: Language
    reviewed: bool
    texts: Mapping[str, str]
    purposes: Mapping[str, str]


def needed(language: str) -> tuple[str, ...]:
    """The parts that a text must have; only translations say that the German text prevails."""
    return tuple(part for part in PARTS if part != "help" or language != GERMAN)


@cache
def shipped_texts() -> dict[str, ShippedText]:
    """The draft of each language, by its code."""
    return {code: _read(code) for code in CODES}


def language_of(code: str) -> Language:
    """The language of a text; KeyError for one that was never shipped."""
    return shipped_texts()[code].language


def spoken_text(spoken: Iterable[str]) -> str:
    """The first text that somebody understands who speaks these languages; else the German one."""
    codes = (_SAME.get(code, code) for code in spoken)
    return next((code for code in codes if code in CODES), GERMAN)


def languages() -> list[tuple[str, str]]:
    """Code and German name of each language, for choosing."""
    return [(code, text.language.german) for code, text in shipped_texts().items()]


def _read(code: str) -> ShippedText:
    content = yaml.safe_load((_FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    language = Language(
        content["language"], content["name"], content["german"], content["right_to_left"]
    )
    purposes = {purpose.value: content["purposes"][purpose.value] for purpose in ConsentPurpose}
    return ShippedText(language, content["reviewed"], content["texts"], purposes)
