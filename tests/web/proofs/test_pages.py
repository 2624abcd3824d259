"""Pages of proofs of use: what is owed, what is written, what still blocks."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.awards.states import AwardState
from kreislotse.kernel.money import Money
from kreislotse.proofs import actions
from kreislotse.proofs.models import Proof, ProofIncome
from kreislotse.proofs.states import ProofState
from tests.factories.awards import AwardFactory, ProofDutyFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.proofs import ProofFactory, ProofIncomeFactory
from tests.proofs.conftest import SPRING


def test_the_list_names_each_proof_that_is_owed(officer, world, place, seen):
    ProofDutyFactory(
        award__owner=place, award__title="Noch nicht begonnen", due_on=date(2099, 1, 1)
    )
    ProofDutyFactory(award__title="Fremder Bescheid")
    response, text = seen(officer, "proofs")
    assert response.status_code == 200
    assert world.item.award.title in text
    assert "1. Januar bis 31. Dezember 2015" in text
    assert "Noch nicht begonnen" in text
    assert "Fremder Bescheid" not in text


def test_the_list_can_be_narrowed_by_what_is_due(officer, world, place, seen):
    ProofDutyFactory(award__owner=place, award__title="Später", due_on=date(2099, 1, 1))
    _, overdue = seen(officer, "proofs", due="overdue")
    assert world.item.award.title in overdue
    assert "Später" not in overdue
    _, soon = seen(officer, "proofs", due="soon")
    _, done = seen(officer, "proofs", due="done")
    for text in (soon, done):
        assert world.item.award.title not in text


def test_the_list_asks_the_same_for_one_and_for_many(officer, world, place, seen):
    with CaptureQueriesContext(
        connection,
    ) as few:
        seen(officer, "proofs")
    for _ in range(20):
        ProofFactory(duty__award=AwardFactory(owner=place))
    with CaptureQueriesContext(connection) as many:
        seen(officer, "proofs")
    assert len(many) == len(few)


def test_a_proof_is_begun_from_the_list(officer, place, seen, send):
    duty = ProofDutyFactory(award__owner=place)
    _, text = seen(officer, "proofs")
    address = reverse("proofs:proof_begin", args=[duty.pk])
    assert address in text
    response = send(officer, "proof_begin", duty.pk)
    proof = Proof.objects.get(duty=duty)
    assert response.url == reverse("proofs:proof", args=[proof.pk])


def test_the_page_shows_plan_and_actual_and_that_all_ties(officer, world, seen):
    response, text = seen(officer, "proof", world.proof.pk)
    assert response.status_code == 200
    assert "Der Nachweis kann unterschrieben werden." in text
    for shown in ("Einnahmen", "Ausgaben", "Ist-Ergebnis", "17.500,00 €", "Kochverein e. V."):
        assert shown in text
    assert "Sprachkurse in elf Orten." in text


def test_the_page_names_everything_that_still_blocks(officer, world, seen):
    Proof.objects.update(measure="", conditions_kept=False)
    _, text = seen(officer, "proof", world.proof.pk)
    assert "Das fehlt noch bis zur Unterschrift" in text
    assert "Im Sachbericht fehlt, was durchgeführt wurde." in text
    assert "Es fehlt die Bestätigung, dass die Nebenbestimmungen eingehalten wurden." in text


def test_the_report_is_written_in_parts(officer, world, seen, send):
    response = send(officer, "proof_report", world.proof.pk, measure="Kurse", effects="")
    assert response.url == reverse("proofs:proof", args=[world.proof.pk])
    _, text = seen(officer, "proof_report", world.proof.pk)
    assert "Kurse</textarea>" in text
    _, text = seen(officer, "proof", world.proof.pk)
    assert "Noch nicht geschrieben." in text


def test_confirmations_and_incomes_are_entered(officer, world, seen, send):
    send(officer, "proof_confirm", world.proof.pk, economical="on")
    world.proof.refresh_from_db()
    assert (world.proof.economical, world.proof.conditions_kept) == (True, False)
    values = {"kind": "own", "from_whom": "Kreis", "by_notice": "0,00", "by_account": "5,00"}
    assert send(officer, "income_new", world.proof.pk, **values).status_code == 302
    income = ProofIncome.objects.get()
    _, text = seen(officer, "proof", world.proof.pk)
    assert "Eigenmittel: Kreis" in text
    assert "Einnahmen und Ausgaben stimmen nicht überein" in text
    send(officer, "income_change", income.pk, by_account="6,00")
    income.refresh_from_db()
    assert income.by_account == Money.euros(6)
    send(officer, "income_remove", income.pk)
    assert not ProofIncome.objects.exists()


def test_a_refusal_keeps_what_was_typed(officer, world, send):
    values = {"kind": "own", "from_whom": "Stiftung", "by_notice": "1,00", "by_account": "-5,00"}
    response = send(officer, "income_new", world.proof.pk, **values)
    assert response.status_code == 422
    text = response.content.decode()
    assert "Eine Einnahme kann nicht unter null liegen" in text
    assert 'value="Stiftung"' in text


def test_the_head_signs_and_sees_all_reasons_if_not(acting, client_of, world, place, send):
    head = client_of(acting(Role.HEAD, at=place))
    Proof.objects.update(measure="", economical=False)
    response = send(head, "proof_sign", world.proof.pk)
    assert response.status_code == 422
    text = response.content.decode()
    assert "Im Sachbericht fehlt, was durchgeführt wurde." in text
    assert "wirtschaftlich waren" in text
    Proof.objects.update(measure="Kurse", economical=True)
    assert send(head, "proof_sign", world.proof.pk).status_code == 302
    world.proof.refresh_from_db()
    assert world.proof.state == ProofState.SIGNED


@pytest.fixture
def signed(acting, world, place):
    return actions.sign_proof(world.proof, actor=acting(Role.HEAD, at=place, now=SPRING))


def test_a_signed_proof_is_submitted_with_its_scan_and_audited(officer, signed, world, seen, send):
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7 gescannt")
    assert send(officer, "proof_submit", signed.pk, submitted_on="20.03.2016", file=scan).url
    signed.refresh_from_db()
    assert (signed.state, signed.scan.name) == (ProofState.SUBMITTED, "scan.pdf")
    _, text = seen(officer, "proof", signed.pk)
    assert reverse("awards:attachment", args=[signed.scan_id]) in text
    assert "Die Zahlen stehen so, wie sie unterschrieben wurden." in text
    send(officer, "proof_audit", signed.pk, audited_on="01.06.2016", remark="Ohne Beanstandung.")
    award = world.item.award
    award.refresh_from_db()
    assert award.state == AwardState.AUDITED


def test_a_signed_proof_can_be_reopened(officer, signed, send):
    assert send(officer, "proof_reopen", signed.pk, reason="Tippfehler").status_code == 302
    signed.refresh_from_db()
    assert signed.state == ProofState.DRAFT


def test_out_of_sight_is_not_found_without_right_refused_in_the_wrong_state_a_conflict(
    acting, client_of, world, place
):
    income = ProofIncomeFactory(proof=world.proof)
    routes = {
        "proof": [world.proof.pk],
        "proof_report": [world.proof.pk],
        "proof_confirm": [world.proof.pk],
        "income_new": [world.proof.pk],
        "income_change": [income.pk],
        "income_remove": [income.pk],
        "proof_sign": [world.proof.pk],
        "proof_begin": [world.proof.duty_id],
        "forms": [world.item.award_id],
        "dossier": [world.item.award_id],
    }
    stranger = client_of(acting(Role.GRANTS_OFFICER, at=OrganisationFactory()))
    for route, args in routes.items():
        address = reverse(f"proofs:{route}", args=args)
        assert stranger.get(address).status_code == 404, route
        assert stranger.post(address).status_code == 404, route
    auditor = client_of(acting(Role.AUDITOR, at=place))
    for route in ("proof_report", "income_new", "income_remove", "proof_sign", "proof_begin"):
        assert auditor.get(reverse(f"proofs:{route}", args=routes[route])).status_code == 403
    assert auditor.get(reverse("proofs:proof", args=[world.proof.pk])).status_code == 200
    officer = client_of(acting(Role.GRANTS_OFFICER, at=place))
    assert officer.get(reverse("proofs:proof_submit", args=[world.proof.pk])).status_code == 409
