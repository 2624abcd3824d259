"""What one line of the day's matters says, and how far ahead it looks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.text import Truncator

from kreislotse.access.policy import Actor
from kreislotse.mandates.rules import REMINDER_DAYS, urgency
from kreislotse.mandates.states import Urgency

# Of each matter at most so many lines: whoever has more is better served by the list.
MOST = 40


@dataclass(frozen=True)
class Due:
    """One thing that somebody should do; `route` and `key` name the page of the deed."""

    title: str
    on: date | None
    route: str
    key: int | None
    urgency: Urgency
    matter: Any


Read = Callable[[Actor], Iterable[Due]]


def due_line(
    actor: Actor, title: object, on: date | None, route: str, key: int | None, matter: Any
) -> Due:
    short = Truncator(str(title)).chars(140)
    return Due(short, on, route, key, urgency(on, actor.today), matter)


def horizon(actor: Actor) -> date:
    """The day up to which the first reminder has come (G4)."""
    return actor.today + timedelta(days=REMINDER_DAYS[0])
