"""Attempts to lead passed-on money astray, or to decide alone; each must come to nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kreislotse.access.policy import Actor, Permission, Role
from kreislotse.awards.actions import close_award, demand_repayment, record_repayment
from kreislotse.awards.models import AllowedRecipient, Award, Receipt
from kreislotse.awards.states import AwardState, RecipientKind
from kreislotse.forwarding import actions, errors, proving_errors, sharing_errors
from kreislotse.forwarding.models import Forwarding, Recovery, SharePlan
from kreislotse.forwarding.proving import outcome_of, standing_of
from kreislotse.forwarding.queries import promised_on
from kreislotse.forwarding.states import (
    CheckKind,
    ForwardingState,
    PlanState,
    RecoveryState,
    Verdict,
)
from kreislotse.journal.entries import write
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import FourEyesNeeded, NotAllowed, ReasonNeeded, WrongState
from kreislotse.ledger import movements
from kreislotse.ledger.actions import reverse_deed
from kreislotse.ledger.audit import audit
from kreislotse.ledger.errors import BelongsToRecord
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.states import AccountKind as K
from kreislotse.organisations.models import OrganisationKind
from tests.factories.access import AccountFactory
from tests.factories.forwarding import (
    AppliedForwardingFactory,
    ApprovedForwardingFactory,
    ClubFactory,
    ConflictFactory,
    ForwardableItemFactory,
    ForwardingFactory,
)
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.proving import RecoveryFactory, SubProofFactory, SubProofReceiptFactory
from tests.factories.sharing import AgreementFactory, ShareFactory

DAY = date(2015, 11, 2)
LATER = datetime(2016, 8, 1, 10, 0, tzinfo=UTC)
OTHER_IBAN = "NL91ABNA0417164300"
FIT = dict.fromkeys(CheckKind, (Verdict.FITS, "geprüft"))
S = ForwardingState
euros = Money.euros


@pytest.fixture
def item(db):
    return ForwardableItemFactory()


@pytest.fixture
def place(item):
    return item.award.owner


@pytest.fixture
def officer(acting, place):
    return acting(Role.GRANTS_OFFICER, at=place)


@pytest.fixture
def colleague(acting, place):
    return acting(Role.GRANTS_OFFICER, at=place)


@pytest.fixture
def head(acting, place):
    return acting(Role.HEAD, at=place)


@pytest.fixture
def both(officer, place):
    """One person who prepares and approves."""
    return replace(officer, roles=officer.roles | {(Role.HEAD, place.pk)})


def counts():
    return Transfer.objects.count(), JournalEntry.objects.count(), Receipt.objects.count()


def checked(item, actor, **said):
    wish = AppliedForwardingFactory(item=item, **said)
    club = ClubFactory()
    return actions.record_check(wish, actor=actor, verdicts=FIT, recipient=club)


def approved(item, officer, head):
    found = checked(item, officer)
    return actions.approve_forwarding(found, actor=head, approved=euros(500), not_biased=True)


def signed(forwarding):
    Forwarding.objects.update(state=S.CONTRACT_SIGNED, signed_on=DAY)
    forwarding.refresh_from_db()
    return forwarding


# Four eyes


def test_who_names_the_account_does_not_decide(item, officer, both):
    found = checked(item, officer)
    other = replace(both, person_id=AccountFactory().pk)
    actions.state_bank_account(found, actor=other, iban=OTHER_IBAN)
    with pytest.raises(FourEyesNeeded):
        actions.approve_forwarding(found, actor=other, approved=euros(500), not_biased=True)


def test_who_changes_the_account_after_the_decision_does_not_pay_it(item, officer, head, colleague):
    """The other one pays, and the order of journal and decision is what counts."""
    found = approved(item, officer, head)
    actions.state_bank_account(found, actor=officer, iban=OTHER_IBAN)
    before = counts()
    with pytest.raises(errors.AccountChangedByYou):
        actions.record_payment(signed(found), actor=officer, paid_on=DAY)
    assert counts() == before
    assert actions.record_payment(found, actor=colleague, paid_on=DAY).state == S.PAID


def test_who_named_the_account_before_the_decision_may_pay(item, officer, head):
    wish = AppliedForwardingFactory(item=item, iban="")
    actions.state_bank_account(wish, actor=officer, iban=OTHER_IBAN)
    found = actions.record_check(wish, actor=officer, verdicts=FIT, recipient=ClubFactory())
    actions.approve_forwarding(found, actor=head, approved=euros(500), not_biased=True)
    assert actions.record_payment(signed(found), actor=officer, paid_on=DAY).state == S.PAID


def test_who_asks_money_back_does_not_waive_it(acting, item, both):
    forwarding = ForwardingFactory(item=item)
    late = replace(both, at=LATER)
    recovery = actions.demand_recovery(
        forwarding,
        actor=late,
        reason="Kein Nachweis.",
        known_on=date(2016, 7, 1),
        demanded_on=date(2016, 7, 15),
        due_on=date(2016, 8, 15),
    )
    before = counts()
    with pytest.raises(FourEyesNeeded):
        actions.waive_recovery(recovery, actor=late, reason="Schon gut.")
    assert counts() == before
    other = acting(Role.HEAD, at=item.award.owner, now=LATER)
    assert actions.waive_recovery(recovery, actor=other, reason="Aufgelöst.").state == "waived"


@pytest.mark.parametrize("verb", ["describe_sub_proof", "submit_sub_proof"])
def test_who_wrote_or_handed_in_a_proof_does_not_accept_it(acting, item, verb):
    officer = acting(Role.GRANTS_OFFICER, at=item.award.owner, now=LATER)
    draft = SubProofFactory(forwarding=ForwardingFactory(item=item))
    actions.describe_sub_proof(draft, actor=officer, report="Gekocht.", confirmed=True)
    if verb == "submit_sub_proof":
        SubProofReceiptFactory(sub_proof=draft, amount=euros(500), photo=True)
        actions.submit_sub_proof(draft, actor=officer)
    draft.forwarding.sub_proofs.update(state="submitted", submitted_on=DAY)
    Forwarding.objects.update(state=S.PROOF_RECEIVED)
    with pytest.raises(proving_errors.CheckedByAnother):
        actions.accept_proof(draft.forwarding, actor=officer)


# R-DIS-10


def deciding(item, officer, biased):
    """What a biased person could decide about a recipient, on a record in the right state."""
    check, wish = checked(item, officer), AppliedForwardingFactory(item=item)
    proof = SubProofFactory(submitted=True, forwarding__item=item)
    SubProofReceiptFactory(sub_proof=proof, amount=euros(500))
    actions.check_receipts(proof, actor=officer, findings=[])
    recovery = RecoveryFactory(forwarding__item=item)
    for recipient in (check.recipient, proof.forwarding.recipient, recovery.forwarding.recipient):
        ConflictFactory(owner=item.award.owner, account_id=biased.person_id, organisation=recipient)
    assert wish.recipient is None
    said = {"actor": biased, "reason": "Nein."}
    return [
        lambda: actions.approve_forwarding(check, actor=biased, approved=euros(1), not_biased=True),
        lambda: actions.reject_forwarding(check, **said),
        lambda: actions.accept_proof(proof.forwarding, actor=biased),
        lambda: actions.accept_proof_in_part(proof.forwarding, **said),
        lambda: actions.waive_recovery(recovery, **said),
    ]


def test_an_officer_of_the_recipient_decides_nothing_about_it(item, officer, both):
    """R-DIS-10: the decision, the proof, the waiver."""
    biased = replace(both, person_id=AccountFactory().pk, at=LATER)
    for deed in deciding(item, officer, biased):
        before = counts()
        with pytest.raises(errors.Biased):
            deed()
        assert counts() == before


def test_nobody_ends_his_own_bias_to_decide_at_once(acting, item, both):
    """R-DIS-10"""
    place = item.award.owner
    everything = replace(both, roles=both.roles | {(Role.ADMINISTRATOR, place.pk)})
    mine = ConflictFactory(owner=place, account_id=both.person_id)
    for actor, refusal in [(both, NotAllowed), (everything, FourEyesNeeded)]:
        with pytest.raises(refusal):
            actions.end_conflict(mine, actor=actor, until=date(2015, 11, 1))
    administrator = acting(Role.ADMINISTRATOR, at=place)
    assert actions.end_conflict(mine, actor=administrator, until=DAY).until == DAY


# R-DIS-01


def test_no_verdict_and_no_reason_replace_what_the_notice_allows(item, officer, head):
    """R-DIS-01: the form said a town, the check found a club, somebody called it fine."""
    AllowedRecipient.objects.create(award=item.award, kind=RecipientKind.MUNICIPALITY)
    found = checked(item, officer, recipient_kind=RecipientKind.MUNICIPALITY)
    with pytest.raises(errors.RecipientKindNotAllowed):
        actions.approve_forwarding(
            found, actor=head, approved=euros(1), reason="Trotzdem.", not_biased=True
        )
    Award.objects.update(forwarding_allowed=False)
    with pytest.raises(errors.ForwardingNotAllowed):
        actions.approve_forwarding(
            found, actor=head, approved=euros(1), reason="Trotzdem.", not_biased=True
        )
    assert item.pot.balance(K.COMMITTED, found.recipient) == ZERO


def test_the_district_passes_nothing_on_to_itself(item, place, officer):
    """Else its receipts would be spent a second time from what is free."""
    centre = OrganisationFactory(kind=OrganisationKind.CENTRE, part_of=place)
    wish = {
        "title": "Kurs",
        "description": "Kurs",
        "period_from": date(2015, 11, 1),
        "period_to": date(2015, 12, 1),
        "requested": euros(100),
    }
    for own in (place, centre):
        with pytest.raises(errors.NoRecipient):
            actions.apply_for_funds(item, actor=officer, recipient=own, **wish)
        with pytest.raises(errors.NoRecipient):
            actions.record_check(
                AppliedForwardingFactory(item=item), actor=officer, verdicts=FIT, recipient=own
            )


# Taking a payment back


def test_a_payment_is_taken_back_and_made_again(item, officer, head):
    paid = actions.record_payment(signed(approved(item, officer, head)), actor=officer, paid_on=DAY)
    pot, recipient = item.pot, paid.recipient
    back = actions.undo_payment(paid, actor=officer, reason="Konto erloschen")
    assert (back.state, back.paid_on) == (S.CONTRACT_SIGNED, None)
    assert (pot.balance(K.COMMITTED, recipient), pot.balance(K.PAID, recipient)) == (
        euros(500),
        ZERO,
    )
    actions.record_payment(back, actor=officer, paid_on=DAY)
    assert (pot.balance(K.COMMITTED, recipient), pot.balance(K.PAID, recipient)) == (
        ZERO,
        euros(500),
    )
    actions.undo_payment(back, actor=officer, reason="noch einmal")
    actions.withdraw_forwarding(back, actor=officer, reason="Verein aufgelöst")
    assert pot.balance(K.AVAILABLE) == item.amount
    assert audit().findings == ()


def test_a_payment_is_not_taken_back_without_reason_right_or_once_proven(acting, item, head):
    forwarding = ForwardingFactory(item=item)
    officer = acting(Role.GRANTS_OFFICER, at=item.award.owner, now=LATER)
    for actor, reason, refusal in [(head, "Irrtum", NotAllowed), (officer, " ", ReasonNeeded)]:
        before = counts()
        with pytest.raises(refusal):
            actions.undo_payment(forwarding, actor=actor, reason=reason)
        assert counts() == before
    SubProofReceiptFactory(sub_proof__forwarding=forwarding)
    with pytest.raises(errors.ProofBegun):
        actions.undo_payment(forwarding, actor=officer, reason="Irrtum")
    assert standing_of(forwarding).paid == euros(500)


def test_the_book_does_not_take_back_what_the_forwarding_says(item, officer):
    paid = ForwardingFactory(item=item)
    payment = Transfer.objects.get(deed=f"forwarding-{paid.pk}-payment")
    with pytest.raises(BelongsToRecord, match="Nehmen Sie dort die Auszahlung zurück"):
        reverse_deed(payment, actor=officer, reason="Irrtum")
    assert item.pot.balance(K.PAID, paid.recipient) == euros(500)


def test_a_waived_sum_is_given_back_by_the_district_and_the_award_can_close(acting, item, place):
    """The club keeps 500.00 without proof: the authority gets them from the district."""
    recovery = RecoveryFactory(forwarding__item=item)
    head = acting(Role.HEAD, at=place, now=LATER)
    officer = acting(Role.GRANTS_OFFICER, at=place, now=LATER)
    actions.waive_recovery(recovery, actor=head, reason="Aufgelöst.")
    with pytest.raises(WrongState):
        actions.record_recovery_paid(recovery, actor=officer, settled_on=DAY)
    with pytest.raises(WrongState):
        actions.waive_recovery(recovery, actor=head, reason="Noch einmal.")
    closed = actions.close_forwarding(recovery.forwarding, actor=officer)
    assert (closed.state, str(outcome_of(closed).value)) == (S.CLOSED, "partly_reclaimed")
    assert Recovery.objects.get().state == RecoveryState.WAIVED
    for move in (movements.request_draw, movements.receive_draw):
        move(item.pot, euros(500), movements.Deed(officer, DAY, move.__name__))
    asked = demand_repayment(
        item.award,
        actor=officer,
        item=item,
        amount=euros(500),
        reason="Nicht nachgewiesen",
        demanded_on=date(2016, 7, 1),
        due_on=date(2016, 7, 15),
    )
    record_repayment(asked, actor=officer, repaid_on=date(2016, 7, 15))
    Award.objects.update(state=AwardState.AUDITED)
    award = Award.objects.get()
    write(award, "record_proof_submitted", actor=officer)
    assert close_award(award, actor=head, closed_on=DAY.replace(year=2016, month=7)).closed_on
    assert audit().findings == ()


# Link and towns


def test_a_pass_of_a_link_opens_only_what_came_by_a_link(item):
    """The pass is the district's; without the key of this very record it opens nothing."""
    holder = Actor(None, LATER, passes=frozenset({(Permission.FUNDS_APPLY, item.award.owner_id)}))
    by_office = AppliedForwardingFactory(item=item, iban="")
    paid = ForwardingFactory(item=item)
    draft = SubProofFactory(forwarding=paid)
    deeds = [
        lambda: actions.state_bank_account(by_office, actor=holder, iban=OTHER_IBAN),
        lambda: actions.begin_sub_proof(paid, actor=holder),
        lambda: actions.describe_sub_proof(draft, actor=holder, report="x"),
        lambda: actions.submit_sub_proof(draft, actor=holder),
        lambda: actions.record_check(by_office, actor=holder, verdicts=FIT),
        lambda: actions.approve_forwarding(by_office, actor=holder, approved=euros(1)),
        lambda: actions.record_payment(paid, actor=holder, paid_on=DAY),
        lambda: actions.undo_payment(paid, actor=holder, reason="x"),
        lambda: actions.accept_proof(paid, actor=holder),
    ]
    for deed in deeds:
        before = counts()
        with pytest.raises(NotAllowed):
            deed()
        assert counts() == before


def test_a_town_does_not_get_another_towns_application_by_its_request_key(acting, item, place):
    one, other = MunicipalityFactory(part_of=place), MunicipalityFactory(part_of=place)
    theirs = AppliedForwardingFactory(item=item, recipient=other, request_key="bekannt")
    officer = acting(Role.GRANTS_OFFICER, at=place)
    wish = {
        "title": "Kurs",
        "description": "Kurs",
        "period_from": date(2015, 11, 1),
        "period_to": date(2015, 12, 1),
        "requested": euros(100),
        "request_key": "bekannt",
    }
    assert actions.apply_for_funds(item, actor=officer, recipient=other, **wish) == theirs
    ours = actions.apply_for_funds(item, actor=officer, recipient=one, **wish)
    assert (ours.recipient, ours != theirs) == (one, True)


# R-DIS-09


def consulted(item, title, amount, towns):
    plan = SharePlan.objects.create(
        owner=item.award.owner,
        initiative=item.award.initiative,
        item=item,
        title=title,
        amount=amount,
        key="equal",
        state=PlanState.CONSULTATION,
    )
    for town, part in zip(towns, amount.split([1] * len(towns)), strict=True):
        ShareFactory(plan=plan, organisation=town, amount=part)
        AgreementFactory(plan=plan, municipality=town, state="agreed", answered_on=DAY)
    return plan


def test_what_towns_leave_of_their_shares_is_shared_out_once_more(acting, item, place, head):
    """R-DIS-09: 18,000.00 for two towns; one needs 2,000.00 of its 9,000.00, the other waits."""
    towns = [MunicipalityFactory(part_of=place) for _ in range(2)]
    first = actions.decide_plan(consulted(item, "Erste", euros(18_000), towns), actor=head)
    with pytest.raises(sharing_errors.PromisedBefore, match=r"18\.000,00"):
        actions.decide_plan(consulted(item, "Zweite", euros(1), towns[1:]), actor=head)
    taken = ApprovedForwardingFactory(
        item=item,
        recipient=towns[0],
        share=first.shares.get(organisation=towns[0]),
        requested=euros(2_000),
    )
    assert promised_on(item) == euros(9_000)
    rest = consulted(item, "Rest", euros(7_000), towns)
    assert actions.decide_plan(rest, actor=head).state == PlanState.DECIDED
    more = consulted(item, "Zu viel", Money(1), towns[:1])
    with pytest.raises(sharing_errors.PromisedBefore):
        actions.decide_plan(more, actor=head)
    assert taken.approved == euros(2_000)
