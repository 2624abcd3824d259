"""The people who work in a house of their own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from kreislotse.access.policy import Role
from tests.fixtures.browser import House

# A busy machine is no reason to fail.
expect.set_options(timeout=20_000)


@pytest.fixture
def person(own_house: House) -> Iterator[Callable[..., Page]]:
    """Somebody at a screen, logged in; None is the public."""
    with ExitStack() as opened:

        def sit_down(role: Role | None, **options: object) -> Page:
            context = opened.enter_context(own_house.context(role, **options))
            return context.new_page()

        yield sit_down
