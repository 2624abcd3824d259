"""Every page around people asks the database fewer than fifteen questions, however many people."""

from datetime import date
from typing import NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Call, Candidate, Household
from kreislotse.participants.profile import Profile
from kreislotse.participants.states import CandidateState, ConsentPurpose
from kreislotse.participants.writing import insert_candidates
from tests.factories.organisations import MunicipalityFactory
from tests.factories.participants import CallResponseFactory, NominationFactory
from tests.factories.people import AT, CandidateFactory, ResidenceTitleFactory, with_consent

pytestmark = pytest.mark.django_db
DAY = date(2015, 10, 26)
MOST = 14


class Desk(NamedTuple):
    """A town and its district with so many people, all reported in answer to a call."""

    town: Organisation
    call: Call
    clerk: Client
    office: Client

    def statements(self, client: Client, route: str, *args: object, **query: str) -> int:
        """Of a page that has been asked for before: what is read once per process is read."""
        address = reverse(route, args=args)
        if "search" in query:
            address, query = client.post(address, query).headers["Location"], {}
        client.get(address, query)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address, query).status_code == 200
        return len(asked)


@pytest.fixture(params=[1, 300])
def desk(request, acting, client_of):
    town = MunicipalityFactory()
    ResidenceTitleFactory()
    people = [
        Profile(
            family_name=f"Haidari-{number}",
            given_names="Mohammed",
            born_on=date(1990, 1, 1),
            nationality="SY",
            title="GEST",
            title_since=date(2015, 6, 1),
            languages=("ar",),
            german_level="A2",
            german_evidence="self",
            qualification="vocational",
            occupation_group="26",
        )
        for number in range(request.param)
    ]
    insert_candidates(town, people, at=AT, today=DAY)
    Candidate.objects.update(state=CandidateState.RELEASED)
    answer = CallResponseFactory(part__call__owner=town.part_of, municipality=town)
    for candidate in Candidate.objects.all():
        NominationFactory(response=answer, candidate=candidate)
    clerk = client_of(acting(Role.MUNICIPAL_CLERK, at=town))
    office = client_of(acting(Role.STEERING, at=town.part_of))
    return Desk(town, answer.part.call, clerk, office)


@pytest.mark.parametrize("reader", ["clerk", "office"])
@pytest.mark.parametrize(
    "query",
    [{}, {"search": "muhamad"}, {"search": "Haidari-0"}, {"search": "niemand"}, {"german": "A2"}],
    ids=str,
)
def test_lists_and_searches_ask_few_questions(desk, reader, query):
    client = getattr(desk, reader)
    assert desk.statements(client, "participants:people", **query) <= 10


@pytest.mark.parametrize("reader", ["clerk", "office"])
def test_a_record_asks_few_questions(desk, reader):
    client = getattr(desk, reader)
    code = Candidate.objects.first().code
    assert desk.statements(client, "participants:person", code) <= 9


def test_a_record_with_all_that_belongs_to_it_asks_hardly_more(desk):
    """A household, a consent with its purposes, and the same person in another town."""
    home = Household.objects.create(owner=desk.town, code="H00000000001")
    person = CandidateFactory(owner=desk.town, released=True, household=home)
    CandidateFactory.create_batch(3, owner=desk.town, released=True, household=home)
    with_consent(person, ConsentPurpose.DISTRICT, desk.town.part_of)
    with_consent(person, ConsentPurpose.AGENCY, desk.town.part_of)
    CandidateFactory(
        owner=MunicipalityFactory(part_of=desk.town.part_of),
        released=True,
        match_key=person.match_key,
    )
    assert desk.statements(desk.clerk, "participants:person", person.code) <= 10


@pytest.mark.parametrize("reader", ["clerk", "office"])
def test_the_funnel_asks_few_questions(desk, reader):
    client = getattr(desk, reader)
    assert desk.statements(client, "participants:funnel", desk.call.pk) <= MOST


@pytest.mark.parametrize("reader", ["clerk", "office"])
def test_the_start_page_asks_few_questions(desk, reader):
    assert desk.statements(getattr(desk, reader), "today") <= MOST


@pytest.mark.parametrize("reader", ["clerk", "office"])
def test_the_reported_people_ask_few_questions(desk, reader):
    answer = desk.call.parts.get().responses.get()
    client = getattr(desk, reader)
    assert desk.statements(client, "participants:nominations", answer.pk) <= MOST
