"""A list asks the database as often for 300 rows as for one, on its page and as a file."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from tests.doors.doors import DOORS
from tests.doors.knocking import VISITORS, Visitors
from tests.doors.routes import routes
from tests.doors.rows import ROWS
from tests.factories.organisations import OrganisationFactory

MANY = 300


@pytest.mark.django_db
def test_every_list_has_rows_to_be_measured_with(visitors: Visitors):
    lists = {
        name
        for name, route in routes().items()
        for visitor, sign in zip(VISITORS, DOORS[name], strict=True)
        if sign == "o" and not route.parameters and _is_list(visitors.clients[visitor], name)
    }
    assert lists == set(ROWS)


def _is_list(client: Client, name: str) -> bool:
    context = client.get(reverse(name)).context
    return context is not None and "listing" in context


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx"])
@pytest.mark.parametrize("name", ROWS)
def test_a_list_asks_as_often_for_many_rows_as_for_one(acting, client_of, name: str, query: str):
    district = OrganisationFactory()
    client = client_of(acting(_reader_of(name), at=district))
    ROWS[name](district, 1)
    client.get(reverse(name))  # what is asked once per process is asked now

    one = _questions(client, name, query)
    ROWS[name](district, MANY)
    many = _questions(client, name, query)

    assert (len(many), many) == (len(one), one)


def _reader_of(name: str) -> Role:
    """Whoever the list is open to and who acts at the district itself."""
    return next(
        role for role, sign in zip(VISITORS, DOORS[name], strict=True) if sign == "o" and role
    )


def _questions(client: Client, name: str, query: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse(name) + query)
    assert answer.status_code == 200
    questions = [each["sql"] for each in asked.captured_queries]
    # What is written is the reading of names itself, by hash and number different each time.
    return [_shape(sql) for sql in questions if sql.startswith("SELECT")]


def _shape(sql: str) -> str:
    """The tables a statement asks, which is what a superfluous one shows."""
    return re.split(" WHERE | ORDER BY | LIMIT ", sql.partition(" FROM ")[2] or sql)[0]
