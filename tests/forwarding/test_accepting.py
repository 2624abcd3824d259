"""The office's check of proofs: what is accepted is booked, what is open stays visible."""

from datetime import UTC, date, datetime

import pytest

from kreislotse.access.policy import Actor, Permission, Role
from kreislotse.forwarding import actions
from kreislotse.forwarding import proving_errors as errors
from kreislotse.forwarding.actions.accepting import ReceiptFinding
from kreislotse.forwarding.models import Forwarding, Recovery, SubProof, SubProofReceipt
from kreislotse.forwarding.proving import (
    Outcome,
    outcome_of,
    proofs_due,
    standing_of,
    sub_proof_sums,
)
from kreislotse.forwarding.states import ForwardingState, SubProofState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.kernel.refusals import NotAllowed, ReasonNeeded, WrongState
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.queries import balances
from kreislotse.ledger.states import AccountKind
from tests.factories.forwarding import ForwardableItemFactory, ForwardingFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.proving import PHOTO, RecoveryFactory, SubProofFactory, SubProofReceiptFactory

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
def submitted(forwarding):
    """Handed in with receipts of 300.00 and 200.00."""
    Forwarding.objects.update(state=S.PROOF_RECEIVED)
    proof = SubProofFactory(submitted=True, forwarding=Forwarding.objects.get())
    for euros in (300, 200):
        SubProofReceiptFactory(sub_proof=proof, amount=Money.euros(euros), photo=True)
    return proof


def trace(record):
    entries = JournalEntry.objects.of_record(record)
    return list(reversed(entries.values_list("verb", flat=True)))


def counts():
    tables = (SubProof, SubProofReceipt, Transfer, JournalEntry)
    return [table.objects.count() for table in tables]


def decide(proof, officer, *verdicts):
    for row, accepted in zip(proof.receipts.order_by("pk"), verdicts, strict=True):
        objection = "" if accepted else "Kein Bezug zum Zweck."
        actions.check_receipt(row, actor=officer, accepted=accepted, objection=objection)


def test_an_accepted_proof_is_booked_as_proven(submitted, officer):
    """R-DIS-07: step 12 of 2.5."""
    decide(submitted, officer, True, True)
    forwarding = actions.accept_proof(submitted.forwarding, actor=officer)

    submitted.refresh_from_db()
    assert (forwarding.state, forwarding.accepted) == (S.ACCEPTED, Money.euros(500))
    assert (submitted.state, submitted.checked_on) == (SubProofState.CHECKED, date(2016, 1, 10))
    booked = Transfer.objects.get(deed=f"forwarding-{forwarding.pk}-proof")
    assert (booked.amount, booked.target.kind) == (Money.euros(500), AccountKind.PROVEN)
    assert outcome_of(forwarding) == Outcome.PROVED
    assert trace(forwarding) == ["accept_proof"]
    assert trace(submitted) == ["accept_proof"]


def test_more_receipts_than_money_prove_what_was_paid(submitted, officer):
    SubProofReceiptFactory(sub_proof=submitted, amount=Money.euros(900))
    decide(submitted, officer, True, True, True)
    assert actions.accept_proof(submitted.forwarding, actor=officer).accepted == Money.euros(500)


def test_objected_receipts_let_a_proof_be_accepted_in_part(submitted, officer):
    decide(submitted, officer, True, False)
    with pytest.raises(errors.AcceptedLessThanPaid, match=r"anerkannt werden können 300,00"):
        actions.accept_proof(submitted.forwarding, actor=officer)
    with pytest.raises(ReasonNeeded):
        actions.accept_proof_in_part(submitted.forwarding, actor=officer, reason=" ")

    forwarding = actions.accept_proof_in_part(
        submitted.forwarding, actor=officer, reason="Ein Beleg passt nicht."
    )
    assert (forwarding.state, forwarding.accepted) == (S.PARTLY_ACCEPTED, Money.euros(300))
    assert standing_of(forwarding).open == Money.euros(200)
    assert outcome_of(forwarding) == Outcome.OPEN
    assert submitted.receipts.order_by("-pk").first().objection == "Kein Bezug zum Zweck."


def test_nothing_accepted_books_nothing(submitted, officer):
    decide(submitted, officer, False, False)
    booked = Transfer.objects.count()
    forwarding = actions.accept_proof_in_part(submitted.forwarding, actor=officer, reason="Nichts.")
    assert (forwarding.accepted, Transfer.objects.count()) == (ZERO, booked)


def test_what_is_complete_is_not_accepted_in_part(submitted, officer):
    decide(submitted, officer, True, True)
    with pytest.raises(errors.AcceptedInFull):
        actions.accept_proof_in_part(submitted.forwarding, actor=officer, reason="Doch.")


def test_each_receipt_is_decided_before_the_proof_is(submitted, officer):
    first = submitted.receipts.first()
    actions.check_receipt(first, actor=officer, accepted=True)
    for accept in (actions.accept_proof, actions.accept_proof_in_part):
        reason = {} if accept == actions.accept_proof else {"reason": "Ein Rest."}
        with pytest.raises(errors.ReceiptsUndecided, match="Noch nicht geprüfte Belege: 1"):
            accept(submitted.forwarding, actor=officer, **reason)


def test_an_objection_says_what_is_wrong(submitted, officer):
    with pytest.raises(ReasonNeeded):
        actions.check_receipt(submitted.receipts.first(), actor=officer, accepted=False)


def test_findings_are_entered_all_or_none(submitted, officer):
    first, second = submitted.receipts.order_by("pk")
    before = counts()
    findings = [ReceiptFinding(first, True), ReceiptFinding(second, False)]
    with pytest.raises(ReasonNeeded):
        actions.check_receipts(submitted, actor=officer, findings=findings)
    first.refresh_from_db()
    assert (first.accepted, counts()) == (None, before)


def test_whoever_entered_receipts_for_the_recipient_does_not_check_them(
    acting, officer, forwarding
):
    draft = SubProofFactory(forwarding=forwarding)
    row = actions.add_receipt_to_sub_proof(
        draft,
        actor=officer,
        payee="Copyshop",
        subject="Flyer",
        dated=date(2015, 11, 5),
        paid_on=date(2015, 11, 5),
        amount=Money.euros(100),
        request_key="klick-1",
        file_name="bon.jpg",
        file_content=PHOTO,
    )
    actions.describe_sub_proof(draft, actor=officer, report="Kam mit der Post.", confirmed=True)
    actions.submit_sub_proof(draft, actor=officer)
    row.refresh_from_db()
    before = counts()
    with pytest.raises(errors.CheckedByAnother):
        actions.check_receipt(row, actor=officer, accepted=True)
    with pytest.raises(errors.CheckedByAnother):
        actions.accept_proof(forwarding, actor=officer)
    assert counts() == before
    second = acting(Role.GRANTS_OFFICER, at=forwarding.owner, now=LATER)
    assert actions.check_receipt(row, actor=second, accepted=True).accepted is True


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.MUNICIPAL_CLERK])
def test_only_the_officer_checks(acting, submitted, role):
    stranger = acting(role, at=submitted.forwarding.owner)
    with pytest.raises(NotAllowed):
        actions.check_receipt(submitted.receipts.first(), actor=stranger, accepted=True)
    with pytest.raises(NotAllowed):
        actions.accept_proof(submitted.forwarding, actor=stranger)
    with pytest.raises(NotAllowed):
        actions.return_proof(submitted.forwarding, actor=stranger, reason="Zurück.")


def test_a_returned_proof_goes_on_under_the_next_number(submitted, officer, holder):
    decide(submitted, officer, True, False)
    new = actions.return_proof(submitted.forwarding, actor=officer, reason="Ein Beleg fehlt.")

    submitted.refresh_from_db()
    assert (submitted.state, submitted.remark) == (SubProofState.CHECKED, "Ein Beleg fehlt.")
    assert (new.number, new.state, new.confirmed) == (2, SubProofState.DRAFT, False)
    assert new.report == submitted.report
    kept, objected = new.receipts.order_by("pk")
    assert (kept.accepted, objected.accepted) == (True, None)
    assert objected.objection == "Kein Bezug zum Zweck."
    forwarding = Forwarding.objects.get()
    assert forwarding.state == S.PAID
    with pytest.raises(errors.ReceiptAccepted):
        actions.remove_receipt(kept, actor=holder)
    actions.hand_in_proof(forwarding, actor=holder, report="Erklärt.", confirmed=True)
    assert Forwarding.objects.get().state == S.PROOF_RECEIVED


def test_a_proof_is_returned_with_a_reason_and_from_its_state_only(submitted, officer):
    with pytest.raises(ReasonNeeded):
        actions.return_proof(submitted.forwarding, actor=officer, reason="")
    Forwarding.objects.update(state=S.ACCEPTED)
    with pytest.raises(WrongState):
        actions.return_proof(submitted.forwarding, actor=officer, reason="Zu spät.")


def test_the_sums_for_the_own_proof_tie_to_the_ledger(acting, db):
    """R-DIS-07, G19: per recipient, proven and still paid as the books have it."""
    item = ForwardableItemFactory()
    proofs = []
    for euros in (300, 500):
        proof = SubProofFactory(submitted=True, forwarding__item=item)
        SubProofReceiptFactory(sub_proof=proof, amount=Money.euros(euros))
        proofs.append(proof)
    officer = acting(Role.GRANTS_OFFICER, at=item.award.owner, now=LATER)
    head = acting(Role.HEAD, at=item.award.owner, now=LATER)
    for proof in proofs:
        decide(proof, officer, True)
    actions.accept_proof(proofs[1].forwarding, actor=officer)
    part = actions.accept_proof_in_part(proofs[0].forwarding, actor=officer, reason="Rest fehlt.")
    asked = {"reason": "Rest fehlt.", "known_on": LATER.date(), "demanded_on": LATER.date()}
    for euros in (50, 40):
        actions.demand_recovery(
            part, actor=officer, amount=Money.euros(euros), due_on=LATER.date(), **asked
        )
    paid, waived = part.recoveries.order_by("pk")
    actions.record_recovery_paid(paid, actor=officer, settled_on=LATER.date())
    actions.waive_recovery(waived, actor=head, reason="Verein aufgelöst.")

    lines = sub_proof_sums(item.award)
    assert sorted((line.paid, line.accepted, line.refunded, line.waived) for line in lines) == [
        (Money.euros(500), Money.euros(300), Money.euros(50), Money.euros(40)),
        (Money.euros(500), Money.euros(500), ZERO, ZERO),
    ]
    found = balances(item.award.book)
    for line in lines:
        key = item.pot.item
        assert line.accepted == found[key, AccountKind.PROVEN, line.recipient.pk]
        assert line.open == found[key, AccountKind.PAID, line.recipient.pk]
    assert total([line.paid for line in lines]) == Money.euros(1000)


def test_sums_take_a_fixed_number_of_questions(django_assert_num_queries, db):
    item = ForwardableItemFactory()
    for _ in range(4):
        ForwardingFactory(item=item)
    with django_assert_num_queries(3):
        assert len(sub_proof_sums(item.award)) == 4


def test_proofs_are_recalled_four_weeks_ahead_to_whoever_writes_them(acting, forwarding):
    """Due on 30.04.2016."""
    elsewhere = ForwardingFactory()
    officer = acting(Role.GRANTS_OFFICER, at=forwarding.owner)
    reader = acting(Role.AUDITOR, at=forwarding.owner)
    stranger = acting(Role.GRANTS_OFFICER, at=OrganisationFactory())
    assert list(proofs_due(officer, date(2016, 4, 1))) == []
    assert list(proofs_due(officer, date(2016, 4, 2))) == [forwarding]
    assert list(proofs_due(officer, date(2017, 1, 1))) == [forwarding]
    assert elsewhere not in proofs_due(officer, date(2017, 1, 1))
    assert not proofs_due(reader, date(2017, 1, 1)).exists()
    assert not proofs_due(stranger, date(2017, 1, 1)).exists()


def test_recovery_rows_are_seen_by_their_own_places_only(acting, db):
    ours, theirs = RecoveryFactory(), RecoveryFactory()
    reader = acting(Role.AUDITOR, at=ours.forwarding.owner)
    assert list(Recovery.objects.visible_to(reader)) == [ours]
    assert theirs not in Recovery.objects.visible_to(reader)
