"""What a draft would change: numbers by municipality, no names, nothing stored."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kreislotse.access.policy import Role
from kreislotse.eligibility.models import Verdict
from kreislotse.eligibility.simulation import simulate
from kreislotse.eligibility.states import Result
from kreislotse.kernel.refusals import NotAllowed
from tests.factories.eligibility import RuleFactory, RuleSetVersionFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.people import CandidateFactory

E, N, U = Result.ELIGIBLE, Result.NOT_ELIGIBLE, Result.UNCLEAR


@pytest.fixture
def draft(version):
    """Instead of A1 it asks for B1; people of the factory have A2, drafts say nothing."""
    draft = RuleSetVersionFactory(rule_set=version.rule_set, draft=True)
    RuleFactory(version=draft, condition={"fact": "german_level", "at_least": "B1"})
    return draft


@pytest.fixture
def towns(district, town):
    other = MunicipalityFactory(part_of=district)
    CandidateFactory.create_batch(2, owner=town, released=True)
    CandidateFactory(owner=town)
    CandidateFactory(owner=other, complete=True)
    CandidateFactory(owner=other, closed=True)
    CandidateFactory(owner=other, released=True, restricted=True)
    CandidateFactory(released=True)
    return town, other


def test_a_draft_is_compared_with_what_is_in_force(draft, version, towns, office):
    found = simulate(draft, actor=office)
    assert (found.before, found.on) == (version, office.today)
    assert (found.people, found.changed) == (4, 3)
    assert found.total == Counter({(E, N): 3, (U, U): 1})
    town, other = towns
    assert found.by_town == {town: Counter({(E, N): 2, (U, U): 1}), other: Counter({(E, N): 1})}
    assert Verdict.objects.count() == 0


def test_a_municipality_simulates_over_its_own(draft, towns, acting):
    """R-CAN-01."""
    town, _ = towns
    found = simulate(draft, actor=acting(Role.MUNICIPAL_CLERK, at=town))
    assert (list(found.by_town), found.people) == ([town], 3)


def test_without_rules_in_force_everybody_is_unclear_before(draft, version, towns, office):
    version.rules.all().delete()
    version.delete()
    assert simulate(draft, actor=office).total == Counter({(U, N): 3, (U, U): 1})


def test_who_counts_nobody_simulates_nothing(draft, acting, district):
    for role in (Role.DATA_PROTECTION_OFFICER, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            simulate(draft, actor=acting(role, at=district))


def test_a_simulation_asks_as_many_queries_for_many_as_for_one(draft, office, town):
    asked = []
    for number in (1, 20):
        CandidateFactory.create_batch(number, owner=town, released=True)
        with CaptureQueriesContext(connection) as queries:
            simulate(draft, actor=office)
        asked.append(len(queries))
    assert asked[0] == asked[1]
