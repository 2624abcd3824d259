"""Pages of notices: what people see and do there."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.awards.models import Award, AwardChange, Condition, ProofDuty
from kreislotse.awards.states import AwardState
from kreislotse.funding.models import BaseRate, ProgrammeDate
from kreislotse.funding.states import Financing
from kreislotse.kernel.money import Money
from kreislotse.ledger import movements
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind
from tests.factories.awards import (
    AwardFactory,
    AwardItemFactory,
    ProofDutyFactory,
    officer_at,
)
from tests.factories.funding import (
    ApplicationFactory,
    ApplicationLineFactory,
    CentreFactory,
    ProgrammeFactory,
    PurposeFactory,
)
from tests.factories.organisations import OrganisationFactory


@pytest.fixture
def centre(db):
    return CentreFactory()


@pytest.fixture
def officer(acting, client_of, centre):
    return client_of(acting(Role.GRANTS_OFFICER, at=centre.owner))


@pytest.fixture
def award(centre):
    return AwardFactory(owner=centre.owner, initiative=centre, item__title="Sprachkurse")


def page(client, route, *args, **query):
    response = client.get(reverse(f"awards:{route}", args=args), query)
    return response, response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    return client.post(reverse(f"awards:{route}", args=args), {"sent": "1", **values})


NOTICE = {
    "title": "Ehrenamt 2015",
    "financing": Financing.FULL,
    "dated": "23.11.2015",
    "posted_on": "24.11.2015",
    "period_from": "01.12.2015",
    "period_to": "31.12.2015",
    "day_count": "actual",
    "sub_proof_months": "2",
    "retention_years": "10",
    "item_1_title": "Sprachkurse",
    "item_1_amount": "10.000,00",
    "item_3_title": "Räume",
    "item_3_amount": "8.000",
    "conditions": "Belege aufbewahren\n\nLogo zeigen",
    "allowed_recipients": ["municipality", "club"],
    "forwarding_allowed": "yes",
}


def test_a_notice_is_entered_with_its_items(officer, centre):
    """R-GRT-13, R-DIS-01; empty rows are none."""
    response = send(officer, "award_new", initiative=centre.pk, **NOTICE)
    award = Award.objects.get()
    assert response.url == reverse("awards:award", args=[award.pk])
    assert [(item.title, item.amount) for item in award.items.order_by("position")] == [
        ("Sprachkurse", Money.euros(10_000)),
        ("Räume", Money.euros(8_000)),
    ]
    assert award.served_on == date(2015, 11, 27)
    assert [each.text for each in award.conditions.all()] == ["Belege aufbewahren", "Logo zeigen"]
    _, text = page(officer, "award", award.pk)
    assert "18.000,00 €" in text
    assert "zugelassen an: Stadt oder Gemeinde, Verein oder Initiative" in text
    assert "Verwendungsnachweis" in text
    assert "30.06.2016" in text
    assert "eingetragen, noch nicht geprüft" in text


def test_a_refused_notice_keeps_what_was_typed(officer, centre):
    wrong = {**NOTICE, "period_to": "30.11.2015"}
    response = send(officer, "award_new", initiative=centre.pk, **wrong)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Das Ende des Zeitraums (30.11.2015)" in text
    assert "Sprachkurse" in text
    assert "8.000" in text
    assert not Award.objects.exists()


def test_a_row_without_its_amount_says_so_at_the_field(officer, centre):
    said = {**NOTICE, "item_3_amount": ""}
    response = send(officer, "award_new", initiative=centre.pk, **said)
    assert response.status_code == 422
    assert "Tragen Sie den Betrag der Position ein." in response.content.decode()


def test_a_notice_without_items_says_so(officer, centre):
    said = {key: value for key, value in NOTICE.items() if not key.startswith("item_")}
    response = send(officer, "award_new", initiative=centre.pk, **said)
    assert response.status_code == 422
    assert "Der Bescheid hat noch keine Position." in response.content.decode()


def test_what_the_application_says_is_filled_in(officer, centre):
    application = ApplicationFactory(
        initiative=centre,
        submitted=True,
        title="Ehrenamt",
        period_from=date(2015, 12, 1),
        financing=Financing.FULL,
    )
    ApplicationLineFactory(application=application, title="Kurse", amount=Money.euros(1_234))
    _, text = page(officer, "award_new", application=application.pk)
    for value in ("Ehrenamt", "01.12.2015", "Kurse", "1.234,00"):
        assert f'value="{value}"' in text
    _, text = page(officer, "award_new", initiative=centre.pk)
    assert f'<option value="{centre.pk}" selected>' in text


def test_an_application_out_of_sight_is_not_filled_in(officer):
    stranger = ApplicationFactory(submitted=True, title="Fremder Antrag")
    response, text = page(officer, "award_new", application=stranger.pk)
    assert response.status_code == 200
    assert "Fremder Antrag" not in text


def test_the_page_tells_where_the_money_of_each_item_is(officer, award):
    """R-GRT-09, R-GRT-10."""
    item, actor = award.items.get(), officer_at(award.owner)
    deed = movements.Deed(actor, date(2015, 3, 1), "x")
    movements.request_draw(item.pot, Money.euros(5_000), deed)
    movements.receive_draw(item.pot, Money.euros(5_000), movements.Deed(actor, deed.on, "y"))
    BaseRate.objects.create(valid_from=deed.on, percent=Decimal("-0.83"), source="§ 247")
    movements.commit(
        item.pot, OrganisationFactory(), Money.euros(700), movements.Deed(actor, deed.on, "z")
    )
    _, text = page(officer, "award", award.pk)
    for amount in ("18.000,00 €", "13.000,00 €", "5.000,00 €", "17.300,00 €", "700,00 €"):
        assert amount in text
    assert "Keine Nebenbestimmung eingetragen" in text
    assert "Nichts mitzuteilen" in text


def test_above_50000_euros_a_note_names_the_court_of_audit(officer, centre):
    """R-GRT-16."""
    award = AwardFactory(
        owner=centre.owner, initiative=centre, item__amount=Money.euros(50_001), item__title="A"
    )
    assert "Landesrechnungshof" in page(officer, "award", award.pk)[1]


def test_a_closed_award_shows_until_when_receipts_are_kept(officer, centre):
    """R-GRT-19."""
    award = AwardFactory(
        owner=centre.owner,
        initiative=centre,
        state=AwardState.CLOSED,
        closed_on=date(2016, 8, 3),
    )
    _, text = page(officer, "award", award.pk)
    assert "31.12.2026" in text
    assert reverse("awards:condition_new", args=[award.pk]) not in text


def test_a_shared_financing_shows_what_it_would_give(officer, centre):
    award = AwardFactory(
        owner=centre.owner,
        initiative=centre,
        financing=Financing.SHARE,
        eligible_cost=Money.euros(20_000),
        percent=80,
    )
    assert "16.000,00 €" in page(officer, "award", award.pk)[1]
    Award.objects.update(financing=Financing.DEFICIT, own_funds=Money.euros(1_500))
    assert "18.500,00 €" in page(officer, "award", award.pk)[1]


def test_a_lump_sum_shows_its_payment_dates_and_takes_payments(officer, centre):
    programme = ProgrammeFactory()
    ProgrammeDate.objects.create(programme=programme, kind="payment", month=5, day=15)
    award = AwardFactory(
        owner=centre.owner, initiative=centre, programme=programme, financing=Financing.LUMP_SUM
    )
    assert "15.05.2015" in page(officer, "award", award.pk)[1]
    item = award.items.get()
    send(
        officer,
        "award_payment",
        award.pk,
        item=item.pk,
        amount="9.000,00",
        received_on="15.05.2015",
    )
    assert item.pot.balance(AccountKind.DRAWN) == Money.euros(9_000)


def test_entries_are_corrected_before_they_are_confirmed(officer, centre):
    award = AwardFactory(owner=centre.owner, initiative=centre, entered=True)
    response, text = page(officer, "award_change", award.pk)
    assert response.status_code == 200
    assert f'value="{award.title}"' in text
    terms = {key: value for key, value in NOTICE.items() if not key.startswith("item_")}
    assert send(officer, "award_change", award.pk, **terms).status_code == 302
    assert Award.objects.get().title == "Ehrenamt 2015"
    assert "18.000,00" in page(officer, "award_items", award.pk)[1]
    purpose = PurposeFactory()
    send(
        officer,
        "award_items",
        award.pk,
        item_1_amount="5,00",
        item_1_purpose=purpose.pk,
    )
    assert award.items.get().title == purpose.title


def test_a_second_person_confirms_and_the_money_is_booked(acting, client_of, centre):
    award = AwardFactory(owner=centre.owner, initiative=centre, entered=True)
    head = client_of(acting(Role.HEAD, at=centre.owner))
    assert page(head, "award_confirmation", award.pk)[0].status_code == 200
    send(head, "award_confirmation", award.pk)
    assert Award.objects.get().state == AwardState.AWARDED
    assert Transfer.objects.count() == 2
    assert page(head, "award_confirmation", award.pk)[0].status_code == 409


STEPS = [
    ("finality", AwardState.AWARDED, {}, 422),
    ("beginning", AwardState.AWARDED, {"begun_on": "01.01.2015"}, 302),
    ("beginning", AwardState.AWARDED, {"begun_on": "01.12.2014"}, 422),
    ("end", AwardState.RUNNING, {"ended_on": "01.10.2015"}, 302),
    ("proof", AwardState.PROOF_DUE, {"note": "Mit Schreiben"}, 302),
    ("audit", AwardState.PROOF_SUBMITTED, {"remarked_on": "01.10.2015", "remark": "Gut"}, 302),
    ("settlement", AwardState.RECOVERY, {}, 422),
    ("resumption", AwardState.RECOVERY, {}, 302),
    ("revocation", AwardState.RUNNING, {"revoked_on": "01.10.2015", "reason": "x"}, 302),
]


@pytest.mark.parametrize(("step", "state", "said", "status"), STEPS)
def test_each_step_has_its_page(officer, award, step, state, said, status):
    Award.objects.update(state=state, served_on=None)
    response, _ = page(officer, f"award_{step}", award.pk)
    assert response.status_code == 200
    assert send(officer, f"award_{step}", award.pk, **said).status_code == status


def test_the_head_closes(acting, client_of, award):
    """R-GRT-19: what is open is said."""
    Award.objects.update(state=AwardState.AUDITED)
    head = client_of(acting(Role.HEAD, at=award.owner))
    response = send(head, "award_closing", award.pk, closed_on="01.11.2015")
    assert response.status_code == 422
    assert "Offen ist: der Verwendungsnachweis." in response.content.decode()


def test_the_day_of_service_is_entered(officer, award):
    """R-GRT-04."""
    Award.objects.update(state=AwardState.AWARDED, served_on=None)
    send(officer, "award_service", award.pk, posted_on="26.10.2015")
    assert Award.objects.get().served_on == date(2015, 10, 29)
    assert "30.11.2015" in page(officer, "award", award.pk)[1]


def test_a_waived_appeal_makes_the_notice_final(officer, award):
    """R-GRT-04."""
    Award.objects.update(state=AwardState.AWARDED, served_on=None)
    send(officer, "award_waiver", award.pk, waived_on="01.11.2015")
    assert Award.objects.get().state == AwardState.FINAL
    assert "Verzicht auf den Rechtsbehelf" in page(officer, "award", award.pk)[1]


def test_conditions_are_entered_and_taken_out(officer, award):
    send(officer, "condition_new", award.pk, text="Belege aufbewahren", source="Nr. 6")
    condition = Condition.objects.get()
    assert (condition.source, condition.passed_on) == ("Nr. 6", False)
    assert "Belege aufbewahren (Nr. 6)" in page(officer, "award", award.pk)[1]
    send(officer, "condition_remove", condition.pk)
    assert not Condition.objects.exists()


def test_a_later_notice_is_entered_with_a_difference_per_item(officer, award):
    item = award.items.get()
    response = send(
        officer,
        "award_change_new",
        award.pk,
        kind="amendment",
        dated="01.10.2015",
        period_to="31.03.2016",
        **{f"difference_{item.pk}": "-500,00"},
    )
    assert response.status_code == 302
    assert AwardChange.objects.get().lines.get().difference == -Money.euros(500)
    _, text = page(officer, "award", award.pk)
    assert "Sprachkurse: -500,00 €; Zeitraum bis 31.03.2016" in text
    assert "17.500,00 €" in text


def test_money_is_shifted_once(officer, award):
    """R-GRT-10: the refusal keeps what was typed."""
    rooms = AwardItemFactory(award=award, title="Räume")
    courses = award.items.exclude(pk=rooms.pk).get()
    _, text = page(officer, "award_reallocate", award.pk)
    assert 'name="request_key"' in text
    said = {"item": courses.pk, "to": rooms.pk, "amount": "100,00", "reason": "Mehr Räume"}
    refused = send(officer, "award_reallocate", award.pk, request_key="k", **said)
    assert refused.status_code == 422
    assert "Mehr Räume" in refused.content.decode()
    for _ in range(2):
        send(
            officer,
            "award_reallocate",
            award.pk,
            request_key="k",
            consent_on="01.10.2015",
            **said,
        )
    assert rooms.pot.balance(AccountKind.AVAILABLE) == Money.euros(18_100)


def test_the_day_of_a_proof_is_moved(officer, award):
    """R-GRT-13."""
    duty = ProofDutyFactory(award=award)
    assert reverse("awards:proof_due_change", args=[duty.pk]) in page(officer, "award", award.pk)[1]
    send(officer, "proof_due_change", duty.pk, due_on="30.09.2016", reason="Schreiben")
    assert ProofDuty.objects.get().due_on == date(2016, 9, 30)


def test_the_list_shows_sum_free_and_the_next_day(officer, award, centre):
    movements.commit(
        award.items.get().pot,
        OrganisationFactory(),
        Money.euros(700),
        movements.Deed(officer_at(award.owner), date(2015, 3, 1), "z"),
    )
    AwardFactory(owner=centre.owner, initiative=centre, entered=True, item__amount=Money(4_200))
    AwardFactory(title="Fremder Bescheid")
    _, text = page(officer, "awards")
    for words in ("18.000,00 €", "17.300,00 €", "42,00 €", "Zeitraum bis 31.12.2015"):
        assert words in text
    assert "Fremder Bescheid" not in text
    _, narrowed = page(officer, "awards", state="entered")
    assert "17.300,00 €" not in narrowed


def test_an_empty_list_names_the_next_step(officer):
    assert "Noch kein Bescheid. Tragen Sie den ersten ein" in page(officer, "awards")[1]


def test_the_list_is_narrowed_to_a_programme(officer, award, centre):
    programme = ProgrammeFactory(name="Ehrenamt")
    AwardFactory(owner=centre.owner, initiative=centre, programme=programme, title="Mit Programm")
    _, text = page(officer, "awards", programme=programme.pk)
    assert "Mit Programm" in text
    assert f">{award.title}<" not in text


def test_the_list_asks_as_much_for_one_award_as_for_many(officer, award, centre):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(officer, "awards")
        return len(queries)

    asked()
    one = asked()
    for _ in range(7):
        AwardFactory(owner=centre.owner, initiative=centre, programme=ProgrammeFactory())
    assert asked() == one


def test_awards_elsewhere_do_not_exist_and_readers_do_not_write(acting, client_of, award):
    stranger = client_of(acting(Role.GRANTS_OFFICER, at=OrganisationFactory()))
    assert page(stranger, "award", award.pk)[0].status_code == 404
    assert page(stranger, "award_change_new", award.pk)[0].status_code == 404
    auditor = client_of(acting(Role.AUDITOR, at=award.owner))
    assert page(auditor, "award", award.pk)[0].status_code == 200
    for route in ("award_change_new", "duty_new", "award_end", "award_reallocate"):
        assert page(auditor, route, award.pk)[0].status_code == 403
    assert page(auditor, "award_new")[0].status_code == 403
