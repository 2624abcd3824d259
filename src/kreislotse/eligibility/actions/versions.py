"""Rule sets and their versions: drafted as copies, changed as drafts, put into force, retired."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.eligibility.conditions import check_condition
from kreislotse.eligibility.errors import (
    BrokenRule,
    DraftExists,
    RuleSetTitleTaken,
    VersionWithoutRules,
)
from kreislotse.eligibility.models import Rule, RuleSet, RuleSetVersion
from kreislotse.eligibility.states import VersionState
from kreislotse.eligibility.words import vocabulary_of
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder, DomainError, WrongState
from kreislotse.organisations.models import Organisation

EDIT = Permission.RULE_EDIT
_TEXTS = ("title", "norm", "condition", "explanation", "plain_language", "source")
_COPIED = ("position", "code", *_TEXTS, "valid_from", "valid_to")


@transaction.atomic
def add_rule_set(*, actor: Actor, owner: Organisation, title: str, about: str = "") -> RuleSet:
    """Begin the conditions of an offer, with an empty draft."""
    require(actor, EDIT, at=owner.pk)
    code = slugify(title)[:60] or "regelwerk"
    if RuleSet.objects.filter(owner=owner, code=code).exists():
        raise RuleSetTitleTaken(title=title)
    rule_set = RuleSet(owner=owner, code=code, title=title.strip(), about=about.strip())
    add(rule_set, "add_rule_set", actor=actor, needs=EDIT)
    draft_rules(rule_set, actor=actor)
    return rule_set


@transaction.atomic
def draft_rules(rule_set: RuleSet, *, actor: Actor) -> RuleSetVersion:
    """A new version to work on: a copy of the one in force, else of the latest, else empty."""
    rule_set = lock(rule_set)
    require(actor, EDIT, at=rule_set.owner_id)
    versions = list(rule_set.versions.order_by("-number"))
    for each in versions:
        if each.state == VersionState.DRAFT:
            raise DraftExists(rule_set=rule_set.title, number=each.number)
    draft = RuleSetVersion(rule_set=rule_set, number=versions[0].number + 1 if versions else 1)
    add(draft, "draft_rules", actor=actor, needs=EDIT)
    in_force = [each for each in versions if each.state == VersionState.IN_FORCE]
    for rule in (in_force or versions)[0].rules.all() if versions else ():
        Rule.objects.create(version=draft, **{name: getattr(rule, name) for name in _COPIED})
    return draft


@transaction.atomic
def add_rule(
    version: RuleSetVersion,
    *,
    actor: Actor,
    title: str,
    norm: str,
    condition: Mapping[str, Any],
    explanation: str,
    plain_language: str,
    source: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Rule:
    """Add a rule to a draft; it comes last."""
    version = _draft(version, actor)
    check_condition(condition, vocabulary_of(version.owner_id))
    _check_days(valid_from, valid_to)
    known = list(version.rules.values_list("position", "code"))
    rule = Rule(
        version=version,
        position=max((position for position, _ in known), default=0) + 1,
        code=_free_code(title, {code for _, code in known}),
        title=title,
        norm=norm,
        condition=condition,
        explanation=explanation,
        plain_language=plain_language,
        source=source,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return add(rule, "add_rule", actor=actor, needs=EDIT)


@transaction.atomic
def change_rule(
    rule: Rule,
    *,
    actor: Actor,
    title: str,
    norm: str,
    condition: Mapping[str, Any],
    explanation: str,
    plain_language: str,
    source: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Rule:
    """Change a rule of a draft; it keeps its code, by which versions are compared."""
    version = _draft(rule.version, actor)
    check_condition(condition, vocabulary_of(version.owner_id))
    _check_days(valid_from, valid_to)
    return change(
        lock(rule),
        "change_rule",
        actor=actor,
        needs=EDIT,
        title=title,
        norm=norm,
        condition=condition,
        explanation=explanation,
        plain_language=plain_language,
        source=source,
        valid_from=valid_from,
        valid_to=valid_to,
    )


@transaction.atomic
def remove_rule(rule: Rule, *, actor: Actor) -> RuleSetVersion:
    """Take a rule out of a draft; versions in force keep theirs."""
    version = _draft(rule.version, actor)
    write(version, "remove_rule", actor=actor, note=rule.title)
    lock(rule).delete()
    return version


@transaction.atomic
def put_rules_into_force(
    version: RuleSetVersion, *, actor: Actor, note: str = ""
) -> RuleSetVersion:
    """From now on verdicts are made by this version; the one before it is retired."""
    rule_set = lock(version.rule_set)
    version = lock(version)
    check(version, "put_rules_into_force", actor=actor)
    rules = list(version.rules.order_by("position"))
    if not rules:
        raise VersionWithoutRules(version=version)
    _check_all(rules, version.owner_id)
    for old in rule_set.versions.filter(state=VersionState.IN_FORCE):
        advance(old, "retire_rules", actor=actor)
    version.note = note.strip()
    version.save(update_fields=["note"])
    return advance(
        version, "put_rules_into_force", actor=actor, note=version.note, in_force_since=actor.at
    )


@transaction.atomic
def retire_rules(version: RuleSetVersion, *, actor: Actor, note: str = "") -> RuleSetVersion:
    """Nobody is checked by this version any more, and by none until another is in force."""
    return advance(lock(version), "retire_rules", actor=actor, note=note.strip())


def _check_all(rules: list[Rule], owner: int) -> None:
    """Refuse rules that lists or titles have been taken away from since they were written."""
    vocabulary = vocabulary_of(owner)
    for rule in rules:
        try:
            check_condition(rule.condition, vocabulary)
        except DomainError as refusal:
            raise BrokenRule(rule=rule.title, why=refusal) from refusal


def _draft(version: RuleSetVersion, actor: Actor) -> RuleSetVersion:
    """The version, locked; only a draft can be changed."""
    version = lock(version)
    require(actor, EDIT, at=version.owner_id)
    if version.state != VersionState.DRAFT:
        raise WrongState(state=version.get_state_display())
    return version


def _check_days(valid_from: date | None, valid_to: date | None) -> None:
    if valid_from and valid_to and valid_to < valid_from:
        raise DateOrder(
            later_name="Der letzte Tag",
            later=date_short(valid_to),
            earlier_name="dem ersten Tag",
            earlier=date_short(valid_from),
        )


def _free_code(title: str, taken: set[str]) -> str:
    code = slugify(title)[:56] or "regel"
    numbered = (f"{code}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (code, *numbered) if each not in taken)
