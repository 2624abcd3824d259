"""When something may be recorded of a meeting: after its day, and not when it was called off."""

from datetime import date

from kreislotse.mandates.errors import MeetingIsCancelled, MeetingLiesAhead
from kreislotse.mandates.models import Meeting
from kreislotse.mandates.states import MeetingState


def check_has_come(meeting: Meeting, today: date) -> None:
    """Refuse before the day of the meeting."""
    if meeting.held_on and meeting.held_on > today:
        raise MeetingLiesAhead(day=f"{meeting.held_on:%d.%m.%Y}")


def check_not_cancelled(meeting: Meeting) -> None:
    """Refuse when the meeting was called off."""
    if meeting.state == MeetingState.CANCELLED:
        raise MeetingIsCancelled(meeting=meeting)
