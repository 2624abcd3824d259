"""What rules may ask about candidates, as it was on a day; what nobody said is not there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from kreislotse.eligibility.vocabulary import FACT, FACTS, UNLESS_SAID, Kind, Origin
from kreislotse.participants.models import Candidate, RegimePeriod, ResidenceStatus
from kreislotse.participants.profile import Profile
from kreislotse.participants.reading import read_profiles
from kreislotse.records.tables import valid_on

# Values that say that something is not clear; to rules that is the same as not being said.
_NOT_CLEAR = {"title": "UNK", "nationality": "XX", "qualification_country": "XX"}
_OF_RECORD = tuple(fact.code for fact in FACTS if fact.origin == Origin.RECORD)


def facts_of(candidates: Sequence[Candidate], on: date) -> dict[int, dict[str, Any]]:
    """The facts of each candidate by its id; a fixed number of queries for any number of them."""
    ids = [candidate.pk for candidate in candidates]
    profiles = read_profiles(candidates)
    statuses = _statuses(ids, on)
    regimes = dict(
        RegimePeriod.objects.filter(valid_on(on), candidate__in=ids)
        .order_by("valid_from")
        .values_list("candidate_id", "regime")
    )
    return {
        pk: dict(UNLESS_SAID)
        | _known(_of_profile(profiles[pk], on) | statuses.get(pk, {}) | {"regime": regimes.get(pk)})
        for pk in ids
    }


def _of_profile(profile: Profile, on: date) -> dict[str, Any]:
    return {code: getattr(profile, code) for code in _OF_RECORD} | {
        "age": age_on(profile.born_on, on)
    }


def _statuses(ids: Iterable[int], on: date) -> dict[int, dict[str, Any]]:
    """The residence title that each candidate held on the day."""
    rows = ResidenceStatus.objects.filter(candidate__in=ids, since__lte=on).order_by("since")
    return {
        candidate: {"title": code, "title_since": since, "title_valid_to": valid_to}
        for candidate, code, since, valid_to in rows.values_list(
            "candidate_id", "title__code", "since", "valid_to"
        )
    }


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        code: value
        for code, value in values.items()
        if value not in ("", None) and value != _NOT_CLEAR.get(code)
    }


def age_on(born_on: date, on: date) -> int:
    """Full years of life on the day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def kept(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as a verdict keeps them: days as texts."""
    return {
        code: value.isoformat() if isinstance(value, date) else value
        for code, value in facts.items()
    }


def said_before(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Of the facts that a verdict keeps, those that somebody said for it; they go on holding."""
    return {
        code: read_back(code, value)
        for code, value in facts.items()
        if FACT[code].origin == Origin.SAID and (code, value) not in UNLESS_SAID.items()
    }


def read_back(code: str, value: Any) -> Any:
    """A kept fact as rules compare it."""
    return date.fromisoformat(value) if value and FACT[code].kind == Kind.DAY else value
