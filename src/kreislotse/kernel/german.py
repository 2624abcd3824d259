"""German numbers, amounts, dates, plurals and articles for sentences written by the program.

What belongs together (a figure and its unit, a day and its month) is joined by a
non-breaking space. The functions decline numerals and articles only; nouns are
handed over in the form that the sentence needs.
"""

import math
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

Gender = Literal["m", "f", "n"]
Case = Literal["nom", "gen", "dat", "acc"]
ArticleGender = Literal["m", "f", "n", "pl"]

NBSP = "\u00a0"
NOT_KNOWN = "noch nicht bekannt"
MINUS = "\u2212"

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

# German style manuals write one to twelve as words and everything above in figures.
WORDS = {
    2: "zwei",
    3: "drei",
    4: "vier",
    5: "fünf",
    6: "sechs",
    7: "sieben",
    8: "acht",
    9: "neun",
    10: "zehn",
    11: "elf",
    12: "zwölf",
}
# Only two and three still take a genitive ending of their own ("die Leitung zweier Ämter").
GENITIVE_WORDS = {2: "zweier", 3: "dreier"}
NO_PLURAL: dict[Case, str] = {"nom": "keine", "gen": "keiner", "dat": "keinen", "acc": "keine"}
ORDINAL_STEMS = {
    1: "erst",
    2: "zweit",
    3: "dritt",
    4: "viert",
    5: "fünft",
    6: "sechst",
    7: "siebt",
    8: "acht",
    9: "neunt",
    10: "zehnt",
    11: "elft",
    12: "zwölft",
}

DEFINITE: dict[Case, dict[ArticleGender, str]] = {
    "nom": {"m": "der", "f": "die", "n": "das", "pl": "die"},
    "gen": {"m": "des", "f": "der", "n": "des", "pl": "der"},
    "dat": {"m": "dem", "f": "der", "n": "dem", "pl": "den"},
    "acc": {"m": "den", "f": "die", "n": "das", "pl": "die"},
}
INDEFINITE: dict[Case, dict[ArticleGender, str]] = {
    "nom": {"m": "ein", "f": "eine", "n": "ein", "pl": ""},
    "gen": {"m": "eines", "f": "einer", "n": "eines", "pl": ""},
    "dat": {"m": "einem", "f": "einer", "n": "einem", "pl": ""},
    "acc": {"m": "einen", "f": "eine", "n": "ein", "pl": ""},
}


def number(n: int) -> str:
    """A whole number with a point between the thousands: 1.234."""
    grouped = f"{abs(n):,}".replace(",", ".")
    return f"{MINUS}{grouped}" if n < 0 else grouped


def decimal(value: Fraction | int, places: int) -> str:
    """A number with exactly these decimal places, half rounded away from zero: 2,0."""
    if places < 1:
        raise ValueError("A decimal needs at least one place. Use number() for whole numbers.")
    scale: int = 10**places
    scaled = math.floor(abs(Fraction(value)) * scale + Fraction(1, 2))
    whole, rest = divmod(scaled, scale)
    sign = MINUS if value < 0 and scaled else ""
    return f"{sign}{number(whole)},{rest:0{places}d}"


def euro(cents: int) -> str:
    """An amount given in cents; whole euros without decimal places: 170.000 €."""
    whole, rest = divmod(abs(cents), 100)
    sign = MINUS if cents < 0 else ""
    tail = f",{rest:02d}" if rest else ""
    return f"{sign}{number(whole)}{tail}{NBSP}€"


def date_long(day: date) -> str:
    """23. September 2015."""
    return f"{day.day}.{NBSP}{MONTHS[day.month - 1]} {day.year}"


def date_short(day: date) -> str:
    """23.09.2015."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def weekday(day: date) -> str:
    """Mittwoch."""
    return WEEKDAYS[day.weekday()]


def period(first: date, last: date) -> str:
    """From the first to the last day, both included, saying month and year only once."""
    if last < first:
        raise ValueError("A period must not end before it begins.")
    if first == last:
        return date_long(first)
    if first.year != last.year:
        return f"{date_long(first)} bis {date_long(last)}"
    if first.month != last.month:
        return f"{first.day}.{NBSP}{MONTHS[first.month - 1]} bis {date_long(last)}"
    return f"{first.day}. bis {date_long(last)}"


def count(
    n: int, one: str, many: str, words: bool = True, *, gender: Gender, case: Case = "nom"
) -> str:
    """So many of something: „eine Stelle“, „elf Städte und Gemeinden“, „13 Plätze“.

    `one` and `many` stand in the case of the sentence already; the gender is that of `one`.
    """
    _refuse_negative(n)
    if not words or n > max(WORDS):
        return enumerate_plural(n, one, many)
    if n == 0:
        return f"{NO_PLURAL[case]} {many}"
    if n == 1:
        return f"{INDEFINITE[case][gender]} {one}"
    word = GENITIVE_WORDS.get(n, WORDS[n]) if case == "gen" else WORDS[n]
    return f"{word} {many}"


def enumerate_plural(n: int, singular: str, plural: str) -> str:
    """A figure with its noun in the right form, for tables and labels: 1 Stelle, 0 Stellen."""
    _refuse_negative(n)
    return f"{number(n)}{NBSP}{singular if n == 1 else plural}"


def join(items: Sequence[str], last: str = "und") -> str:
    """A list as running text: A, B und C."""
    if not items:
        raise ValueError("An empty list cannot be joined. Write a sentence for 'none' instead.")
    *front, end = items
    return f"{', '.join(front)} {last} {end}" if front else end


def ordinal(n: int, ending: str = "e", words: bool = True) -> str:
    """The place in a row: „erste“ up to „zwölfte“ with the given ending, then „13.“."""
    if n < 1:
        raise ValueError("Places in a row are counted from one.")
    return ORDINAL_STEMS[n] + ending if words and n in ORDINAL_STEMS else f"{number(n)}."


def article(gender: ArticleGender, case: Case, definite: bool = True) -> str:
    """The article; German has no indefinite one in the plural, so that is an empty text."""
    return (DEFINITE if definite else INDEFINITE)[case][gender]


def with_article(
    noun: str, gender: ArticleGender, case: Case = "nom", definite: bool = True
) -> str:
    """The noun (in the form of the case) with its article: „der Bezirksregierung“."""
    return f"{article(gender, case, definite)} {noun}".lstrip()


def capitalise_first(text: str) -> str:
    """The text with a capital at the beginning of the sentence, the rest untouched."""
    return text[:1].upper() + text[1:]


def quote(text: str) -> str:
    """The text in German quotation marks, those inside it turned into single ones."""
    return f"„{text.translate(_INNER_QUOTES)}“"


_INNER_QUOTES = str.maketrans({"„": "‚", "“": "‘", "”": "‘"})


def _refuse_negative(n: int) -> None:
    if n < 0:
        raise ValueError("Things are counted from zero. Use number() for a difference.")
