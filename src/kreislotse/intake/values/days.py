"""Days as lists write them: as texts in figures or with the name of the month."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan januar january jänner",
            "februar feb february",
            "märz mär mrz mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        1,
    )
    for name in names.split()
}
_TIME = re.compile(r"[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$")
_YEAR_FIRST = re.compile(r"(\d{4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,2})$")
_IN_FIGURES = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})$")
_NAMED = re.compile(r"(\d{1,2})\s*\.?\s*[ -]?([^\W\d_]+)\s*\.?\s*[ -]?(\d{1,4})$")
_NAMED_FIRST = re.compile(r"([^\W\d_]+)\s*\.?\s+(\d{1,2})\s*,\s*(\d{4})$")
_EIGHT = re.compile(r"\d{8}$")
_YEAR = re.compile(r"\d{4}$")
_MONTH = re.compile(r"(?:\d{1,2}\s*[./-]|([^\W\d_]+)\.?)\s*\d{4}$")


def day_of(text: str) -> date | str:
    """The day that a text names, or the key of the reason why it names none for certain."""
    timed = _TIME.search(text)
    if timed:
        text = text[: timed.start()].rstrip()
    found = _day(text)
    if timed and isinstance(found, date) and any(int(part or 0) for part in timed.groups()):
        return "day_with_time"
    return found


def _day(text: str) -> date | str:
    if found := _YEAR_FIRST.match(text):
        return _real(found[1], found[3], found[4])
    if found := _IN_FIGURES.match(text):
        return _in_figures(found[1], found[2], found[3], found[4])
    if found := _NAMED.match(text):
        return _named(found[1], found[2], found[3])
    if found := _NAMED_FIRST.match(text):
        return _named(found[2], found[1], found[3])
    if _EIGHT.match(text):
        return _eight(text)
    if _YEAR.match(text):
        return "year_only"
    found = _MONTH.match(text)
    is_month = found and (found[1] is None or found[1].casefold() in _MONTHS)
    return "month_only" if is_month else "no_day"


def _in_figures(first: str, sign: str, second: str, year: str) -> date | str:
    if len(year) < 4:
        return "short_year"
    if sign != "." and int(first) <= 12 < int(second):
        return _real(year, first, second)
    if sign != "." and int(first) <= 12 and int(second) <= 12 and int(first) != int(second):
        return "ambiguous_day"
    return _real(year, second, first)


def _named(day: str, month: str, year: str) -> date | str:
    number = _MONTHS.get(month.casefold())
    if number is None:
        return "no_day"
    return _real(year, str(number), day) if len(year) == 4 else "short_year"


def _eight(text: str) -> date | str:
    """19901224 or 24121990: with a year from 1900 to 2099 never both."""
    if text[:2] in ("19", "20") and int(text[4:6]) <= 12:
        return _real(text[:4], text[4:6], text[6:])
    if text[4:6] in ("19", "20"):
        return _real(text[4:], text[2:4], text[:2])
    return "no_day"


def _real(year: str, month: str, day: str) -> date | str:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return "not_a_day"
