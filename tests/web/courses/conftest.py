"""Who acts on the pages of courses, each in a browser of their own, in the days of the records."""

import pytest
from django.test import Client
from django.utils import timezone

from kreislotse.access.models import Account, Installation
from kreislotse.access.policy import Role
from kreislotse.organisations.models import OrganisationKind
from tests.factories.courses import CourseFactory, WaitingListFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.fixtures.acting import NOON


@pytest.fixture
def in_november(db, settings):
    """A demonstration, whose clock stands where the records' days are."""
    settings.DEMO = True
    behind = timezone.now() - NOON
    Installation.objects.create(pk=1, purpose=Installation.Purpose.DEMO, clock_behind=behind)


@pytest.fixture
def browser_of(acting):
    """A browser of its own for everybody who acts, since several act on one entry."""

    def log_in(role, at):
        browser = Client()
        browser.force_login(Account.objects.get(pk=acting(role, at=at).person_id))
        return browser

    return log_in


@pytest.fixture
def district(db):
    return OrganisationFactory(kind=OrganisationKind.DISTRICT)


@pytest.fixture
def town(district):
    return MunicipalityFactory(part_of=district)


@pytest.fixture
def waiting_list(district):
    return WaitingListFactory(owner=district)


@pytest.fixture
def course(district):
    return CourseFactory(owner=district, title="Deutsch am Morgen")


@pytest.fixture
def manager(browser_of, district):
    """Who runs courses and lists for the district."""
    return browser_of(Role.STEERING, district)


@pytest.fixture
def clerk(browser_of, town):
    return browser_of(Role.MUNICIPAL_CLERK, town)


@pytest.fixture
def head(browser_of, district):
    return browser_of(Role.HEAD, district)


@pytest.fixture
def provider(browser_of, course):
    return browser_of(Role.COURSE_PROVIDER, course.provider)
