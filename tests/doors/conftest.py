"""The visitors who knock at every door."""

import pytest

from tests.doors.knocking import Visitors
from tests.fixtures.world import World


@pytest.fixture(scope="module")
def visitors(world: World) -> Visitors:
    return Visitors(world)
