"""Whoever looks for people that are none of their business, and whoever wants to leave no trace.

Rules: R-CAN-01 (a municipality sees its own), R-DP-20 (each reading of a name is written down).
"""

import re

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.journal.models import ReadEntry
from kreislotse.participants.models import Candidate, ConsentGrant
from kreislotse.participants.queries.people import RELEASED
from kreislotse.transmission.models import BatchLine
from tests.doors.knocking import writes
from tests.doors.named import said_about, words_of
from tests.doors.routes import Route, routes

# One process fills the two districts once for all of these tests.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PACKAGES = ("participants", "intake", "eligibility", "transmission", "protection", "courses")
AROUND_PEOPLE = sorted(name for name in routes() if name.split(":")[0] in PACKAGES)
# What stands in the address is somebody's record, or a record about them.
OF_A_PERSON = {
    *("candidate_code", "move_id", "consent_id", "upload_id", "row_id", "verdict_id"),
    *("review_id", "batch_id", "line_id", "recall_id", "outcome_id", "destruction_id"),
    *("hold_id", "disclosure_id", "reading_number", "response_id"),
    *("entry_id", "offer_id", "duty_id", "entitlement_id"),
}
PERSONAL = [name for name in AROUND_PEOPLE if OF_A_PERSON & set(routes()[name].parameters)]
OTHERS = [name for name in AROUND_PEOPLE if name not in PERSONAL]
QUERIES = ("", "?export=csv", "?export=xlsx", "?sort=name", "?state=released", "?language=de")


@pytest.mark.parametrize("name", PERSONAL)
def test_a_person_of_another_town_does_not_exist_for_its_neighbour(world, people, stranger, name):
    route: Route = routes()[name]
    address = route.address(world.ours)
    with writes() as written:
        answers = [stranger.get(address), stranger.post(address), stranger.head(address)]
        answers += [stranger.get(address + query) for query in QUERIES[1:3]]
        answers += [stranger.get(address, headers={"HX-Request": "true"})]
    assert {answer.status_code for answer in answers} == {404}
    assert [answer for answer in answers if "Geheim" in said_about(answer)] == []
    assert written == []


@pytest.mark.parametrize("name", OTHERS)
def test_no_other_page_tells_a_neighbour_of_them(world, people, stranger, name):
    address = routes()[name].address(world.ours)
    codes = set(Candidate.objects.filter(pk__in=people.values()).values_list("code", flat=True))
    for query in QUERIES:
        answer = stranger.get(address + query)
        told = said_about(answer)
        assert "Geheim" not in told
        assert not [code for code in codes if code in told]


@pytest.mark.parametrize("typed", ["Geheim", "17.05.1990", "Amina"])
def test_no_search_of_a_neighbour_finds_them(world, people, stranger, typed):
    answer = stranger.post(
        reverse("participants:people"), {"search": typed}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, "Geheim" in said_about(answer)) == (200, False)


def test_a_code_that_a_neighbour_knows_opens_nothing(world, people, stranger):
    code = world.ours.records["candidate_code"]
    answer = stranger.post(
        reverse("participants:people"), {"search": code}, headers={"HX-Request": "true"}
    )
    assert reverse("participants:person", args=[code]) not in said_about(answer)


READERS = (
    *(Role.MUNICIPAL_CLERK, Role.STEERING, Role.AGENCY_STAFF, Role.COURSE_PROVIDER),
    Role.DATA_PROTECTION_OFFICER,
)
PAPERS = ("participants:person_consent_print", "protection:letter", "participants:consent_scan")


def _read_since(number: int) -> set[int]:
    entries = ReadEntry.objects.filter(number__gt=number)
    return {pk for people in entries.values_list("people", flat=True) for pk in people}


def _last() -> int:
    return ReadEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0


@pytest.mark.parametrize("role", READERS, ids=str)
@pytest.mark.parametrize("name", [*AROUND_PEOPLE, "today"])
def test_whoever_is_shown_a_name_is_written_down(world, people, name, role):
    """R-DP-20: by page, export, part of a page or refused form; each person by their own id."""
    client, address = world.client(role), routes()[name].address(world.ours)
    knocks = [lambda query=query: client.get(address + query) for query in QUERIES]
    knocks += [
        lambda: client.get(address, headers={"HX-Request": "true"}),
        lambda: client.post(address, headers={"HX-Request": "true"}),
        lambda: client.post(f"{address}?language=de", {"search": "Geheim"}),
    ]
    for knock in knocks:
        before = _last()
        told = set(re.findall("Geheim[a-j]{6}", words_of(knock())))
        assert {people[each] for each in told} <= _read_since(before)


@pytest.mark.parametrize("name", PAPERS)
def test_whoever_takes_a_paper_with_a_name_is_written_down(world, people, name):
    client, before = world.client(Role.MUNICIPAL_CLERK), _last()
    answer = client.get(routes()[name].address(world.ours))
    assert (answer.status_code, len(_read_since(before))) == (200, 1)
    assert "Geheim" not in str(dict(answer.headers))


@pytest.mark.parametrize("role", READERS, ids=str)
@pytest.mark.parametrize("name", [*AROUND_PEOPLE, "today"])
def test_neither_title_nor_address_nor_header_names_anybody(world, people, name, role):
    """The title stands in the history of the browser, the address in the logs of every server."""
    answer = world.client(role).get(routes()[name].address(world.ours))
    text = words_of(answer)
    titles = re.findall(r"<title>(.*?)</title>", text, re.S)
    links = re.findall(r'(?:href|action|hx-\w+)="([^"]*)"', text)
    assert [each for each in [*titles, *links] if "Geheim" in each] == []
    assert "Geheim" not in str(dict(answer.headers))


@pytest.mark.parametrize("name", AROUND_PEOPLE)
def test_the_district_sees_no_name_without_a_basis(world, people, name):
    """R-CAN-02: released or not, on whatever page or in whatever file."""
    agreed = ConsentGrant.objects.filter(purpose="district").values("consent__candidate")
    seen = Candidate.objects.filter(pk__in=agreed, state__in=RELEASED, restricted_on=None)
    named = set(seen.values_list("family_name", flat=True))
    client, address = world.client(Role.STEERING), routes()[name].address(world.ours)
    for query in QUERIES:
        told = set(re.findall("Geheim[a-j]{6}", said_about(client.get(address + query))))
        assert told <= named


@pytest.mark.parametrize("name", AROUND_PEOPLE)
def test_the_agency_reads_what_was_sent_to_it_and_nothing_else(world, people, name):
    known = {
        line.readable["family_name"]
        for line in BatchLine.objects.filter(batch=world.ours.records["batch_id"])
        if line.readable
    }
    client, address = world.client(Role.AGENCY_STAFF), routes()[name].address(world.ours)
    for query in QUERIES:
        told = set(re.findall("Geheim[a-j]{6}", said_about(client.get(address + query))))
        assert told <= known
