"""Pages of staff: what people see and do there."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.staffing.models import ExternalStaff, Post, Secondment
from kreislotse.staffing.states import PostState, SecondmentState
from tests.factories.funding import ApplicationLineFactory, CentreFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.staffing import (
    AgencyFactory,
    ExternalStaffFactory,
    PostFactory,
    SecondmentFactory,
)


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, client_of, centre):
    return client_of(acting(Role.GRANTS_OFFICER, at=centre.owner))


def page(client, route, *args, **query):
    response = client.get(reverse(f"staffing:{route}", args=args), query)
    return response, response.content.decode()


def send(client, route, *args, **values):
    return client.post(reverse(f"staffing:{route}", args=args), {"sent": "1", **values})


def test_the_overview_counts_posts_and_seconded_staff(officer, centre):
    """R-SEC-04."""
    PostFactory(initiative=centre, share=Decimal("2.0"), state=PostState.FILLED)
    PostFactory(initiative=centre, share=Decimal("1.5"))
    PostFactory(initiative=centre)
    SecondmentFactory(initiative=centre, share=Decimal("2.0"))
    PostFactory(share=Decimal("9.0"))
    response, text = page(officer, "overview")
    assert [(part["share"], part["width"]) for part in response.context["segments"]] == [
        ("1,5", 257),
        ("0,0", 0),
        ("2,0", 342),
        ("0,0", 0),
    ]
    assert "Stellen: 3,5, davon besetzt: 2,0" in text
    assert "Zusammen: 5,5" in text
    assert "1 Anteil ist noch offen" in text
    assert (
        "Stellen im Umfang von 3,5, davon 2,0 besetzt; dazu 2,0 abgeordnet."
        in (page(officer, "posts")[1])
    )


def test_a_post_is_planned_changed_and_filled(officer, centre):
    line = ApplicationLineFactory(application__initiative=centre, title="Sozialarbeit")
    send(officer, "post_new", initiative=centre.pk, title="Fachkraft", share="2,0")
    post = Post.objects.get()
    response, _ = page(officer, "post_change", post.pk)
    assert response.context["form"].initial["share"] == "2,0"
    send(officer, "post_change", post.pk, title="Fachkraft", share="2,0", funded_by=line.pk)
    for step in ("approve", "advertise", "select"):
        assert page(officer, f"post_{step}", post.pk)[0].status_code == 200
        send(officer, f"post_{step}", post.pk)
    send(officer, "post_fill", post.pk, filled_on="02.05.2016")
    _, text = page(officer, "post", post.pk)
    assert "02.05.2016" in text
    assert "Sozialarbeit" in text
    send(officer, "post_vacate", post.pk, vacant_from="01.09.2016")
    send(officer, "post_abolish", post.pk)
    post.refresh_from_db()
    assert (post.state, post.funded_by) == (PostState.ABOLISHED, line)


def test_a_refusal_keeps_what_was_typed(officer, centre):
    response = send(officer, "post_new", initiative=centre.pk, title="Fachkraft", share="0")
    assert response.status_code == 422
    assert "Der Anteil muss größer als null sein." in response.content.decode()
    assert 'value="Fachkraft"' in response.content.decode()


def test_a_secondment_shows_its_backward_plan_and_steps(officer, centre):
    """R-SEC-01, R-SEC-02."""
    school = OrganisationFactory(kind="school_authority")
    send(
        officer,
        "secondment_new",
        initiative=centre.pk,
        role="Lehrkräfte",
        share="2,0",
        parties=[school.pk],
        target_on="01.02.2016",
    )
    secondment = Secondment.objects.get()
    send(
        officer,
        "secondment_agree",
        secondment.pk,
        taken_on="02.11.2015",
        document="Protokoll der Abstimmung",
    )
    _, text = page(officer, "secondment", secondment.pk)
    assert "04.01.2016" in text
    assert "Protokoll der Abstimmung" in text
    assert school.name in text
    assert "(verstrichen)" in text


def test_every_step_of_a_secondment_has_its_page(officer, centre):
    secondment = SecondmentFactory(initiative=centre)
    steps = ("agree", "advertise", "close_applications", "hold_selection", "check_availability")
    for step in (*steps, "staff_council_consent", "issue_order", "begin", "end"):
        assert page(officer, f"secondment_{step}", secondment.pk)[0].status_code == 200
        send(
            officer,
            f"secondment_{step}",
            secondment.pk,
            taken_on="02.11.2015",
            document="Vermerk",
        )
    secondment.refresh_from_db()
    assert secondment.state == SecondmentState.ENDED


def test_the_order_waits_for_the_staff_council(officer, centre):
    """R-SEC-02."""
    secondment = SecondmentFactory(initiative=centre, state=SecondmentState.AVAILABILITY_CHECKED)
    response = send(
        officer,
        "secondment_issue_order",
        secondment.pk,
        taken_on="02.11.2015",
        document="Verfügung",
    )
    assert response.status_code == 422
    assert "Zustimmung des Personalrats" in response.content.decode()


def test_a_secondment_is_changed(officer, centre):
    secondment = SecondmentFactory(initiative=centre)
    response, _ = page(officer, "secondment_change", secondment.pk)
    assert response.context["form"].initial["target_on"] == date(2016, 2, 1)
    send(officer, "secondment_change", secondment.pk, role="Lehrerin", ends_on="")
    secondment.refresh_from_db()
    assert (secondment.role, secondment.target_on) == ("Lehrerin", None)


def test_staff_of_others_is_entered_and_corrected(officer, centre):
    agency = AgencyFactory(name="Agentur Musterland")
    send(
        officer,
        "external_staff_new",
        initiative=centre.pk,
        employer=agency.pk,
        headcount="2",
        in_district="1",
    )
    staff = ExternalStaff.objects.get()
    too_many = send(
        officer, "external_staff_change", staff.pk, employer=agency.pk, headcount="2", in_district=3
    )
    assert too_many.status_code == 422
    assert "3 von 2 ist nicht möglich" in too_many.content.decode()
    assert "Agentur Musterland" in page(officer, "external_staff")[1]


@pytest.mark.parametrize(
    ("route", "label"),
    [
        ("posts", "Stelle planen"),
        ("secondments", "Abordnung planen"),
        ("external_staff", "Kräfte anderer eintragen"),
        ("overview", "Planen Sie die erste"),
    ],
)
def test_an_empty_list_names_the_next_step(officer, route, label):
    assert label in page(officer, route)[1]


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize(
    ("route", "questions"), [("posts", 8), ("secondments", 6), ("external_staff", 6)]
)
def test_a_list_asks_the_same_however_long_it_is(officer, centre, route, questions, count):
    for _ in range(count):
        PostFactory(
            initiative=centre,
            funded_by=ApplicationLineFactory(application__initiative=centre),
        )
        SecondmentFactory(initiative=centre)
        ExternalStaffFactory(initiative=centre)
    with CaptureQueriesContext(connection) as asked:
        page(officer, route)
    assert len(asked) == questions


def test_what_belongs_to_others_is_not_found(officer):
    post, secondment, staff = PostFactory(), SecondmentFactory(), ExternalStaffFactory()
    for route, record in [
        ("post", post),
        ("post_change", post),
        ("post_approve", post),
        ("secondment", secondment),
        ("secondment_change", secondment),
        ("secondment_agree", secondment),
        ("external_staff_change", staff),
    ]:
        assert page(officer, route, record.pk)[0].status_code == 404, route
    assert post.title not in page(officer, "posts")[1]
    assert staff.employer.name not in page(officer, "external_staff")[1]


@pytest.mark.parametrize(
    ("role", "route", "status"),
    [
        (Role.AUDITOR, "post", 200),
        (Role.AUDITOR, "post_change", 403),
        (Role.STEERING, "post_approve", 403),
        (Role.HEAD, "post_vacate", 409),
        (Role.COUNSELLOR, "post", 404),
    ],
)
def test_doors_open_to_the_right_people_only(acting, client_of, centre, role, route, status):
    post = PostFactory(initiative=centre)
    client = client_of(acting(role, at=centre.owner))
    assert page(client, route, post.pk)[0].status_code == status


def test_who_only_reads_is_offered_nothing_to_change(acting, client_of, centre):
    staff = ExternalStaffFactory(initiative=centre)
    _, text = page(client_of(acting(Role.AUDITOR, at=centre.owner)), "external_staff")
    address = reverse("staffing:external_staff_change", args=[staff.pk])
    assert (staff.employer.name in text, address in text) == (True, False)
