"""Every route for every role: who comes in, and that nobody sees what belongs to others.

Rules: R-DP-10 (deny by default, tested by a matrix), G59 (no unguarded route).
"""

import pytest

from kreislotse.access.policy import Role
from tests.doors.doors import COMMON, DOORS, KEPT_BY_THE_ADMINISTRATOR, LISTS_OF_ALL, POSTS
from tests.doors.knocking import SIGNS, VISITORS, Visitors
from tests.doors.routes import routes
from tests.fixtures.world import MARK

# One process fills the two districts once for all of these tests.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WITH_RECORD = sorted(name for name, route in routes().items() if route.parameters)
LISTS = sorted(
    name for name, signs in DOORS.items() if "o" in signs and not routes()[name].parameters
)
STATUS = {sign: status for status, sign in SIGNS.items()}


def name_of(visitor: Role | None) -> str:
    return str(visitor or "public")


def met(statuses: list[int]) -> str:
    return "".join(SIGNS.get(status, f"[{status}]") for status in statuses)


def test_every_route_has_a_door():
    assert set(routes()) == set(DOORS)


def test_every_door_names_every_visitor():
    assert {len(signs) for signs in [*DOORS.values(), *POSTS.values()]} == {len(VISITORS)}


@pytest.mark.parametrize("name", DOORS)
def test_a_door_opens_to_whom_it_should(visitors: Visitors, name: str):
    """R-DP-10: role by role."""
    route, ours = routes()[name], visitors.world.ours
    assert met([visitors.get(route, ours, each).status for each in VISITORS]) == DOORS[name]


@pytest.mark.parametrize("name", DOORS)
def test_looking_at_a_page_changes_nothing(visitors: Visitors, name: str):
    route, ours = routes()[name], visitors.world.ours
    assert {name_of(each): visitors.get(route, ours, each).written for each in VISITORS} == {
        name_of(each): () for each in VISITORS
    }


@pytest.mark.parametrize("name", WITH_RECORD)
def test_the_record_of_another_district_does_not_exist(visitors: Visitors, name: str):
    route, theirs = routes()[name], visitors.world.theirs
    signs = met([visitors.get(route, theirs, each).status for each in VISITORS])
    if name in KEPT_BY_THE_ADMINISTRATOR:
        inside = signs[VISITORS.index(Role.ADMINISTRATOR)]
        assert (inside, signs.replace("o", "x").replace("-", "x")) == ("o", "x" * 11 + ">")
    elif name in COMMON:
        assert signs == DOORS[name]
    elif name in POSTS:
        assert met([visitors.post(route, theirs, each).status for each in VISITORS]) == _NOBODY
    else:
        assert signs == _NOBODY


_NOBODY = "-" * (len(VISITORS) - 1) + ">"


@pytest.mark.parametrize("name", sorted(set(DOORS) - LISTS_OF_ALL))
def test_no_page_of_ours_tells_of_theirs(visitors: Visitors, name: str):
    route, ours = routes()[name], visitors.world.ours
    assert {name_of(each): visitors.get(route, ours, each).told_of_theirs for each in VISITORS} == {
        name_of(each): "" for each in VISITORS
    }


@pytest.mark.parametrize("query", [f"?search={MARK[:-1]}", "?export=csv"])
@pytest.mark.parametrize("name", sorted(set(LISTS) - LISTS_OF_ALL))
def test_neither_search_nor_export_tells_of_theirs(visitors: Visitors, name: str, query: str):
    route, ours = routes()[name], visitors.world.ours
    inside = [each for each in VISITORS if visitors.get(route, ours, each).status == STATUS["o"]]
    assert [visitors.get(route, ours, each, query).told_of_theirs for each in inside] == [""] * len(
        inside
    )


@pytest.mark.parametrize("name", POSTS)
def test_a_door_that_opens_by_post_opens_to_whom_it_should(visitors: Visitors, name: str):
    route, ours = routes()[name], visitors.world.ours
    assert met([visitors.post(route, ours, each).status for each in VISITORS]) == POSTS[name]


@pytest.mark.parametrize("name", [name for name, signs in DOORS.items() if set(signs) & set("-x!")])
def test_a_refused_visitor_can_send_what_they_like(visitors: Visitors, name: str):
    """Whoever may not see a deed's page may not do the deed either; nothing is written."""
    route, ours = routes()[name], visitors.world.ours
    refused = [
        each for each, sign in zip(VISITORS, DOORS[name], strict=True) if sign in {"-", "x", "!"}
    ]
    answers = [visitors.post(route, ours, each) for each in refused]
    statuses = [visitors.get(route, ours, each).status for each in refused]
    assert [(each.status, each.written) for each in answers] == [(s, ()) for s in statuses]


@pytest.mark.parametrize("name", sorted(set(DOORS) - {"login"}))
def test_without_its_token_nothing_is_done(visitors: Visitors, name: str):
    """A form that another site sends in our name is refused before anything is looked up."""
    signs = POSTS.get(name, DOORS[name])
    inside = [each for each, sign in zip(VISITORS, signs, strict=True) if sign in "o>?p" and each]
    if not inside:
        return
    strict = visitors.strict_post(routes()[name], visitors.world.ours, inside[0])
    assert (strict.status, strict.written) == (403, ())
