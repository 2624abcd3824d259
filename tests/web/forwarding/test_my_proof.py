"""The recipient's own pages behind the link of its application: a proof in five minutes."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.awards.models import Receipt
from kreislotse.forwarding import actions
from kreislotse.forwarding.keys import hash_of, new_key
from kreislotse.forwarding.models import Forwarding, SubProof
from kreislotse.forwarding.states import ForwardingState, SubProofState
from kreislotse.kernel.money import Money
from tests.factories.forwarding import ForwardingFactory
from tests.factories.proving import PHOTO, SubProofFactory, SubProofReceiptFactory

S = ForwardingState
REPORT = {"report": "Wir haben gekocht. Es kamen 40.", "people_reached": "40", "confirmed": "on"}


@pytest.fixture
def key():
    return new_key()


@pytest.fixture
def forwarding(db, key):
    return ForwardingFactory(title="Kochen am Freitag", key_hash=hash_of(key))


@pytest.fixture
def phone(forwarding):
    """A browser that nobody is logged in with."""
    return Client()


def address(route, *args):
    return reverse(f"forwarding:{route}", args=args)


def page(client, route, *args):
    response = client.get(address(route, *args))
    return response, response.content.decode().replace("\u00a0", " ")


def typed(number=0, **said):
    photo = SimpleUploadedFile("bon.jpg", PHOTO + bytes([number]), content_type="image/jpeg")
    return {
        "file": photo,
        "amount": "100",
        "dated": "05.11.2015",
        "payee": "Copyshop",
        "subject": f"Flyer {number}",
        "other_funding": "none",
        "request_key": f"klick-{number}",
    } | said


def test_a_club_with_three_receipts_is_done_in_five_posts(phone, forwarding, key):
    """R-DIS-08"""
    _, text = page(phone, "my_proof_submit", key)
    assert "haben Sie 500,00 € bekommen" in text
    assert "Beleg fotografieren" in text
    for number in range(3):
        response = phone.post(address("my_receipt_new", key), typed(number))
        assert response.url == address("my_proof_submit", key)
    assert "Belegt sind 300,00 € von 500,00 €." in page(phone, "my_proof_submit", key)[1]
    phone.post(address("my_proof_submit", key), REPORT)

    proof = SubProof.objects.get()
    assert (proof.state, proof.receipts.count()) == (SubProofState.SUBMITTED, 3)
    assert Forwarding.objects.get().state == S.PROOF_RECEIVED
    _, text = page(phone, "my_proof_submit", key)
    assert "Ihr Nachweis ist am" in text
    assert "<form class" not in text


def test_the_form_of_a_receipt_lets_a_phone_take_a_photo(phone, forwarding, key):
    _, text = page(phone, "my_receipt_new", key)
    assert 'accept="image/*,application/pdf"' in text
    assert 'enctype="multipart/form-data"' in text
    assert 'inputmode="decimal"' in text
    assert text.index("Foto oder Datei des Belegs") < text.index("Betrag des Belegs")


def test_handing_in_twice_hands_in_once(phone, forwarding, key):
    phone.post(address("my_receipt_new", key), typed())
    phone.post(address("my_proof_submit", key), REPORT)
    again = phone.post(address("my_proof_submit", key), REPORT)
    assert again.status_code == 200
    assert SubProof.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Es ist noch kein Beleg eingetragen."),
        ({"confirmed": ""}, "Bestätigen Sie bitte"),
        ({"report": ""}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(phone, forwarding, key, said, sentence):
    response = phone.post(address("my_proof_submit", key), REPORT | said)
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert 'value="40"' in text
    assert not SubProof.objects.exists()


def test_a_receipt_is_taken_out_by_its_own_link_only(phone, forwarding, key):
    phone.post(address("my_receipt_new", key), typed())
    row = SubProof.objects.get().receipts.get()
    foreign = SubProofReceiptFactory()
    assert page(phone, "my_receipt_remove", key, foreign.pk)[0].status_code == 404
    assert phone.post(address("my_receipt_remove", key, row.pk)).status_code == 302
    assert not SubProof.objects.get(forwarding=forwarding).receipts.exists()
    assert Receipt.objects.get() == foreign.allocation.receipt


def test_a_returned_proof_says_why_and_can_be_completed(acting, phone, forwarding, key):
    phone.post(address("my_receipt_new", key), typed())
    phone.post(address("my_proof_submit", key), REPORT)
    officer = acting(Role.GRANTS_OFFICER, at=forwarding.owner)
    actions.return_proof(Forwarding.objects.get(), actor=officer, reason="Ein Bon fehlt.")
    _, text = page(phone, "my_proof_submit", key)
    assert "Ein Bon fehlt." in text
    assert REPORT["report"] in text
    phone.post(address("my_receipt_new", key), typed(1))
    phone.post(address("my_proof_submit", key), REPORT)
    assert Forwarding.objects.get().state == S.PROOF_RECEIVED
    assert SubProof.objects.order_by("-number").first().receipts.count() == 2


def test_a_wrong_key_or_one_without_payment_finds_nothing(phone, forwarding, key):
    for wrong in (new_key(), "abc"):
        assert page(phone, "my_proof_submit", wrong)[0].status_code == 404
        assert page(phone, "my_receipt_new", wrong)[0].status_code == 404
    Forwarding.objects.update(state=S.CONTRACT_SIGNED, paid_on=None)
    assert page(phone, "my_proof_submit", key)[0].status_code == 404


def test_after_the_handing_in_no_receipt_is_added(phone, forwarding, key):
    Forwarding.objects.update(state=S.PROOF_RECEIVED)
    response = phone.post(address("my_receipt_new", key), typed())
    assert response.status_code == 409
    assert not Receipt.objects.exists()


def test_the_public_page_shows_neither_account_nor_contact_nor_other_clubs(phone, forwarding, key):
    proof = SubProofFactory(forwarding=forwarding)
    SubProofReceiptFactory(sub_proof=proof, amount=Money.euros(80), photo=True)
    SubProofReceiptFactory(sub_proof__forwarding__title="Woanders")
    response, text = page(phone, "my_proof_submit", key)
    for hidden in (forwarding.iban, forwarding.contact_email, "Woanders", "attachments/"):
        assert hidden not in text
    assert "80,00 €" in text
    assert "no-store" in response["Cache-Control"]
    assert date(2016, 4, 30).strftime("%d.%m.%Y") in text
