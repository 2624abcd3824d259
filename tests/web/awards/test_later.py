"""Pages of duties and repayments."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.awards.models import NotificationDuty, Repayment
from kreislotse.awards.states import AwardState, RepaymentState
from kreislotse.funding.models import BaseRate
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from tests.factories.awards import (
    AwardFactory,
    NotificationDutyFactory,
    RepaymentFactory,
    officer_at,
)
from tests.factories.funding import CentreFactory


@pytest.fixture
def award(db):
    centre = CentreFactory()
    return AwardFactory(owner=centre.owner, initiative=centre, item__title="Sprachkurse")


@pytest.fixture
def officer(acting, client_of, award):
    return client_of(acting(Role.GRANTS_OFFICER, at=award.owner))


def page(client, route, *args):
    response = client.get(reverse(f"awards:{route}", args=args))
    return response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    return client.post(reverse(f"awards:{route}", args=args), {"sent": "1", **values})


def test_a_duty_is_raised_reported_and_dropped(officer, award):
    """R-GRT-12."""
    for text in ("Neue Spende", "Irrtum"):
        send(
            officer,
            "duty_new",
            award.pk,
            kind="financing_changed",
            text=text,
            arose_on="01.10.2015",
        )
    assert "überfällig" in page(officer, "award", award.pk)
    first, second = NotificationDuty.objects.order_by("pk")
    send(officer, "duty_report", first.pk, reported_on="02.10.2015")
    send(officer, "duty_drop", second.pk, reason="Nicht nötig")
    text = page(officer, "award", award.pk)
    assert "mitgeteilt am 02.10.2015" in text
    assert "entfällt: Nicht nötig" in text
    assert send(officer, "duty_drop", second.pk, reason="Nochmals").status_code == 422


def test_a_duty_elsewhere_does_not_exist(officer):
    duty = NotificationDutyFactory()
    assert officer.get(reverse("awards:duty_report", args=[duty.pk])).status_code == 404


@pytest.fixture
def repayment(award):
    """10,000.00 from 1 January 2016, with a base rate of -0.83."""
    BaseRate.objects.create(valid_from=date(2015, 1, 1), percent=Decimal("-0.83"), source="§ 247")
    pot, actor = award.items.get().pot, officer_at(award.owner)
    for name in ("request_draw", "receive_draw"):
        deed = movements.Deed(actor, date(2015, 3, 1), name)
        getattr(movements, name)(pot, Money.euros(12_000), deed)
    award.state = AwardState.RECOVERY
    award.save()
    return RepaymentFactory(
        item=award.items.get(),
        amount=Money.euros(10_000),
        demanded_on=date(2015, 8, 1),
        due_on=date(2016, 6, 30),
        interest_from=date(2016, 1, 1),
    )


def test_a_demand_is_entered_on_the_awards_page(officer, award, repayment):
    """R-GRT-17."""
    response = send(
        officer,
        "repayment_new",
        award.pk,
        item=award.items.get().pk,
        amount="2.000,00",
        reason="Rest",
        demanded_on="01.10.2015",
        due_on="01.11.2015",
    )
    assert response.status_code == 302
    assert Repayment.objects.count() == 2
    text = page(officer, "award", award.pk)
    assert "Rückforderungen der Behörde" in text
    assert "2.000,00 €" in text


def test_the_calculation_sheet_shows_periods_days_and_method(officer, repayment):
    """T10, R-GRT-17."""
    Repayment.objects.update(
        state=RepaymentState.REPAID, repaid_on=date(2016, 6, 30), interest=Money(20_736)
    )
    text = page(officer, "repayment", repayment.pk)
    for words in ("207,36 €", "4,17 %", "182", "366", "taggenau, Jahr mit 365 oder 366 Tagen"):
        assert words in text
    assert "erster und letzter Tag zählen mit" in text


def test_before_it_is_paid_the_sheet_shows_what_it_would_be_today(officer, repayment):
    Repayment.objects.update(interest_from=date(2015, 10, 1))
    text = page(officer, "repayment", repayment.pk)
    assert "So viel wäre es bei Zahlung heute" in text
    Repayment.objects.update(interest_from=date(2014, 10, 1))
    assert "Tragen Sie den Basiszinssatz zuerst ein." in page(officer, "repayment", repayment.pk)
    Repayment.objects.update(interest_from=None)
    assert "Zinsen laufen nicht" in page(officer, "repayment", repayment.pk)


def test_a_repayment_is_entered_with_its_waiver(officer, repayment):
    """R-GRT-17."""
    response = send(
        officer,
        "repayment_pay",
        repayment.pk,
        repaid_on="01.10.2015",
        interest_waived_reason="In der Frist gezahlt",
    )
    assert response.status_code == 302
    repayment.refresh_from_db()
    assert (repayment.state, repayment.interest) == (RepaymentState.REPAID, Money(0))
    text = page(officer, "repayment", repayment.pk)
    assert "In der Frist gezahlt" in text
    assert officer.get(reverse("awards:repayment_pay", args=[repayment.pk])).status_code == 409
