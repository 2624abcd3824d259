"""A municipality and its clerk."""

import pytest

from kreislotse.access.policy import Role
from tests.factories.organisations import MunicipalityFactory


@pytest.fixture
def town(db):
    return MunicipalityFactory()


@pytest.fixture
def clerk(acting, town):
    return acting(Role.MUNICIPAL_CLERK, at=town)
