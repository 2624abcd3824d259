"""A district with rules, a call that asks for people by them, and one person reported."""

import pytest

from kreislotse.access.policy import Role
from kreislotse.eligibility.actions import check_call
from kreislotse.participants.states import PartKind
from tests.factories.eligibility import (
    CriteriaFactory,
    RuleFactory,
    RuleSetVersionFactory,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.participants import CallFactory, CallPartFactory, CallResponseFactory
from tests.web.eligibility.pages import reported


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def town(district):
    return MunicipalityFactory(part_of=district, name="Musterdorf")


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def office(steering, client_of):
    return client_of(steering)


@pytest.fixture
def version(district):
    version = RuleSetVersionFactory(rule_set__owner=district, rule_set__title="Sprachkurs")
    RuleFactory(version=version, code="deutsch", position=1, title="Deutsch ab A1")
    return version


@pytest.fixture
def draft(version):
    draft = RuleSetVersionFactory(rule_set=version.rule_set, draft=True)
    RuleFactory(version=draft, code="deutsch", position=1, title="Deutsch ab A1")
    return draft


@pytest.fixture
def call(district, version, town):
    call = CallFactory(initiative__owner=district, title="Namensliste")
    CriteriaFactory(call=call, rule_set=version.rule_set)
    part = CallPartFactory(call=call, kind=PartKind.CANDIDATES)
    CallResponseFactory(part=part, municipality=town)
    return call


@pytest.fixture
def person(call, town, steering):
    (person,) = reported(call, town)
    check_call(call, actor=steering)
    return person
