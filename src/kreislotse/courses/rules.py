"""Order, levels, clocks and turns of waiting lists: pure rules, every day is passed in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, Protocol, TypeVar

from kreislotse.courses.states import DutyKind, Misfit, OrderKey
from kreislotse.kernel.deadlines import add_months

SHORTLY_BEFORE = timedelta(days=14)
TELL_NEW_BODY_WITHIN = timedelta(days=14)
ATTEMPTS_BEFORE_REMOVAL = 2


class Entered(Protocol):
    """Somebody on a list since a day, perhaps with children to be looked after."""

    entered_on: date
    needs_childcare: bool


class Waiting(Entered, Protocol):
    """What the order of a list asks of an entry; `jumped_on` is since when it goes first."""

    pk: int
    priority: int
    asked_on: date
    expires_on: date | None
    jumped_on: date | None


class Terms(Protocol):
    """What a norm says of a kind of course."""

    inform_weeks: int | None
    inform: Sequence[str]
    entitlement_months: int | None
    permission_months: int | None
    register_months: int | None
    evidence_months: int | None
    norm: str


class LevelRange(Protocol):
    """From which to which level a course takes people."""

    entry_from: str
    entry_to: str


class Trigger(Protocol):
    """What a course needs to be held."""

    minimum: int
    starts_on: date | None


W = TypeVar("W", bound=Waiting)
E = TypeVar("E", bound=Entered)
T = TypeVar("T")

_KEYS: Mapping[str, Callable[[Any], Any]] = {
    OrderKey.PRIORITY: lambda entry: entry.priority,
    OrderKey.ENTERED_ON: lambda entry: entry.entered_on,
    OrderKey.ASKED_ON: lambda entry: entry.asked_on,
    OrderKey.EXPIRES_ON: lambda entry: entry.expires_on or date.max,
}


def in_order(entries: Iterable[W], keys: Sequence[str]) -> list[W]:
    """The entries as the list's keys have them; jumps first by their day, the id breaks ties.

    Total: the same entries stand in the same order, however they come (R-CRS-02).
    """
    wanted = [_KEYS[key] for key in keys]

    def rank(entry: W) -> tuple[Any, ...]:
        first = (0, entry.jumped_on) if entry.jumped_on else (1, date.min)
        return (*first, *(key(entry) for key in wanted), entry.pk)

    return sorted(entries, key=rank)


@dataclass(frozen=True)
class Turn(Generic[T]):
    """Whose turn it is: the place in the order from one on, and what speaks against this course."""

    entry: T
    place: int
    misfits: tuple[Misfit, ...] = ()

    @property
    def is_proposed(self) -> bool:
        return not self.misfits


def next_free(
    ordered: Iterable[E],
    misfits: Callable[[E], tuple[Misfit, ...]],
    *,
    places: int,
    childcare_places: int,
) -> list[Turn[E]]:
    """Who gets the free places: everybody up to the last one proposed, none left out.

    Whoever is passed over stands there with the reasons (R-CRS-06).
    """
    turns: list[Turn[E]] = []
    for place, entry in enumerate(ordered, start=1):
        if places < 1:
            break
        against = misfits(entry)
        if entry.needs_childcare and childcare_places < 1:
            against = (*against, Misfit.CHILDCARE)
        if not against:
            places -= 1
            childcare_places -= entry.needs_childcare
        turns.append(Turn(entry, place, against))
    return turns


def within(level: str, course: LevelRange) -> bool:
    """Whether the course takes people of this level (R-CRS-03); A0 < A1 < … < C2, also as texts."""
    return bool(level) and course.entry_from <= level <= course.entry_to


def evidence_too_old(evidence_on: date | None, terms: Terms | None, on: date) -> bool:
    """Whether the evidence of a level is older than the terms allow on the day (R-CRS-03).

    `evidence_on` is the day of a certificate; None for a placement test, which does not age.
    """
    if evidence_on is None or terms is None or terms.evidence_months is None:
        return False
    return add_months(evidence_on, terms.evidence_months) < on


def enough(course: Trigger, waiting: int) -> bool:
    """Whether so many people are enough to apply for the course (R-CRS-04)."""
    return waiting >= max(course.minimum, 1)


def too_few(course: Trigger, taken: int, today: date) -> bool:
    """Whether a course begins within two weeks with fewer people than it needs (R-CRS-04)."""
    if course.starts_on is None or not today <= course.starts_on <= today + SHORTLY_BEFORE:
        return False
    return taken < course.minimum


@dataclass(frozen=True)
class DueDuty:
    """Somebody is to be told until a day, by a norm."""

    kind: DutyKind
    due_on: date
    norm: str


def duties_due(entry: Entered, terms: Terms | None) -> list[DueDuty]:
    """Whom to tell if no course has begun so many weeks after the entry (R-CRS-07)."""
    if terms is None or terms.inform_weeks is None:
        return []
    due_on = entry.entered_on + timedelta(weeks=terms.inform_weeks)
    return [DueDuty(DutyKind(kind), due_on, terms.norm) for kind in terms.inform]


def runs_until(issued_on: date, terms: Terms | None, *, by_permission: bool) -> date | None:
    """The last day of an entitlement; None where the terms name no end.

    Whoever is still in the asylum procedure (`by_permission`) has a shorter time where the terms
    say so (section 5(3) IntV).
    """
    if terms is None:
        return None
    months = terms.entitlement_months
    if by_permission and terms.permission_months is not None:
        months = terms.permission_months
    return None if months is None else add_months(issued_on, months)


def register_by(issued_on: date, terms: Terms | None) -> date | None:
    """The last day on which an entitlement can be used to register; None without such an end."""
    if terms is None or terms.register_months is None:
        return None
    return add_months(issued_on, terms.register_months)


def tried_enough(attempts: Iterable[tuple[date, bool]]) -> bool:
    """Whether somebody was tried and not reached on two different days (R-CRS-06)."""
    missed = {day for day, reached in attempts if not reached}
    return len(missed) >= ATTEMPTS_BEFORE_REMOVAL
