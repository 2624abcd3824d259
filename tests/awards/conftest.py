"""Who works with an award, and when."""

from datetime import UTC, datetime

import pytest

from kreislotse.access.policy import Role
from tests.factories.funding import CentreFactory


def noon(year, month, day):
    return datetime(year, month, day, 11, 0, tzinfo=UTC)


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, centre):
    return acting(Role.GRANTS_OFFICER, at=centre.owner)


@pytest.fixture
def officer_on(acting, centre):
    """The grants officer on another day."""
    return lambda *day: acting(Role.GRANTS_OFFICER, at=centre.owner, now=noon(*day))


@pytest.fixture
def head(acting, centre):
    return acting(Role.HEAD, at=centre.owner)


@pytest.fixture
def head_on(acting, centre):
    return lambda *day: acting(Role.HEAD, at=centre.owner, now=noon(*day))
