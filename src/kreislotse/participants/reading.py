"""Reading what is known about candidates as flat profiles, in a constant number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from kreislotse.participants.models import (
    Candidate,
    LanguageSkill,
    Qualification,
    RegimePeriod,
    ResidenceStatus,
)
from kreislotse.participants.profile import Profile

GERMAN = "de"
# What a candidate's own row says of its profile.
OWN = (
    "family_name",
    "given_names",
    "born_on",
    "sex",
    "nationality",
    "contact",
    "entered_on",
    "asylum_applied_on",
    "school_years",
    "experience_years",
    "wish",
    "motivation",
    "needs_childcare",
    "limited_mobility",
    "hours_per_week",
)
_STATUS = ("title", "title_since", "title_valid_to")
_GERMAN = ("german_level", "german_evidence", "german_issuer", "german_tested_on")
_LEARNT = ("qualification", "occupation_group", "occupation", "qualification_country", "paper")
_own_of = attrgetter("pk", *OWN)
Said = dict[int, dict[str, Any]]
# The periods of a candidate: regime, first and last day, the latest first.
Periods = Sequence[tuple[str, date, date | None]]


def read_profiles(
    candidates: QuerySet[Candidate] | Sequence[Candidate], *, on: date | None = None
) -> dict[int, Profile]:
    """By candidate what is known. The regime is that of the day, or the one that began last.

    Lists of a hundred thousand are compared with this: plain values, no record for each fact.
    """
    said = _own_values(candidates)
    _add_statuses(said)
    for pk, periods in read_regimes(said).items():
        said[pk]["regime"] = regime_on(periods, on)
    _add_languages(said)
    _add_learnt(said)
    return {pk: Profile(**values) for pk, values in said.items()}


def read_profile(candidate: Candidate, *, on: date | None = None) -> Profile:
    """What is known about one candidate."""
    prefetch_related_objects([candidate], *facts())
    return profile_of(candidate, on=on)


def read_regimes(ids: Iterable[int]) -> Mapping[int, Periods]:
    """By candidate the periods of its benefits law, the latest first."""
    found: dict[int, list[tuple[str, date, date | None]]] = {}
    rows = RegimePeriod.objects.filter(candidate__in=list(ids)).order_by("-valid_from")
    columns = ("candidate_id", "regime", "valid_from", "valid_to")
    for pk, regime, valid_from, valid_to in rows.values_list(*columns):
        found.setdefault(pk, []).append((regime, valid_from, valid_to))
    return found


def regime_on(periods: Periods, on: date | None) -> str:
    """Of periods, the latest first, the regime in force on the day; without a day the latest."""
    for regime, valid_from, valid_to in periods:
        ended = valid_to is not None and on is not None and valid_to < on
        if on is None or (valid_from <= on and not ended):
            return regime
    return ""


def _own_values(candidates: QuerySet[Candidate] | Sequence[Candidate]) -> Said:
    """Records at hand say it themselves; of others only these columns are read."""
    if isinstance(candidates, QuerySet):
        rows: Iterable[tuple[Any, ...]] = candidates.values_list("pk", *OWN)
    else:
        rows = map(_own_of, candidates)
    return {pk: dict(zip(OWN, values, strict=True)) for pk, *values in rows}


def _add_statuses(said: Said) -> None:
    """The latest residence status is the one that counts."""
    rows = ResidenceStatus.objects.filter(candidate__in=list(said)).order_by("since")
    for pk, *status in rows.values_list("candidate_id", "title__code", "since", "valid_to"):
        said[pk].update(zip(_STATUS, status, strict=True))


def _add_languages(said: Said) -> None:
    spoken: dict[int, list[str]] = {}
    columns = ("candidate_id", "language", "interpreting", "level", "evidence", "issuer")
    rows = LanguageSkill.objects.filter(candidate__in=list(said)).order_by("pk")
    for pk, language, interpreting, *german in rows.values_list(*columns, "tested_on"):
        if interpreting:
            spoken.setdefault(pk, []).append(language)
        if language == GERMAN:
            said[pk].update(zip(_GERMAN, german, strict=True))
    for pk, codes in spoken.items():
        said[pk]["languages"] = tuple(codes)


def _add_learnt(said: Said) -> None:
    """Of several the first counts."""
    columns = ("candidate_id", "kind", "occupation_group", "occupation", "country", "paper")
    rows = Qualification.objects.filter(candidate__in=list(said)).order_by("-position")
    for pk, *learnt in rows.values_list(*columns):
        said[pk].update(zip(_LEARNT, learnt, strict=True))


def facts() -> list[Prefetch]:
    """What to fetch along with candidates, each in the order in which it counts."""
    return [
        Prefetch("statuses", ResidenceStatus.objects.select_related("title").order_by("since")),
        Prefetch("regimes", RegimePeriod.objects.order_by("valid_from")),
        Prefetch("languages", LanguageSkill.objects.order_by("pk")),
        Prefetch("qualifications", Qualification.objects.order_by("position")),
    ]


def profile_of(candidate: Candidate, *, on: date | None = None) -> Profile:
    """The profile of a candidate whose facts are fetched."""
    return Profile(
        **{name: getattr(candidate, name) for name in OWN},
        **_status(candidate),
        regime=regime_of(candidate, on),
        **_languages(list(candidate.languages.all())),
        **_qualification(candidate),
    )


def status_of(candidate: Candidate) -> ResidenceStatus | None:
    """The latest residence status: it is the one that counts."""
    return next(reversed(candidate.statuses.all()), None)


def regime_of(candidate: Candidate, on: date | None) -> str:
    """The regime in force on the day, of fetched periods; without a day the latest."""
    latest_first = reversed(candidate.regimes.all())
    return regime_on([(each.regime, each.valid_from, each.valid_to) for each in latest_first], on)


def german_of(candidate: Candidate) -> LanguageSkill | None:
    """What is known of the candidate's German."""
    return next((one for one in candidate.languages.all() if one.language == GERMAN), None)


def first_qualification(candidate: Candidate) -> Qualification | None:
    return next(iter(candidate.qualifications.all()), None)


def _status(candidate: Candidate) -> dict[str, Any]:
    latest = status_of(candidate)
    if latest is None:
        return {}
    return {
        "title": latest.title.code,
        "title_since": latest.since,
        "title_valid_to": latest.valid_to,
    }


def _languages(skills: Iterable[LanguageSkill]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "languages": tuple(skill.language for skill in skills if skill.interpreting)
    }
    for skill in skills:
        if skill.language == GERMAN:
            said["german_level"] = skill.level
            said["german_evidence"] = skill.evidence
            said["german_issuer"] = skill.issuer
            said["german_tested_on"] = skill.tested_on
    return said


def _qualification(candidate: Candidate) -> dict[str, Any]:
    first = first_qualification(candidate)
    if first is None:
        return {}
    return {
        "qualification": first.kind,
        "occupation_group": first.occupation_group,
        "occupation": first.occupation,
        "qualification_country": first.country,
        "paper": first.paper,
    }
