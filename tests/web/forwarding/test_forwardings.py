"""Pages of passing on: what the office and the towns see and do there."""

from datetime import date

import pytest
from django.urls import reverse

from kreislotse.access.policy import Role
from kreislotse.forwarding.models import (
    ConflictOfInterest,
    Forwarding,
    ForwardingDocument,
    FundingCall,
    TextBlock,
)
from kreislotse.forwarding.states import BlockKind, CallState, CheckKind, ForwardingState
from kreislotse.kernel.money import Money
from kreislotse.organisations.models import OrganisationKind
from tests.factories.forwarding import (
    AppliedForwardingFactory,
    ApprovedForwardingFactory,
    ClubFactory,
    ForwardableItemFactory,
    ForwardingFactory,
    FundingCallFactory,
    TextBlockFactory,
)
from tests.factories.organisations import MunicipalityFactory

FIT = {f"verdict_{kind}": "fits" for kind in CheckKind}
WISH = {
    "title": "Lesecafé",
    "description": "Lesen. Reden.",
    "period_from": "01.11.2015",
    "period_to": "01.12.2015",
    "requested": "400",
    "request_key": "eins",
}


@pytest.fixture
def item(db):
    return ForwardableItemFactory(number="Ziffer 2", title="Sprachkurse", amount=Money(163_636))


@pytest.fixture
def place(item):
    return item.award.owner


@pytest.fixture
def as_(acting, client_of, place):
    return lambda role, at=None: client_of(acting(role, at=at or place))


@pytest.fixture
def wish(item):
    return AppliedForwardingFactory(item=item, title="Kochen", applicant_name="Brücke e. V.")


def at(route, *args):
    return reverse(f"forwarding:{route}", args=args)


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def see(client, route, *args, **query):
    return text_of(client.get(at(route, *args), query))


def send(client, route, *args, **values):
    return client.post(at(route, *args), {"sent": "1", **values})


def test_the_list_shows_recipient_sums_state_and_next_day(as_, item, wish):
    ForwardingFactory(item=item, title="Ausflug", recipient__name="Weltladen")
    client = as_(Role.GRANTS_OFFICER)
    text = see(client, "forwardings")
    for seen in ("Brücke e. V.", "Kochen", "Ziffer 2 Sprachkurse", "500,00 €", "30.04.2016"):
        assert seen in text
    assert "Weltladen" in see(client, "forwardings", state="paid")
    assert "Brücke" not in see(client, "forwardings", state="paid")
    assert "Kochen" in see(client, "forwardings", award=item.award_id)


@pytest.mark.parametrize("count", [1, 40])
def test_a_long_list_asks_no_more_than_a_short_one(as_, item, count, django_assert_max_num_queries):
    AppliedForwardingFactory.create_batch(count, item=item, call=FundingCallFactory(item=item))
    client = as_(Role.GRANTS_OFFICER)
    with django_assert_max_num_queries(10):
        client.get(at("forwardings"))


def test_a_town_sees_its_own_only_and_nobody_s_account(as_, item, place):
    town = MunicipalityFactory(part_of=place)
    ours = AppliedForwardingFactory(item=item, recipient=town, title="Unseres")
    theirs = AppliedForwardingFactory(item=item, title="Anderes")
    clerk = as_(Role.MUNICIPAL_CLERK, town)
    text = see(clerk, "forwardings")
    assert "Unseres" in text
    assert "Anderes" not in text
    assert clerk.get(at("forwarding", theirs.pk)).status_code == 404
    own = see(clerk, "forwarding", ours.pk)
    assert "DE89 3704 0044 0532 0130 00" in own
    assert "Was geschah" not in own
    assert "Auf diesem Zweck noch frei" not in own


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.GRANTS_OFFICER, True), (Role.HEAD, True), (Role.AUDITOR, False), (Role.STEERING, False)],
)
def test_contact_and_account_are_for_who_works_with_them(as_, wish, role, sees):
    text = see(as_(role), "forwarding", wish.pk)
    assert "Kochen" in text
    assert ("initiative@example.org" in text) is sees
    assert ("DE89 3704" in text) is sees


def test_who_has_nothing_to_do_with_money_stays_outside(as_, wish):
    counsellor = as_(Role.COUNSELLOR)
    for route in ("forwardings", "funding_calls", "text_blocks", "conflicts"):
        assert counsellor.get(at(route)).status_code == 403
    assert counsellor.get(at("forwarding", wish.pk)).status_code == 404


def test_the_check_shows_the_findings_and_takes_the_applicant_into_the_register(as_, wish):
    client = as_(Role.GRANTS_OFFICER)
    text = see(client, "forwarding_check", wish.pk)
    assert "Zweck laut Bescheid: „Ziffer 2 Sprachkurse“. Passt das Vorhaben dazu?" in text
    response = send(client, "forwarding_check", wish.pk, **FIT, remark_purpose="Ja.")
    assert response.url == at("forwarding", wish.pk)
    wish.refresh_from_db()
    assert (wish.state, wish.recipient.kind) == (ForwardingState.CHECKED, OrganisationKind.CLUB)
    assert "Ja." in see(client, "forwarding", wish.pk)


def test_an_organisation_of_the_same_name_is_chosen_already(as_, wish):
    club = ClubFactory(name="Brücke e. V.")
    text = see(as_(Role.GRANTS_OFFICER), "forwarding_check", wish.pk)
    assert f'<option value="{club.pk}" selected>' in text


@pytest.fixture
def checked(as_, item):
    """Two thousand euros asked for, checked; 1,636.36 are free."""
    wish = AppliedForwardingFactory(item=item, requested=Money.euros(2_000))
    club = ClubFactory()
    send(as_(Role.GRANTS_OFFICER), "forwarding_check", wish.pk, **FIT, recipient=club.pk)
    return wish


def test_before_the_decision_one_sees_what_is_free(as_, item, checked):
    text = see(as_(Role.HEAD), "forwarding_approve", checked.pk)
    assert "Auf „Ziffer 2 Sprachkurse“ sind nur noch 1.636,36 € frei." in text
    assert "Was die Prüfung ergab" in text
    assert "Passt das Vorhaben dazu?" in text
    Forwarding.objects.update(requested=Money.euros(1_000))
    text = see(as_(Role.HEAD), "forwarding_approve", checked.pk)
    assert "sind 1.636,36 € frei. Werden 1.000,00 € bewilligt, bleiben 636,36 €." in text


def test_an_overspend_is_refused_with_figures_and_keeps_what_was_typed(as_, checked):
    """R-DIS-02."""
    head = as_(Role.HEAD)
    said = {"approved": "2.000", "reason": "Gutes Vorhaben.", "not_biased": "on"}
    response = send(head, "forwarding_approve", checked.pk, **said)
    assert response.status_code == 422
    assert (
        "Auf „Ziffer 2 Sprachkurse, frei“ sind noch 1.636,36 € frei, "
        "gebucht werden sollten 2.000,00 €."
    ) in text_of(response)
    assert "Gutes Vorhaben." in text_of(response)
    without = {"approved": "1.636,36"}
    assert send(head, "forwarding_approve", checked.pk, **without).status_code == 422
    with_tick = {"approved": "1.636,36", "not_biased": "on"}
    assert send(head, "forwarding_approve", checked.pk, **with_tick).status_code == 302
    checked.refresh_from_db()
    assert checked.approved == Money(163_636)


def test_the_right_comes_before_the_state_and_the_state_before_the_form(as_, wish):
    assert as_(Role.GRANTS_OFFICER).get(at("forwarding_approve", wish.pk)).status_code == 403
    assert as_(Role.HEAD).get(at("forwarding_approve", wish.pk)).status_code == 409
    assert as_(Role.HEAD).get(at("forwarding_check", wish.pk)).status_code == 403
    assert as_(Role.AUDITOR).get(at("forwarding_letter", wish.pk)).status_code == 403
    assert as_(Role.AUDITOR).get(at("forwarding_bank", wish.pk)).status_code == 403


def test_from_the_approval_to_the_payment(as_, item):
    """R-DIS-06: contract, signature, order to the treasury, payment."""
    granted = ApprovedForwardingFactory(item=item)
    for kind in (BlockKind.CONTRACT, BlockKind.PAYMENT_REQUEST):
        TextBlockFactory(kind=kind)
    client, pk = as_(Role.GRANTS_OFFICER), granted.pk
    assert "Weiterleitungsbescheid" not in see(client, "forwarding_contract", pk)
    send(client, "forwarding_contract", pk, kind="contract", dated="26.10.2015")
    document = ForwardingDocument.objects.get()
    file = client.get(at("document", document.pk))
    assert file.content.startswith(b"%PDF")
    assert "Weiterleitungsvertrag vom 26.10.2015 (PDF)" in see(client, "forwarding", pk)
    send(client, "forwarding_signed", pk, signed_on="28.10.2015")
    send(client, "forwarding_letter", pk, kind="payment_request", dated="28.10.2015")
    send(client, "forwarding_bank", pk, iban="NL91ABNA0417164300")
    assert send(client, "forwarding_pay", pk, paid_on="02.11.2015").status_code == 302
    assert send(client, "forwarding_pay", pk, paid_on="02.11.2015").status_code == 409
    granted.refresh_from_db()
    assert (granted.state, granted.paid_on) == (ForwardingState.PAID, date(2015, 11, 2))
    assert (granted.iban, granted.documents.count()) == ("NL91ABNA0417164300", 2)


def test_rejecting_going_back_and_withdrawing_ask_for_the_reason(as_, item, checked):
    head, officer_may = as_(Role.HEAD), Role.GRANTS_OFFICER
    assert send(head, "forwarding_reject", checked.pk).status_code == 422
    send(as_(officer_may), "forwarding_recheck", checked.pk, reason="Ort unklar.")
    send(as_(Role.HEAD), "forwarding_reject", checked.pk, reason="Kein Bezug.")
    checked.refresh_from_db()
    assert (checked.state, checked.decision_reason) == (ForwardingState.REJECTED, "Kein Bezug.")
    granted = ApprovedForwardingFactory(item=item, requested=Money.euros(100))
    send(as_(officer_may), "forwarding_withdraw", granted.pk, reason="Fällt aus.")
    granted.refresh_from_db()
    assert granted.state == ForwardingState.WITHDRAWN


def test_the_office_enters_what_came_in_on_paper(as_, item):
    club, client = ClubFactory(), as_(Role.GRANTS_OFFICER)
    wrong = send(client, "forwarding_new", **WISH, item=item.pk, recipient=club.pk, iban="DE1")
    assert wrong.status_code == 422
    assert "Diese IBAN stimmt nicht" in text_of(wrong)
    for _ in range(2):
        send(client, "forwarding_new", **WISH, item=item.pk, recipient=club.pk)
    assert Forwarding.objects.get().recipient == club


def test_a_town_applies_on_an_open_call(as_, item, place):
    call = FundingCallFactory(item=item, closes_on=date(2099, 1, 1))
    town = MunicipalityFactory(part_of=place)
    clerk = as_(Role.MUNICIPAL_CLERK, town)
    assert "Mittel beantragen" in see(clerk, "funding_call", call.pk)
    source = f"call-{call.pk}"
    assert "selected" in see(clerk, "forwarding_new", source=source)
    send(clerk, "forwarding_new", **WISH, recipient=town.pk, source=source)
    found = Forwarding.objects.get()
    assert (found.recipient, found.call) == (town, call)
    send(clerk, "forwarding_bank", found.pk, iban="DE89370400440532013000")
    found.refresh_from_db()
    assert found.iban == "DE89370400440532013000"


def test_calls_are_drafted_opened_and_closed(as_, item, place):
    client = as_(Role.GRANTS_OFFICER)
    said = {"title": "Ehrenamt", "text": "Für alle.", "closes_on": "30.11.2099"}
    send(client, "funding_call_new", item=item.pk, **said, cap_per_project="1.500")
    call = FundingCall.objects.get()
    send(client, "funding_call_change", call.pk, **said, cap_per_project="1.000")
    assert "1.000,00 €" in see(client, "funding_call", call.pk)
    send(client, "funding_call_open", call.pk)
    text = see(client, "funding_call", call.pk)
    assert f"http://testserver{at('public_apply', call.pk)}" in text
    send(client, "funding_call_close", call.pk)
    call.refresh_from_db()
    assert call.state == CallState.CLOSED
    assert "Ehrenamt" in see(client, "funding_calls")


def test_texts_are_written_in_versions(as_, place):
    client = as_(Role.GRANTS_OFFICER)
    said = {"kind": "contract", "title": "Zweck", "valid_from": "01.01.2015"}
    wrong = send(client, "text_block_new", **said, text="Für {niemand}")
    assert wrong.status_code == 422
    assert "Diese Platzhalter gibt es nicht: {niemand}." in text_of(wrong)
    send(client, "text_block_new", **said, text="Für {vorhaben}")
    first = TextBlock.objects.get()
    later = {"title": "Zweck", "text": "Nur für {vorhaben}", "valid_from": "01.07.2015"}
    send(client, "text_block_revise", first.pk, **later)
    second = TextBlock.objects.get(version=2)
    page = see(client, "text_block", second.pk)
    assert "Fassung 1" in page
    assert "{betrag}" in page
    send(client, "text_block_end", second.pk, valid_to="31.12.2015")
    second.refresh_from_db()
    assert second.valid_to == date(2015, 12, 31)
    assert "Zweck" in see(client, "text_blocks")
    assert as_(Role.HEAD).get(at("text_block_new")).status_code == 403


def test_ties_are_declared_and_ended(as_, place):
    """R-DIS-10."""
    head, club = as_(Role.HEAD), ClubFactory()
    send(head, "conflict_new", owner=place.pk, organisation=club.pk, since="01.01.2015")
    tie = ConflictOfInterest.objects.get()
    assert club.name in see(head, "conflicts")
    assert as_(Role.GRANTS_OFFICER).get(at("conflict_end", tie.pk)).status_code == 403
    administrator = as_(Role.ADMINISTRATOR)
    assert send(administrator, "conflict_end", tie.pk, until="31.10.2015").status_code == 302
    tie.refresh_from_db()
    assert tie.until == date(2015, 10, 31)
    values = {"owner": place.pk, "organisation": club.pk, "since": "01.11.2015"}
    send(administrator, "conflict_new", account=tie.account_id, **values)
    assert ConflictOfInterest.objects.filter(until=None).count() == 1
