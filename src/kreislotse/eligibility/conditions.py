"""The language of conditions: a small tree over facts, answered with true, false or unknown.

    {"all": [tree, …]}   {"any": [tree, …]}   {"not": tree}
    {"fact": "german_level", "at_least": "A1"}
    {"fact": "nationality", "in_list": "bleibeperspektive"}
    {"fact": "title_since", "at_most": {"day": "asked", "months": -3}}

A day is a text like "2015-10-24", or a step from the asked day or from another fact's day. A fact
that is not there is unknown; one that is None is known not to be there, and fulfils no comparison.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

from kreislotse.eligibility import vocabulary as words
from kreislotse.eligibility.errors import (
    BrokenCondition,
    ConditionTooDeep,
    UnknownFact,
    UnknownList,
    WrongOperator,
    WrongValue,
)
from kreislotse.eligibility.vocabulary import FACT, LEVELS, NO_WORDS, Fact, Kind, Vocabulary
from kreislotse.kernel.deadlines import add_months

Tree = Mapping[str, Any]
Truth = bool | None
MOST_LEVELS = 6
MOST_MONTHS = 1200
_EXPECTED = {
    Kind.CHOICE: "eine der angebotenen Antworten",
    Kind.COUNTRY: "ein Länderkürzel wie „SY“",
    Kind.LEVEL: "eine Stufe von A0 bis C2",
    Kind.NUMBER: "eine ganze Zahl ab 0",
    Kind.DAY: "ein Datum oder ein Schritt vom gefragten Tag aus",
    Kind.YES_NO: "ja oder nein",
}


def truth(
    tree: Tree, facts: Mapping[str, Any], on: date, lists: Mapping[str, Collection[str]]
) -> Truth:
    """Whether the condition holds on the day; None when a fact or a list's version is missing."""
    if "all" in tree:
        return _all(truth(each, facts, on, lists) for each in tree["all"])
    if "any" in tree:
        return _not(_all(_not(truth(each, facts, on, lists)) for each in tree["any"]))
    if "not" in tree:
        return _not(truth(tree["not"], facts, on, lists))
    return _compare(tree, facts, on, lists)


def _all(answers: Iterator[Truth]) -> Truth:
    unknown = False
    for answer in answers:
        if answer is False:
            return False
        unknown = unknown or answer is None
    return None if unknown else True


def _not(answer: Truth) -> Truth:
    return None if answer is None else not answer


def _compare(
    leaf: Tree, facts: Mapping[str, Any], on: date, lists: Mapping[str, Collection[str]]
) -> Truth:
    code, operator, wanted = leaf_parts(leaf)
    if code not in facts:
        return None
    value = facts[code]
    if operator == words.KNOWN:
        return (value is not None) == wanted
    if value is None:
        return False
    if operator == words.IN_LIST:
        return value in lists[wanted] if wanted in lists else None
    kind = FACT[code].kind
    if kind == Kind.DAY:
        border = _border(wanted, facts, on)
        return border if border is None or border is False else _COMPARE[operator](value, border)
    if kind == Kind.LEVEL and operator in (words.AT_LEAST, words.AT_MOST):
        return _COMPARE[operator](LEVELS.index(value), LEVELS.index(wanted))
    return _COMPARE[operator](value, wanted)


_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    words.IS: lambda value, wanted: value == wanted,
    words.IN: lambda value, wanted: value in wanted,
    words.BEFORE: lambda value, wanted: value < wanted,
    words.AFTER: lambda value, wanted: value > wanted,
    words.AT_LEAST: lambda value, wanted: value >= wanted,
    words.AT_MOST: lambda value, wanted: value <= wanted,
}


def _border(wanted: Any, facts: Mapping[str, Any], on: date) -> date | bool | None:
    """The day to compare with; None if it is not known, False if there is no such day."""
    if isinstance(wanted, str):
        return date.fromisoformat(wanted)
    start = on if wanted["day"] == words.ASKED_DAY else facts.get(wanted["day"])
    if start is None:
        return False if wanted["day"] in facts else None
    return add_months(start, wanted.get("months", 0))


def leaf_parts(leaf: Tree) -> tuple[str, str, Any]:
    """The fact, the operator and the value of one comparison."""
    operator = next(key for key in leaf if key != "fact")
    return leaf["fact"], operator, leaf[operator]


def leaves(tree: Tree) -> Iterator[Tree]:
    """All comparisons of a condition."""
    if "fact" in tree:
        yield tree
    for each in [*tree.get("all", ()), *tree.get("any", ()), *filter(None, [tree.get("not")])]:
        yield from leaves(each)


def facts_asked(tree: Tree) -> set[str]:
    """The facts that a condition asks for, also as days to compare with."""
    asked: set[str] = set()
    for leaf in leaves(tree):
        code, _, wanted = leaf_parts(leaf)
        asked.add(code)
        if isinstance(wanted, Mapping) and wanted["day"] != words.ASKED_DAY:
            asked.add(wanted["day"])
    return asked


def lists_asked(tree: Tree) -> set[str]:
    """The codes of the country lists that a condition looks into."""
    return {leaf[words.IN_LIST] for leaf in leaves(tree) if words.IN_LIST in leaf}


def check_condition(tree: Any, vocabulary: Vocabulary = NO_WORDS, *, level: int = 1) -> None:
    """Refuse a condition that cannot be answered: wrong build, fact, comparison, value, list."""
    if level > MOST_LEVELS:
        raise ConditionTooDeep(most=MOST_LEVELS)
    if not isinstance(tree, Mapping) or not tree:
        raise BrokenCondition(part=_shown(tree))
    if "fact" in tree:
        _check_leaf(tree, vocabulary)
        return
    ((key, inner),) = tree.items() if len(tree) == 1 else ((_shown(tree), None),)
    if key in ("all", "any") and isinstance(inner, list) and inner:
        for each in inner:
            check_condition(each, vocabulary, level=level + 1)
    elif key == "not":
        check_condition(inner, vocabulary, level=level + 1)
    else:
        raise BrokenCondition(part=_shown(tree))


def _check_leaf(leaf: Tree, vocabulary: Vocabulary) -> None:
    if not isinstance(leaf["fact"], str) or leaf["fact"] not in FACT:
        raise UnknownFact(fact=_shown(leaf["fact"]), known=", ".join(FACT))
    if len(leaf) != 2:
        raise BrokenCondition(part=_shown(leaf))
    code, operator, value = leaf_parts(leaf)
    fact = FACT[code]
    possible = words.OPERATORS[fact.kind]
    if operator not in possible:
        names = ", ".join(possible)
        raise WrongOperator(fact=fact.title, operator=_shown(operator), possible=names)
    if operator == words.IN_LIST:
        _check_list(value, vocabulary)
    elif operator == words.KNOWN:
        if value is not True and value is not False:
            raise WrongValue(value=_shown(value), fact=fact.title, expected="true oder false")
    else:
        _check_values(fact, operator, value, vocabulary)


def _check_list(code: Any, vocabulary: Vocabulary) -> None:
    known = vocabulary.lists
    if not isinstance(code, str) or (known is not None and code not in known):
        raise UnknownList(code=_shown(code), known=", ".join(known or ()))


def _check_values(fact: Fact, operator: str, value: Any, vocabulary: Vocabulary) -> None:
    several = operator == words.IN
    if several and (not isinstance(value, list) or not value):
        expected = f"eine Aufzählung; je Eintrag {_EXPECTED[fact.kind]}"
        raise WrongValue(value=_shown(value), fact=fact.title, expected=expected)
    for each in value if several else [value]:
        if not _fits(fact, each, vocabulary):
            expected = _EXPECTED[fact.kind]
            raise WrongValue(value=_shown(each), fact=fact.title, expected=expected)


def _fits(fact: Fact, value: Any, vocabulary: Vocabulary) -> bool:
    if fact.kind == Kind.NUMBER:
        return type(value) is int and value >= 0
    if fact.kind == Kind.YES_NO:
        return type(value) is bool
    if fact.kind == Kind.DAY:
        return _is_day(value)
    known = vocabulary.values.get(fact.code)
    if not isinstance(value, str) or (known is not None and value not in known):
        return False
    if fact.kind == Kind.LEVEL:
        return value in LEVELS
    return fact.kind != Kind.COUNTRY or (len(value) == 2 and value.isascii() and value.isupper())


def _is_day(value: Any) -> bool:
    if isinstance(value, str):
        try:
            return len(value) == 10 and bool(date.fromisoformat(value))
        except ValueError:
            return False
    if not isinstance(value, Mapping) or not {"day"} <= set(value) <= {"day", "months"}:
        return False
    months, start = value.get("months", 0), value["day"]
    known = start == words.ASKED_DAY or (start in FACT and FACT[start].kind == Kind.DAY)
    return known and type(months) is int and abs(months) <= MOST_MONTHS


def _shown(part: Any) -> str:
    text = part if isinstance(part, str) else json.dumps(part, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"
