"""Reported people by legal regime on one day, and the changes of regime before it (R-REP-03).

A person is counted once, under the regime of the day. Who changed from one regime to another is
no new person: the change is counted apart, as a flow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kreislotse.organisations.models import LegalRegime
from kreislotse.reporting.funnel_cells import CHANGE, REGIME, Figure


@dataclass(frozen=True)
class Change:
    """How many people came from one regime to another."""

    before: Any
    after: Any
    people: int


@dataclass(frozen=True)
class Regimes:
    """The stock on a day, and the flow since another."""

    since: date
    on: date
    stock: list[tuple[Any, int]]
    unknown: int
    changes: list[Change]

    @property
    def people(self) -> int:
        return sum(people for _regime, people in self.stock) + self.unknown


def regimes(counted: Mapping[Figure, int], reported: int, *, since: date, on: date) -> Regimes:
    """Of `reported` people; who has no regime on the day is not known."""
    stock = [(regime.label, counted.get((REGIME, regime, ""), 0)) for regime in LegalRegime]
    unknown = reported - sum(people for _regime, people in stock)
    changes = [
        Change(LegalRegime(before).label, LegalRegime(after).label, people)
        for (kind, before, after), people in sorted(counted.items())
        if kind == CHANGE and people
    ]
    return Regimes(since, on, stock, unknown, changes)
