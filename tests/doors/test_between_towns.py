"""A town's clerk answers for the own town and learns nothing of the others in the same district."""

from typing import Any

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.cooperation.actions import record_reply
from kreislotse.cooperation.models import Invitation
from kreislotse.cooperation.states import Reply
from kreislotse.organisations.actions import name_contact
from kreislotse.organisations.models import ContactTopic, Organisation
from kreislotse.organisations.queries import system_actor
from kreislotse.participants.actions import record_answer
from kreislotse.participants.models import CallResponse
from tests.doors.knocking import Visitors, writes
from tests.fixtures.world import DAY, NOON

pytestmark = pytest.mark.django_db

SECRET = "Nebenortwort"
NEIGHBOUR = "Olfen"


@pytest.fixture
def neighbour(visitors: Visitors) -> dict[str, Any]:
    """What another town of the district has answered, agreed to come to, and whom it has named."""
    town = Organisation.objects.get(name=NEIGHBOUR)
    ours = visitors.world.ours
    actor = system_actor(NOON, ours.district.pk, town.pk)
    call, meeting = ours.records["call_id"], ours.records["cooperation:meeting_id"]
    response = CallResponse.objects.get(part__call=call, municipality=town)
    invitation = Invitation.objects.get(meeting=meeting, organisation=town)
    return {
        "response": record_answer(response, actor=actor, answered_on=DAY, remark=SECRET),
        "invitation": record_reply(
            invitation, actor=actor, reply=Reply.COMING, replied_on=NOON.date()
        ),
        "contact": name_contact(
            town,
            actor=actor,
            topic=ContactTopic.objects.order_by("pk").first(),
            name=f"Mensch {SECRET}",
            phone="02595 0",
        ),
    }


@pytest.mark.parametrize(
    ("kind", "route"),
    [
        ("response", "participants:response"),
        ("response", "participants:response_answer"),
        ("response", "participants:response_nil"),
        ("response", "participants:response_withdraw"),
        ("invitation", "cooperation:invitation_reply"),
        ("invitation", "cooperation:invitation_withdraw"),
        ("contact", "organisations:contact"),
        ("contact", "organisations:contact_change"),
        ("contact", "organisations:contact_confirm"),
        ("contact", "organisations:contact_end"),
    ],
)
def test_what_another_town_said_does_not_exist_for_a_clerk(visitors, neighbour, kind, route):
    clerk, address = (
        visitors.clients[Role.MUNICIPAL_CLERK],
        reverse(route, args=[neighbour[kind].pk]),
    )
    with writes() as written:
        statuses = (clerk.get(address).status_code, clerk.post(address).status_code)
    assert (statuses, written) == ((404, 404), [])


@pytest.mark.parametrize(
    ("route", "parameters"),
    [
        ("today", []),
        ("participants:calls", []),
        ("participants:call", ["call_id"]),
        ("participants:response", ["response_id"]),
        ("cooperation:meetings", []),
        ("cooperation:meeting", ["cooperation:meeting_id"]),
        ("organisations:contacts", []),
    ],
)
def test_the_pages_of_a_clerk_are_silent_about_another_town(visitors, neighbour, route, parameters):
    records = visitors.world.ours.records
    address = reverse(route, args=[records[each].pk for each in parameters])
    for query in ("", "?export=csv", f"?search={SECRET[:-1]}"):
        page = visitors.clients[Role.MUNICIPAL_CLERK].get(address + query).content.decode()
        assert (page.count(SECRET), page.count(NEIGHBOUR)) == (0, 0)


def test_the_district_sees_what_every_town_said(visitors, neighbour):
    """Else the silence above would prove nothing."""
    steering = visitors.clients[Role.STEERING]
    answer = reverse("participants:response", args=[neighbour["response"].pk])
    page = steering.get(answer).content.decode()
    assert SECRET in page
    page = steering.get(reverse("organisations:contacts")).content.decode()
    assert SECRET in page
