"""Which residence title a list means, however it writes it: code, paragraph or words."""

import re
from functools import cache

from kreislotse.participants import reference_data
from kreislotse.participants.spellings import folded, lookup

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
# Words around the number of a paragraph, and how sentences and alternatives are cut short.
_FILLERS = re.compile(
    r"§+|\b(?:a|aufenthg|aufenthaltsgesetz|asylg|asylvfg|ae|aufenthaltserlaubnis|nach|gem|gemass|der|"
    r"des|duldung|ne|niederlassungserlaubnis|flu|fluchtling|ifg|sub|schutz)\b"
)
_PARAGRAPHS = {
    "22": "P22",
    "23 1": "P23_1",
    "23 2": "P23_2",
    "23 4": "P23_4",
    "23a": "P23A",
    "24": "P24",
    "24 1": "P24",
    "25 1": "P25_1",
    "25 2 s1 a1": "P25_2A",
    "25 2 a1": "P25_2A",
    "25 2 s1 a2": "P25_2B",
    "25 2 a2": "P25_2B",
    "25 3": "P25_3",
    "25 4 s1": "P25_4_1",
    "25 4 s2": "P25_4_2",
    "25 5": "P25_5",
    "25a": "P25A",
    "25b": "P25B",
    "104c": "P104C",
    "26 3": "NE26_3",
    "26 4": "NE26_4",
    "55": "GEST",
    "63a": "ANKN",
    "60a": "D60A",
    "60a 2": "D60A",
    "60a 2 s1": "D60A",
    "60a 2 s3": "D60A_2_3",
    "60b": "D60B",
    "60c": "D60C",
    "60d": "D60D",
    "16g": "P16G",
    "81": "FIKT",
    "81 3": "FIKT",
    "81 4": "FIKT",
}


def title_code(text: str) -> str | None:
    """The code of the title; None where a paragraph alone leaves open which of two it is.

    "§ 25 Abs. 2" without its alternative is such a case: refugee or subsidiary protection.
    """
    typed = text.strip()
    if typed.upper() in _known():
        return typed.upper()
    return _spelt().get(folded(typed)) or _PARAGRAPHS.get(_paragraph(typed))


def _paragraph(text: str) -> str:
    """A paragraph in short: "§ 25 Abs. 2 Satz 1 2. Alt." as "25 2 s1 a2"; "25 II" as "25 2"."""
    short = folded(text.replace("/", " ").replace(",", " "))
    short = re.sub(r"\b(?:alternative|alt) ?(\d)", r"a\1", short)
    short = re.sub(r"(\d) (?:alternative|alt)\b", r"a\1", short)
    short = re.sub(r"\b(?:satz|s) ?(\d)", r"s\1", short)
    short = re.sub(r"\b(?:absatz|abs) ?(\d)", r"\1", short)
    short = re.sub(r"\b(\d+) ([a-d]|g)\b", r"\1\2", short)
    words = _FILLERS.sub(" ", short).split()
    return " ".join(_ROMAN.get(word, word) for word in words)


@cache
def _known() -> frozenset[str]:
    return frozenset(title.code for title in reference_data.titles())


@cache
def _spelt() -> dict[str, str]:
    own = reference_data.spellings("title")
    return lookup(
        [
            *((title.label, title.code) for title in reference_data.titles()),
            *((title.norm, title.code) for title in reference_data.titles() if title.norm),
            *((spelling, code) for code, texts in own.items() for spelling in texts),
        ]
    )
