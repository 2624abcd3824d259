"""The common condition as rows that people fill in: a fact, a comparison, a value in words."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from kreislotse.eligibility import vocabulary as words
from kreislotse.eligibility.conditions import Tree, leaf_parts
from kreislotse.eligibility.vocabulary import FACT, FACTS, Fact, Kind, Vocabulary
from kreislotse.kernel.german import date_short

NOT = "not "
COMPARISONS = (
    (words.IS, "ist"),
    (NOT + words.IS, "ist nicht"),
    (words.IN, "ist eines von"),
    (NOT + words.IN, "ist keines von"),
    (words.IN_LIST, "steht auf der Länderliste"),
    (NOT + words.IN_LIST, "steht nicht auf der Länderliste"),
    (words.AT_LEAST, "mindestens, bei Tagen: nicht vor dem"),
    (words.AT_MOST, "höchstens, bei Tagen: nicht nach dem"),
    (words.BEFORE, "liegt vor dem"),
    (words.AFTER, "liegt nach dem"),
    (words.KNOWN, "ist angegeben"),
    (NOT + words.KNOWN, "ist nicht angegeben"),
)
ASKED = "gefragter Tag"
_STEP = re.compile(r"(?P<start>.+?)(?:\s*(?P<sign>[+−–-])\s*(?P<months>\d{1,4})\s*Monate?)?")


class Row(NamedTuple):
    """One comparison as it is typed."""

    fact: str
    comparison: str
    value: str


def condition_of(rows: Sequence[Tree], combine: str) -> Tree:
    """The comparisons, all of which or one of which must hold."""
    return rows[0] if len(rows) == 1 else {combine: list(rows)}


def rows_of(tree: Tree, vocabulary: Vocabulary) -> tuple[str, list[Row]] | None:
    """How they are combined, and the rows; None for a condition that is nested deeper."""
    combine = next((key for key in ("all", "any") if key in tree), "all")
    parts = tree.get(combine) or [tree]
    if not all("fact" in part or "fact" in part.get("not", {}) for part in parts):
        return None
    return combine, [_row(part, vocabulary) for part in parts]


def _row(part: Tree, vocabulary: Vocabulary) -> Row:
    negated = "not" in part
    code, operator, value = leaf_parts(part["not"] if negated else part)
    if operator == words.KNOWN:
        return Row(code, (NOT if negated == value else "") + operator, "")
    text = _shown(FACT[code], operator, value, vocabulary)
    return Row(code, (NOT if negated else "") + operator, text)


def _shown(fact: Fact, operator: str, value: Any, vocabulary: Vocabulary) -> str:
    if operator == words.IN_LIST:
        return vocabulary.list_title(value)
    if operator == words.IN:
        return "; ".join(vocabulary.value(fact.code, each) for each in value)
    if fact.kind == Kind.YES_NO:
        return "ja" if value else "nein"
    if fact.kind == Kind.DAY:
        return _shown_day(value)
    return vocabulary.value(fact.code, value)


def _shown_day(value: Any) -> str:
    if isinstance(value, str):
        return date_short(date.fromisoformat(value))
    start = ASKED if value["day"] == words.ASKED_DAY else FACT[value["day"]].title
    months = value.get("months", 0)
    if not months:
        return start
    return f"{start} {'-' if months < 0 else '+'} {abs(months)} Monate"


def comparison_of(row: Row, vocabulary: Vocabulary) -> Tree:
    """The comparison that a row means; a value that cannot be read stays as it was typed."""
    fact, operator = FACT[row.fact], row.comparison.removeprefix(NOT)
    negated = row.comparison.startswith(NOT)
    if operator == words.KNOWN:
        return {"fact": fact.code, operator: not negated}
    leaf = {"fact": fact.code, operator: _value(fact, operator, row.value.strip(), vocabulary)}
    return {"not": leaf} if negated else leaf


def _value(fact: Fact, operator: str, typed: str, vocabulary: Vocabulary) -> Any:
    if operator == words.IN_LIST:
        return _code(typed, vocabulary.lists or {})
    if operator == words.IN:
        parts = [part.strip() for part in typed.split(";")]
        return [_code(part, vocabulary.values.get(fact.code, {})) for part in parts if part]
    if fact.kind == Kind.NUMBER:
        return int(typed) if typed.isdecimal() else typed
    if fact.kind == Kind.YES_NO:
        return {"ja": True, "nein": False}.get(typed.casefold(), typed)
    if fact.kind == Kind.DAY:
        return _day(typed)
    return _code(typed, vocabulary.values.get(fact.code, {}))


def _code(typed: str, named: Mapping[str, str]) -> str:
    """The code that a text means, by itself or by its words."""
    wanted = typed.casefold()
    return next(
        (code for code, name in named.items() if wanted in (code.casefold(), name.casefold())),
        typed,
    )


def _day(typed: str) -> Any:
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed, form).date().isoformat()  # noqa: DTZ007 - a day alone
        except ValueError:
            continue
    found = _STEP.fullmatch(typed)
    start = _start(found["start"]) if found else None
    if found is None or start is None:
        return typed
    months = int(found["months"] or 0) * (1 if found["sign"] == "+" else -1)
    return {"day": start, "months": months} if months else {"day": start}


def _start(typed: str) -> str | None:
    wanted = typed.strip().casefold()
    if wanted == ASKED.casefold():
        return words.ASKED_DAY
    days = (fact for fact in FACTS if fact.kind == Kind.DAY)
    return next((each.code for each in days if wanted in (each.title.casefold(), each.code)), None)
