"""Pages of course places: what people see and do there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.courses.models import CourseKind, Quota
from tests.factories.courses import CourseKindFactory, QuotaFactory
from tests.factories.funding import CentreFactory


@pytest.fixture
def project(db):
    return CentreFactory()


@pytest.fixture
def steering(acting, client_of, project):
    return client_of(acting(Role.STEERING, at=project.owner))


def page(client, route, *args, **query):
    response = client.get(reverse(f"courses:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"courses:{route}", args=args), {"sent": "1", **values})


def test_a_quota_is_set_and_changed(steering, project):
    kind = CourseKindFactory(title="ESF-BAMF-Kurs", units=730)
    send(steering, "quota_new", initiative=project.pk, kind=kind.pk, places="100")
    quota = Quota.objects.get()
    _, text = page(steering, "quota", quota.pk)
    assert all(shown in text for shown in ("ESF-BAMF-Kurs", "730", "100", project.title))
    send(steering, "quota_change", quota.pk, kind=kind.pk, places="")
    quota.refresh_from_db()
    assert quota.places is None


def test_a_refusal_keeps_what_was_typed(steering, project):
    kind = CourseKindFactory()
    response = send(steering, "quota_new", initiative=project.pk, kind=kind.pk, places="0")
    assert response.status_code == 422
    assert "mindestens einen Platz" in response.content.decode()


def test_a_course_kind_is_entered(steering):
    send(steering, "kind_new", code="esf-bamf", title="ESF-BAMF-Kurs", units="730")
    assert CourseKind.objects.get().units == 730
    assert "ESF-BAMF-Kurs" in page(steering, "kinds")[1]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_asks_the_same_however_long_it_is(steering, project, count):
    for _ in range(count):
        QuotaFactory(initiative=project, area=project.owner)
    with CaptureQueriesContext(connection) as asked:
        page(steering, "quotas")
    assert len(asked) == 6


@pytest.mark.parametrize(
    ("route", "label"),
    [("quotas", "Kontingent anlegen"), ("kinds", "Art von Kurs anlegen")],
)
def test_an_empty_list_names_the_next_step(steering, route, label):
    assert label in page(steering, route)[1]


def test_what_belongs_to_others_is_not_found(steering):
    theirs = QuotaFactory()
    for route in ("quota", "quota_change"):
        assert page(steering, route, theirs.pk)[0].status_code == 404
    assert theirs.kind.title not in page(steering, "quotas")[1]


@pytest.mark.parametrize(
    ("role", "route", "status"),
    [
        (Role.HEAD, "quota", 200),
        (Role.HEAD, "quota_change", 403),
        (Role.AUDITOR, "quota", 404),
    ],
)
def test_doors_open_to_the_right_people_only(acting, client_of, project, role, route, status):
    quota = QuotaFactory(initiative=project)
    client = client_of(acting(role, at=project.owner))
    assert page(client, route, quota.pk)[0].status_code == status
    assert page(client, "kind_new")[0].status_code == 403
