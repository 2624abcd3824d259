"""The application's page and its deeds: from the first line to the notice and the next year."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.funding.models import (
    Application,
    ApplicationAnnex,
    ApplicationLine,
    CoFinancing,
    Inquiry,
)
from kreislotse.funding.states import ApplicationState, Financing
from kreislotse.kernel.money import Money
from tests.factories.attachments import PDF
from tests.factories.awards import AwardFactory
from tests.factories.funding import (
    ApplicationAnnexFactory,
    ApplicationFactory,
    ApplicationLineFactory,
    CentreFactory,
    CoFinancingFactory,
    GuidelineFactory,
    InquiryFactory,
    ProgrammeDateFactory,
    RateFactory,
    RequiredAnnexFactory,
)


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, client_of, centre):
    return client_of(acting(Role.GRANTS_OFFICER, at=centre.owner))


@pytest.fixture
def application(centre):
    """Eighty per cent of 10,000 euros for 2026, at most 7,000."""
    guideline = GuidelineFactory(
        title="Richtlinie 2026", percent=Decimal(80), cap=Money.euros(7_000)
    )
    application = ApplicationFactory(
        initiative=centre,
        programme=guideline.programme,
        financing=Financing.SHARE,
        period_from=date(2026, 1, 1),
        period_to=date(2026, 12, 31),
    )
    ApplicationLineFactory(application=application, amount=Money.euros(10_000))
    return application


def page(client, route, *args, **query):
    response = client.get(reverse(f"funding:{route}", args=args), query)
    return response, response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    return client.post(reverse(f"funding:{route}", args=args), {"sent": "1", **values})


def test_the_computed_grant_stands_beside_the_requested_sum(officer, application):
    """R-GRT-02."""
    Application.objects.update(requested=Money.euros(8_000))
    _, text = page(officer, "application", application.pk)
    assert "Anteilfinanzierung: 80 % × 10.000,00 € = 8.000,00 €" in text
    assert "Der Höchstbetrag der Richtlinie ist 7.000,00 €" in text
    assert "Nach „Richtlinie 2026“ gibt es höchstens 7.000,00 €" in text
    assert "feste Summe" in text


def test_a_percentage_that_nobody_could_read_is_asked_for(officer, application):
    application.programme.guidelines.update(percent=None)
    _, text = page(officer, "application", application.pk)
    assert "Der Förderanteil der Richtlinie ist nicht lesbar" in text


def test_the_page_lists_what_is_missing_and_leads_to_it(officer, application):
    asked = RequiredAnnexFactory(programme=application.programme, title="Arbeitsplan")
    _, text = page(officer, "application", application.pk)
    assert "Vor der Freigabe fehlen noch 7 Angaben." in text
    assert "Geprüft nach „Richtlinie 2026“." in text
    add = reverse("funding:application_annex_new", args=[application.pk])
    assert f'href="{add}?code={asked.code}"' in text
    assert reverse("funding:application_reasons", args=[application.pk]) in text


def test_an_incomplete_application_is_not_approved(acting, client_of, application):
    head = client_of(acting(Role.HEAD, at=application.owner))
    Application.objects.update(requested=Money.euros(7_000), not_begun=True)
    response = send(head, "application_approve", application.pk)
    assert response.status_code == 422
    assert "Vor der Freigabe fehlt noch: Finanzierungsplan" in response.content.decode()
    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFT


def test_what_has_begun_is_not_approved(acting, client_of, application):
    """R-GRT-03."""
    head = client_of(acting(Role.HEAD, at=application.owner))
    Application.objects.update(requested=Money.euros(7_000))
    response = send(head, "application_approve", application.pk)
    assert "noch nicht begonnen hat" in response.content.decode()


def test_an_application_is_filled_in_until_nothing_is_missing(officer, application):
    asked = RequiredAnnexFactory(programme=application.programme)
    send(officer, "application_sum", application.pk, requested="7.000,00")
    send(
        officer,
        "co_financing_new",
        application.pk,
        kind="own",
        from_whom="Kreis",
        amount="3.000,00",
    )
    reasons = {"need": "Bedarf", "funding_need": "Haushalt", "financial_effects": "keine"}
    send(officer, "application_reasons", application.pk, **reasons)
    send(
        officer,
        "application_declarations",
        application.pk,
        not_begun="on",
        deducts_input_tax="no",
    )
    file = SimpleUploadedFile("plan.pdf", PDF)
    send(officer, "application_annex_new", application.pk, code=asked.code, file=file)
    _, text = page(officer, "application", application.pk)
    assert "Alles Nötige ist da." in text
    assert "plan.pdf" in text
    assert "rechnerischer Eigenanteil" in text
    application.refresh_from_db()
    assert (application.not_begun, application.deducts_input_tax) == (True, False)
    for route, record in [
        ("application_reasons", application),
        ("application_declarations", application),
        ("co_financing_remove", CoFinancing.objects.get()),
        ("application_annex_remove", ApplicationAnnex.objects.get()),
    ]:
        assert page(officer, route, record.pk)[0].status_code == 200
    send(officer, "co_financing_remove", CoFinancing.objects.get().pk)
    send(officer, "application_annex_remove", ApplicationAnnex.objects.get().pk)
    assert not CoFinancing.objects.exists()
    assert not ApplicationAnnex.objects.exists()


def test_a_line_is_changed_and_keeps_what_was_typed_when_refused(officer, application):
    line = ApplicationLine.objects.get()
    assert page(officer, "application_line_change", line.pk)[0].status_code == 200
    refused = send(
        officer, "application_line_change", line.pk, title="Kurse", amount="100", share="1"
    )
    assert (refused.status_code, "Kurse" in refused.content.decode()) == (422, True)
    send(officer, "application_line_change", line.pk, title="Kurse", amount="9.000,00")
    line.refresh_from_db()
    assert (line.title, line.amount) == ("Kurse", Money.euros(9_000))


@pytest.mark.parametrize("amount", ["1.234,567", "-5", "0", "12e3", "ein paar"])
def test_what_is_no_amount_is_refused_with_a_sentence(officer, application, amount):
    response = send(officer, "co_financing_new", application.pk, kind="own", from_whom="Kreis",
                    amount=amount)  # fmt: skip
    assert response.status_code == 422
    assert amount in response.content.decode()
    assert not CoFinancing.objects.exists()


def test_an_inquiry_is_entered_answered_and_settled(officer, centre):
    submitted = ApplicationFactory(initiative=centre, submitted=True)
    send(
        officer,
        "application_inquiry",
        submitted.pk,
        asked_on="20.10.2015",
        question="Wie viele Stunden?",
        due_on="30.10.2015",
    )
    inquiry = Inquiry.objects.get()
    assert send(officer, "application_settle", submitted.pk).status_code == 422
    _, text = page(officer, "application", submitted.pk)
    assert "Wie viele Stunden?" in text
    assert reverse("funding:inquiry_answer", args=[inquiry.pk]) in text
    send(officer, "inquiry_answer", inquiry.pk, answered_on="22.10.2015", answer="39")
    send(officer, "application_settle", submitted.pk)
    submitted.refresh_from_db()
    assert submitted.state == ApplicationState.SUBMITTED


def test_an_approved_application_goes_back_to_the_draft(officer, centre):
    approved = ApplicationFactory(initiative=centre, approved=True)
    send(officer, "application_return", approved.pk, reason="Zahlendreher")
    approved.refresh_from_db()
    assert approved.state == ApplicationState.DRAFT


def test_the_next_year_is_proposed_and_compared(officer, application):
    """R-GRT-20."""
    ProgrammeDateFactory(programme=application.programme)
    Application.objects.update(state="submitted", submitted_on=date(2025, 10, 1))
    _, text = page(officer, "application", application.pk)
    assert "ist bis zum 30.10.2026 zu stellen" in text
    response, _ = page(officer, "application_renew", application.pk)
    initial = response.context["form"].initial
    assert (initial["period_from"], initial["period_to"]) == (
        date(2027, 1, 1),
        date(2027, 12, 31),
    )
    response = send(
        officer,
        "application_renew",
        application.pk,
        title="Förderung 2027",
        rates_on="01.01.2027",
        period_from="01.01.2027",
        period_to="31.12.2027",
    )
    renewal = Application.objects.get(title="Förderung 2027")
    assert response.url == reverse("funding:application", args=[renewal.pk])
    _, text = page(officer, "application", renewal.pk)
    assert "Was sich gegenüber dem früheren Antrag ändert" in text
    assert "Förderung 2027" in page(officer, "application", application.pk)[1]


def test_the_way_leads_on_to_the_notice(officer, centre):
    application = ApplicationFactory(initiative=centre, submitted=True)
    _, text = page(officer, "application", application.pk)
    assert f"{reverse('awards:award_new')}?application={application.pk}" in text
    award = AwardFactory(application=application, initiative=centre, owner=centre.owner)
    _, text = page(officer, "application", application.pk)
    assert reverse("awards:award", args=[award.pk]) in text


def test_the_page_asks_the_same_however_much_there_is(
    officer, application, django_assert_num_queries
):
    def fill(count):
        for _ in range(count):
            rate = RateFactory(programme=application.programme)
            ApplicationLineFactory(
                application=application,
                share=Decimal(1),
                rate=rate,
                post_kind=rate.post_kind,
            )
            CoFinancingFactory(application=application)
            ApplicationAnnexFactory(application=application)
            InquiryFactory(application=application)

    fill(1)
    with CaptureQueriesContext(connection) as first:
        page(officer, "application", application.pk)
    fill(3)
    with django_assert_num_queries(len(first)):
        page(officer, "application", application.pk)


def test_what_belongs_to_others_is_not_found(officer):
    other = ApplicationFactory()
    for route, record in [
        ("application_reasons", other),
        ("application_declarations", other),
        ("application_renew", other),
        ("application_annex_new", other),
        ("co_financing_new", other),
        ("application_line_change", ApplicationLineFactory()),
        ("application_annex_remove", ApplicationAnnexFactory()),
        ("co_financing_remove", CoFinancingFactory()),
        ("inquiry_answer", InquiryFactory()),
    ]:
        assert page(officer, route, record.pk)[0].status_code == 404, route


@pytest.mark.parametrize(
    "route", ["application_reasons", "application_declarations", "co_financing_new"]
)
def test_who_only_reads_writes_nothing(acting, client_of, application, route):
    auditor = client_of(acting(Role.AUDITOR, at=application.owner))
    assert page(auditor, route, application.pk)[0].status_code == 403
    _, text = page(auditor, "application", application.pk)
    assert reverse(f"funding:{route}", args=[application.pk]) not in text
