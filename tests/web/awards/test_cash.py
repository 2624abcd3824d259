"""Pages of draw-downs, base rates, and the cash of an award."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import BERLIN, Role
from kreislotse.awards.actions import (
    draft_draw_down,
    enter_receipt,
    record_draw_down_received,
    request_draw_down,
)
from kreislotse.awards.models import Award, DrawDown
from kreislotse.awards.states import DrawDownState
from kreislotse.funding.actions import load_base_rates, record_base_rate
from kreislotse.funding.models import BaseRate, ProgrammeDate
from kreislotse.funding.states import Financing, ProgrammeDateKind
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.web.awards.cash import cash_context
from tests.factories.awards import AwardFactory, AwardItemFactory, officer_at
from tests.factories.cash import DrawDownFactory, DrawDownLineFactory
from tests.factories.funding import ProgrammeFactory
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def district(db):
    return OrganisationFactory(name="Kreis Musterland")


@pytest.fixture
def people(acting, district):
    """The officer and the head of the district, who act today as the pages do."""
    return acting(Role.GRANTS_OFFICER, at=district), acting(Role.HEAD, at=district)


@pytest.fixture
def item(district):
    award = AwardFactory(owner=district, item=False, title="Grundförderung")
    return AwardItemFactory(award=award, number="2.1", title="Personal", draw_group="2.1 und 2.2")


@pytest.fixture
def office(client_of, people):
    return client_of(people[0])


@pytest.fixture
def typed(item):
    return {
        f"item-{item.pk}": "1.000,00",
        "expected_use_on": today(),
        "needed_for": "Gehälter",
    }


def today():
    """The day on which the pages act, as people type it."""
    return f"{datetime.now(BERLIN):%d.%m.%Y}"


def page(client, route, *args, **query):
    answer = client.get(reverse(f"awards:{route}", args=args), query)
    return answer, answer.content.decode().replace("\u00a0", " ")


def send(client, values, route, *args):
    answer = client.post(reverse(f"awards:{route}", args=args), values)
    return answer, answer.content.decode().replace("\u00a0", " ")


def test_a_draw_down_goes_from_the_officer_to_the_head_and_back(
    client_of, people, office, item, typed
):
    _, text = page(office, "draw_down_new", item.award_id)
    assert "2.1 Personal" in text
    assert "noch abzurufen 18.000,00 €; gebunden 0,00 €, vorhanden 0,00 €" in text
    answer, _ = send(office, typed, "draw_down_new", item.award_id)
    found = DrawDown.objects.get()
    assert answer.headers["Location"] == reverse("awards:draw_down", args=[found.pk])
    _, text = page(office, "draw_down", found.pk)
    assert "dazu fehlt Ihnen das Recht" in text
    head = client_of(people[1])
    assert f'value="{today()}"' in page(head, "draw_down_request", found.pk)[1]
    answer, _ = send(head, {"requested_on": today()}, "draw_down_request", found.pk)
    assert answer.status_code == 302
    office = client_of(people[0])
    answer, _ = send(office, {"received_on": today()}, "draw_down_receive", found.pk)
    found.refresh_from_db()
    assert (answer.status_code, found.state) == (302, DrawDownState.RECEIVED)
    assert page(office, "draw_down_cancel", found.pk)[0].status_code == 409


def test_a_refused_draw_down_keeps_what_was_typed(office, item, typed):
    """R-GRT-05, R-GRT-06"""
    too_much = {**typed, f"item-{item.pk}": "18.000,01"}
    answer, text = send(office, too_much, "draw_down_new", item.award_id)
    assert (answer.status_code, DrawDown.objects.count()) == (422, 0)
    assert "sind noch 18.000,00 € abzurufen, verlangt werden 18.000,01 €" in text
    assert 'value="18.000,01"' in text
    answer, text = send(
        office, {**typed, "expected_use_on": "01.01.2099"}, "draw_down_new", item.award_id
    )
    assert answer.status_code == 422
    assert "muss es bis zum" in text
    assert "Gehälter</textarea>" in text


def test_several_groups_are_chosen_from_or_named_by_the_address(office, item):
    """R-GRT-06"""
    other = AwardItemFactory(award=item.award, number="2.3", title="Mittler", draw_group="2.3")
    _, text = page(office, "draw_down_new", item.award_id)
    assert 'name="group"' in text
    _, text = page(office, "draw_down_new", item.award_id, group="2.3")
    assert 'name="group"' not in text
    assert (f'name="item-{other.pk}"' in text, f'name="item-{item.pk}"' in text) == (True, False)


def test_fixed_days_for_draw_downs_are_said(office, item):
    """R-GRT-06"""
    programme = ProgrammeFactory()
    ProgrammeDate.objects.create(programme=programme, kind=ProgrammeDateKind.DRAW, month=3, day=1)
    Award.objects.update(programme=programme)
    _, text = page(office, "draw_down_new", item.award_id)
    assert "Alle festen Abruftermine sind vorbei: 01.03.2015." in text


def test_draw_downs_of_others_are_not_there(office, item):
    theirs = DrawDownFactory()
    assert page(office, "draw_down", theirs.pk)[0].status_code == 404
    assert page(office, "draw_down_new", theirs.award_id)[0].status_code == 404
    assert theirs.award.title not in page(office, "draw_downs")[1]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_much_for_one_row_as_for_thirty(office, item, rows):
    for _ in range(rows):
        DrawDownLineFactory(item=item)
    with CaptureQueriesContext(connection) as asked:
        _, text = page(office, "draw_downs")
    assert text.count("1.000,00 €") == rows
    assert len(asked) == 7


@pytest.fixture
def drawn(acting, district, item):
    """1,000.00 that came in on 02.03.2015, of which 400.00 were spent on 20.03.2015."""
    now = datetime(2015, 3, 2, 11, 0, tzinfo=UTC)
    officer = acting(Role.GRANTS_OFFICER, at=district, now=now)
    head = acting(Role.HEAD, at=district, now=now)
    load_base_rates(actor=acting(Role.ADMINISTRATOR, at=district))
    found = draft_draw_down(
        item.award,
        actor=officer,
        group=item.draw_group,
        lines={item: Money.euros(1_000)},
        expected_use_on=date(2015, 4, 1),
        needed_for="Gehälter",
    )
    found = request_draw_down(found, actor=head, requested_on=date(2015, 3, 1))
    found = record_draw_down_received(found, actor=officer, received_on=date(2015, 3, 2))
    enter_receipt(
        item.award,
        actor=acting(Role.GRANTS_OFFICER, at=district),
        item=item,
        payer=district,
        payee="Stadtwerke",
        subject="Strom",
        dated=date(2015, 3, 10),
        paid_on=date(2015, 3, 20),
        amount=Money.euros(400),
        request_key="klick",
    )
    return found


def test_money_not_used_in_time_is_warned_of_with_its_calculation(office, drawn):
    """R-GRT-05, R-GRT-17"""
    _, text = page(office, "draw_down", drawn.pk)
    assert "2.1 Personal: 600,00 € nicht rechtzeitig verwendet, überfällig seit 03.05.2015" in text
    assert "Zinsen nach § 49a Absatz 4 VwVfG" in text
    assert "Zählweise: taggenau, Jahr mit 365 oder 366 Tagen." in text
    assert "4,17 %" in text


@pytest.fixture
def seen(rf, people):
    """What the section about cash says to the officer, on the day of the tests' people."""

    def look(award):
        request = rf.get("/")
        request.actor = people[0]
        context = cash_context(request, award)
        return render_to_string("awards/cash.html", context, request).replace("\u00a0", " ")

    return look


def test_the_award_shows_what_came_in_what_was_used_and_its_receipts(item, drawn, seen):
    text = seen(item.award)
    assert "2.1 und 2.2: noch abzurufen 17.000,00 €" in text
    for shown in ("1.000,00 €", "400,00 €", "600,00 €", "2 %"):
        assert shown in text
    assert "Mittelabruf 1" in text
    assert "Strom" in text
    assert "600,00 € nicht rechtzeitig verwendet" in text
    assert "Summe aller Belege" in text


def test_a_new_award_says_the_next_steps(item, seen):
    text = seen(item.award)
    assert "Noch ist nichts abgerufen." in text
    assert "Noch kein Beleg zu diesem Bescheid." in text
    assert "?group=2.1+und+2.2" in text
    assert reverse("awards:award_receipt_new", args=[item.award_id]) in text


def test_a_lump_sum_offers_no_draw_down(item, seen):
    Award.objects.update(financing=Financing.LUMP_SUM)
    item.award.refresh_from_db()
    text = seen(item.award)
    assert "wird zu ihren Terminen ausgezahlt" in text
    assert "Mittelabruf anlegen" not in text


def test_base_rates_are_listed_and_entered(office, people):
    record_base_rate(
        actor=people[0], valid_from=date(2015, 1, 1), percent="-0.83", source="Bundesbank"
    )
    _, text = page(office, "base_rates")
    assert "−0,83 %" in text
    assert "4,17 %" in text
    new = {"valid_from": "01.07.2016", "percent": "-0,88", "source": "Bundesbank"}
    assert send(office, new, "base_rate_new")[0].status_code == 302
    assert [float(rate.percent) for rate in BaseRate.objects.order_by("valid_from")] == [
        -0.83,
        -0.88,
    ]
    answer, text = send(office, {**new, "percent": "1,00"}, "base_rate_new")
    assert answer.status_code == 422
    assert "Ab dem 01.07.2016 sind schon −0,88 % eingetragen." in text
    assert 'value="1,00"' in text


def test_whoever_only_reads_enters_no_base_rate(acting, client_of, district):
    auditor = client_of(acting(Role.AUDITOR, at=district))
    assert page(auditor, "base_rates")[0].status_code == 200
    assert page(auditor, "base_rate_new")[0].status_code == 403


def test_a_missing_base_rate_is_said_instead_of_a_calculation(client_of, acting):
    """R-GRT-05: the page of the award stays open and names what to enter."""
    item = AwardItemFactory()
    drawn = DrawDownFactory(
        award=item.award,
        state="received",
        requested_on=date(2015, 1, 5),
        received_on=date(2015, 1, 9),
    )
    DrawDownLineFactory(draw_down=drawn, item=item, amount=Money.euros(100))
    deed = movements.Deed(officer_at(item.award.owner), drawn.received_on, "draw")
    movements.request_draw(item.pot, Money.euros(100), deed)
    movements.receive_draw(item.pot, Money.euros(100), replace(deed, reference="in"))
    browser = client_of(acting(Role.GRANTS_OFFICER, at=item.award.owner))
    for address in (
        reverse("awards:award", args=[item.award_id]),
        reverse("awards:draw_down", args=[drawn.pk]),
    ):
        page = browser.get(address)
        assert (page.status_code, "Basiszinssatz" in page.content.decode()) == (200, True)
