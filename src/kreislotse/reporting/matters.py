"""What one line of the day's matters says, and how far ahead it looks."""

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.text import Truncator

from kreislotse.access.policy import Actor
from kreislotse.mandates.rules import REMINDER_DAYS, urgency
from kreislotse.mandates.states import Urgency
from kreislotse.records.together import ask_together

# Of each matter at most so many lines: whoever has more is better served by the list.
MOST = 40


@dataclass(frozen=True)
class Due:
    """One thing that somebody should do; `route` and `key` name the page of the deed.

    `chosen` is what that page begins with, as its address says it.
    """

    title: str
    on: date | None
    route: str
    key: int | None
    urgency: Urgency
    matter: Any
    chosen: Mapping[str, int] = field(default_factory=dict)


# What a matter says one after the other: rows to be asked for, then its lines.
Steps = Generator[Due | tuple[QuerySet, ...], None, None]


@dataclass(frozen=True)
class Read:
    """A matter that waits: it names the rows that it needs and goes on when they have been found.

    So all matters of a day ask together, in as many statements as the longest of them needs.
    """

    steps: Callable[[Actor], Steps]

    def __call__(self, actor: Actor) -> list[Due]:
        """The lines of this matter alone."""
        return lines_of([self.steps(actor)])


def lines_of(matters: Iterable[Steps]) -> list[Due]:
    """The lines of all these matters, which go on side by side."""
    waiting, found = list(matters), []
    while waiting:
        questions: list[QuerySet] = []
        asking = []
        for steps in waiting:
            for said in steps:
                if not isinstance(said, Due):
                    questions += said
                    asking.append(steps)
                    break
                found.append(said)
        ask_together(*questions)
        waiting = asking
    return found


def due_line(
    actor: Actor, title: object, on: date | None, route: str, key: int | None, matter: Any
) -> Due:
    short = Truncator(str(title)).chars(140)
    return Due(short, on, route, key, urgency(on, actor.today), matter)


def horizon(actor: Actor) -> date:
    """The day up to which the first reminder has come (G4)."""
    return actor.today + timedelta(days=REMINDER_DAYS[0])
