"""Services and their kinds."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.counselling.actions import offer_service, register_service_kind, remove_service
from kreislotse.counselling.errors import NameTaken, OfferedAlready
from kreislotse.counselling.models import ServiceKind, ServiceOffered
from kreislotse.counselling.queries import in_order
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from tests.factories.courses import ServiceFactory, ServiceKindFactory
from tests.factories.funding import CentreFactory
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def project(db):
    return CentreFactory()


def test_an_initiative_offers_services_in_its_own_order(acting, project):
    """L69-72."""
    actor = acting(Role.STEERING, at=project.owner)
    second = offer_service(project, actor=actor, kind=ServiceKindFactory(), position=2)
    first = offer_service(project, actor=actor, kind=ServiceKindFactory(), position=1)
    assert list(in_order(ServiceOffered.objects.visible_to(actor))) == [first, second]


def test_a_service_is_taken_out_and_the_journal_knows(acting, project):
    actor = acting(Role.STEERING, at=project.owner)
    service = ServiceFactory(initiative=project)
    remove_service(service, actor=actor)
    assert not ServiceOffered.objects.exists()
    entry = JournalEntry.objects.get()
    assert (entry.verb, entry.label, entry.owner_id) == (
        "remove_service",
        service.kind.title,
        project.owner_id,
    )


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMINISTRATOR])
def test_a_kind_of_service_is_entered(acting, role):
    actor = acting(role, at=OrganisationFactory())
    register_service_kind(actor=actor, code="anerkennung", title="Anerkennung")
    assert ServiceKind.objects.get().title == "Anerkennung"


REFUSED = [
    (
        Role.HEAD,
        lambda s, a: offer_service(s.initiative, actor=a, kind=ServiceKindFactory(), position=1),
        NotAllowed,
    ),
    (Role.HEAD, lambda s, a: remove_service(s, actor=a), NotAllowed),
    (Role.HEAD, lambda s, a: register_service_kind(actor=a, code="a", title="A"), NotAllowed),
    (
        Role.STEERING,
        lambda s, a: offer_service(s.initiative, actor=a, kind=s.kind, position=1),
        OfferedAlready,
    ),
    (
        Role.STEERING,
        lambda s, a: register_service_kind(actor=a, code=s.kind.code, title="A"),
        NameTaken,
    ),
    (
        Role.STEERING,
        lambda s, a: register_service_kind(
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
    service = ServiceFactory(initiative=project)
    with pytest.raises(refusal):
        deed(service, acting(role, at=project.owner))
    assert list(ServiceOffered.objects.all()) == [service]
    assert not JournalEntry.objects.exists()


def test_services_are_seen_by_their_own_district_only(acting, project):
    ours, theirs = ServiceFactory(initiative=project), ServiceFactory()
    actor = acting(Role.STEERING, at=project.owner)
    assert list(ServiceOffered.objects.visible_to(actor)) == [ours]
    assert theirs not in ServiceOffered.objects.visible_to(actor)
