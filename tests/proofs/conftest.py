"""The tied award, and who works on its proof."""

import pytest

from kreislotse.access.policy import Role
from tests.proofs.world import noon, tied

SPRING = noon(2016, 3, 15)


@pytest.fixture
def world(db):
    return tied()


@pytest.fixture
def officer(acting, world):
    return acting(Role.GRANTS_OFFICER, at=world.item.award.owner, now=SPRING)


@pytest.fixture
def head(acting, world):
    return acting(Role.HEAD, at=world.item.award.owner, now=SPRING)
