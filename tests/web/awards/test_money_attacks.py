"""Taking money back on its page: where the record is, and nowhere else."""

from datetime import date

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.awards.actions import (
    draft_draw_down,
    record_draw_down_received,
    request_draw_down,
)
from kreislotse.awards.states import DrawDownState
from kreislotse.funding.actions import load_base_rates
from kreislotse.kernel.money import ZERO, Money
from kreislotse.ledger.states import AccountKind as K
from kreislotse.organisations.queries import system_actor
from tests.factories.awards import AwardFactory
from tests.fixtures.acting import NOON

TODAY = date(2015, 11, 2)


@pytest.fixture
def award(db):
    """With the base rates: money that lies too long bears interest, which its page shows."""
    load_base_rates(actor=system_actor(NOON, 0))
    return AwardFactory()


@pytest.fixture
def officer(acting, award):
    return acting(Role.GRANTS_OFFICER, at=award.owner)


@pytest.fixture
def received(acting, award, officer):
    draft = draft_draw_down(
        award,
        actor=officer,
        group="",
        lines={award.items.get(): Money.euros(1_000)},
        expected_use_on=date(2015, 12, 1),
        needed_for="Honorare",
    )
    head = acting(Role.HEAD, at=award.owner)
    asked = request_draw_down(draft, actor=head, requested_on=TODAY)
    return record_draw_down_received(asked, actor=officer, received_on=TODAY)


def test_a_receipt_is_taken_back_on_the_page_of_its_draw_down(client_of, award, officer, received):
    desk = client_of(officer)
    address = reverse("awards:draw_down_unreceive", args=[received.pk])
    page = desk.get(reverse("awards:draw_down", args=[received.pk])).content.decode()
    assert address in page
    assert desk.post(address, {"reason": ""}).status_code == 422
    assert desk.post(address, {"reason": "falsches Kassenzeichen"}).status_code == 302
    received.refresh_from_db()
    assert received.state == DrawDownState.REQUESTED
    assert award.items.get().pot.balance(K.DRAWN) == ZERO
    page = desk.get(reverse("awards:draw_down", args=[received.pk])).content.decode()
    assert "Eingang zurückgenommen" in page


def test_the_booking_of_a_draw_down_says_where_it_is_taken_back(
    client_of, award, received, officer
):
    desk = client_of(officer)
    booked = award.book.transfers.get(deed__endswith="-received")
    page = desk.get(reverse("ledger:transfer", args=[booked.pk])).content.decode()
    address = reverse("ledger:transfer_reverse", args=[booked.pk])
    assert address not in page
    assert "Nehmen Sie dort den Eingang oder den ganzen Mittelabruf zurück." in page
    answer = desk.post(address, {"reason": "Irrtum"})
    assert answer.status_code == 422
    assert "Diese Buchung gehört zu einem Mittelabruf." in answer.content.decode()
    assert award.items.get().pot.balance(K.DRAWN) == Money.euros(1_000)
