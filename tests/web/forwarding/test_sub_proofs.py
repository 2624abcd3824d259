"""Pages of recipients' proofs: what the office and a clerk see and do there."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.forwarding.models import Forwarding, SubProof, SubProofReceipt
from kreislotse.forwarding.states import ForwardingState, SubProofState
from kreislotse.kernel.money import Money
from tests.factories.forwarding import ForwardingFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.proving import PHOTO, RecoveryFactory, SubProofFactory, SubProofReceiptFactory

S = ForwardingState


@pytest.fixture
def forwarding(db):
    return ForwardingFactory(title="Kochen am Freitag")


@pytest.fixture
def office(acting, client_of, forwarding):
    return client_of(acting(Role.GRANTS_OFFICER, at=forwarding.owner))


@pytest.fixture
def draft(forwarding):
    return SubProofFactory(forwarding=forwarding)


@pytest.fixture
def submitted(forwarding):
    """Handed in with receipts of 300.00 and 200.00, the first with a photo."""
    Forwarding.objects.update(state=S.PROOF_RECEIVED)
    proof = SubProofFactory(submitted=True, forwarding=Forwarding.objects.get())
    for euros in (300, 200):
        SubProofReceiptFactory(sub_proof=proof, amount=Money.euros(euros), photo=euros == 300)
    return proof


def page(client, route, *args, **query):
    response = client.get(reverse(f"forwarding:{route}", args=args), query)
    return response, response.content.decode().replace("\u00a0", " ")


def send(client, route, *args, **values):
    return client.post(reverse(f"forwarding:{route}", args=args), {"sent": "1", **values})


def typed(**said):
    """What is typed of a receipt, with its photo."""
    photo = SimpleUploadedFile("bon.jpg", PHOTO, content_type="image/jpeg")
    return {
        "file": photo,
        "amount": "34,20",
        "dated": "05.11.2015",
        "payee": "Copyshop",
        "subject": "Flyer",
        "other_funding": "none",
        "request_key": "klick-1",
    } | said


def test_the_forwardings_page_says_what_is_due_and_leads_to_the_proof(office, forwarding):
    response, text = page(office, "forwarding", forwarding.pk)
    assert response.status_code == 200
    assert "Fällig am 30.04.2016." in text
    assert "Der Nachweis ist überfällig." in text
    assert reverse("forwarding:sub_proof_begin", args=[forwarding.pk]) in text
    begun = send(office, "sub_proof_begin", forwarding.pk)
    assert begun.url == reverse("forwarding:sub_proof", args=[SubProof.objects.get().pk])


def test_a_receipt_is_typed_with_its_photo(office, draft):
    """R-DIS-07"""
    response = send(office, "sub_proof_receipt_new", draft.pk, **typed())
    assert response.status_code == 302
    receipt = SubProofReceipt.objects.get().allocation.receipt
    assert (receipt.amount, receipt.paid_on, receipt.file.name) == (
        Money(3420),
        date(2015, 11, 5),
        "bon.jpg",
    )
    _, text = page(office, "sub_proof", draft.pk)
    assert "34,20 €" in text
    assert reverse("awards:attachment", args=[receipt.file_id]) in text
    assert "Der Bericht fehlt noch." in text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"amount": "-5,00"}, "eingegeben waren -5,00 €"),
        ({"amount": "5,001"}, "höchstens zwei Stellen"),
        ({"dated": "05.11.2014"}, "liegt außerhalb des Zeitraums 01.11.2015 bis 15.12.2015"),
        ({"amount": ""}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(office, draft, said, sentence):
    response = send(office, "sub_proof_receipt_new", draft.pk, **typed(**said))
    text = response.content.decode().replace("\u00a0", " ")
    assert response.status_code == 422
    assert sentence in text
    assert "Copyshop" in text
    assert not SubProofReceipt.objects.exists()


def test_a_photo_of_60_megabytes_is_refused_and_nothing_typed_is_lost(office, draft):
    huge = SimpleUploadedFile("bon.jpg", PHOTO + bytes(60 * 1024 * 1024), "image/jpeg")
    response = send(office, "sub_proof_receipt_new", draft.pk, **typed(file=huge))
    text = response.content.decode()
    assert response.status_code == 422
    assert "erlaubt sind 15 MB" in text
    assert 'value="34,20"' in text
    assert not SubProofReceipt.objects.exists()


def test_a_proof_is_written_and_handed_in(office, draft):
    """R-DIS-08: two sentences and a photo."""
    send(office, "sub_proof_receipt_new", draft.pk, **typed())
    _, text = page(office, "sub_proof", draft.pk)
    assert "Es genügt eine Seite" in text
    assert "Herausnehmen" in text
    refused = send(office, "sub_proof_submit", draft.pk)
    assert refused.status_code == 422
    assert "Es fehlt der Bericht" in refused.content.decode()
    told = {"report": "Wir haben gekocht. Es kamen 40.", "people_reached": "40"}
    send(office, "sub_proof_describe", draft.pk, **told, confirmed="on")
    assert send(office, "sub_proof_submit", draft.pk).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.people_reached) == (SubProofState.SUBMITTED, 40)
    assert Forwarding.objects.get().state == S.PROOF_RECEIVED


def test_a_receipt_is_taken_out(office, draft):
    row = SubProofReceiptFactory(sub_proof=draft)
    assert page(office, "sub_receipt_remove", row.pk)[0].status_code == 200
    assert send(office, "sub_receipt_remove", row.pk).status_code == 302
    assert not draft.receipts.exists()
    assert page(office, "sub_receipt_remove", row.pk)[0].status_code == 404


def test_receipts_are_checked_side_by_side(office, submitted):
    first, second = submitted.receipts.order_by("pk")
    _, text = page(office, "sub_proof_check", submitted.pk)
    assert text.count("<fieldset") == 2
    assert "<img" in text
    verdicts = {f"verdict_{first.pk}": "accepted", f"verdict_{second.pk}": "objected"}

    missing = send(office, "sub_proof_check", submitted.pk, **verdicts)
    assert missing.status_code == 422
    assert "Schreiben Sie, was beanstandet wird." in missing.content.decode()

    said = {f"objection_{second.pk}": "Kein Bezug zum Zweck."}
    assert send(office, "sub_proof_check", submitted.pk, **verdicts, **said).status_code == 302
    assert list(submitted.receipts.order_by("pk").values_list("accepted", "objection")) == [
        (True, ""),
        (False, "Kein Bezug zum Zweck."),
    ]
    _, text = page(office, "sub_proof", submitted.pk)
    assert "Nachweis teilweise anerkennen" in text
    assert "Nachweis anerkennen" not in text


def test_deciding_nothing_is_said(office, submitted):
    later = {f"verdict_{row.pk}": "later" for row in submitted.receipts.all()}
    response = send(office, "sub_proof_check", submitted.pk, **later)
    assert response.status_code == 422
    assert "Entscheiden Sie über mindestens einen Beleg." in response.content.decode()


def test_a_proof_is_accepted_and_the_forwarding_closed(office, submitted):
    submitted.receipts.update(accepted=True)
    pk = submitted.forwarding_id
    assert send(office, "forwarding_accept", pk).status_code == 302
    _, text = page(office, "forwarding", pk)
    assert "nachgewiesen" in text
    assert send(office, "forwarding_close", pk).status_code == 302
    assert Forwarding.objects.get().state == S.CLOSED


def test_a_proof_is_accepted_in_part_with_a_reason(office, submitted):
    submitted.receipts.update(accepted=False)
    pk = submitted.forwarding_id
    assert send(office, "forwarding_accept", pk).status_code == 422
    assert send(office, "forwarding_accept_in_part", pk, reason="").status_code == 422
    assert send(office, "forwarding_accept_in_part", pk, reason="Nichts passt.").status_code == 302
    assert Forwarding.objects.get().state == S.PARTLY_ACCEPTED


def test_a_proof_is_given_back(office, submitted):
    pk = submitted.forwarding_id
    assert send(office, "forwarding_return", pk, reason="Ein Beleg fehlt.").status_code == 302
    _, text = page(office, "forwarding", pk)
    assert "Ein Beleg fehlt." in text
    assert "Nachweis weiterschreiben" in text


def test_a_clerk_proves_for_the_own_town_and_sees_no_files_of_the_office(
    acting, client_of, forwarding
):
    """R-DIS-07"""
    town = MunicipalityFactory(part_of=forwarding.owner)
    Forwarding.objects.update(recipient=town)
    clerk = client_of(acting(Role.MUNICIPAL_CLERK, at=town))
    send(clerk, "sub_proof_begin", forwarding.pk)
    proof = SubProof.objects.get()
    assert send(clerk, "sub_proof_receipt_new", proof.pk, **typed()).status_code == 302
    _, text = page(clerk, "sub_proof", proof.pk)
    assert "bon.jpg" in text
    assert "Was geschah" not in text
    assert "attachments/" not in text
    assert page(clerk, "sub_proof_check", proof.pk)[0].status_code == 403
    assert page(clerk, "forwarding_accept", forwarding.pk)[0].status_code == 403
    assert "Kochen am Freitag" in page(clerk, "sub_proofs")[1]


def test_strangers_find_nothing_and_readers_change_nothing(acting, client_of, draft):
    stranger = acting(Role.GRANTS_OFFICER, at=OrganisationFactory())
    reader = acting(Role.AUDITOR, at=draft.forwarding.owner)
    routes = ("sub_proof", "sub_proof_receipt_new", "sub_proof_describe", "sub_proof_submit")
    client = client_of(stranger)
    assert {page(client, route, draft.pk)[0].status_code for route in routes} == {404}
    assert "Kochen" not in page(client, "sub_proofs")[1]
    client = client_of(reader)
    assert page(client, "sub_proof", draft.pk)[0].status_code == 200
    assert {page(client, route, draft.pk)[0].status_code for route in routes[1:]} == {403}


@pytest.mark.parametrize(
    "route", ["sub_proof_receipt_new", "sub_proof_describe", "sub_proof_submit"]
)
def test_what_is_handed_in_is_not_changed(office, submitted, route):
    response, text = page(office, route, submitted.pk)
    assert response.status_code == 409
    assert "Nachweis eingegangen" in text


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ("overdue", {"Alt"}),
        ("check", {"Da"}),
        ("recovery", {"Zurück"}),
        ("soon", set()),
        ("", {"Alt", "Da", "Zurück"}),
    ],
)
def test_the_list_finds_overdue_proofs(acting, client_of, chosen, titles):
    owner = ForwardingFactory(title="Alt").owner
    SubProofFactory(submitted=True, forwarding__title="Da", forwarding__item__award__owner=owner)
    RecoveryFactory(forwarding__title="Zurück", forwarding__item__award__owner=owner)
    reader = client_of(acting(Role.AUDITOR, at=owner))
    _, text = page(reader, "sub_proofs", proof=chosen)
    assert set(re.findall(r">(Alt|Da|Zurück)</a>", text)) == titles


def test_the_list_asks_as_many_questions_for_one_row_as_for_many(acting, client_of, forwarding):
    reader = client_of(acting(Role.AUDITOR, at=forwarding.owner))
    asked = []
    for more in (0, 12):
        for _ in range(more):
            ForwardingFactory(item=forwarding.item)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(reader, "sub_proofs")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_page_of_a_proof_asks_as_many_questions_for_one_receipt_as_for_many(office, draft):
    asked = []
    for more in (1, 9):
        for _ in range(more):
            SubProofReceiptFactory(sub_proof=draft, photo=True)
        with CaptureQueriesContext(connection) as queries:
            page(office, "sub_proof", draft.pk)
        asked.append(len(queries))
        assert not any(
            "content" in query["sql"] for query in queries if "attachment" in query["sql"]
        )
    assert asked[0] == asked[1]
