"""The points of a resolution: who answers for them, how far they are, what proves it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.mandates.errors import (
    ClauseNumberTaken,
    EvidenceMissing,
    OwnerAndDateOrReason,
    StandingDutyNeverDone,
)
from kreislotse.mandates.models import Clause, Evidence, Resolution
from kreislotse.mandates.states import ClauseKind

EDIT = Permission.MANDATE_EDIT


@transaction.atomic
def add_clause(
    resolution: Resolution,
    *,
    actor: Actor,
    number: str,
    kind: str,
    text: str,
    hard_rule: str = "",
    responsible_post: str = "",
    due_on: date | None = None,
    gap_reason: str = "",
) -> Clause:
    """Make a numbered point of the resolution a clause of its own (R-MAN-01)."""
    require(actor, EDIT, at=resolution.owner_id)
    resolution = lock(resolution)
    if resolution.clauses.filter(number=number).exists():
        raise ClauseNumberTaken(number=number)
    _check_assigned(responsible_post, due_on, gap_reason)
    clause = Clause(
        owner_id=resolution.owner_id,
        resolution=resolution,
        number=number,
        kind=kind,
        text=text,
        hard_rule=hard_rule,
        responsible_post=responsible_post,
        due_on=due_on,
        gap_reason=gap_reason,
    )
    return add(clause, "add_clause", actor=actor, needs=EDIT)


@transaction.atomic
def assign_clause(
    clause: Clause,
    *,
    actor: Actor,
    responsible_post: str,
    due_on: date | None,
    gap_reason: str = "",
) -> Clause:
    """Say which post answers for the clause and until when, or why that is open (G2)."""
    require(actor, EDIT, at=clause.owner_id)
    _check_assigned(responsible_post, due_on, gap_reason)
    return change(
        lock(clause),
        "assign_clause",
        actor=actor,
        needs=EDIT,
        responsible_post=responsible_post,
        due_on=due_on,
        gap_reason=gap_reason,
    )


def _check_assigned(responsible_post: str, due_on: date | None, gap_reason: str) -> None:
    if gap_reason:
        return
    if not responsible_post:
        raise OwnerAndDateOrReason(missing=_("die zuständige Stelle"))
    if due_on is None:
        raise OwnerAndDateOrReason(missing=_("das Datum"))


@transaction.atomic
def start_clause(clause: Clause, *, actor: Actor, note: str = "") -> Clause:
    """Take the clause up."""
    return advance(lock(clause), "start_clause", actor=actor, note=note)


@transaction.atomic
def declare_standing_duty(clause: Clause, *, actor: Actor, note: str = "") -> Clause:
    """Keep the clause as a duty that never ends by being done."""
    return advance(lock(clause), "declare_standing_duty", actor=actor, note=note)


@transaction.atomic
def fulfil_clause(clause: Clause, *, actor: Actor, note: str = "") -> Clause:
    """Report the clause as done; something must prove it."""
    clause = lock(clause)
    check(clause, "fulfil_clause", actor=actor)
    if clause.kind == ClauseKind.STANDING_DUTY:
        raise StandingDutyNeverDone
    if not clause.evidence.exists():
        raise EvidenceMissing
    return advance(clause, "fulfil_clause", actor=actor, note=note)


@transaction.atomic
def reopen_clause(clause: Clause, *, actor: Actor, note: str = "") -> Clause:
    """Take a clause up again that was reported as done."""
    return advance(lock(clause), "reopen_clause", actor=actor, note=note)


@transaction.atomic
def supersede_clause(clause: Clause, *, actor: Actor, note: str) -> Clause:
    """Close a clause that events or another resolution have overtaken, with the reason."""
    clause = lock(clause)
    check(clause, "supersede_clause", actor=actor)
    _check_reason(note, _("Wodurch ist der Auftrag überholt?"))
    return advance(clause, "supersede_clause", actor=actor, note=note)


@transaction.atomic
def withdraw_clause(clause: Clause, *, actor: Actor, note: str) -> Clause:
    """Close a clause that the body has taken back, with the reason."""
    clause = lock(clause)
    check(clause, "withdraw_clause", actor=actor)
    _check_reason(note, _("Wodurch ist der Auftrag aufgehoben?"))
    return advance(clause, "withdraw_clause", actor=actor, note=note)


def _check_reason(note: str, question: object) -> None:
    if not note.strip():
        raise ReasonNeeded(what=question)


@transaction.atomic
def add_evidence(
    clause: Clause,
    *,
    actor: Actor,
    dated: date,
    title: str,
    text: str = "",
    document: str = "",
) -> Evidence:
    """Attach something that proves the clause is being carried out."""
    require(actor, EDIT, at=clause.owner_id)
    evidence = Evidence(
        owner_id=clause.owner_id,
        clause=clause,
        dated=dated,
        title=title,
        text=text,
        document=document,
    )
    return add(evidence, "add_evidence", actor=actor, needs=EDIT)
