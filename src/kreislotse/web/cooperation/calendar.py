"""A working meeting as a calendar file (RFC 5545), without attendees."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from kreislotse.cooperation.errors import DayNotSet
from kreislotse.cooperation.models import WorkingMeeting
from kreislotse.cooperation.states import WorkingMeetingState

MEDIA = "text/calendar; charset=utf-8; method=PUBLISH"
LONGEST = 75  # octets of a line, its end not counted (RFC 5545 section 3.1)
MEETINGS = UUID("5d0e9d0c-6c1c-4d0b-9f0a-2f6f1d1c7a55")
STATUS = {
    WorkingMeetingState.DRAFT: "TENTATIVE",
    WorkingMeetingState.INVITED: "CONFIRMED",
    WorkingMeetingState.HELD: "CONFIRMED",
    WorkingMeetingState.CANCELLED: "CANCELLED",
}


def calendar_file(meeting: WorkingMeeting, *, now: datetime, address: str) -> bytes:
    """The meeting as an event of the whole day, for its hour is agreed by letter."""
    if meeting.held_on is None:
        raise DayNotSet(meeting=meeting.topic)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kreislotse//Besprechungen//DE",
        "METHOD:PUBLISH",
        "X-WR-TIMEZONE:Europe/Berlin",
        "BEGIN:VEVENT",
        f"UID:{_lasting_id(meeting)}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{meeting.held_on:%Y%m%d}",
        # The end is the first day that is free again (RFC 5545 section 3.6.1).
        f"DTEND;VALUE=DATE:{meeting.held_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_text(meeting.topic)}",
        f"LOCATION:{_text(meeting.place)}",
        f"DESCRIPTION:{_text(meeting.owner.name)}",
        f"URL:{address}",
        f"STATUS:{STATUS[WorkingMeetingState(meeting.state)]}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _lasting_id(meeting: WorkingMeeting) -> UUID:
    """The same for every file of this meeting, another one in every district's installation."""
    return uuid5(MEETINGS, f"{meeting.owner.key or meeting.owner.name}/{meeting.pk}")


def _text(value: str) -> str:
    """A text with what means something in the format escaped (RFC 5545 section 3.3.11)."""
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return "\\n".join(value.splitlines())


def _folded(line: str) -> Iterator[bytes]:
    """The line in parts of at most 75 octets, whole letters each; later ones are indented."""
    part = b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > LONGEST:
            yield part
            part = b" "
        part += octets
    yield part
