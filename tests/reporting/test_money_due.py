"""What money asks of whom: each matter for those who can do it, never another's (R-GRT-12)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from kreislotse.access.policy import Permission, Role
from kreislotse.forwarding.states import ForwardingState, PlanState
from kreislotse.journal.entries import write
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.mandates.states import Urgency
from kreislotse.reporting import money_due
from kreislotse.reporting.due import everything_due
from tests.factories.awards import (
    AwardFactory,
    AwardItemFactory,
    NotificationDutyFactory,
    ProofDutyFactory,
    RepaymentFactory,
    officer_at,
)
from tests.factories.cash import DrawDownFactory, DrawDownLineFactory
from tests.factories.forwarding import AppliedForwardingFactory, ForwardingFactory
from tests.factories.funding import ApplicationFactory, InquiryFactory, ProgrammeDateFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.proofs import ProofFactory
from tests.factories.proving import RecoveryFactory
from tests.factories.sharing import AgreementFactory

pytestmark = pytest.mark.django_db

TODAY = date(2015, 11, 2)
OFFICER, HEAD, CLERK = Role.GRANTS_OFFICER, Role.HEAD, Role.MUNICIPAL_CLERK


def day(offset):
    return TODAY + timedelta(days=offset)


def requested_draw():
    return DrawDownFactory(state="requested", requested_on=day(-3), expected_use_on=day(20))


def silent_town():
    return AgreementFactory(due_on=day(-1))


def proof_owed(offset):
    return ProofDutyFactory(due_on=day(offset)).award


def proof_to_sign():
    return ProofFactory(duty__due_on=day(14))


# The matter, who does it, what asks for it, and the page: of the record, or as said.
MATTERS = [
    ("Bescheid prüfen", HEAD, lambda: AwardFactory(entered=True), "awards:award"),
    ("Mittelabruf freigeben", HEAD, DrawDownFactory, "awards:draw_down"),
    (
        "Weiterleitung entscheiden",
        HEAD,
        lambda: AppliedForwardingFactory(state=ForwardingState.CHECKED),
        "forwarding:forwarding",
    ),
    ("Nachweis unterschreiben", HEAD, proof_to_sign, "proofs:proof"),
    ("Nachweis vorlegen", OFFICER, lambda: proof_owed(28), "awards:award"),
    ("Eingang prüfen", OFFICER, requested_draw, "awards:draw_down"),
    ("Antrag prüfen", OFFICER, AppliedForwardingFactory, "forwarding:forwarding"),
    (
        "Nachweis anmahnen",
        OFFICER,
        lambda: ForwardingFactory(proof_due_on=day(3)),
        "forwarding:forwarding",
    ),
    (
        "Bewilligungszeitraum endet",
        OFFICER,
        lambda: AwardFactory(period_to=day(56)),
        "awards:award",
    ),
]


def lines(actor, matter):
    return [each for each in everything_due(actor) if str(each.matter) == matter]


@pytest.mark.parametrize(("matter", "role", "make", "route"), MATTERS)
def test_a_matter_waits_for_whoever_can_do_it(acting, matter, role, make, route):
    record = make()
    make()  # another district's
    (found,) = lines(acting(role, at=_place(record)), matter)
    assert (found.route, found.key) == (route, record.pk)
    assert reverse(found.route, args=[found.key])
    others = [OFFICER, HEAD, Role.AUDITOR, Role.STEERING, Role.COUNSELLOR]
    for other in {*others} - {role}:
        assert lines(acting(other, at=_place(record)), matter) == []


def _place(record):
    owner = getattr(record, "owner", None)
    return owner or type(AwardFactory().owner).objects.get(pk=record.owner_id)


def test_the_second_pair_of_eyes_is_not_asked_about_its_own_work(acting):
    award = AwardFactory(entered=True)
    head = acting(HEAD, at=award.owner)
    write(award, "enter_award", actor=head)
    assert lines(head, "Bescheid prüfen") == []


@pytest.mark.parametrize(
    ("offset", "urgency"),
    [(29, None), (28, Urgency.SOON), (14, Urgency.NEAR), (3, Urgency.NEXT), (-1, Urgency.OVERDUE)],
)
def test_a_proof_reminds_28_14_and_3_days_ahead(acting, offset, urgency):
    award = proof_owed(offset)
    found = lines(acting(OFFICER, at=award.owner), "Nachweis vorlegen")
    assert [each.urgency for each in found] == ([urgency] if urgency else [])


def test_what_must_be_told_at_once_is_overdue_the_next_day(acting):
    """R-GRT-12"""
    duty = NotificationDutyFactory(arose_on=day(-1))
    (found,) = lines(acting(OFFICER, at=duty.award.owner), "Der Behörde mitteilen")
    assert (found.key, found.urgency) == (duty.award_id, Urgency.OVERDUE)


@pytest.mark.parametrize(
    ("matter", "make", "route", "page"),
    [
        ("Rückzahlung an das Land", RepaymentFactory, "awards:award", "award_id"),
        ("Rückfrage", InquiryFactory, "funding:application", "application_id"),
        ("Antwort zur Verteilung fehlt", silent_town, "forwarding:plan", "plan_id"),
        (
            "Rückforderung fällig",
            lambda: RecoveryFactory(due_on=day(1)),
            "forwarding:forwarding",
            "forwarding_id",
        ),
    ],
)
def test_what_hangs_on_a_record_leads_to_its_page(acting, matter, make, route, page):
    record = make()
    place = type(AwardFactory().owner).objects.get(pk=record.owner_id)
    (found,) = lines(acting(OFFICER, at=place), matter)
    assert (found.route, found.key) == (route, getattr(record, page))


def test_a_town_is_asked_about_its_share_and_its_proof(acting):
    town = MunicipalityFactory()
    agreement = AgreementFactory(municipality=town, plan__state=PlanState.CONSULTATION)
    ForwardingFactory(recipient=town, proof_due_on=day(100))
    ForwardingFactory()
    clerk = acting(CLERK, at=town)
    told = {str(each.matter): each.key for each in everything_due(clerk)}
    assert told["Ihr Anteil: einverstanden?"] == agreement.pk
    assert set(told) == {"Ihr Anteil: einverstanden?", "Ihr Nachweis"}


def test_money_in_hand_longer_than_two_months_is_told(acting):
    """R-GRT-05"""
    item = AwardItemFactory()
    owner = item.award.owner
    drawn = DrawDownFactory(
        award=item.award, state="received", requested_on=day(-80), received_on=day(-70)
    )
    DrawDownLineFactory(draw_down=drawn, item=item, amount=Money.euros(100))
    deed = movements.Deed(officer_at(owner), drawn.received_on, "draw")
    movements.request_draw(item.pot, Money.euros(100), deed)
    movements.receive_draw(item.pot, Money.euros(100), replace(deed, reference="in"))
    officer = acting(OFFICER, at=owner)
    (found,) = lines(officer, "Mittel nicht rechtzeitig verbraucht")
    assert (found.key, found.on) == (item.award_id, date(2015, 10, 24))

    movements.spend(item.pot, owner, Money.euros(100), replace(deed, reference="spent"))
    assert lines(officer, "Mittel nicht rechtzeitig verbraucht") == []


def test_a_grant_is_to_be_applied_for_again_before_the_day(acting):
    """R-GRT-20: by 30 November for the year that begins then."""
    date_ = ProgrammeDateFactory(month=11, day=30, years_after=-1)
    application = ApplicationFactory(
        programme=date_.programme,
        state="awarded",
        submitted_on=day(-300),
        period_to=date(2015, 12, 31),
    )
    ApplicationFactory(programme=date_.programme, initiative=application.initiative)
    officer = acting(OFFICER, at=application.owner)
    (found,) = lines(officer, "Neu beantragen")
    assert (found.key, found.on) == (application.pk, date(2015, 11, 30))

    ApplicationFactory(initiative=application.initiative, renewal_of=application)
    assert lines(officer, "Neu beantragen") == []


def test_every_matter_asks_for_a_right_of_money():
    rights = {needs for needs, _ in money_due.MATTERS}
    assert rights == {
        Permission.FUNDING_APPROVE,
        Permission.FUNDING_EDIT,
        Permission.FUNDS_REQUEST,
    }
