"""The tied award in the browser, and who works on its proof."""

import json

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.proofs.actions import load_form_templates
from tests.factories.organisations import OrganisationFactory
from tests.proofs.conftest import SPRING
from tests.proofs.world import tied


@pytest.fixture
def world(db):
    return tied()


@pytest.fixture
def place(world):
    return world.item.award.owner


@pytest.fixture
def officer(acting, client_of, place):
    return client_of(acting(Role.GRANTS_OFFICER, at=place))


@pytest.fixture
def shipped(acting):
    keeper = acting(Role.ADMINISTRATOR, at=OrganisationFactory(), now=SPRING)
    load_form_templates(actor=keeper)


@pytest.fixture
def seen():
    """The text of a page with plain spaces, after the response itself."""

    def get(client, route, *args, **query):
        response = client.get(reverse(f"proofs:{route}", args=args), query)
        return response, response.content.decode().replace("\u00a0", " ")

    return get


@pytest.fixture
def send():
    def post(client, route, *args, **values):
        return client.post(reverse(f"proofs:{route}", args=args), {"sent": "1", **values})

    return post


@pytest.fixture
def layout():
    return json.dumps([{"title": "I", "text": ["Bescheid vom {award.dated}."]}])
