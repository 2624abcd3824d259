"""The rows below a candidate that follow from its profile: status, regime, languages, trade."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kreislotse.participants.models import (
    LanguageSkill,
    Qualification,
    RegimePeriod,
    ResidenceStatus,
    ResidenceTitle,
)
from kreislotse.participants.profile import Profile
from kreislotse.participants.reading import GERMAN
from kreislotse.participants.regimes import Held, Period, periods, rows_of_titles, write_regimes
from kreislotse.participants.states import Evidence, RegimeCause
from kreislotse.records.bulk import delete_rows, insert_rows

Known = Sequence[tuple[int, Profile]]
_STATUS = ("title", "title_since", "title_valid_to", "regime")
_LANGUAGE = ("languages", "german_level", "german_evidence", "german_issuer", "german_tested_on")
_LEARNT = ("qualification", "occupation_group", "occupation", "qualification_country", "paper")
_SKILL = ("language", "level", "evidence", "issuer", "tested_on", "interpreting")


def add_facts(known: Known, *, today: date) -> None:
    """All facts of new candidates."""
    titles = dict(ResidenceTitle.objects.values_list("code", "pk"))
    _insert_statuses(
        (pk, titles[profile.title], _since(profile, today), profile.title_valid_to)
        for pk, profile in known
        if profile.title
    )
    _insert_regimes(known, titles, today)
    _insert_skills((pk, *skill) for pk, profile in known for skill in _skills(profile, kept={}))
    _insert_learnt(known)


def facts_differ(before: Profile, after: Profile) -> bool:
    """Whether anything but the candidate's own row has to change."""
    return any(_differ(before, after, names) for names in (_STATUS, _LANGUAGE, _LEARNT))


def change_facts(changes: Sequence[tuple[int, Profile, Profile]], *, today: date) -> None:
    """Facts as the second profile has them; earlier statuses and other languages stay."""
    _change_statuses([(pk, b, a) for pk, b, a in changes if _differ(b, a, _STATUS)], today=today)
    _change_languages([(pk, a) for pk, b, a in changes if _differ(b, a, _LANGUAGE)])
    learnt = [(pk, a) for pk, b, a in changes if _differ(b, a, _LEARNT)]
    firsts = Qualification.objects.filter(candidate__in=[pk for pk, _ in learnt], position=1)
    firsts.delete()
    _insert_learnt(learnt)


def _differ(before: Profile, after: Profile, names: Iterable[str]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in names)


def _since(profile: Profile, today: date) -> date:
    """The day from which the title counts; the nearest one known where it was not said."""
    day = profile.title_since or profile.asylum_applied_on or profile.entered_on or today
    return min(day, profile.title_valid_to) if profile.title_valid_to else day


def _insert_statuses(rows: Iterable[tuple[Any, ...]]) -> None:
    insert_rows(ResidenceStatus, ("candidate_id", "title_id", "since", "valid_to"), rows)


def _insert_regimes(known: Known, titles: dict[str, int], today: date) -> None:
    """Periods of new candidates; the same title since the same day gives the same periods."""
    rows = rows_of_titles()
    found: dict[tuple[Any, ...], list[Period]] = {}
    inserts = []
    for pk, profile in known:
        if not (profile.title or profile.regime):
            continue
        day = _since(profile, today)
        case = (profile.title, profile.regime, day)
        if case not in found:
            held = [Held(titles[profile.title], day)] if profile.title else []
            found[case] = _periods(held, rows, profile.regime, day, today)
        inserts += [
            (pk, one.regime, one.valid_from, one.valid_to, str(one.cause)) for one in found[case]
        ]
    insert_rows(
        RegimePeriod, ("candidate_id", "regime", "valid_from", "valid_to", "cause"), inserts
    )


def _periods(
    held: Sequence[Held], rows: Sequence[Any], regime: str, day: date, today: date
) -> list[Period]:
    """By the title; where a regime is named that does not follow from it, that one holds."""
    by_title = periods(held, rows)
    if not regime or regime == _on(by_title, today):
        return by_title
    return periods(held, rows, [Period(regime, day, cause=RegimeCause.ENTERED)])


def _on(found: Sequence[Period], day: date) -> str:
    for one in found:
        if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to):
            return one.regime
    return ""


def _change_statuses(changes: Sequence[tuple[int, Profile, Profile]], *, today: date) -> None:
    titles = dict(ResidenceTitle.objects.values_list("code", "pk"))
    for pk, before, after in changes:
        if after.title and _differ(before, after, _STATUS[:3]):
            ResidenceStatus.objects.update_or_create(
                candidate_id=pk,
                since=_since(after, today),
                defaults={"title_id": titles[after.title], "valid_to": after.title_valid_to},
            )
    write_regimes([pk for pk, _, _ in changes])
    wanted = [(pk, a) for pk, b, a in changes if a.regime and a.regime != b.regime]
    entered = []
    for pk, profile in wanted:
        own = RegimePeriod.objects.filter(candidate=pk).order_by("valid_from")
        if _on([Period(o.regime, o.valid_from, o.valid_to) for o in own], today) != profile.regime:
            day = _since(profile, today) if profile.title_since else today
            own.filter(valid_from=day).delete()
            entered.append((pk, profile.regime, day, None, str(RegimeCause.ENTERED)))
    insert_rows(
        RegimePeriod, ("candidate_id", "regime", "valid_from", "valid_to", "cause"), entered
    )
    write_regimes([pk for pk, *_ in entered])


def _change_languages(changes: Known) -> None:
    """Languages to be met in, in their order, and German; levels of other languages stay."""
    ids = [pk for pk, _ in changes]
    kept: dict[int, dict[str, tuple[Any, ...]]] = {pk: {} for pk in ids}
    for pk, *skill in LanguageSkill.objects.filter(candidate__in=ids).values_list(
        "candidate_id", *_SKILL
    ):
        if skill[1] and skill[0] != GERMAN:
            kept[pk][skill[0]] = tuple(skill)
    delete_rows(LanguageSkill, "candidate_id", ids)
    _insert_skills((pk, *skill) for pk, profile in changes for skill in _skills(profile, kept[pk]))


def _skills(profile: Profile, kept: dict[str, tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows of languages: those to be met in first, then German, then what else has a level."""
    german: tuple[Any, ...] = ("", "", "", None)
    if profile.german_level:
        evidence = profile.german_evidence or Evidence.SELF.value
        german = (profile.german_level, evidence, profile.german_issuer, profile.german_tested_on)
    found = {}
    for code in dict.fromkeys(profile.languages):
        level = german if code == GERMAN else kept.get(code, ("", "", "", "", None))[1:5]
        found[code] = (code, *level, True)
    if profile.german_level and GERMAN not in found:
        found[GERMAN] = (GERMAN, *german, False)
    for code, skill in kept.items():
        found.setdefault(code, (*skill[:5], False))
    return list(found.values())


def _insert_skills(rows: Iterable[tuple[Any, ...]]) -> None:
    insert_rows(LanguageSkill, ("candidate_id", *_SKILL), rows)


def _insert_learnt(known: Known) -> None:
    columns = ("candidate_id", "position", "kind", "occupation_group", "occupation", "country")
    insert_rows(
        Qualification,
        (*columns, "paper"),
        (
            (pk, 1, *(getattr(profile, name) for name in _LEARNT))
            for pk, profile in known
            if any(getattr(profile, name) for name in _LEARNT)
        ),
    )
