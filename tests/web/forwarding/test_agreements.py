"""Pages of agreements: a town sees its own share and answers; the office sees all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kreislotse.access.policy import Role
from kreislotse.forwarding import actions
from kreislotse.forwarding.models import Agreement
from kreislotse.forwarding.states import AgreementState, Key, PlanState
from kreislotse.kernel.money import Money
from tests.factories.initiatives import InitiativeFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.sharing import eleven_towns

TODAY = f"{timezone.localdate():%d.%m.%Y}"
TOMORROW = f"{timezone.localdate() + timedelta(days=1):%d.%m.%Y}"


@pytest.fixture
def district(db):
    return OrganisationFactory(name="Kreis Musterland")


@pytest.fixture
def officer(acting, district):
    return acting(Role.GRANTS_OFFICER, at=district, now=timezone.now())


@pytest.fixture
def plan(district, officer):
    """The pot of 2015 by the key of 2018, put to all eleven towns."""
    towns = eleven_towns(district)
    weights = [105824, 98515, 320926, 339815, 92348, 206231, 56031, 123125, 68101, 98632, 162006]
    plan = actions.draft_plan(
        InitiativeFactory(owner=district),
        actor=officer,
        title="Schlüssel 2018",
        amount=Money.euros(18_000),
        key=Key.WEIGHTS,
        weights=dict(zip(towns, weights, strict=True)),
    )
    return actions.ask_municipalities(plan, actor=officer, due_on=officer.today)


@pytest.fixture
def own(plan):
    return plan.agreements.get(municipality__name="Dülmen")


@pytest.fixture
def clerk(acting, client_of, own):
    return client_of(acting(Role.MUNICIPAL_CLERK, at=own.municipality))


def page(client, route, *args):
    response = client.get(reverse(f"forwarding:{route}", args=args))
    return response, response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    response = client.post(reverse(f"forwarding:{route}", args=args), {"sent": "1", **values})
    return response, response.content.decode().replace("\u00a0", " ")


def test_a_clerk_sees_the_own_share_and_no_other(clerk, own):
    """T8, R-DIS-04, R-DP-10"""
    response, text = page(clerk, "agreements")
    assert "Ihr Anteil" in text
    assert "3.659,27 €" in text
    assert "3.455,87 €" not in text
    assert len(response.context["lines"]) == 1
    _, text = page(clerk, "agreement", own.pk)
    for said in ("3.659,27 €", "339.815", "nach eigenen Gewichten", "18.000,00 €", "größten"):
        assert said in text
    for other in ("Coesfeld", "3.455,87", "320.926"):
        assert other not in text


def test_a_clerk_agrees_by_click(clerk, own):
    """R-DIS-04"""
    _, text = page(clerk, "agreement", own.pk)
    assert "Einverstanden" in text
    response, _ = send(clerk, "agreement_agree", own.pk, answered_on=TODAY)
    assert response.url == reverse("forwarding:agreement", args=[own.pk])
    own.refresh_from_db()
    assert own.state == AgreementState.AGREED
    assert (
        'href="' + reverse("forwarding:agreement_agree", args=[own.pk])
        not in page(clerk, "agreement", own.pk)[1]
    )


def test_an_objection_wants_its_reason(clerk, own):
    """R-DIS-04"""
    response, text = send(clerk, "agreement_object", own.pk, answered_on=TODAY, remark="")
    assert response.status_code == 422
    assert "Bitte füllen Sie dieses Feld aus." in text
    send(clerk, "agreement_object", own.pk, answered_on=TODAY, remark="Zu wenig.")
    own.refresh_from_db()
    assert (own.state, own.remark) == (AgreementState.OBJECTED, "Zu wenig.")


def test_a_refused_answer_keeps_what_was_typed(clerk, own):
    response, text = send(
        clerk, "agreement_object", own.pk, answered_on=TOMORROW, remark="Zu wenig."
    )
    assert response.status_code == 422
    assert f"Der {TOMORROW} liegt in der Zukunft." in text
    assert "Zu wenig." in text


def test_after_the_decision_nobody_answers(clerk, own, plan):
    plan.state = PlanState.DECIDED
    plan.save()
    _, text = page(clerk, "agreement", own.pk)
    assert "Die Verteilung hat den Stand „beschlossen“." in text
    response, text = send(clerk, "agreement_agree", own.pk, answered_on=TODAY)
    assert response.status_code == 422


def test_another_town_and_the_plan_itself_stay_out_of_sight(clerk, plan):
    """R-DP-10"""
    other = plan.agreements.get(municipality__name="Coesfeld")
    for route in ("agreement", "agreement_agree", "agreement_object", "agreement_silence"):
        assert page(clerk, route, other.pk)[0].status_code == 404
    assert page(clerk, "plan", plan.pk)[0].status_code == 404
    assert page(clerk, "plans")[0].status_code == 403


def test_a_clerk_does_not_note_silence(clerk, own):
    assert page(clerk, "agreement_silence", own.pk)[0].status_code == 403


def test_the_office_sees_all_answers_and_enters_letters(client_of, officer, own):
    """R-DIS-04"""
    office = client_of(officer)
    response, text = page(office, "agreements")
    assert len(response.context["lines"]) == 11
    send(office, "agreement_agree", own.pk, answered_on=TODAY, remark="Brief")
    _, text = page(office, "agreement", own.pk)
    assert "Anteil von Dülmen" in text
    assert "Brief" in text


def test_the_office_notes_silence_once_the_day_has_passed(client_of, officer, own):
    """R-DIS-04"""
    office = client_of(officer)
    assert "Keine Antwort vermerken" not in page(office, "agreement", own.pk)[1]
    response, text = send(office, "agreement_silence", own.pk)
    assert response.status_code == 422
    assert f"Dülmen kann bis zum {TODAY} antworten." in text
    Agreement.objects.filter(pk=own.pk).update(due_on=officer.today - timedelta(days=1))
    assert "Keine Antwort vermerken" in page(office, "agreement", own.pk)[1]
    send(office, "agreement_silence", own.pk)
    own.refresh_from_db()
    assert own.state == AgreementState.SILENT


def test_an_auditor_reads_and_does_not_answer(acting, client_of, district, own):
    auditor = client_of(acting(Role.AUDITOR, at=district))
    response, text = page(auditor, "agreement", own.pk)
    assert response.status_code == 200
    assert reverse("forwarding:agreement_agree", args=[own.pk]) not in text
    assert page(auditor, "agreement_agree", own.pk)[0].status_code == 403
