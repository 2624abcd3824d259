"""Without an account: open calls, one page to apply, and one's own link."""

import re
from datetime import date

import pytest
from django.urls import reverse

from kreislotse.attachments.models import Attachment
from kreislotse.awards.models import AllowedRecipient
from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.keys import hash_of, new_key
from kreislotse.forwarding.models import Forwarding, ForwardingDocument
from kreislotse.forwarding.states import BlockKind, CallState, ForwardingState
from kreislotse.kernel.money import ZERO, Money
from tests.factories.forwarding import (
    ApprovedForwardingFactory,
    ForwardingFactory,
    FundingCallFactory,
)
from tests.fixtures.acting import NOON

FORM = {
    "applicant_name": "Willkommen e. V.",
    "kind": "club",
    "contact_email": "verein@example.org",
    "title": "Kochen mit Nachbarn",
    "description": "Wir kochen. Alle sind eingeladen.",
    "period_from": "10.11.2015",
    "period_to": "20.12.2015",
    "requested": "350",
    "confirmed": "on",
}


@pytest.fixture
def call(db):
    return FundingCallFactory(
        title="Ehrenamt", cap_per_project=Money.euros(1_500), closes_on=date(2099, 11, 30)
    )


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def address(call):
    return reverse("forwarding:public_apply", args=[call.pk])


def mine(key, route="my_application", *args):
    return reverse(f"forwarding:{route}", args=[key, *args])


def test_anybody_reads_which_calls_are_open(client, call):
    FundingCallFactory(title="Vorbei", closes_on=date(2015, 11, 1))
    FundingCallFactory(title="Entwurf", state=CallState.DRAFT)
    text = text_of(client.get(reverse("forwarding:public_calls")))
    assert "Ehrenamt" in text
    assert "Anträge bis zum 30.11.2099. Höchstens 1.500,00 € je Vorhaben." in text
    assert "Vorbei" not in text
    assert "Entwurf" not in text


def test_without_an_open_call_the_page_says_what_to_do(client, db):
    text = text_of(client.get(reverse("forwarding:public_calls")))
    assert "Schauen Sie später wieder herein" in text


def test_an_application_ends_with_the_link_that_is_shown_once(client, call):
    form = client.get(address(call))
    key = re.search(r'name="key" value="([^"]+)"', form.content.decode()).group(1)
    response = client.post(address(call), {**FORM, "key": key})
    found = Forwarding.objects.get()
    assert response.status_code == 201
    assert f"http://testserver{mine(key)}" in text_of(response)
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert (found.key_hash, found.requested) == (hash_of(key), Money.euros(350))
    assert client.post(address(call), {**FORM, "key": key}).status_code == 201
    assert Forwarding.objects.count() == 1
    own = text_of(client.get(mine(key)))
    assert "Ihr Antrag ist eingegangen." in own
    assert "Was noch fehlt" in own


def test_the_short_form_grows_only_above_its_limit(client, call):
    """R-DIS-08."""
    assert "Wie viel geben andere dazu?" not in text_of(client.get(address(call)))
    response = client.post(address(call), {**FORM, "requested": "500,01"})
    assert response.status_code == 422
    text = text_of(response)
    assert "Ab mehr als 500,00 € brauchen wir auch Ihre eigenen und weiteren Mittel." in text
    assert "Wie viel geben andere dazu?" in text
    assert 'value="500,01"' in text
    assert "Wir kochen. Alle sind eingeladen." in text
    more = {**FORM, "requested": "500,01", "own_funds": "0", "other_funds": "100"}
    assert client.post(address(call), more).status_code == 201
    found = Forwarding.objects.get()
    assert (found.light, found.own_funds, found.other_funds) == (False, ZERO, Money.euros(100))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"iban": "DE88 3704 0044 0532 0130 00"}, "Diese IBAN stimmt nicht"),
        ({"contact_email": ""}, "E-Mail-Adresse oder eine Telefonnummer"),
        ({"confirmed": ""}, "Bestätigen Sie, dass Ihre Angaben stimmen."),
        ({"website": "http://spam.example"}, "Es ist eine Falle."),
        ({"requested": "viel"}, "ist kein Betrag in Euro"),
        ({"kind": ""}, "Bitte wählen Sie hier etwas aus."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, call, change, sentence):
    response = client.post(address(call), {**FORM, **change})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "Kochen mit Nachbarn" in text_of(response)
    assert not Forwarding.objects.exists()


def test_only_the_kinds_of_the_notice_are_offered(client, call):
    """R-DIS-01."""
    AllowedRecipient.objects.create(award=call.item.award, kind=RecipientKind.CHURCH)
    text = text_of(client.get(address(call)))
    assert "Kirche oder Religionsgemeinschaft</option>" in text
    assert "Verein oder Initiative</option>" not in text


def test_after_the_last_day_there_is_no_form(client, call):
    call.closes_on = date(2015, 11, 1)
    call.save()
    text = text_of(client.get(address(call)))
    assert "Dieser Aufruf ist zu Ende." in text
    assert "Antrag absenden" not in text
    response = client.post(address(call), FORM)
    assert (response.status_code, Forwarding.objects.count()) == (422, 0)


def test_calls_that_are_not_open_are_not_there(client, db):
    for state in (CallState.DRAFT, CallState.CLOSED):
        assert client.get(address(FundingCallFactory(state=state))).status_code == 404


def keyed(factory, **values):
    key = new_key()
    return factory(key_hash=hash_of(key), **values), key


def test_the_link_tells_what_comes_next_and_hides_the_account(client, db):
    wish, key = keyed(ApprovedForwardingFactory)
    text = text_of(client.get(mine(key)))
    assert "Ihr Antrag ist bewilligt, mit bis zu 500,00 €." in text
    assert "IBAN mit 3000 endet" in text
    assert wish.iban not in text
    assert wish.contact_email not in text


def test_every_state_has_its_words(client, db):
    wish, key = keyed(ForwardingFactory, decision_reason="Kein Bezug.")
    for state in ForwardingState:
        Forwarding.objects.filter(pk=wish.pk).update(state=state)
        assert client.get(mine(key)).status_code == 200
    Forwarding.objects.update(state=ForwardingState.REJECTED)
    assert "Der Grund: Kein Bezug." in text_of(client.get(mine(key)))


def test_the_account_follows_later_by_the_link(client, db):
    wish, key = keyed(ApprovedForwardingFactory, iban="")
    wrong = client.post(mine(key, "my_bank"), {"iban": "DE88370400440532013000"})
    assert wrong.status_code == 422
    assert "Vergleichen Sie" in text_of(wrong)
    right = client.post(mine(key, "my_bank"), {"iban": "DE89370400440532013000"})
    assert right.url == mine(key)
    wish.refresh_from_db()
    assert wish.iban == "DE89370400440532013000"


def test_a_wrong_link_leads_nowhere(client, db):
    keyed(ApprovedForwardingFactory)
    for key in (new_key(), "x" * 43, "kurz"):
        for route in ("my_application", "my_bank"):
            assert client.get(mine(key, route)).status_code == 404


def test_by_the_link_one_takes_one_s_own_letters_and_no_others(client, db):
    wish, key = keyed(ApprovedForwardingFactory)
    other, _ = keyed(ApprovedForwardingFactory)

    def letter(forwarding, kind):
        file = Attachment.objects.create(
            owner=forwarding.owner,
            name=f"{kind}.pdf",
            media_type="application/pdf",
            size=4,
            sha256="0" * 64,
            content=b"%PDF",
            added_at=NOON,
        )
        return ForwardingDocument.objects.create(
            forwarding=forwarding, kind=kind, dated=date(2015, 11, 1), blocks=[], file=file
        )

    contract = letter(wish, BlockKind.CONTRACT)
    hidden = [letter(wish, BlockKind.PAYMENT_REQUEST), letter(other, BlockKind.CONTRACT)]
    response = client.get(mine(key, "my_document", contract.pk))
    assert (response.content, response["Content-Type"]) == (b"%PDF", "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="contract.pdf"'
    assert "Weiterleitungsvertrag vom 01.11.2015 (PDF)" in text_of(client.get(mine(key)))
    for document in hidden:
        assert client.get(mine(key, "my_document", document.pk)).status_code == 404
