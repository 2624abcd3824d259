"""Whether a profile may be stored and whether it is complete: pure rules, no clock."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.names import clean_name
from kreislotse.kernel.refusals import DateOrder, DomainError
from kreislotse.kernel.spelling import search_words
from kreislotse.organisations.models import LegalRegime
from kreislotse.participants import reference_data
from kreislotse.participants.countries import countries
from kreislotse.participants.occupations import occupation_groups
from kreislotse.participants.people_errors import (
    BornAhead,
    BornLongAgo,
    ChoiceUnknown,
    DayAheadOfTime,
    DoesNotBelongHere,
    FieldMissing,
    FieldTooLong,
    NotComplete,
    NumberOutOfRange,
)
from kreislotse.participants.profile import (
    BY_CODE,
    FIELDS,
    NEEDED,
    NEEDED_WHEN_COMPLETE,
    FieldKind,
    Profile,
)
from kreislotse.participants.states import Evidence, Level, Paper, QualificationKind, Sex
from kreislotse.participants.tongues import languages

FREE_TEXT = ("contact", "wish", "motivation", "occupation")
NUMBERS = {"school_years": (0, 30), "experience_years": (0, 70), "hours_per_week": (1, 60)}
CHOICES: dict[str, Any] = {
    "sex": Sex,
    "regime": LegalRegime,
    "qualification": QualificationKind,
    "paper": Paper,
    "german_level": Level,
    "german_evidence": Evidence,
}
_ORDERED = (
    ("born_on", "entered_on"),
    ("born_on", "asylum_applied_on"),
    ("title_since", "title_valid_to"),
    ("born_on", "german_tested_on"),
)
_OFFERED: dict[str, Callable[[], list[tuple[str, str]]]] = {
    "nationality": countries,
    "qualification_country": countries,
    "languages": languages,
    "occupation_group": occupation_groups,
}
_NOT_AHEAD = ("entered_on", "asylum_applied_on", "german_tested_on")
_OLDEST = 120


def cleaned(profile: Profile) -> Profile:
    """The profile with its names in composed form and its texts trimmed; NameNotLatin if not."""
    texts: dict[str, Any] = {
        field.code: " ".join(getattr(profile, field.code).split())
        for field in FIELDS
        if field.kind == FieldKind.TEXT
    }
    return replace(
        profile,
        family_name=clean_name(profile.family_name),
        given_names=clean_name(profile.given_names),
        **texts,
    )


def refuse_wrong(profile: Profile, today: date) -> None:
    """Refuse at the first thing that cannot be stored."""
    for fault in faults(profile, today):
        raise fault


def faults(profile: Profile, today: date) -> Iterator[DomainError]:
    """All that is wrong with a cleaned profile, each named by its field."""
    missing = [name for name in NEEDED if not getattr(profile, name)]
    if missing:
        yield FieldMissing(fields=_titles(missing))
    yield from _wrong_values(profile)
    yield from _wrong_days(profile, today)
    yield from _hints({name: getattr(profile, name) for name in FREE_TEXT})


def refuse_hints(**texts: str) -> None:
    """Refuse free texts, named by their fields, that say what does not belong here."""
    for fault in _hints(texts):
        raise fault


def missing_to_complete(profile: Profile) -> list[str]:
    """The fields without which a record is not complete."""
    return [name for name in (*NEEDED, *NEEDED_WHEN_COMPLETE) if not getattr(profile, name)]


def refuse_incomplete(profile: Profile) -> None:
    missing = missing_to_complete(profile)
    if missing:
        raise NotComplete(fields=_titles(missing))


def hint_word(text: str) -> str:
    """The first word that does not belong into free text; empty where there is none."""
    for written in text.replace("-", " ").replace("/", " ").split():
        if not written.isdecimal() and _is_refused(written):
            return written.strip(".,;:!?()„“\"'")
    return ""


@lru_cache(maxsize=20_000)
def _is_refused(written: str) -> bool:
    refused, allowed = _hint_words()
    words = search_words("".join(c for c in written if c.isalnum()))
    return any(word.startswith(refused) and not word.startswith(allowed) for word in words)


@cache
def _hint_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The beginnings of words that are refused, and of those let through; none is a number."""
    hints = reference_data.hint_words()
    refused = tuple(word for kind, words in hints.items() if kind != "allowed" for word in words)
    return refused, hints["allowed"]


def _hints(texts: Mapping[str, str]) -> Iterator[DomainError]:
    for name, text in texts.items():
        word = hint_word(text)
        if word:
            yield DoesNotBelongHere(field=BY_CODE[name].title, word=word)


def _wrong_values(profile: Profile) -> Iterator[DomainError]:
    for field in FIELDS:
        value = getattr(profile, field.code)
        if field.kind in (FieldKind.NAME, FieldKind.TEXT) and len(value) > field.longest:
            yield FieldTooLong(field=field.title, longest=field.longest)
        elif field.code in NUMBERS and value is not None:
            least, most = NUMBERS[field.code]
            if not least <= value <= most:
                yield NumberOutOfRange(field=field.title, least=least, most=most)
        elif value and not _is_known(field.code, value):
            yield ChoiceUnknown(field=field.title)


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple) else (value,)


def _is_known(name: str, value: Any) -> bool:
    """Whether a field of choices offers the value; a field without choices takes all."""
    if name in CHOICES:
        return value in CHOICES[name].values
    offered = _OFFERED.get(name)
    return offered is None or set(_each(value)) <= {code for code, _ in offered()}


def _wrong_days(profile: Profile, today: date) -> Iterator[DomainError]:
    if profile.born_on and profile.born_on > today:
        yield BornAhead()
    if profile.born_on and profile.born_on.year < today.year - _OLDEST:
        yield BornLongAgo()
    for name in _NOT_AHEAD:
        day = getattr(profile, name)
        if day and day > today:
            yield DayAheadOfTime(field=BY_CODE[name].title)
    for earlier, later in _ORDERED:
        first, second = getattr(profile, earlier), getattr(profile, later)
        if first and second and second < first:
            yield DateOrder(
                earlier_name=BY_CODE[earlier].title,
                earlier=date_short(first),
                later_name=BY_CODE[later].title,
                later=date_short(second),
            )


def _titles(names: Iterable[str]) -> str:
    return join([str(BY_CODE[name].title) for name in names])
