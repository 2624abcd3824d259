"""Knocking at every door as every role, once; the tests read what was found."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client

from kreislotse.access.policy import Role
from tests.doors.routes import Route
from tests.fixtures.world import MARK, Side, World

VISITORS: tuple[Role | None, ...] = (*Role, None)
SIGNS = {200: "o", 302: ">", 403: "x", 404: "-", 405: "p", 409: "!", 422: "?"}

_WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
# What a visit may leave behind without anybody's deed: the visit itself.
_OF_THE_VISIT = {"django_session"} | {
    # Whoever sees names of people in care is written down, and the looking is what is noted.
    "journal_readentry",
    "journal_readperson",
    "journal_readhead",
}


@dataclass(frozen=True)
class Found:
    """What a visitor met: the answer's status, whether it told of theirs, and what it wrote."""

    status: int
    told_of_theirs: str
    written: tuple[str, ...]


class Visitors:
    """One browser per role, and what each door answered; a door is knocked at once.

    All log in before the first test: what a test does is rolled back, its log-ins as well.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.clients = {role: world.client(role) for role in VISITORS}
        self.strict = {role: world.client(role, enforce_csrf_checks=True) for role in VISITORS}
        self.known: dict[tuple[Any, ...], Found] = {}

    def get(self, route: Route, side: Side, role: Role | None, query: str = "") -> Found:
        key = (route.name, side.district.pk, role, query)
        if key not in self.known:
            self.known[key] = self._visit("get", self.clients[role], route.address(side) + query)
        return self.known[key]

    def post(self, route: Route, side: Side, role: Role | None) -> Found:
        """Without a word typed: whoever may not do the deed is refused before that matters."""
        return self._visit("post", self.clients[role], route.address(side))

    def strict_post(self, route: Route, side: Side, role: Role) -> Found:
        """As a page of another site would send it: with the cookies, without the token."""
        return self._visit("post", self.strict[role], route.address(side))

    def _visit(self, method: str, client: Client, address: str) -> Found:
        knock = getattr(client, method)
        with writes() as written:
            answer = knock(address)
            body = b"".join(answer) if answer.streaming else answer.content
        text = body.decode(errors="replace")
        told = re.search(rf".{{0,60}}{MARK}.{{0,20}}", text)
        return Found(answer.status_code, told[0] if told else "", tuple(written))


@contextmanager
def writes() -> Iterator[list[str]]:
    """The tables that the statements within write to."""
    tables: list[str] = []

    def notice(execute: Any, sql: str, *rest: Any) -> Any:
        match = _WRITES.match(sql)
        if match and match[2] not in _OF_THE_VISIT:
            tables.append(f"{match[1]} {match[2]}")
        return execute(sql, *rest)

    with connection.execute_wrapper(notice):
        yield tables
