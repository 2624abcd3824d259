"""What is learnt about a candidate later: status, legal regime, languages, qualifications."""

from datetime import date
from typing import TypeVar

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.participants.checking import refuse_hints
from kreislotse.participants.keeping import refuse_restricted, touch
from kreislotse.participants.models import (
    Candidate,
    LanguageSkill,
    Qualification,
    RegimePeriod,
    ResidenceStatus,
    ResidenceTitle,
)
from kreislotse.participants.people_errors import (
    DayAheadOfTime,
    LanguageTaken,
    LevelWithoutEvidence,
    StatusTaken,
    TitleNotIssued,
)
from kreislotse.participants.profile import BY_CODE
from kreislotse.participants.regimes import write_regimes
from kreislotse.participants.states import RegimeCause
from kreislotse.participants.tongues import language_name

NEEDS = Permission.PERSON_EDIT
F = TypeVar("F", ResidenceStatus, RegimePeriod, LanguageSkill, Qualification)


@transaction.atomic
def record_status(
    candidate: Candidate,
    *,
    actor: Actor,
    title: ResidenceTitle,
    since: date,
    valid_to: date | None = None,
) -> ResidenceStatus:
    """A new residence status; the legal regime and who is responsible follow from it (T16)."""
    candidate = _of(candidate, actor)
    _refuse_day_ahead("title_since", since, actor)
    if valid_to and valid_to < since:
        raise DateOrder(
            earlier_name=BY_CODE["title_since"].title,
            earlier=date_short(since),
            later_name=BY_CODE["title_valid_to"].title,
            later=date_short(valid_to),
        )
    if (title.valid_from and since < title.valid_from) or (
        title.valid_to and since > title.valid_to
    ):
        raise TitleNotIssued(title=title.label, day=date_short(since))
    if candidate.statuses.filter(since=since).exists():
        raise StatusTaken(day=date_short(since))
    status = ResidenceStatus(candidate=candidate, title=title, since=since, valid_to=valid_to)
    _keep(status, "record_status", actor)
    write_regimes([candidate.pk])
    return status


@transaction.atomic
def record_regime(
    candidate: Candidate, *, actor: Actor, regime: str, valid_from: date
) -> RegimePeriod:
    """Say which benefits law applies since a day, where the status does not tell."""
    candidate = _of(candidate, actor)
    _refuse_day_ahead("regime", valid_from, actor)
    candidate.regimes.filter(valid_from=valid_from).delete()
    period = RegimePeriod(
        candidate=candidate, regime=regime, valid_from=valid_from, cause=RegimeCause.ENTERED
    )
    _keep(period, "record_regime", actor)
    write_regimes([candidate.pk])
    return RegimePeriod.objects.get(candidate=candidate, valid_from=valid_from)


@transaction.atomic
def add_language(
    candidate: Candidate,
    *,
    actor: Actor,
    language: str,
    level: str = "",
    evidence: str = "",
    issuer: str = "",
    tested_on: date | None = None,
    interpreting: bool = False,
) -> LanguageSkill:
    """A language that the person speaks, with level and where that is known from."""
    candidate = _of(candidate, actor)
    if candidate.languages.filter(language=language).exists():
        raise LanguageTaken(language=language_name(language))
    if bool(level) != bool(evidence):
        raise LevelWithoutEvidence
    if tested_on:
        _refuse_day_ahead("german_tested_on", tested_on, actor)
    skill = LanguageSkill(
        candidate=candidate,
        language=language,
        level=level,
        evidence=evidence,
        issuer=issuer.strip(),
        tested_on=tested_on,
        interpreting=interpreting,
    )
    return _keep(skill, "add_language", actor)


@transaction.atomic
def add_qualification(
    candidate: Candidate,
    *,
    actor: Actor,
    kind: str,
    occupation_group: str = "",
    occupation: str = "",
    country: str = "",
    paper: str = "",
) -> Qualification:
    """Something more that the person has learnt; the first one stays the main one."""
    candidate = _of(candidate, actor)
    refuse_hints(occupation=occupation)
    last = candidate.qualifications.order_by("position").last()
    learnt = Qualification(
        candidate=candidate,
        position=last.position + 1 if last else 1,
        kind=kind,
        occupation_group=occupation_group,
        occupation=occupation.strip(),
        country=country,
        paper=paper,
    )
    return _keep(learnt, "add_qualification", actor)


def _of(candidate: Candidate, actor: Actor) -> Candidate:
    candidate = lock(candidate)
    require(actor, NEEDS, at=candidate.owner_id)
    refuse_restricted(candidate)
    return candidate


def _keep(fact: F, verb: str, actor: Actor) -> F:
    """Save a fact; the journal of the candidate keeps that something was said, never what."""
    fact.full_clean(validate_unique=False, validate_constraints=False)
    fact.save(force_insert=True)
    write(fact.candidate, verb, actor=actor)
    touch(fact.candidate, actor)
    return fact


def _refuse_day_ahead(field: str, day: date, actor: Actor) -> None:
    if day > actor.today:
        raise DayAheadOfTime(field=BY_CODE[field].title)
