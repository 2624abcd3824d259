"""The first day on which a result differs for passage of time alone, nothing else changing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cached_property
from typing import Any

from kreislotse.eligibility import vocabulary as words
from kreislotse.eligibility.conditions import (
    MOST_MONTHS,
    Tree,
    leaf_parts,
    leaves,
    lists_asked,
)
from kreislotse.eligibility.facts import ONE_DAY, Known
from kreislotse.eligibility.lists import ListDays
from kreislotse.eligibility.rules import RuleText, result_of
from kreislotse.eligibility.states import Result
from kreislotse.eligibility.vocabulary import FACT, Kind
from kreislotse.kernel.deadlines import add_months

# By how many days two months of different length can differ.
_SLACK = timedelta(days=4)
# A day like 31.12.9999 stands for "without an end": nothing can be counted on from there.
_MARGIN = MOST_MONTHS // 12 + 1


@dataclass(frozen=True)
class Clockwork:
    """Rules and lists as they hold from a day on; asked about many people.

    A waiting period runs out, an age is reached, a title expires or the next one begins, a rule or
    a version of a list that is entered already begins or ends.
    """

    rules: Sequence[RuleText]
    lists: ListDays
    after: date

    def turns_on(self, known: Known, said: Mapping[str, Any]) -> date | None:
        """When the result first is another one than on the day; None if it never is.

        `said` are facts that somebody adds; they hold on every day.
        """
        own = known.turns(self.after)
        days = self._days | own
        for start in (self.after, *own):
            facts = {**known.on(start), **said}
            for leaf in self._moving:
                days = days | {*_turns(leaf, known, facts)}
        later = sorted(day for day in days if day > self.after)
        now = self._answer(known, said, self.after)
        return next((day for day in later if self._answer(known, said, day) != now), None)

    def _answer(self, known: Known, said: Mapping[str, Any], day: date) -> Result:
        return result_of(self.rules, {**known.on(day), **said}, day, self.lists.on(day))

    @cached_property
    def _days(self) -> frozenset[date]:
        """The days on which a rule, or a version of a list that one asks, begins or ends."""
        begun = {rule.valid_from for rule in self.rules if rule.valid_from}
        ended = {rule.valid_to + ONE_DAY for rule in self.rules if rule.valid_to}
        asked = {code for rule in self.rules for code in lists_asked(rule.condition)}
        return frozenset(begun | ended | self.lists.turns(asked))

    @cached_property
    def _moving(self) -> tuple[Tree, ...]:
        """The comparisons whose answer can turn while the record stays as it is."""
        return tuple(leaf for rule in self.rules for leaf in leaves(rule.condition) if _moves(leaf))


def _moves(leaf: Tree) -> bool:
    code, operator, wanted = leaf_parts(leaf)
    if FACT[code].kind == Kind.DAY:
        return isinstance(wanted, Mapping) and wanted["day"] == words.ASKED_DAY
    return code == words.AGE and operator != words.KNOWN


def _turns(leaf: Tree, known: Known, facts: Mapping[str, Any]) -> Iterator[date]:
    """The days on which the answer to a moving comparison can turn."""
    code, _, wanted = leaf_parts(leaf)
    if code != words.AGE:
        if facts.get(code):
            yield from _border_days(facts[code], wanted.get("months", 0))
    elif known.profile.born_on.year + wanted < MAXYEAR - 1:
        yield known.birthday(wanted)
        yield known.birthday(wanted + 1)


def _border_days(value: date, months: int) -> Iterator[date]:
    """The first day whose border, so many months away, reaches the value, and the first beyond."""
    if not _MARGIN < value.year < MAXYEAR - _MARGIN:
        return
    day = add_months(value, -months) - _SLACK
    for border in (value, value + ONE_DAY):
        while add_months(day, months) < border:
            day += ONE_DAY
        yield day
