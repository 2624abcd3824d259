"""A district with a list, a course of two seats, published criteria, and those who decide."""

from dataclasses import replace

import pytest

from kreislotse.access.policy import Role
from kreislotse.allocation.models import Run, RunLine
from tests.factories.courses import (
    CourseFactory,
    CourseKindFactory,
    EntitlementFactory,
    WaitingEntryFactory,
    WaitingListFactory,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.people import CandidateFactory
from tests.factories.runs import CriteriaVersionFactory


@pytest.fixture
def district(db):
    return OrganisationFactory()


@pytest.fixture
def town(district):
    return MunicipalityFactory(part_of=district)


@pytest.fixture
def waiting_list(district):
    return WaitingListFactory(owner=district, kind=CourseKindFactory())


@pytest.fixture
def course(waiting_list, town):
    """Takes people of A1 to B1; two seats, none with childcare."""
    return CourseFactory(owner=waiting_list.owner, kind=waiting_list.kind, municipality=town)


@pytest.fixture
def criteria(district):
    """A place, the groups and the weeks count; nothing else."""
    said = {"obliged": 300, "benefits": 200, "training": 100, "week": 2}
    return CriteriaVersionFactory(criteria_set__owner=district, number=1, **said)


@pytest.fixture
def steering(acting, district):
    return acting(Role.STEERING, at=district)


@pytest.fixture
def head(acting, district):
    return acting(Role.HEAD, at=district)


@pytest.fixture
def clerk(acting, town):
    return acting(Role.MUNICIPAL_CLERK, at=town)


@pytest.fixture
def waiting(waiting_list, town):
    """Put somebody of the town on the list, entitled; `person` says more about them."""

    def make(*, person: dict[str, object] | None = None, **said):
        candidate = CandidateFactory(owner=town, **({"released": True} | (person or {})))
        EntitlementFactory(candidate=candidate, kind=waiting_list.kind)
        return WaitingEntryFactory(waiting_list=waiting_list, candidate=candidate, **said)

    return make


@pytest.fixture
def line_of():
    """The line of an entry in a run, as it is now."""
    return lambda run, entry: RunLine.objects.select_related("course__course").get(
        run=run, entry=entry
    )


@pytest.fixture
def placed_by():
    """By entry the course that a run gives."""

    def given(run: Run) -> dict[int, int]:
        rows = run.lines.filter(course__isnull=False)
        return dict(rows.values_list("entry", "course__course"))

    return given


@pytest.fixture
def on_day():
    """The same actor at noon of a day."""
    return lambda actor, day: replace(
        actor, at=actor.at.replace(year=day.year, month=day.month, day=day.day)
    )
