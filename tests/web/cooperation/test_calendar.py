"""A working meeting as a calendar file, read back by hand."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.cooperation.models import Invitation
from kreislotse.cooperation.states import WorkingMeetingState
from kreislotse.web.cooperation.calendar import calendar_file
from tests.factories.cooperation import InvitationFactory, WorkingMeetingFactory
from tests.factories.organisations import OrganisationFactory

NOW = datetime(2015, 11, 2, 11, 0, tzinfo=UTC)
TOPIC = "Inhalte eines gemeinsamen Konzepts; Möglichkeiten, Räume und Wege für Städte und Gemeinden"


def read(file: bytes) -> dict[str, str]:
    """The properties of the event, unfolded and unescaped."""
    lines = file.decode().replace("\r\n ", "").split("\r\n")
    event = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    found = dict(line.split(":", 1) for line in event)
    plain = {"\\n": "\n", "\\,": ",", "\\;": ";"}
    for name, value in found.items():
        for escaped, sign in plain.items():
            value = value.replace(escaped, sign)
        found[name] = value.replace("\\\\", "\\")
    return found


@pytest.fixture
def meeting(db):
    owner = OrganisationFactory(name="Kreis Coesfeld")
    return WorkingMeetingFactory(
        initiative__owner=owner, topic=TOPIC, held_on=date(2015, 11, 13), place="Kreishaus, Saal 1"
    )


def test_the_file_read_back_says_what_the_meeting_says(meeting):
    event = read(calendar_file(meeting, now=NOW, address="https://example.org/7/"))
    uid = event.pop("UID")
    assert len(uid) == 36
    assert event == {
        "DTSTAMP": "20151102T110000Z",
        "DTSTART;VALUE=DATE": "20151113",
        "DTEND;VALUE=DATE": "20151114",
        "SUMMARY": TOPIC,
        "LOCATION": "Kreishaus, Saal 1",
        "DESCRIPTION": "Kreis Coesfeld",
        "URL": "https://example.org/7/",
        "STATUS": "CONFIRMED",
    }


def test_every_line_is_short_enough_ends_properly_and_is_never_cut_inside_a_letter(meeting):
    file = calendar_file(meeting, now=NOW, address="https://example.org/7/")
    assert file.endswith(b"END:VCALENDAR\r\n")
    lines = file.split(b"\r\n")
    assert max(len(line) for line in lines) == 75
    assert [line for line in lines if b"\n" in line or b"\r" in line] == []
    assert all(line.decode() is not None for line in lines)


def test_the_identity_lasts_while_the_meeting_changes(meeting):
    before = read(calendar_file(meeting, now=NOW, address="https://example.org/7/"))
    meeting.topic, meeting.state = "Anders", WorkingMeetingState.CANCELLED
    after = read(calendar_file(meeting, now=NOW, address="https://example.org/7/"))
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")


def test_the_invited_fetch_the_file_and_find_nobody_else_in_it(acting, client_of, meeting):
    mine, other = InvitationFactory.create_batch(2, meeting=meeting)
    client = client_of(acting(Role.MUNICIPAL_CLERK, at=mine.organisation))
    address = reverse("cooperation:meeting_ics", args=[meeting.pk])
    response = client.get(address)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert read(response.content)["DTSTART;VALUE=DATE"] == "20151113"
    text = response.content.decode()
    assert ("ATTENDEE" in text, other.organisation.name in text) == (False, False)
    page = client.get(reverse("cooperation:meeting", args=[meeting.pk]))
    assert address in page.content.decode()
    Invitation.objects.filter(pk=mine.pk).delete()
    assert client.get(address).status_code == 404


def test_a_meeting_without_a_day_has_no_file(acting, client_of, meeting):
    type(meeting).objects.update(held_on=None)
    client = client_of(acting(Role.STEERING, at=meeting.owner))
    response = client.get(reverse("cooperation:meeting_ics", args=[meeting.pk]))
    assert response.status_code == 422
    assert "noch kein Tag" in response.content.decode()
