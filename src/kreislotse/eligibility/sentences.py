"""Conditions as German sentences, for people who read rules rather than trees."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from kreislotse.eligibility import vocabulary as words
from kreislotse.eligibility.conditions import Tree, leaf_parts, truth
from kreislotse.eligibility.vocabulary import FACT, NO_WORDS, Kind, Vocabulary
from kreislotse.kernel.german import date_short, join

_DAYS = {
    words.BEFORE: ("liegt vor dem", "liegt nicht vor dem"),
    words.AFTER: ("liegt nach dem", "liegt nicht nach dem"),
    words.AT_LEAST: ("liegt nicht vor dem", "liegt vor dem"),
    words.AT_MOST: ("liegt nicht nach dem", "liegt nach dem"),
}
_AMOUNTS = {
    words.AT_LEAST: ("ist mindestens", "ist niedriger als"),
    words.AT_MOST: ("ist höchstens", "ist höher als"),
}


def render(condition: Tree, vocabulary: Vocabulary = NO_WORDS) -> str:
    """The condition as one sentence: „Deutschniveau“ ist mindestens A1."""
    return f"{_clause(condition, vocabulary)}."


def _clause(tree: Tree, vocabulary: Vocabulary, *, negated: bool = False) -> str:
    if "not" in tree:
        return _clause(tree["not"], vocabulary, negated=not negated)
    if "fact" in tree:
        return _comparison(tree, vocabulary, negated)
    inner = tree.get("all") or tree["any"]
    parts = [_clause(each, vocabulary, negated=negated) for each in inner]
    if len(parts) == 1:
        return parts[0]
    bracketed = [
        f"({part})" if _is_group(each) else part for part, each in zip(parts, inner, strict=True)
    ]
    return (" und " if ("all" in tree) != negated else " oder ").join(bracketed)


def _is_group(tree: Tree) -> bool:
    """Whether a part stands for several comparisons and needs brackets within another."""
    if "not" in tree:
        return _is_group(tree["not"])
    return len(tree.get("all") or tree.get("any") or ()) > 1


def _comparison(leaf: Tree, vocabulary: Vocabulary, negated: bool) -> str:
    code, operator, wanted = leaf_parts(leaf)
    fact = FACT[code]
    no = "nicht " if negated else ""
    if operator == words.KNOWN:
        return f"„{fact.title}“ ist {'' if wanted != negated else 'nicht '}angegeben"
    if operator == words.IN_LIST:
        where = f"auf der Liste „{vocabulary.list_title(wanted)}“"
        return f"„{fact.title}“ steht am gefragten Tag {no}{where}"
    if fact.kind == Kind.YES_NO:
        return f"„{fact.title}“ trifft {'' if wanted != negated else 'nicht '}zu"
    if fact.kind == Kind.DAY:
        return f"„{fact.title}“ {_DAYS[operator][negated]} {_day(wanted)}"
    if operator in _AMOUNTS:
        return f"„{fact.title}“ {_AMOUNTS[operator][negated]} {vocabulary.value(code, wanted)}"
    several = wanted if operator == words.IN else [wanted]
    named = join([vocabulary.value(code, each) for each in several], "oder")
    return f"„{fact.title}“ ist {no}{named}"


def _day(wanted: Any) -> str:
    """A border in the dative: vor dem 24.10.2015, vor dem gefragten Tag."""
    if isinstance(wanted, str):
        return date_short(date.fromisoformat(wanted))
    asked = wanted["day"] == words.ASKED_DAY
    months = wanted.get("months", 0)
    if not months:
        return "gefragten Tag" if asked else f"Tag „{FACT[wanted['day']].title}“"
    start = "dem gefragten Tag" if asked else f"dem Tag „{FACT[wanted['day']].title}“"
    count = "einen Monat" if abs(months) == 1 else f"{abs(months)} Monate"
    return f"Tag {count} {'vor' if months < 0 else 'nach'} {start}"


def wanting(
    tree: Tree,
    facts: Mapping[str, Any],
    on: date,
    lists: Mapping[str, Collection[str]],
    vocabulary: Vocabulary = NO_WORDS,
) -> list[str]:
    """What would have to be known or different, one clause each; nothing where all holds.

    What nobody can change about themselves is named only while it is not known.
    """
    return _wanting(tree, facts, on, lists, vocabulary, negated=False)


def _wanting(
    tree: Tree,
    facts: Mapping[str, Any],
    on: date,
    lists: Mapping[str, Collection[str]],
    vocabulary: Vocabulary,
    *,
    negated: bool,
) -> list[str]:
    answer = truth(tree, facts, on, lists)
    if answer is not None and answer is not negated:
        return []
    if "not" in tree:
        return _wanting(tree["not"], facts, on, lists, vocabulary, negated=not negated)
    if "fact" in tree:
        return _wanted_leaf(tree, facts, vocabulary, negated)
    parts = [
        _wanting(each, facts, on, lists, vocabulary, negated=negated)
        for each in tree.get("all") or tree["any"]
    ]
    if ("all" in tree) != negated:
        return [clause for part in parts for clause in part]
    ways = [" und ".join(part) for part in parts if part]
    return [" oder ".join(ways)] if ways else []


def _wanted_leaf(
    leaf: Tree, facts: Mapping[str, Any], vocabulary: Vocabulary, negated: bool
) -> list[str]:
    code, _, wanted = leaf_parts(leaf)
    missing = code not in facts
    if not missing and FACT[code].lasting and not isinstance(wanted, Mapping):
        return []
    return [_comparison(leaf, vocabulary, negated)]
