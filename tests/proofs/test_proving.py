"""A proof of use from its beginning to the authority's remark (R-GRT-14, R-GRT-15)."""

from datetime import date

import pytest

from kreislotse.access.policy import Role
from kreislotse.awards.states import AwardState
from kreislotse.funding.states import Financing
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import FourEyesNeeded, NotAllowed, WrongState
from kreislotse.ledger.models import Transfer
from kreislotse.ledger.queries import balances
from kreislotse.ledger.states import AccountKind, TransferKind
from kreislotse.proofs import actions, errors
from kreislotse.proofs.content import checksum_of
from kreislotse.proofs.models import Proof, ProofIncome
from kreislotse.proofs.numbers import live_numbers, numbers_of
from kreislotse.proofs.reasons import open_reasons
from kreislotse.proofs.states import IncomeKind, ProofState
from tests.factories.awards import AwardFactory, AwardItemFactory, ProofDutyFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.proofs import ProofFactory, ProofIncomeFactory, WrittenProofFactory
from tests.proofs.conftest import SPRING
from tests.proofs.world import EUROS, draw, noon, spend

K = AccountKind
TEXTS = {"measure": " Kurse ", "effects": "gelernt", "deviations": "", "no_deviations": True}


def on(award, kind):
    """What stands on all accounts of a kind."""
    return sum(amount.cents for place, amount in balances(award.book).items() if place.kind == kind)


def test_the_numbers_come_from_the_ledger(world):
    """G19: own receipts and sub-proofs add up to what the book holds."""
    numbers = live_numbers(world.proof)
    (line,) = numbers.items
    assert (line.planned, line.own, line.others) == (EUROS(18_000), EUROS(17_500), EUROS(500))
    assert (line.receipts, line.accepted) == (EUROS(17_500), EUROS(500))
    assert (numbers.received, numbers.spent, numbers.to_repay) == (EUROS(18_000),) * 2 + (ZERO,)
    assert [(each.recipient, each.open) for each in numbers.passed] == [("Kochverein e. V.", ZERO)]
    assert open_reasons(world.proof) == []


def test_a_proof_is_begun_once_with_the_incomes_of_the_notice(acting):
    duty = ProofDutyFactory(award__own_funds=EUROS(4_000), award__third_party_funds=EUROS(500))
    officer = acting(Role.GRANTS_OFFICER, at=duty.award.owner)
    proof = actions.begin_proof(duty, actor=officer)
    assert actions.begin_proof(duty, actor=officer) == proof
    found = proof.incomes.order_by("pk").values_list("kind", "by_notice", "by_account")
    assert list(found) == [
        (IncomeKind.OWN, EUROS(4_000), ZERO),
        (IncomeKind.THIRD_PARTY, EUROS(500), ZERO),
    ]
    assert JournalEntry.objects.of_record(proof).filter(verb="begin_proof").count() == 1


def test_report_incomes_and_confirmations_are_written_and_traced(world, officer):
    proof = actions.write_report(world.proof, actor=officer, **TEXTS)
    assert (proof.measure, proof.no_deviations) == ("Kurse", True)
    income = actions.add_income(
        proof,
        actor=officer,
        kind=IncomeKind.PUBLIC,
        from_whom="Bund",
        by_notice=ZERO,
        by_account=EUROS(5),
    )
    actions.change_income(income, actor=officer, by_account=EUROS(6))
    income.refresh_from_db()
    assert income.by_account == EUROS(6)
    actions.remove_income(income, actor=officer)
    assert not ProofIncome.objects.exists()
    actions.confirm(
        proof, actor=officer, economical=False, agrees_with_books=True, conditions_kept=True
    )
    proof.refresh_from_db()
    assert proof.economical is False
    verbs = JournalEntry.objects.of_record(proof).values_list("verb", flat=True)
    assert list(verbs)[::-1] == [
        "write_report",
        "add_income",
        "change_income",
        "remove_income",
        "confirm",
    ]


def test_signing_freezes_what_was_signed_and_proves_own_spending(world, head):
    """R-GRT-14: after the signature nothing that was paid is unproven."""
    award = world.item.award
    assert (on(award, K.PAID), on(award, K.PROVEN)) == (1_750_000, 50_000)
    proof = actions.sign_proof(world.proof, actor=head)
    assert (on(award, K.PAID), on(award, K.PROVEN)) == (0, 1_800_000)
    assert (proof.state, proof.signed_on) == (ProofState.SIGNED, date(2016, 3, 15))
    assert proof.content["said"]["measure"] == "Sprachkurse in elf Orten."
    assert proof.content["numbers"]["items"][0]["own"] == 1_750_000
    proof.refresh_from_db()
    assert proof.checksum == checksum_of(proof.content)
    assert numbers_of(proof) == live_numbers(proof)
    booked = Transfer.objects.get(kind=TransferKind.PROOF, deed__startswith="proof-")
    assert booked.deed == f"proof-{proof.pk}-item-{world.item.pk}-{award.owner_id}"
    assert booked.booked_on == date(2015, 12, 31)


def test_all_reasons_are_said_at_once_and_nothing_is_booked(db, acting):
    """R-GRT-14: blocked while any part is empty or sums do not agree."""
    proof = ProofFactory()
    item = proof.duty.award.items.get()
    draw(item, EUROS(1_000))
    receipt = spend(item, EUROS(1_000))
    receipt.allocations.update(amount=EUROS(900))
    head = acting(Role.HEAD, at=proof.duty.award.owner, now=SPRING)
    before = Transfer.objects.count()
    with pytest.raises(errors.ProofIncomplete) as refusal:
        actions.sign_proof(proof, actor=head)
    assert [type(each) for each in refusal.value.facts["reasons"]] == [
        errors.MeasureMissing,
        errors.EffectsMissing,
        errors.DeviationsMissing,
        errors.NotEconomical,
        errors.BooksNotConfirmed,
        errors.ConditionsNotConfirmed,
        errors.ReceiptsDiffer,
    ]
    assert refusal.value.sentence().startswith(
        "Der Nachweis ist noch nicht fertig. Im Sachbericht fehlt, was durchgeführt wurde. Im"
    )
    proof.refresh_from_db()
    assert (proof.state, proof.content, Transfer.objects.count()) == ("draft", None, before)


def test_whoever_wrote_the_proof_does_not_sign_it(world, acting):
    """Four eyes."""
    both = acting(Role.GRANTS_OFFICER, at=world.item.award.owner, now=SPRING)
    both = type(both)(both.person_id, both.at, both.roles | {(Role.HEAD, world.proof.owner_id)})
    actions.write_report(world.proof, actor=both, **(TEXTS | {"no_deviations": False}))
    with pytest.raises(FourEyesNeeded):
        actions.sign_proof(world.proof, actor=both)


def test_reopening_books_back_and_a_second_signature_proves_anew(world, officer, head):
    award = world.item.award
    signed = actions.sign_proof(world.proof, actor=head)
    proof = actions.reopen_proof(signed, actor=officer, reason="Tippfehler")
    assert (proof.state, proof.content, proof.checksum, proof.signed_on) == (
        "draft",
        None,
        "",
        None,
    )
    assert (on(award, K.PAID), on(award, K.PROVEN)) == (1_750_000, 50_000)
    again = actions.sign_proof(proof, actor=head)
    assert (on(award, K.PAID), on(award, K.PROVEN)) == (0, 1_800_000)
    assert again.state == ProofState.SIGNED
    actions.reopen_proof(again, actor=officer)
    actions.sign_proof(Proof.objects.get(), actor=head)
    assert on(award, K.PROVEN) == 1_800_000


def test_the_final_proof_takes_the_award_along(world, officer, head):
    signed = actions.sign_proof(world.proof, actor=head)
    proof = actions.submit_proof(
        signed,
        actor=officer,
        submitted_on=date(2016, 3, 15),
        file_name="scan.pdf",
        file_content=b"%PDF-1.7 gescannt",
    )
    award = world.item.award
    award.refresh_from_db()
    assert (proof.state, award.state) == (ProofState.SUBMITTED, AwardState.PROOF_SUBMITTED)
    assert proof.scan.name == "scan.pdf"
    audited = actions.record_proof_audit(
        proof, actor=officer, audited_on=date(2016, 3, 15), remark="Ohne Beanstandung."
    )
    award.refresh_from_db()
    assert (audited.state, award.state) == (ProofState.AUDITED, AwardState.AUDITED)


def test_what_was_booked_after_the_signature_stops_the_submission(world, officer, head):
    signed = actions.sign_proof(world.proof, actor=head)
    income = ProofIncomeFactory(proof=signed, by_account=EUROS(1))
    with pytest.raises(errors.NumbersMoved, match="Andere Einnahmen: unterschrieben 0,00"):
        actions.submit_proof(signed, actor=officer, submitted_on=date(2016, 3, 15))
    assert income.proof_id == signed.pk


def test_days_are_in_order(world, officer, head):
    signed = actions.sign_proof(world.proof, actor=head)
    for day in (date(2016, 3, 14), date(2016, 3, 16)):
        with pytest.raises(errors.SubmittedBeforeSigned):
            actions.submit_proof(signed, actor=officer, submitted_on=day)
    proof = actions.submit_proof(signed, actor=officer, submitted_on=date(2016, 3, 15))
    with pytest.raises(errors.AuditedBeforeSubmitted):
        actions.record_proof_audit(proof, actor=officer, audited_on=date(2016, 3, 14), remark="gut")


def test_an_interim_proof_counts_the_movements_of_its_year(db, acting):
    """R-GRT-15: 2015 and 2016 apart, the award stays as it is."""
    award = AwardFactory(period_to=date(2016, 12, 31), item=False)
    item = AwardItemFactory(award=award)
    draw(item, EUROS(10_000))
    spend(item, EUROS(6_000), on=date(2015, 12, 30))
    spend(item, EUROS(2_000), on=date(2016, 1, 5))
    duty = ProofDutyFactory(
        award=award, final=False, period_to=date(2015, 12, 31), due_on=date(2016, 6, 30)
    )
    proof = WrittenProofFactory(duty=duty)
    numbers = live_numbers(proof)
    assert (numbers.spent, numbers.received) == (EUROS(6_000), EUROS(10_000))
    head = acting(Role.HEAD, at=award.owner, now=SPRING)
    actions.sign_proof(proof, actor=head)
    assert (on(award, K.PAID), on(award, K.PROVEN)) == (200_000, 600_000)
    officer = acting(Role.GRANTS_OFFICER, at=award.owner, now=SPRING)
    actions.submit_proof(proof, actor=officer, submitted_on=date(2016, 3, 15))
    award.refresh_from_db()
    assert award.state == AwardState.RUNNING
    later = ProofDutyFactory(award=award, final=True, due_on=date(2017, 6, 30))
    assert live_numbers(WrittenProofFactory(duty=later)).spent == EUROS(8_000)


def test_a_lump_sum_is_confirmed_without_a_report(db, acting):
    proof = ProofFactory(
        duty__award__financing=Financing.LUMP_SUM,
        economical=True,
        agrees_with_books=True,
        conditions_kept=True,
    )
    item = proof.duty.award.items.get()
    draw(item, EUROS(18_000))
    spend(item, EUROS(18_000))
    head = acting(Role.HEAD, at=proof.duty.award.owner, now=SPRING)
    assert actions.sign_proof(proof, actor=head).state == ProofState.SIGNED


def test_own_funds_of_the_same_receipts_are_expenditure_too(db):
    proof = WrittenProofFactory(
        duty__award__financing=Financing.SHARE,
        duty__award__percent=80,
        duty__award__eligible_cost=EUROS(22_500),
    )
    item = proof.duty.award.items.get()
    draw(item, EUROS(18_000))
    spend(item, EUROS(18_000), whole=EUROS(22_500))
    assert live_numbers(proof).shared_cost == EUROS(4_500)
    assert [type(each) for each in open_reasons(proof)] == [errors.IncomeDiffers]
    ProofIncomeFactory(proof=proof, by_account=EUROS(4_500))
    assert open_reasons(proof) == []


INCOME = {"kind": "own", "from_whom": "Kreis", "by_notice": ZERO, "by_account": Money(-1)}


def refusals(world, officer, head, stranger):
    """What nobody may do, and why not."""
    confirmed = {"economical": True, "agrees_with_books": True, "conditions_kept": True}
    day = date(2016, 3, 15)
    proof = world.proof
    return [
        (lambda: actions.begin_proof(proof.duty, actor=stranger), None),
        (lambda: actions.write_report(proof, actor=head, **TEXTS), NotAllowed),
        (lambda: actions.confirm(proof, actor=stranger, **confirmed), NotAllowed),
        (lambda: actions.add_income(proof, actor=officer, **INCOME), errors.IncomeNegative),
        (lambda: actions.sign_proof(proof, actor=officer), NotAllowed),
        (lambda: actions.submit_proof(proof, actor=officer, submitted_on=day), WrongState),
        (lambda: actions.reopen_proof(proof, actor=officer), WrongState),
        (
            lambda: actions.record_proof_audit(proof, actor=officer, audited_on=day, remark="x"),
            WrongState,
        ),
    ]


def test_refusals_leave_nothing_behind(world, officer, head, acting):
    stranger = acting(Role.GRANTS_OFFICER, at=OrganisationFactory(), now=SPRING)
    before = (JournalEntry.objects.count(), Transfer.objects.count())
    for deed, refusal in refusals(world, officer, head, stranger)[1:]:
        with pytest.raises(refusal):
            deed()
        assert (JournalEntry.objects.count(), Transfer.objects.count()) == before
        world.proof.refresh_from_db()
        assert world.proof.state == ProofState.DRAFT


def test_what_is_signed_is_not_written_any_more(world, officer, head):
    signed = actions.sign_proof(world.proof, actor=head)
    with pytest.raises(WrongState):
        actions.write_report(signed, actor=officer, **TEXTS)
    with pytest.raises(WrongState):
        actions.add_income(signed, actor=officer, **(INCOME | {"by_account": ZERO}))


def test_a_stranger_sees_and_begins_nothing(world, acting):
    stranger = acting(Role.GRANTS_OFFICER, at=OrganisationFactory(), now=noon(2016, 3, 15))
    ProofIncomeFactory(proof=world.proof)
    assert not Proof.objects.visible_to(stranger).exists()
    assert not ProofIncome.objects.visible_to(stranger).exists()
    with pytest.raises(NotAllowed):
        actions.begin_proof(ProofDutyFactory(), actor=stranger)
