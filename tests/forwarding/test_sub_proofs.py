"""Proofs of recipients: what is entered, handed in, checked and accepted, and what is refused."""

from datetime import UTC, date, datetime

import pytest

from kreislotse.access.policy import Actor, Permission, Role
from kreislotse.attachments.models import Attachment
from kreislotse.awards.cash_errors import FileKnown, InvoiceKnown
from kreislotse.awards.errors import AwardOver
from kreislotse.awards.models import Allocation, Receipt
from kreislotse.awards.states import AwardState
from kreislotse.forwarding import actions
from kreislotse.forwarding import proving_errors as errors
from kreislotse.forwarding.models import Forwarding, SubProof, SubProofReceipt
from kreislotse.forwarding.proving import (
    standing_of,
)
from kreislotse.forwarding.states import ForwardingState, SubProofState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.ledger.models import Transfer
from tests.factories.forwarding import ForwardableItemFactory, ForwardingFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.proving import PHOTO, SubProofFactory, SubProofReceiptFactory

LATER = datetime(2016, 1, 10, 11, 0, tzinfo=UTC)
S = ForwardingState


@pytest.fixture
def forwarding(db):
    """500.00 for a club, paid out on 01.11.2015, by the light form."""
    return ForwardingFactory(key_hash="x" * 64)


@pytest.fixture
def officer(acting, forwarding):
    return acting(Role.GRANTS_OFFICER, at=forwarding.owner, now=LATER)


@pytest.fixture
def holder(forwarding):
    """Whoever has the link of the application."""
    passes = frozenset({(Permission.FUNDS_APPLY, forwarding.owner_id)})
    return Actor(None, LATER, passes=passes)


@pytest.fixture
def draft(forwarding):
    return SubProofFactory(forwarding=forwarding)


def receipt(**said):
    """What is typed of a receipt over 100.00, with its photo."""
    return {
        "payee": "Copyshop",
        "subject": "Flyer",
        "dated": date(2015, 11, 5),
        "paid_on": date(2015, 11, 6),
        "amount": Money.euros(100),
        "request_key": "klick-1",
        "file_name": "bon.jpg",
        "file_content": PHOTO,
    } | said


def trace(record):
    entries = JournalEntry.objects.of_record(record)
    return list(reversed(entries.values_list("verb", flat=True)))


def counts():
    tables = (Receipt, Allocation, SubProof, SubProofReceipt, Attachment, Transfer, JournalEntry)
    return [table.objects.count() for table in tables]


def test_a_club_proves_by_its_link_with_three_photos_and_two_sentences(forwarding, holder):
    """R-DIS-07, R-DIS-08: no account, nothing booked before the check."""
    booked = Transfer.objects.count()
    for number in range(3):
        actions.add_receipt_to_forwarding(
            forwarding,
            actor=holder,
            **receipt(request_key=f"klick-{number}", file_content=PHOTO + bytes([number])),
        )
    proof = actions.hand_in_proof(
        forwarding,
        actor=holder,
        report="Wir haben gekocht. Es kamen 40.",
        people_reached=40,
        confirmed=True,
    )

    forwarding.refresh_from_db()
    proof.refresh_from_db()
    assert (proof.state, proof.submitted_on) == (SubProofState.SUBMITTED, date(2016, 1, 10))
    assert forwarding.state == S.PROOF_RECEIVED
    assert standing_of(forwarding).receipted == Money.euros(300)
    assert set(Receipt.objects.values_list("payer", "owner")) == {
        (forwarding.recipient_id, forwarding.owner_id)
    }
    assert Transfer.objects.count() == booked
    assert trace(proof) == [
        "begin_sub_proof",
        *["add_receipt_to_sub_proof"] * 3,
        "describe_sub_proof",
        "submit_sub_proof",
    ]
    assert trace(forwarding) == ["record_proof_received"]


def test_a_clerk_proves_for_the_own_town_only(acting, forwarding):
    """R-DIS-07"""
    town = MunicipalityFactory(part_of=forwarding.owner)
    Forwarding.objects.update(recipient=town)
    forwarding.refresh_from_db()
    clerk = acting(Role.MUNICIPAL_CLERK, at=town, now=LATER)
    stranger = acting(Role.MUNICIPAL_CLERK, at=MunicipalityFactory(part_of=forwarding.owner))

    with pytest.raises(NotAllowed):
        actions.begin_sub_proof(forwarding, actor=stranger)
    proof = actions.begin_sub_proof(forwarding, actor=clerk)
    row = actions.add_receipt_to_sub_proof(proof, actor=clerk, **receipt())

    assert row.allocation.receipt.payer == town
    assert list(SubProof.objects.visible_to(clerk)) == [proof]
    assert list(SubProof.objects.visible_to(stranger)) == []
    assert list(SubProofReceipt.objects.visible_to(stranger)) == []


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.STEERING, Role.COUNSELLOR])
def test_other_roles_write_no_proof(acting, forwarding, role):
    with pytest.raises(NotAllowed):
        actions.begin_sub_proof(forwarding, actor=acting(role, at=forwarding.owner))
    assert not SubProof.objects.exists()


def test_a_link_of_another_district_or_without_application_opens_nothing(forwarding, holder):
    away = Actor(None, LATER, passes=frozenset({(Permission.FUNDS_APPLY, forwarding.owner_id + 1)}))
    with pytest.raises(NotAllowed):
        actions.begin_sub_proof(forwarding, actor=away)
    Forwarding.objects.update(key_hash="")
    with pytest.raises(NotAllowed):
        actions.begin_sub_proof(forwarding, actor=holder)


def test_beginning_twice_goes_on_with_the_same_proof(forwarding, officer):
    first = actions.begin_sub_proof(forwarding, actor=officer)
    assert actions.begin_sub_proof(forwarding, actor=officer) == first
    assert trace(first) == ["begin_sub_proof"]


def test_a_receipt_sent_twice_is_entered_once(draft, holder):
    first = actions.add_receipt_to_sub_proof(draft, actor=holder, **receipt())
    before = counts()
    assert actions.add_receipt_to_sub_proof(draft, actor=holder, **receipt()) == first
    assert counts() == before


def test_what_others_pay_of_a_receipt_does_not_count(draft, holder):
    """R-GRT-11"""
    row = actions.add_receipt_to_sub_proof(
        draft,
        actor=holder,
        **receipt(other_funding="third_party", other_amount=Money.euros(30)),
    )
    assert row.allocation.amount == Money.euros(70)


@pytest.mark.parametrize(
    ("said", "refusal", "sentence"),
    [
        ({"amount": -Money.euros(5)}, errors.ReceiptNotPositive, "eingegeben waren -5,00\u00a0€"),
        ({"amount": ZERO}, errors.ReceiptNotPositive, "größer als null"),
        (
            {"dated": date(2015, 10, 31)},
            errors.ReceiptOutsidePeriod,
            r"Das Datum des Belegs 31\.10\.2015 liegt außerhalb .* 01\.11\.2015 bis 15\.12\.2015",
        ),
        ({"paid_on": date(2015, 12, 16)}, errors.ReceiptOutsidePeriod, "Der Tag der Zahlung"),
        ({"paid_on": date(2016, 1, 11)}, errors.ReceiptDayAhead, "11.01.2016"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused(draft, holder, said, refusal, sentence):
    """R-DIS-07: receipts belong to the period, and are above zero."""
    before = counts()
    with pytest.raises(refusal, match=sentence):
        actions.add_receipt_to_sub_proof(draft, actor=holder, **receipt(**said))
    assert counts() == before


def test_the_same_invoice_or_photo_cannot_prove_two_forwardings(draft, officer):
    """R-DIS-11, T21: one euro belongs to one pot."""
    actions.add_receipt_to_sub_proof(draft, actor=officer, **receipt(invoice_number="R 7"))
    other = ForwardingFactory(
        owner=draft.forwarding.owner,
        item=ForwardableItemFactory(award=draft.forwarding.item.award),
        recipient=draft.forwarding.recipient,
    )
    before = counts()
    again = {"request_key": "klick-2", "invoice_number": "r 7"}
    with pytest.raises(InvoiceKnown):
        actions.add_receipt_to_forwarding(
            other, actor=officer, **receipt(**again, file_content=PHOTO + b"2")
        )
    with pytest.raises(FileKnown):
        actions.add_receipt_to_forwarding(other, actor=officer, **receipt(request_key="klick-3"))
    assert counts() == before


def test_a_receipt_taken_out_can_be_entered_rightly_with_the_same_photo(draft, holder):
    row = actions.add_receipt_to_sub_proof(draft, actor=holder, **receipt())
    actions.remove_receipt(row, actor=holder)
    assert not draft.receipts.exists()
    right = receipt(amount=Money.euros(90), request_key="klick-2")
    again = actions.add_receipt_to_sub_proof(draft, actor=holder, **right)
    assert again.allocation.amount == Money.euros(90)
    assert trace(draft) == [
        "add_receipt_to_sub_proof",
        "remove_receipt",
        "add_receipt_to_sub_proof",
    ]


@pytest.mark.parametrize(
    ("report", "confirmed", "photos", "light", "refusal"),
    [
        ("", True, [True], True, errors.ReportMissing),
        ("Wir haben gekocht.", False, [True], True, errors.NotConfirmed),
        ("Wir haben gekocht.", True, [], False, errors.ReceiptsMissing),
        ("Wir haben gekocht.", True, [False], True, errors.PhotoMissing),
    ],
)
def test_an_incomplete_proof_is_not_handed_in(
    draft, holder, report, confirmed, photos, light, refusal
):
    """R-DIS-07, R-DIS-08"""
    Forwarding.objects.update(light=light)
    SubProof.objects.update(report=report, confirmed=confirmed)
    for photo in photos:
        SubProofReceiptFactory(sub_proof=draft, photo=photo)
    before = counts()
    with pytest.raises(refusal):
        actions.submit_sub_proof(SubProof.objects.get(), actor=holder)
    assert (SubProof.objects.get().state, counts()) == (SubProofState.DRAFT, before)


def test_the_full_form_does_without_photos(draft, holder):
    """R-DIS-08: only the light form lives on photos."""
    Forwarding.objects.update(light=False)
    SubProof.objects.update(report="Wir haben gekocht.", confirmed=True)
    SubProofReceiptFactory(sub_proof=draft)
    actions.submit_sub_proof(SubProof.objects.get(), actor=holder)
    assert SubProof.objects.get().state == SubProofState.SUBMITTED


@pytest.mark.parametrize("state", [S.APPROVED, S.PROOF_RECEIVED, S.ACCEPTED, S.CLOSED])
def test_nothing_is_entered_before_the_payment_or_after_the_handing_in(draft, holder, state):
    Forwarding.objects.update(state=state)
    row = SubProofReceiptFactory(sub_proof=draft)
    before = counts()
    proof = SubProof.objects.get()
    for deed in (
        lambda: actions.add_receipt_to_sub_proof(proof, actor=holder, **receipt()),
        lambda: actions.remove_receipt(row, actor=holder),
        lambda: actions.describe_sub_proof(proof, actor=holder, report="Doch noch."),
        lambda: actions.submit_sub_proof(proof, actor=holder),
        lambda: actions.begin_sub_proof(proof.forwarding, actor=holder),
    ):
        with pytest.raises(errors.ProofNotOpen):
            deed()
    assert counts() == before


def test_a_closed_award_takes_no_receipts(draft, officer):
    award = draft.forwarding.item.award
    award.state, award.closed_on = AwardState.CLOSED, date(2016, 1, 1)
    award.save(update_fields=["state", "closed_on"])
    with pytest.raises(AwardOver):
        actions.add_receipt_to_sub_proof(SubProof.objects.get(), actor=officer, **receipt())
    assert not Receipt.objects.exists()


def test_a_proof_is_not_called_received_without_one(forwarding, officer):
    with pytest.raises(errors.ProofMissing):
        actions.record_proof_received(forwarding, actor=officer)
    assert Forwarding.objects.get().state == S.PAID
