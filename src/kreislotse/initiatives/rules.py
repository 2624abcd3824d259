"""How an initiative stands and what happened when. No database, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from kreislotse.initiatives.states import Happening, InitiativeState
from kreislotse.kernel.deadlines import add_months


class Days(Protocol):
    """The three days of a milestone."""

    planned_on: date | None
    forecast_on: date | None
    actual_on: date | None


def expected_on(milestone: Days) -> date | None:
    """The day on which a milestone is expected: the forecast corrects the plan."""
    return milestone.forecast_on or milestone.planned_on


def is_late(milestone: Days, today: date) -> bool:
    """Whether a planned or forecast day has passed without an actual one."""
    days = (milestone.planned_on, milestone.forecast_on)
    return milestone.actual_on is None and any(day is not None and day < today for day in days)


def state_of(milestones: Iterable[Days], today: date) -> InitiativeState:
    """How an initiative stands by its milestones; nobody types it (L7)."""
    steps = list(milestones)
    if not steps:
        return InitiativeState.UNDATED
    if all(step.actual_on is not None for step in steps):
        return InitiativeState.DONE
    if any(is_late(step, today) for step in steps):
        return InitiativeState.LATE
    if any(step.actual_on is not None for step in steps):
        return InitiativeState.RUNNING
    if any(expected_on(step) is not None for step in steps):
        return InitiativeState.PLANNED
    return InitiativeState.UNDATED


def next_day(milestones: Iterable[Days]) -> date | None:
    """The earliest day expected of what has not happened yet; it may have passed."""
    open_steps = [step for step in milestones if step.actual_on is None]
    return min((day for step in open_steps if (day := expected_on(step))), default=None)


def next_report_due(
    due_on: date | None, received_on: date, every_months: int | None
) -> date | None:
    """When the next running report is due once one has come; None for a single report.

    Counted from the day it was due, so that one late report does not move all later ones.
    """
    if not every_months:
        return None
    start = due_on or received_on
    intervals = 1
    while (following := add_months(start, every_months * intervals)) <= received_on:
        intervals += 1
    return following


@dataclass(frozen=True)
class Entry:
    """One line of the timeline: what happened on a day, or is expected; None: not known."""

    day: date | None
    happening: Happening
    text: str
    has_happened: bool


def timeline(
    *,
    milestones: Iterable[Any] = (),
    letters: Iterable[Any] = (),
    positions: Iterable[Any] = (),
    questions: Iterable[Any] = (),
    resolutions: Iterable[Any] = (),
) -> list[Entry]:
    """All of an initiative's story in the order of days; what has no day comes last."""
    entries = [
        *(
            Entry(r.agenda_item.meeting.held_on, Happening.RESOLUTION, str(r), True)
            for r in resolutions
        ),
        *(Entry(x.dated, _letter(x), x.subject, True) for x in letters),
        *(Entry(x.dated, Happening.POSITION, str(x), True) for x in positions),
        *(entry for x in questions for entry in _question(x)),
        *(_milestone(x) for x in milestones),
    ]
    return sorted(entries, key=lambda entry: (entry.day is None, entry.day or date.min))


def _letter(letter: Any) -> Happening:
    return Happening.LETTER_OUT if letter.direction == "out" else Happening.LETTER_IN


def _milestone(step: Any) -> Entry:
    if step.actual_on is not None:
        return Entry(step.actual_on, Happening.MILESTONE, step.title, True)
    forecast = step.forecast_on is not None
    happening = Happening.FORECAST if forecast else Happening.PLANNED
    return Entry(expected_on(step), happening, step.title, False)


def _question(question: Any) -> list[Entry]:
    entries = [Entry(question.asked_on, Happening.QUESTION, question.question, True)]
    if question.answered_on is not None:
        entries.append(Entry(question.answered_on, Happening.ANSWER, question.answer, True))
    elif question.due_on is not None:
        entries.append(Entry(question.due_on, Happening.ANSWER_DUE, question.question, False))
    return entries
