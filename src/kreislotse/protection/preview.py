"""Whose time is over, and what would happen to each record; nothing is changed here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from kreislotse.kernel.deadlines import add_months
from kreislotse.participants.models import Candidate
from kreislotse.protection.facts import REDUCED, facts_of
from kreislotse.protection.periods import months_on
from kreislotse.protection.rules import Due, Facts, Keep, is_over, keeps_evidence, kept_because
from kreislotse.protection.rules import running as running_clock
from kreislotse.protection.states import Clock

_OF_FILES = (Clock.NOT_ELIGIBLE, Clock.NEVER_TRANSMITTED, Clock.AFTER_SUPPORT)


@dataclass(frozen=True)
class DueRecord:
    """A record whose time is over: to be reduced to its evidence, erased, or kept and why."""

    candidate_id: int
    code: str
    due: Due
    reduces: bool
    kept: Keep | None


def records_due(owners: Iterable[int], today: date) -> list[DueRecord]:
    """All records of these municipalities whose time is over, the longest overdue first."""
    months = months_on(today)
    return due_among(candidates_near(owners, months, today), months, today)


def candidates_near(
    owners: Iterable[int], months: Mapping[str, int], today: date
) -> QuerySet[Candidate]:
    """Records for which a clock may have run down: all clocks start at the last contact or later.

    The rows that need not be looked at stay in the database.
    """
    shortest = min((months[clock] for clock in _OF_FILES if clock in months), default=None)
    quiet = Q(last_contact_on__lt=add_months(today, -shortest)) if shortest else Q(pk__in=[])
    return Candidate.objects.filter(REDUCED | quiet, owner__in=list(owners))


def due_among(
    candidates: QuerySet[Candidate], months: Mapping[str, int], today: date
) -> list[DueRecord]:
    """Those of these records whose time is over."""
    facts = facts_of(candidates, today)
    found = [
        (pk, due)
        for pk, said in facts.items()
        if (due := running_clock(said, months)) is not None and is_over(due, today)
    ]
    codes = _codes([pk for pk, _ in found])
    lines = [_line(pk, codes[pk], due, facts[pk], months, today) for pk, due in found]
    return sorted(lines, key=lambda line: (line.due.due_on, line.code))


def _line(
    pk: int, code: str, due: Due, said: Facts, months: Mapping[str, int], today: date
) -> DueRecord:
    return DueRecord(pk, code, due, keeps_evidence(said, months, today), kept_because(said))


def _codes(ids: Sequence[int]) -> dict[int, str]:
    rows = Candidate.objects.filter(pk__in=ids)
    return dict(rows.values_list("pk", "code")) if ids else {}
