"""A proof of use from its beginning to the authority's remark (R-GRT-14, R-GRT-15)."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.attachments.actions import add_attachment
from kreislotse.awards.actions import record_audit_remark, record_proof_submitted
from kreislotse.awards.models import ProofDuty
from kreislotse.awards.openness import require_booked
from kreislotse.awards.states import AwardState
from kreislotse.journal.entries import write
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import FourEyesNeeded, WrongState
from kreislotse.proofs.content import checksum_of, frozen, said_of
from kreislotse.proofs.errors import (
    AuditedBeforeSubmitted,
    IncomeNegative,
    NumbersMoved,
    ProofIncomplete,
    SubmittedBeforeSigned,
)
from kreislotse.proofs.models import Proof, ProofIncome
from kreislotse.proofs.numbers import live_numbers, numbers_of
from kreislotse.proofs.own_spending import prove_own_spending, take_back_own_spending
from kreislotse.proofs.reasons import reasons_against
from kreislotse.proofs.rules import moved
from kreislotse.proofs.states import IncomeKind, ProofState

EDIT = Permission.FUNDING_EDIT
# Whoever did one of these wrote the proof and does not sign it.
WRITING = ("begin_proof", "write_report", "add_income", "change_income", "remove_income", "confirm")


@transaction.atomic
def begin_proof(duty: ProofDuty, *, actor: Actor) -> Proof:
    """Begin the proof that the notice asks for; begun twice it stays one.

    Incomes that the notice foresees stand in it at once and wait for what came in.
    """
    duty = lock(duty)
    known = Proof.objects.filter(duty=duty).first()
    proof = known or add(Proof(duty=duty), "begin_proof", actor=actor, needs=EDIT)
    if known is None:
        for kind, from_whom, by_notice in _foreseen(duty):
            add_income(
                proof,
                actor=actor,
                kind=kind,
                from_whom=from_whom,
                by_notice=by_notice,
                by_account=ZERO,
            )
    return proof


@transaction.atomic
def write_report(
    proof: Proof,
    *,
    actor: Actor,
    measure: str,
    effects: str,
    deviations: str = "",
    no_deviations: bool = False,
) -> Proof:
    """Part I: what was done, with what effect, and where it went another way than planned."""
    return change(
        _in_work(proof, actor),
        "write_report",
        actor=actor,
        needs=EDIT,
        measure=measure.strip(),
        effects=effects.strip(),
        deviations=deviations.strip(),
        no_deviations=no_deviations,
    )


@transaction.atomic
def add_income(
    proof: Proof,
    *,
    actor: Actor,
    kind: IncomeKind | str,
    from_whom: str,
    by_notice: Money,
    by_account: Money,
) -> ProofIncome:
    """Part II: an income besides the grant."""
    proof = _in_work(proof, actor)
    _not_negative(by_notice, by_account)
    income = ProofIncome(
        proof=proof, kind=kind, from_whom=from_whom, by_notice=by_notice, by_account=by_account
    )
    income.full_clean(validate_unique=False, validate_constraints=False)
    income.save(force_insert=True)
    _note(proof, "add_income", actor, income)
    return income


@transaction.atomic
def change_income(income: ProofIncome, *, actor: Actor, by_account: Money) -> ProofIncome:
    """Say what came in of an income."""
    proof = _in_work(income.proof, actor)
    income = lock(income)
    _not_negative(by_account)
    income.by_account = by_account
    income.save(update_fields=["by_account"])
    _note(proof, "change_income", actor, income)
    return income


@transaction.atomic
def remove_income(income: ProofIncome, *, actor: Actor) -> Proof:
    """Take an income out that does not belong here; the trace says what it was."""
    proof = _in_work(income.proof, actor)
    _note(proof, "remove_income", actor, income)
    income.delete()
    return proof


@transaction.atomic
def confirm(
    proof: Proof,
    *,
    actor: Actor,
    economical: bool,
    agrees_with_books: bool,
    conditions_kept: bool,
) -> Proof:
    """Part IV: what the district confirms."""
    return change(
        _in_work(proof, actor),
        "confirm",
        actor=actor,
        needs=EDIT,
        economical=economical,
        agrees_with_books=agrees_with_books,
        conditions_kept=conditions_kept,
    )


@transaction.atomic
def sign_proof(proof: Proof, *, actor: Actor) -> Proof:
    """Sign what is complete and ties; from now on it says what it says (R-GRT-14, four eyes)."""
    proof = lock(proof)
    check(proof, "sign_proof", actor=actor)
    require_booked(lock(proof.duty.award))
    _written_by_another(proof, actor)
    numbers = live_numbers(proof)
    reasons = reasons_against(said_of(proof), numbers)
    if reasons:
        raise ProofIncomplete(reasons=reasons)
    prove_own_spending(proof, actor=actor)
    content = frozen(proof, numbers)
    proof.content = content
    proof.save(update_fields=["content"])
    return advance(
        proof, "sign_proof", actor=actor, checksum=checksum_of(content), signed_on=actor.today
    )


@transaction.atomic
def reopen_proof(proof: Proof, *, actor: Actor, reason: str = "") -> Proof:
    """Take the signature back; what it proved of the district's own spending is booked back."""
    proof = lock(proof)
    check(proof, "reopen_proof", actor=actor)
    take_back_own_spending(proof, actor=actor)
    advance(proof, "reopen_proof", actor=actor, note=reason, checksum="", signed_on=None)
    proof.content = None
    proof.save(update_fields=["content"])
    return proof


@transaction.atomic
def submit_proof(
    proof: Proof,
    *,
    actor: Actor,
    submitted_on: date,
    file_name: str = "",
    file_content: bytes = b"",
) -> Proof:
    """Hand the signed proof in; a scan of what was really sent is kept with it."""
    proof = lock(proof)
    check(proof, "submit_proof", actor=actor)
    signed_on = proof.signed_on or actor.today
    if not signed_on <= submitted_on <= actor.today:
        raise SubmittedBeforeSigned(signed=date_short(signed_on))
    differences = moved(numbers_of(proof), live_numbers(proof))
    if differences:
        raise NumbersMoved(what=" ".join(map(str, differences)))
    award = proof.duty.award
    scan = (
        add_attachment(award.owner, actor=actor, name=file_name, content=file_content)
        if file_content
        else None
    )
    if proof.duty.final:
        record_proof_submitted(award, actor=actor)
    return advance(proof, "submit_proof", actor=actor, submitted_on=submitted_on, scan=scan)


@transaction.atomic
def record_proof_audit(proof: Proof, *, actor: Actor, audited_on: date, remark: str) -> Proof:
    """Part VI: what the authority's examination says (R-GRT-16)."""
    proof = lock(proof)
    check(proof, "record_proof_audit", actor=actor)
    submitted_on = proof.submitted_on or actor.today
    if not submitted_on <= audited_on <= actor.today:
        raise AuditedBeforeSubmitted(submitted=date_short(submitted_on))
    award = proof.duty.award
    if proof.duty.final and award.state == AwardState.PROOF_SUBMITTED:
        record_audit_remark(award, actor=actor, remarked_on=audited_on, remark=remark)
    return advance(
        proof,
        "record_proof_audit",
        actor=actor,
        audited_on=audited_on,
        audit_remark=remark.strip(),
    )


def _foreseen(duty: ProofDuty) -> list[tuple[str, str, Money]]:
    """The incomes besides the grant that the notice and the application name; final proof only."""
    award = duty.award
    if not duty.final:
        return []
    found: list[tuple[str, str, Money]] = []
    if award.own_funds:
        found.append((IncomeKind.OWN, str(award.owner), award.own_funds))
    if award.third_party_funds:
        found.append((IncomeKind.THIRD_PARTY, "Dritte", award.third_party_funds))
    if award.application:
        for each in award.application.co_financing.filter(kind=IncomeKind.PUBLIC).order_by("pk"):
            found.append((IncomeKind.PUBLIC, each.from_whom, each.amount))
    return found


def _in_work(proof: Proof, actor: Actor) -> Proof:
    proof = lock(proof)
    require(actor, EDIT, at=proof.owner_id)
    if proof.state != ProofState.DRAFT:
        raise WrongState(state=proof.get_state_display())
    return proof


def _not_negative(*amounts: Money) -> None:
    for amount in amounts:
        if amount < ZERO:
            raise IncomeNegative(amount=amount)


def _note(proof: Proof, verb: str, actor: Actor, income: ProofIncome) -> None:
    write(
        proof,
        verb,
        actor=actor,
        kind=income.kind,
        from_whom=income.from_whom,
        by_notice=income.by_notice,
        by_account=income.by_account,
    )


def _written_by_another(proof: Proof, actor: Actor) -> None:
    written = JournalEntry.objects.of_record(proof).filter(verb__in=WRITING)
    if actor.person_id in set(written.values_list("person_id", flat=True)):
        raise FourEyesNeeded
