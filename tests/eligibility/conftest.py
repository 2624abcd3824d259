"""A district with two towns, a rule set in force, and a call that people were reported to."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.participants.models import Nomination
from kreislotse.participants.states import PartKind
from tests.factories.eligibility import CriteriaFactory, RuleFactory, RuleSetVersionFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory, CallPartFactory
from tests.factories.people import CandidateFactory


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def town(district):
    return MunicipalityFactory(part_of=district)


@pytest.fixture
def office(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def version(district):
    """In force: one rule, that German is known at A1."""
    version = RuleSetVersionFactory(rule_set__owner=district)
    RuleFactory(version=version, code="deutsch", position=1, title="Deutsch ab A1")
    return version


@pytest.fixture
def call(district, version):
    call = CallFactory(initiative__owner=district)
    CriteriaFactory(call=call, rule_set=version.rule_set)
    CallPartFactory(call=call, kind=PartKind.CANDIDATES)
    return call


@pytest.fixture
def report(call):
    """Report candidates of a town to the call, in any state."""

    def make(town, number=1, **traits):
        response, _ = call.parts.get().responses.get_or_create(municipality=town)
        people = CandidateFactory.create_batch(number, owner=town, **(traits or {"released": True}))
        Nomination.objects.bulk_create(
            Nomination(candidate=each, response=response, nominated_on=date(2015, 10, 5))
            for each in people
        )
        return people

    return make
