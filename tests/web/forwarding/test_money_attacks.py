"""Attempts on the pages of passed-on money: by the link, by the form, by what is typed."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.attachments.models import Attachment
from kreislotse.forwarding.actions import state_bank_account
from kreislotse.forwarding.keys import hash_of, new_key
from kreislotse.forwarding.models import Forwarding, SubProofReceipt
from kreislotse.forwarding.states import ForwardingState
from kreislotse.journal.entries import write
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import Money
from kreislotse.proofs.dossiers import dossier
from tests.factories.cash import ReceiptFactory
from tests.factories.forwarding import (
    ApprovedForwardingFactory,
    ForwardableItemFactory,
    ForwardingFactory,
    FundingCallFactory,
)
from tests.factories.proving import PHOTO, SubProofReceiptFactory

S = ForwardingState
FORMULA = '=HYPERLINK("https://example.org","Hier")'
FORM = {
    "applicant_name": "Willkommen e. V.",
    "kind": "club",
    "contact_email": "verein@example.org",
    "title": "Kochen mit Nachbarn",
    "description": "Wir kochen.",
    "period_from": "10.11.2015",
    "period_to": "20.12.2015",
    "requested": "350",
    "confirmed": "on",
}


@pytest.fixture
def item(db):
    return ForwardableItemFactory()


@pytest.fixture
def officer(acting, item):
    return acting(Role.GRANTS_OFFICER, at=item.award.owner)


@pytest.fixture
def call(item):
    return FundingCallFactory(item=item, closes_on=date(2099, 1, 1))


@pytest.fixture
def by_link(item):
    """A paid forwarding with the key of its link."""
    key = new_key()
    return ForwardingFactory(item=item, key_hash=hash_of(key)), key


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def mine(route, key, *args):
    return reverse(f"forwarding:{route}", args=[key, *args])


def receipt(number=1, **said):
    photo = io.BytesIO(PHOTO + bytes([number]))
    photo.name = said.pop("name", "bon.jpg")
    return {
        "payee": "Laden",
        "subject": "Obst",
        "dated": "05.11.2015",
        "paid_on": "05.11.2015",
        "amount": "10",
        "other_funding": "none",
        "request_key": f"klick-{number}",
        "file": photo,
    } | said


def sent(client, call, **said):
    address = reverse("forwarding:public_apply", args=[call.pk])
    return client.post(address, {**FORM, "key": new_key(), **said})


def has_formula(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in parts.read(name) for name in sheets)


# What is seen before money leaves


def test_the_payment_shows_the_account_and_that_it_was_changed(acting, client_of, item, officer):
    found = ApprovedForwardingFactory(item=item, state=S.CONTRACT_SIGNED, account_holder="Verein")
    address = reverse("forwarding:forwarding_pay", args=[found.pk])
    said = text_of(client_of(officer).get(address))
    assert "IBAN: DE89 3704 0044 0532 0130 00" in said
    assert "Betrag: 500,00 €" in said
    assert "Achtung" not in said
    write(found, "approve_forwarding", actor=officer)
    state_bank_account(found, actor=officer, iban="NL91ABNA0417164300")
    colleague = client_of(acting(Role.GRANTS_OFFICER, at=item.award.owner))
    said = text_of(colleague.get(address))
    assert "IBAN: NL91 ABNA 0417 1643 00" in said
    assert "Achtung: Die Bankverbindung wurde nach der Bewilligung geändert" in said
    assert "NL91" not in str(list(JournalEntry.objects.values_list("change", "note", "label")))
    assert colleague.post(address, {"paid_on": "02.11.2015"}).status_code == 302


def test_who_changed_the_account_is_told_who_pays(client_of, item, officer):
    found = ApprovedForwardingFactory(item=item, state=S.CONTRACT_SIGNED)
    write(found, "approve_forwarding", actor=officer)
    state_bank_account(found, actor=officer, iban="NL91ABNA0417164300")
    address = reverse("forwarding:forwarding_pay", args=[found.pk])
    response = client_of(officer).post(address, {"paid_on": "02.11.2015"})
    assert response.status_code == 422
    assert "Die Auszahlung trägt eine zweite Person ein" in text_of(response)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.STEERING])
def test_who_only_reads_sees_neither_account_nor_contact(acting, client_of, item, role):
    found = ApprovedForwardingFactory(item=item, state=S.CONTRACT_SIGNED)
    reader = client_of(acting(role, at=item.award.owner))
    for address in (
        reverse("forwarding:forwarding", args=[found.pk]),
        reverse("forwarding:forwarding_pay", args=[found.pk]),
        reverse("forwarding:forwardings"),
    ):
        said = text_of(reader.get(address))
        for secret in ("DE89", "0130 00", "Alex Beispiel", "initiative@example.org"):
            assert secret not in said


# Taking back on the page


def test_a_payment_is_taken_back_on_its_page(client_of, item, officer):
    paid = ForwardingFactory(item=item)
    client = client_of(officer)
    page = text_of(client.get(reverse("forwarding:forwarding", args=[paid.pk])))
    address = reverse("forwarding:forwarding_unpay", args=[paid.pk])
    assert address in page
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Konto erloschen"}).status_code == 302
    paid.refresh_from_db()
    assert (paid.state, paid.paid_on) == (S.CONTRACT_SIGNED, None)


# The link


def test_the_pages_behind_a_link_are_kept_by_nobody_and_told_to_nobody(client, by_link):
    forwarding, key = by_link
    for route in ("my_application", "my_bank", "my_receipt_new", "my_proof_submit"):
        response = client.get(mine(route, key))
        assert "no-store" in response["Cache-Control"], route
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert forwarding.key_hash not in text_of(response)


def test_a_link_reaches_no_record_of_another(client, by_link, item):
    _forwarding, key = by_link
    other_key = new_key()
    other = ForwardingFactory(item=item, key_hash=hash_of(other_key))
    theirs = SubProofReceiptFactory(sub_proof__forwarding=other)
    assert client.post(mine("my_receipt_remove", key, theirs.pk)).status_code == 404
    assert SubProofReceipt.objects.filter(pk=theirs.pk).exists()
    for wrong in ("x", new_key(), other.key_hash, "%00", "=" * 43):
        assert client.get(f"/forwarding/my-application/{wrong}/").status_code == 404


def test_who_is_logged_in_acts_by_the_link_under_the_own_name(client_of, by_link, officer):
    """Else an officer could write a club's proof namelessly and then accept it."""
    forwarding, key = by_link
    client_of(officer).post(mine("my_receipt_new", key), receipt())
    entry = JournalEntry.objects.get(verb="add_receipt_to_sub_proof")
    assert entry.person_id == officer.person_id
    assert forwarding.sub_proofs.count() == 1


def test_a_link_takes_no_end_of_files(client, by_link, monkeypatch):
    monkeypatch.setattr("kreislotse.forwarding.actions.sub_proofs.MOST_BY_LINK", 3)
    forwarding, key = by_link
    for number in range(1, 4):
        assert client.post(mine("my_receipt_new", key), receipt(number)).status_code == 302
        client.post(mine("my_receipt_remove", key, SubProofReceipt.objects.get().pk))
    response = client.post(mine("my_receipt_new", key), receipt(4))
    assert response.status_code == 422
    assert "nehmen wir keine weiteren Belege" in text_of(response)
    assert Attachment.objects.count() == 3
    assert forwarding.sub_proofs.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bon.jpg", b"<html><script>alert(1)</script>"),
        ("bon.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("bon.csv", b"\xef\xbb\xbf  <script>alert(1)</script>"),
        ("bon.pdf", b"GIF89a/*<script>*/"),
        ("bon.jpg", b""),
        ("bon.jpg", b"\xff\xd8\xff" + b"x" * (15 * 1024 * 1024)),
    ],
)
def test_a_file_that_is_none_is_refused(client, by_link, name, content):
    _forwarding, key = by_link
    file = io.BytesIO(content)
    file.name = name
    response = client.post(mine("my_receipt_new", key), receipt(file=file))
    assert response.status_code == 422
    assert not Attachment.objects.exists()


# What is typed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("requested", each) for each in ("0", "-5", "1e30", "NaN", "12,345", "１２", "9" * 14)],
        ("requested", "1.00"),
        ("title", "Kochen\x00"),
        ("applicant_name", "\x00"),
        ("period_to", "31.12.99999"),
        ("iban", "DE00370400440532013000"),
        ("contact_email", "a@b\r\nBcc: x@example.org"),
        ("kind", "municipality' OR 1=1"),
    ],
)
def test_nonsense_in_the_public_form_is_refused_and_kept_on_screen(client, call, field, value):
    response = sent(client, call, **{field: value})
    assert response.status_code == 422
    assert not Forwarding.objects.exists()


def test_markup_typed_by_anybody_is_text_wherever_it_is_shown(client, client_of, call, officer):
    evil = "<script>alert(1)</script>"
    for name in ("title", "applicant_name", "description"):
        assert sent(client, call, **{name: evil}).status_code == 201
    desk = client_of(officer)
    pages = [reverse("forwarding:forwardings")]
    for found in Forwarding.objects.all():
        pages.append(reverse("forwarding:forwarding", args=[found.pk]))
        pages.append(reverse("forwarding:forwarding_check", args=[found.pk]))
    for page in pages:
        assert evil not in text_of(desk.get(page)), page


def test_formulas_stay_text_in_every_file(client_of, item, officer):
    """ASVS 1.2.10: lists as CSV and XLSX, and the tables of the dossier."""
    found = ApprovedForwardingFactory(item=item, title=FORMULA, applicant_name=FORMULA)
    paid_for = ReceiptFactory(owner=item.award.owner, payee=FORMULA, subject=FORMULA)
    paid_for.allocations.create(item=item, amount=Money(1))
    desk = client_of(officer)
    for name in ("forwarding:forwardings", "awards:receipts"):
        table = desk.get(reverse(name), {"export": "csv"}).content.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(table), delimiter=";") for cell in row]
        assert f"'{FORMULA}" in cells
        assert FORMULA not in cells
        assert not has_formula(desk.get(reverse(name), {"export": "xlsx"}).content)
    with zipfile.ZipFile(io.BytesIO(dossier(item.award))) as packed:
        names = packed.namelist()
        assert len(names) == len(set(names))
        for each in names:
            assert ".." not in each
            assert not each.startswith("/")
            if each.endswith(".csv"):
                rows = csv.reader(io.StringIO(packed.read(each).decode("utf-8-sig")), delimiter=";")
                assert not [c for row in rows for c in row if c.startswith(("=", "+", "@"))]
            if each.endswith(".xlsx"):
                assert not has_formula(packed.read(each))
    assert found.title == FORMULA


def test_a_file_name_does_not_lead_out_of_the_dossier(client, by_link, item):
    forwarding, key = by_link
    Forwarding.objects.filter(pk=forwarding.pk).update(title="../../etc/passwd")
    for number, name in enumerate(["../../../bon.jpg", "..\\bon.jpg", "\u202egpj.exe.jpg"]):
        answer = client.post(mine("my_receipt_new", key), receipt(number + 1, name=name))
        assert answer.status_code == 302
    with zipfile.ZipFile(io.BytesIO(dossier(item.award))) as packed:
        names = packed.namelist()
    assert len(names) == len(set(names))
    assert sum(name.startswith("belege/dateien/") for name in names) == 3
    assert not [name for name in names if ".." in name or "\\" in name or "\u202e" in name]


def test_a_number_that_no_column_holds_is_refused(client, by_link):
    _forwarding, key = by_link
    client.post(mine("my_receipt_new", key), receipt())
    said = {"report": "Gekocht. Es kamen viele.", "people_reached": "9" * 30, "confirmed": "on"}
    assert client.post(mine("my_proof_submit", key), said).status_code == 422
