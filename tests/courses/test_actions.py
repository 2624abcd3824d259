"""Course kinds and quotas."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.courses.actions import change_quota, register_course_kind, set_quota
from kreislotse.courses.errors import NameTaken, NoPlaces
from kreislotse.courses.models import CourseKind, Quota
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from tests.factories.courses import CourseKindFactory, QuotaFactory
from tests.factories.funding import CentreFactory
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def project(db):
    return CentreFactory()


def test_a_hundred_places_are_set_and_corrected(acting, project):
    """L73-74."""
    actor = acting(Role.STEERING, at=project.owner)
    quota = set_quota(project, actor=actor, kind=CourseKindFactory(), places=100)
    change_quota(quota, actor=actor, places=None)
    quota.refresh_from_db()
    assert (quota.owner, quota.places) == (project.owner, None)
    verbs = [entry.verb for entry in JournalEntry.objects.of_record(quota)]
    assert verbs == ["change_quota", "set_quota"]


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMINISTRATOR])
def test_a_course_kind_is_entered(acting, role):
    actor = acting(role, at=OrganisationFactory())
    register_course_kind(actor=actor, code="esf-bamf", title="ESF-BAMF-Kurs", units=730)
    assert CourseKind.objects.get().units == 730


REFUSED = [
    (
        Role.AUDITOR,
        lambda q, a: set_quota(q.initiative, actor=a, kind=q.kind, places=1),
        NotAllowed,
    ),
    (Role.HEAD, lambda q, a: change_quota(q, actor=a, places=1), NotAllowed),
    (Role.HEAD, lambda q, a: register_course_kind(actor=a, code="a", title="A"), NotAllowed),
    (
        Role.STEERING,
        lambda q, a: set_quota(q.initiative, actor=a, kind=q.kind, places=0),
        NoPlaces,
    ),
    (Role.STEERING, lambda q, a: change_quota(q, actor=a, places=0), NoPlaces),
    (
        Role.STEERING,
        lambda q, a: register_course_kind(actor=a, code=q.kind.code, title="A"),
        NameTaken,
    ),
    (
        Role.STEERING,
        lambda q, a: register_course_kind(
            actor=a,
            code="a",
            title="A",
            valid_from=date(2018, 1, 1),
            valid_to=date(2017, 12, 31),
        ),
        DateOrder,
    ),
]


@pytest.mark.parametrize(("role", "deed", "refusal"), REFUSED)
def test_a_refused_deed_leaves_nothing_behind(acting, project, role, deed, refusal):
    quota = QuotaFactory(initiative=project, places=100)
    with pytest.raises(refusal):
        deed(quota, acting(role, at=project.owner))
    assert list(Quota.objects.values_list("pk", "places")) == [(quota.pk, 100)]
    assert CourseKind.objects.count() == 1
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(("role", "sees"), [(Role.COUNSELLOR, True), (Role.AUDITOR, False)])
def test_quotas_are_seen_by_their_own_district_only(acting, project, role, sees):
    ours, theirs = QuotaFactory(initiative=project), QuotaFactory()
    actor = acting(role, at=project.owner)
    assert theirs not in Quota.objects.visible_to(actor)
    assert list(Quota.objects.visible_to(actor)) == ([ours] if sees else [])
