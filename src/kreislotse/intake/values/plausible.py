"""What cannot be although every cell by itself can: days in the wrong order, halves of a whole."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from kreislotse.kernel.deadlines import add_months
from kreislotse.kernel.german import date_short
from kreislotse.participants.profile import FIELDS, FieldKind

Finding = tuple[str, str, dict[str, str]]
_DAYS = tuple(field.code for field in FIELDS if field.kind == FieldKind.DAY)
_OLDEST_YEARS, _FARTHEST_YEARS = 110, 20
# What says nothing without its other half.
_HALVES = {
    "title_since": "title",
    "title_valid_to": "title",
    "german_evidence": "german_level",
    "german_issuer": "german_level",
    "german_tested_on": "german_level",
}


@lru_cache(maxsize=8)
def _bounds(today: date) -> tuple[date, date]:
    return add_months(today, -12 * _OLDEST_YEARS), add_months(today, 12 * _FARTHEST_YEARS)


def implausible(values: Mapping[str, Any], today: date) -> Iterator[Finding]:
    """Field, key and facts of whatever cannot be."""
    oldest, farthest = _bounds(today)
    born_on = values.get("born_on")
    for code in _DAYS:
        day = values.get(code)
        if day is None:
            continue
        if day > today and code != "title_valid_to":
            yield code, "in_the_future", {"text": date_short(day)}
        elif day < oldest:
            yield code, "too_old", {"text": date_short(day)}
        elif day > farthest:
            yield code, "too_far", {"text": date_short(day)}
        elif born_on is not None and day < born_on:
            yield code, "before_birth", {"text": date_short(day)}
    since, until = values.get("title_since"), values.get("title_valid_to")
    if since and until and until < since:
        facts = {"text": date_short(until), "since": date_short(since)}
        yield "title_valid_to", "ends_before_it_begins", facts
    for half, other in _HALVES.items():
        if values.get(half) and not values.get(other):
            yield half, "needs_other", {"other": other}
