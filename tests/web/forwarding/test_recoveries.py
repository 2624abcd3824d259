"""Pages of money asked back: the demand, the calculation sheet, payment and waiver."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.forwarding.models import Forwarding, Recovery
from kreislotse.forwarding.states import ForwardingState, RecoveryState
from kreislotse.funding.actions import load_base_rates
from kreislotse.kernel.money import Money
from kreislotse.organisations.queries import system_actor
from tests.factories.forwarding import ForwardableItemFactory, ForwardingFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.proving import RecoveryFactory

S = ForwardingState


@pytest.fixture
def rates(db):
    load_base_rates(actor=system_actor(datetime(2016, 5, 10, tzinfo=UTC), 0))


@pytest.fixture
def recovery(rates):
    """T10: 10,000.00 from 01.01.2016, paid back on 30.06.2016."""
    forwarding = ForwardingFactory(
        item=ForwardableItemFactory(),
        requested=Money.euros(10_000),
        light=False,
        state=S.RECOVERY,
    )
    return RecoveryFactory(
        forwarding=forwarding,
        amount=Money.euros(10_000),
        interest_from=date(2016, 1, 1),
        due_on=date(2016, 6, 30),
    )


@pytest.fixture
def office(acting, client_of, recovery):
    return client_of(acting(Role.GRANTS_OFFICER, at=recovery.forwarding.owner))


def page(client, route, *args, **query):
    response = client.get(reverse(f"forwarding:{route}", args=args), query)
    return response, response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    return client.post(reverse(f"forwarding:{route}", args=args), {"sent": "1", **values})


def test_the_calculation_sheet_shows_days_rate_and_method(office, recovery):
    """T10, R-GRT-17"""
    send(office, "recovery_paid", recovery.pk, settled_on="30.06.2016")
    _, text = page(office, "recovery", recovery.pk)
    for shown in ("01.01.2016", "30.06.2016", "182", "366", "4,17 %", "207,36 €"):
        assert shown in text
    assert "taggenau, Jahr mit 365 oder 366 Tagen" in text
    assert "Zinsen zusammen: 207,36 €." in text
    assert Recovery.objects.get().interest == Money(207_36)


def test_running_interest_is_shown_up_to_today_with_doubtful_rates_named(office, recovery):
    """R-GRT-17"""
    _, text = page(office, "recovery", recovery.pk)
    assert "Bis heute sind" in text
    assert "Jahresfrist endet am" in text
    assert "01.05.2017" in text


def test_interest_is_let_go_with_a_reason(office, recovery):
    values = {"settled_on": "30.06.2016", "without_interest_reason": "Kasse erkrankt."}
    assert send(office, "recovery_paid", recovery.pk, **values).status_code == 302
    _, text = page(office, "recovery", recovery.pk)
    assert "Angefallen wären 207,36 €. Auf die Zinsen wurde verzichtet." in text
    late = send(office, "recovery_paid", recovery.pk, settled_on="30.06.2016")
    assert late.status_code == 409


def test_paying_late_with_a_waiver_is_refused_and_keeps_what_was_typed(office, recovery):
    values = {"settled_on": "01.07.2016", "without_interest_reason": "Kasse erkrankt."}
    response = send(office, "recovery_paid", recovery.pk, **values)
    text = response.content.decode()
    assert response.status_code == 422
    assert "fällig war am 30.06.2016" in text
    assert "Kasse erkrankt." in text


def test_a_missing_proof_is_asked_back_from_the_forwarding(acting, client_of):
    """R-GRT-18: the last day is named."""
    forwarding = ForwardingFactory()
    officer = client_of(acting(Role.GRANTS_OFFICER, at=forwarding.owner))
    _, text = page(officer, "recovery_new", forwarding.pk)
    assert 'value="500,00"' in text
    assert 'value="01.05.2016"' in text
    values = {"amount": "500,00", "reason": "Der Nachweis fehlt.", "known_on": "01.05.2016"}
    days = {"demanded_on": "02.05.2017", "due_on": "02.06.2017"}
    refused = send(officer, "recovery_new", forwarding.pk, **values, **days)
    assert refused.status_code == 422
    assert "Die Jahresfrist endete am 01.05.2017" in refused.content.decode()
    days |= {"demanded_on": "01.05.2017"}
    asked = send(officer, "recovery_new", forwarding.pk, **values, **days)
    assert asked.url == reverse("forwarding:recovery", args=[Recovery.objects.get().pk])
    assert Forwarding.objects.get().state == S.RECOVERY


def test_the_head_waives_and_sees_that_the_district_bears_it(acting, client_of, recovery):
    head = client_of(acting(Role.HEAD, at=recovery.forwarding.owner))
    response = send(head, "recovery_waive", recovery.pk, reason="Verein aufgelöst.")
    assert response.status_code == 302
    _, text = page(head, "recovery", recovery.pk)
    assert "10.000,00 € sind erlassen." in text
    assert "Der Kreis muss den Betrag selbst tragen." in text
    assert Recovery.objects.get().state == RecoveryState.WAIVED
    assert (
        "10.000,00 € sind erlassen und nicht nachgewiesen"
        in page(head, "forwarding", recovery.forwarding_id)[1]
    )


def test_rights_at_the_doors_of_a_recovery(acting, client_of, recovery):
    town = MunicipalityFactory(part_of=recovery.forwarding.owner)
    Forwarding.objects.update(recipient=town)
    pk, forwarding = recovery.pk, recovery.forwarding_id
    doors = [("recovery", pk), ("recovery_paid", pk), ("recovery_waive", pk)]
    doors += [("recovery_new", forwarding), ("forwarding_close", forwarding)]
    expected = {
        acting(Role.AUDITOR, at=recovery.forwarding.owner): [200, 403, 403, 403, 403],
        acting(Role.GRANTS_OFFICER, at=recovery.forwarding.owner): [200, 200, 403, 200, 200],
        acting(Role.MUNICIPAL_CLERK, at=town): [200, 403, 403, 403, 403],
        acting(Role.GRANTS_OFFICER, at=OrganisationFactory()): [404] * 5,
    }
    for actor, answers in expected.items():
        client = client_of(actor)
        assert [page(client, *door)[0].status_code for door in doors] == answers


def test_the_list_shows_what_is_asked_back(office, recovery):
    RecoveryFactory(forwarding__title="Woanders")
    _, text = page(office, "recoveries", state="demanded")
    assert "10.000,00 €" in text
    assert "Woanders" not in text
    assert "10.000,00 €" not in page(office, "recoveries", state="waived")[1]


def test_a_forwarding_is_not_closed_while_money_is_open(office, recovery):
    response = send(office, "forwarding_close", recovery.forwarding_id)
    assert response.status_code == 422
    assert "weder nachgewiesen noch zurückgezahlt noch erlassen" in response.content.decode()
