"""Pages of services: what people see and do there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.counselling.models import ServiceKind, ServiceOffered
from tests.factories.courses import ServiceFactory, ServiceKindFactory
from tests.factories.funding import CentreFactory


@pytest.fixture
def project(db):
    return CentreFactory()


@pytest.fixture
def steering(acting, client_of, project):
    return client_of(acting(Role.STEERING, at=project.owner))


def page(client, route, *args, **query):
    response = client.get(reverse(f"counselling:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"counselling:{route}", args=args), {"sent": "1", **values})


def test_a_service_is_offered_and_taken_out(steering, project):
    kind = ServiceKindFactory(title="Anerkennung")
    response = send(steering, "service_new", initiative=project.pk, kind=kind.pk, position="1")
    assert response.url == f"{reverse('counselling:services')}?initiative={project.pk}"
    assert "Anerkennung" in page(steering, "services", initiative=project.pk)[1]
    service = ServiceOffered.objects.get()
    assert page(steering, "service_remove", service.pk)[0].status_code == 200
    send(steering, "service_remove", service.pk)
    assert not ServiceOffered.objects.exists()


def test_a_refusal_keeps_what_was_typed(steering, project):
    service = ServiceFactory(initiative=project)
    response = send(
        steering, "service_new", initiative=project.pk, kind=service.kind_id, position="17"
    )
    assert response.status_code == 422
    assert "schon an" in response.content.decode()
    assert 'value="17"' in response.content.decode()


def test_a_kind_of_service_is_entered(steering):
    send(steering, "service_kind_new", code="anerkennung", title="Anerkennung")
    assert ServiceKind.objects.get().title == "Anerkennung"
    assert "Anerkennung" in page(steering, "service_kinds")[1]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_asks_the_same_however_long_it_is(steering, project, count):
    ServiceFactory.create_batch(count, initiative=project)
    with CaptureQueriesContext(connection) as asked:
        page(steering, "services")
    assert len(asked) == 6


def test_what_belongs_to_others_is_not_found(steering):
    theirs = ServiceFactory()
    assert page(steering, "service_remove", theirs.pk)[0].status_code == 404
    assert theirs.kind.title not in page(steering, "services")[1]


def test_who_only_reads_is_offered_nothing_to_change(acting, client_of, project):
    service = ServiceFactory(initiative=project)
    head = client_of(acting(Role.HEAD, at=project.owner))
    _, text = page(head, "services")
    assert (service.kind.title in text, "Herausnehmen" in text) == (True, False)
    assert page(head, "service_remove", service.pk)[0].status_code == 403
    assert page(head, "service_kind_new")[0].status_code == 403
