"""How single values of a facts file are written, and what stands for those that are left open."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, final

FIRST_YEAR: Final = 1946  # the year in which the state was founded
LAST_YEAR: Final = 2100
LARGEST_AMOUNT_EUR: Final = 1_000_000_000
MOST_POSTS: Final = 1000
LONGEST_TEXT: Final = 2000

_WHOLE = re.compile(r"0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:_[0-9]{3})+")
_DECIMAL = re.compile(rf"(?P<whole>{_WHOLE.pattern})(?:\.(?P<decimals>[0-9]+))?")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@final
class Unknown:
    """What the source leaves open; the values of an unknown section are unknown as well."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __reduce__(self) -> str:
        return "UNKNOWN"

    def __getattr__(self, name: str) -> "Unknown":
        if name.startswith("__"):
            raise AttributeError(name)
        return self


UNKNOWN: Final = Unknown()


class Unreadable(ValueError):
    """A value is not written as the form asks; says in German how to write it."""


def quoted(text: str) -> str:
    """A value as a sentence shows it: on one line and not too long."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return f"„{line[:57]}…“" if len(line) > 60 else f"„{line}“"


def read_text(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > LONGEST_TEXT:
        raise Unreadable(
            f"Der Text hat {len(line)} Zeichen. Möglich sind höchstens {LONGEST_TEXT}."
        )
    if re.search(r"(?i)\bunknown\b", line):
        raise Unreadable(
            f"{quoted(line)} enthält das Wort unknown. Ist der Wert offen, "
            "schreiben Sie nur unknown."
        )
    return line


def read_day(text: str) -> date:
    how = "Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2015-09-23."
    found = _DAY.fullmatch(text)
    if not found:
        raise Unreadable(f"{quoted(text)} ist kein Datum. {how}")
    year, month, day = (int(part) for part in found.groups())
    try:
        read = date(year, month, day)
    except ValueError:
        raise Unreadable(f"{quoted(text)} ist kein Datum. {how}") from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(
            f"{quoted(text)} liegt nicht in den Jahren {FIRST_YEAR} bis {LAST_YEAR}. "
            "Prüfen Sie das Jahr."
        )
    return read


def read_amount(text: str) -> int:
    """A sum of money in euros, as whole cents."""
    number = _number(text, f"{quoted(text)} ist kein Betrag in Euro.", "170000 oder 170000.50")
    decimals = number["decimals"] or ""
    if len(decimals) > 2:
        sentence = f"{quoted(text)} hat mehr als zwei Nachkommastellen."
        if len(decimals) == 3:
            sentence += f" Meinten Sie {number['whole']}{decimals}? Der Punkt trennt die Cent ab."
        raise Unreadable(sentence)
    euros = _int(number["whole"])
    if euros >= LARGEST_AMOUNT_EUR:
        raise Unreadable(
            f"{quoted(text)} Euro sind zu viel. Der Betrag muss unter einer Milliarde Euro liegen."
        )
    return euros * 100 + int(decimals.ljust(2, "0"))


def read_fte(text: str) -> Fraction:
    """The size of a post in full-time equivalents, exact to the hundredth."""
    number = _number(text, f"{quoted(text)} ist kein Stellenumfang.", "1.0 oder 0.5")
    if len(number["whole"]) > 4 or len(number["decimals"] or "") > 9:
        raise Unreadable(f"{quoted(text)} ist kein Stellenumfang. Prüfen Sie die Zahl.")
    share = Fraction(number[0].replace("_", ""))
    if not 0 < share <= MOST_POSTS:
        raise Unreadable(
            f"{quoted(text)} ist kein Stellenumfang. "
            f"Er liegt über 0 und höchstens bei {MOST_POSTS}."
        )
    if (share * 100).denominator != 1:
        raise Unreadable(
            f"{quoted(text)} ist zu genau. Ein Stellenumfang hat höchstens zwei Nachkommastellen."
        )
    return share


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds."""

    least: int
    most: int

    def __call__(self, text: str) -> int:
        if not _WHOLE.fullmatch(text.removeprefix("-")):
            raise Unreadable(f"{quoted(text)} ist keine ganze Zahl. Schreiben Sie zum Beispiel 47.")
        number = _int(text)
        if not self.least <= number <= self.most:
            raise Unreadable(
                f"{quoted(text)} ist nicht möglich. "
                f"Die Zahl liegt zwischen {self.least} und {self.most}."
            )
        return number


def _int(digits: str) -> int:
    """A whole number; of an absurdly long one only so much that every limit refuses it."""
    return int(digits.replace("_", "")[:20])


def _number(text: str, problem: str, example: str) -> re.Match[str]:
    found = _DECIMAL.fullmatch(text)
    if found:
        return found
    if text.startswith("-") and _DECIMAL.fullmatch(text[1:]):
        raise Unreadable(f"{quoted(text)} ist negativ. Der Wert darf nicht unter 0 liegen.")
    raise Unreadable(f"{problem} Schreiben Sie nur die Zahl, zum Beispiel {example}.")
