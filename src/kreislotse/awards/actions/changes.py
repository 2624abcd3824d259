"""What changes an award later: amendments, revocation, shifts between items, a moved proof."""

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from django.db import transaction

from kreislotse.access.deeds import advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.duty_dates import set_proof_duties
from kreislotse.awards.errors import (
    ConsentToShiftMissing,
    ItemOfOtherAward,
    NotFreeToReduce,
    NothingChanged,
    RevocationAdds,
    SameItem,
    StillInUse,
)
from kreislotse.awards.holdings import holdings, plan_of
from kreislotse.awards.models import Award, AwardChange, AwardChangeLine, AwardItem, ProofDuty
from kreislotse.awards.openness import require_booked, require_open
from kreislotse.awards.order import after, happened
from kreislotse.awards.planned import PlanLine
from kreislotse.awards.rules import moved_proof_due
from kreislotse.awards.states import AwardChangeKind, AwardState
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.ledger import movements
from kreislotse.ledger.errors import AccountOverdrawn
from kreislotse.ledger.states import AccountKind

EDIT = Permission.FUNDING_EDIT

_IN_USE = {
    AccountKind.REQUESTED: "abgerufen, noch nicht eingegangen",
    AccountKind.DRAWN: "eingegangen, noch nicht zurückgezahlt",
    AccountKind.COMMITTED: "gebunden",
    AccountKind.PAID: "ausgezahlt",
    AccountKind.PROVEN: "nachgewiesen",
}


@transaction.atomic
def record_award_change(
    award: Award,
    *,
    actor: Actor,
    kind: AwardChangeKind | str,
    dated: date,
    differences: Mapping[AwardItem, Money],
    reason: str = "",
    reference: str = "",
    period_to: date | None = None,
    proof_due_on: date | None = None,
) -> AwardChange:
    """A later notice: items get more or less, the period another end; both proofs follow."""
    award = lock(award)
    require(actor, EDIT, at=award.owner_id)
    require_booked(award)
    lines = {item: difference for item, difference in differences.items() if difference}
    _says_something(award, kind, lines, period_to, proof_due_on)
    after(dated, "Der Änderungsbescheid", award.dated, "dem Bescheid")
    later = AwardChange.objects.create(
        award=award, kind=kind, dated=dated, reference=reference, reason=reason, period_to=period_to
    )
    for item, difference in lines.items():
        AwardChangeLine.objects.create(change=later, item=item, difference=difference)
        _book(later, item, difference, actor)
    _move_end(award, actor, period_to, proof_due_on)
    note = [f"{item}: {difference}" for item, difference in lines.items()]
    note += [f"Zeitraum bis {date_short(period_to)}"] if period_to else []
    write(
        award,
        "record_award_change",
        actor=actor,
        note="; ".join(note),
        kind=str(kind),
        dated=dated,
        reason=reason,
    )
    return later


@transaction.atomic
def revoke_award(award: Award, *, actor: Actor, revoked_on: date, reason: str) -> Award:
    """The notice is lifted as a whole; what is drawn or bound has to be settled before."""
    award = lock(award)
    check(award, "revoke_award", actor=actor)
    _with_reason(reason, "Warum wird der Bescheid aufgehoben?")
    after(revoked_on, "Die Aufhebung", award.dated, "dem Datum des Bescheids")
    lines = holdings(award) if award.state != AwardState.ENTERED else []
    used = [
        f"{line.at(kind)} {words} ({line.item})"
        for line in lines
        for kind, words in _IN_USE.items()
        if line.at(kind) > ZERO
    ]
    if used:
        raise StillInUse(award=award, what=join(used))
    for line in lines:
        if line.at(AccountKind.AVAILABLE):
            deed = movements.Deed(
                actor, revoked_on, f"revocation-{award.pk}-item-{line.item.pk}", reason[:300]
            )
            movements.reduce(line.item.pot, line.at(AccountKind.AVAILABLE), deed)
    return advance(award, "revoke_award", actor=actor, note=f"{date_short(revoked_on)}: {reason}")


@transaction.atomic
def reallocate_item(
    item: AwardItem,
    *,
    actor: Actor,
    to: AwardItem,
    amount: Money,
    reason: str,
    consent_on: date | None = None,
    request_key: str = "",
) -> AwardItem:
    """Shift free money to another item: within the tolerance, or with consent (R-GRT-10)."""
    award = lock(item.award)
    require(actor, EDIT, at=award.owner_id)
    require_open(award)
    if to.award_id != award.pk:
        raise ItemOfOtherAward(item=to, other=to.award, award=award)
    if to.pk == item.pk:
        raise SameItem(item=item)
    _with_reason(reason, "Warum wird umgeschichtet?")
    reference = f"reallocation-{award.pk}-{request_key or uuid4().hex}"
    if award.book.transfers.filter(deed=reference).exists():
        return to
    if consent_on is None:
        _within_tolerance(award, to, amount)
    else:
        happened(consent_on, "Die Zustimmung", actor=actor)
    on = consent_on or actor.today
    movements.reallocate(
        item.pot, to.pot, amount, movements.Deed(actor, on, reference, reason[:300])
    )
    note = f"{amount} von {item} zu {to}: {reason}"
    write(award, "reallocate_item", actor=actor, note=note, consent_on=consent_on)
    return to


@transaction.atomic
def change_proof_due(duty: ProofDuty, *, actor: Actor, due_on: date, reason: str) -> ProofDuty:
    """The authority sets another day for a proof (R-GRT-13)."""
    award = lock(duty.award)
    require(actor, EDIT, at=award.owner_id)
    require_open(award)
    _with_reason(reason, "Woher kommt die neue Frist?")
    after(due_on, "Die Frist", duty.period_to, "dem Ende des Zeitraums")
    before, duty.due_on = duty.due_on, due_on
    duty.save(update_fields=["due_on"])
    if duty.final:
        change(award, "change_proof_due", actor=actor, needs=EDIT, proof_due_on=due_on)
    note = f"{date_short(before)} → {date_short(due_on)}: {reason}"
    write(award, "change_proof_due", actor=actor, note=note, due_on=due_on)
    return duty


def _says_something(
    award: Award,
    kind: AwardChangeKind | str,
    lines: Mapping[AwardItem, Money],
    period_to: date | None,
    proof_due_on: date | None,
) -> None:
    if not lines and period_to is None and proof_due_on is None:
        raise NothingChanged
    for item, difference in lines.items():
        if item.award_id != award.pk:
            raise ItemOfOtherAward(item=item, other=item.award, award=award)
        if kind == AwardChangeKind.PARTIAL_REVOCATION and difference > ZERO:
            raise RevocationAdds(item=item, difference=difference)
    after(period_to, "Das Ende des Zeitraums", award.period_from, "seinem Beginn")


def _book(later: AwardChange, item: AwardItem, difference: Money, actor: Actor) -> None:
    reference = f"award-change-{later.pk}-item-{item.pk}"
    deed = movements.Deed(actor, later.dated, reference, later.reason[:300])
    if difference > ZERO:
        movements.award(item.pot, difference, deed)
        return
    try:
        movements.reduce(item.pot, -difference, deed)
    except AccountOverdrawn as refusal:
        raise NotFreeToReduce(
            item=item,
            undrawn=item.pot.balance(AccountKind.UNDRAWN),
            free=item.pot.balance(AccountKind.AVAILABLE),
            amount=-difference,
        ) from refusal


def _move_end(
    award: Award, actor: Actor, period_to: date | None, proof_due_on: date | None
) -> None:
    """With the period the proofs move as well, unless the notice names their day."""
    if period_to is None and proof_due_on is None:
        return
    end = period_to or award.period_to
    due = proof_due_on or moved_proof_due(
        award.proof_due_on, period_to=award.period_to, new_period_to=end
    )
    after(due, "Der Nachweis", end, "dem Ende des Zeitraums")
    change(award, "record_award_change", actor=actor, needs=EDIT, period_to=end, proof_due_on=due)
    set_proof_duties(award)


def _within_tolerance(award: Award, to: AwardItem, amount: Money) -> None:
    lines = holdings(award)
    plan = dict(zip([line.item.pk for line in lines], plan_of(award, lines), strict=True))[to.pk]
    if amount > plan.room:
        raise ConsentToShiftMissing(
            item=to, room=plan.room, amount=amount, basis=_basis(award, plan)
        )


def _basis(award: Award, plan: PlanLine) -> str:
    """How the room for shifts without consent comes about."""
    if not award.tolerance_percent:
        return "Der Bescheid lässt keine Abweichung ohne Zustimmung zu."
    return (
        f"Der Bescheid erlaubt {award.tolerance_percent} % von {plan.planned}, "
        f"umgeschichtet sind schon {plan.shifted}."
    )


def _with_reason(reason: str, what: str) -> None:
    if not reason.strip():
        raise ReasonNeeded(what=what)
