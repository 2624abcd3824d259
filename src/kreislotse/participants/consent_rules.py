"""What a consent text must say, who is a minor, and how long a consent holds."""

from collections.abc import Iterable, Mapping
from datetime import date
from string import Formatter

from kreislotse.kernel.deadlines import add_months
from kreislotse.participants.consent_texts import OF_PURPOSE, PLACEHOLDERS, needed
from kreislotse.participants.states import ConsentPurpose

FULL_AGE = 18


def is_minor(born_on: date, on: date) -> bool:
    """Whether somebody is under 18 on a day; who was born on 29 February comes of age in March.

    Source: BGB sections 2, 187(2) and 188(2).
    """
    return (on.year, on.month, on.day) < (born_on.year + FULL_AGE, born_on.month, born_on.day)


def valid_until(decided_on: date, months: int) -> date:
    """The last day of a consent: the day of the same number (BGB section 188(2))."""
    return add_months(decided_on, months)


def missing_parts(
    language: str, texts: Mapping[str, str], purposes: Mapping[str, str]
) -> tuple[list[str], list[ConsentPurpose]]:
    """The parts and purposes that a text leaves out or empty (R-DP-02)."""
    parts = [part for part in needed(language) if not texts.get(part, "").strip()]
    return parts, [purpose for purpose in ConsentPurpose if not purposes.get(purpose, "").strip()]


def misplaced(texts: Mapping[str, str], purposes: Mapping[str, str]) -> list[str]:
    """The parts and purposes whose words in braces are not those that they are filled with."""
    wanted = [(part, text, PLACEHOLDERS.get(part, frozenset())) for part, text in texts.items()]
    wanted += [(purpose, text, OF_PURPOSE) for purpose, text in purposes.items()]
    return [key for key, text, names in wanted if text.strip() and _names(text) != names]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in their places."""
    return text.format_map(values)


def _names(text: str) -> frozenset[str] | None:
    """The words in braces; None where braces are no such word."""
    try:
        parts: Iterable[tuple[str, str | None, str | None, str | None]] = list(
            Formatter().parse(text)
        )
    except ValueError:
        return None
    if any(spec or conversion for _, _, spec, conversion in parts):
        return None
    return frozenset(name for _, name, _, _ in parts if name is not None)
