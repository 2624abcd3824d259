"""By when a paper has to be released so that it reaches its first meeting in time (R-PAP-04)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kreislotse.kernel.deadlines import latest_release
from kreislotse.mandates.models import Consultation, Meeting

# Days between release and dispatch for printing and posting. A planning value of the office;
# no rules of procedure set it, the notice period (KrO NRW section 32(2)) comes on top.
PREPARATION_DAYS = 3


@dataclass(frozen=True)
class Deadline:
    """The latest day for release, and the meeting that it follows from."""

    on: date
    meeting: Meeting
    notice_days: int
    preparation_days: int = PREPARATION_DAYS


def deadline_of(steps: Iterable[Consultation]) -> Deadline | None:
    """The earliest deadline of a paper's deliberations; None while a day or period is not known."""
    found = [
        Deadline(
            latest_release(
                step.meeting.held_on,
                notice_days=step.body.notice_days,
                preparation_days=PREPARATION_DAYS,
            ),
            step.meeting,
            step.body.notice_days,
        )
        for step in steps
        if step.meeting and step.meeting.held_on and step.body and step.body.notice_days is not None
    ]
    return min(found, key=lambda deadline: deadline.on, default=None)
