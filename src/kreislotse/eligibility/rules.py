"""What a rule set says about somebody on a day: each rule with its norm, its lists, its reasons.

Deterministic and three-valued: a person decides, never this (R-CAN-03).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from kreislotse.eligibility.conditions import Tree, Truth, facts_asked, lists_asked, truth
from kreislotse.eligibility.sentences import wanting
from kreislotse.eligibility.states import Result
from kreislotse.eligibility.vocabulary import NO_WORDS, Vocabulary


class Outcome(StrEnum):
    """Whether one rule is fulfilled."""

    FULFILLED = "fulfilled"
    NOT_FULFILLED = "not_fulfilled"
    UNKNOWN = "unknown"


_OUTCOMES = {True: Outcome.FULFILLED, False: Outcome.NOT_FULFILLED, None: Outcome.UNKNOWN}


class RuleText(Protocol):
    """What is needed of a rule, be it a row or made up."""

    code: str
    title: str
    norm: str
    source: str
    condition: Any
    explanation: str
    plain_language: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class ListInForce:
    """The version of a country list that holds on the asked day."""

    code: str
    title: str
    countries: frozenset[str]
    valid_from: date | None
    source: str


@dataclass(frozen=True)
class Reason:
    """What one rule said: whether it is fulfilled, by which facts, and what would change that."""

    code: str
    title: str
    norm: str
    source: str
    outcome: Outcome
    explanation: str
    plain_language: str
    list_versions: tuple[ListInForce, ...] = ()
    lists_missing: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    what_would_change: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """The result, and the reason of every rule that was asked on the day."""

    result: Result
    reasons: tuple[Reason, ...]


def in_force(rule: RuleText, on: date) -> bool:
    """Whether the rule is asked on the day; both ends count."""
    begun = rule.valid_from is None or rule.valid_from <= on
    return begun and (rule.valid_to is None or on <= rule.valid_to)


def evaluate(
    rules: Sequence[RuleText],
    facts: Mapping[str, Any],
    on: date,
    lists: Mapping[str, ListInForce],
    vocabulary: Vocabulary = NO_WORDS,
) -> Finding:
    """What the rules say about these facts on the day; the lists are those of that day."""
    reasons = tuple(
        _reason(rule, facts, on, lists, vocabulary) for rule in rules if in_force(rule, on)
    )
    return Finding(combine([each.outcome for each in reasons]), reasons)


def result_of(
    rules: Sequence[RuleText],
    facts: Mapping[str, Any],
    on: date,
    lists: Mapping[str, ListInForce],
) -> Result:
    """The result alone, for counting many people."""
    countries = {code: each.countries for code, each in lists.items()}
    asked = (rule for rule in rules if in_force(rule, on))
    return combine([_OUTCOMES[truth(rule.condition, facts, on, countries)] for rule in asked])


def combine(outcomes: Sequence[Outcome]) -> Result:
    """One rule not fulfilled: not eligible. One not known, or no rule at all: unclear."""
    if Outcome.NOT_FULFILLED in outcomes:
        return Result.NOT_ELIGIBLE
    if Outcome.UNKNOWN in outcomes or not outcomes:
        return Result.UNCLEAR
    return Result.ELIGIBLE


def _reason(
    rule: RuleText,
    facts: Mapping[str, Any],
    on: date,
    lists: Mapping[str, ListInForce],
    vocabulary: Vocabulary,
) -> Reason:
    tree: Tree = rule.condition
    countries = {code: each.countries for code, each in lists.items()}
    answer: Truth = truth(tree, facts, on, countries)
    asked = sorted(lists_asked(tree))
    needed = () if answer else tuple(wanting(tree, facts, on, countries, vocabulary))
    return Reason(
        code=rule.code,
        title=rule.title,
        norm=rule.norm,
        source=rule.source,
        outcome=_OUTCOMES[answer],
        explanation=rule.explanation,
        plain_language=rule.plain_language,
        list_versions=tuple(lists[code] for code in asked if code in lists),
        lists_missing=tuple(code for code in asked if code not in lists),
        facts={code: facts[code] for code in sorted(facts_asked(tree)) if code in facts},
        what_would_change=needed,
    )
