"""What towns say to a plan that was put to them (R-DIS-04)."""

from datetime import date
from typing import Any

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.forwarding import sharing_errors as errors
from kreislotse.forwarding.answering import right_to_answer
from kreislotse.forwarding.models import Agreement, SharePlan
from kreislotse.forwarding.states import AgreementState, PlanState
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short

S = AgreementState


@transaction.atomic
def agree_to_share(
    agreement: Agreement, *, actor: Actor, answered_on: date | None = None, remark: str = ""
) -> Agreement:
    """A town agrees to its share; by its own clerk, or by the office for a letter that came in."""
    needs, place = right_to_answer(agreement, actor)
    require(actor, needs, at=place)
    return _answer(agreement, "agree_to_share", S.AGREED, actor, answered_on, remark)


@transaction.atomic
def object_to_share(
    agreement: Agreement, *, actor: Actor, answered_on: date | None = None, remark: str
) -> Agreement:
    """A town objects to its share and says why; it can still agree until the plan is decided."""
    needs, place = right_to_answer(agreement, actor)
    require(actor, needs, at=place)
    if not remark.strip():
        raise errors.ObjectionWithoutReason
    return _answer(agreement, "object_to_share", S.OBJECTED, actor, answered_on, remark)


@transaction.atomic
def note_silence(agreement: Agreement, *, actor: Actor) -> Agreement:
    """Note that a town has not answered by the day; a late answer is still taken."""
    require(actor, Permission.FUNDING_EDIT, at=agreement.owner_id)
    agreement = _locked(agreement)
    if agreement.state != S.ASKED:
        raise errors.SaidBefore(
            town=agreement.municipality.name, answer=agreement.get_state_display()
        )
    if actor.today <= agreement.due_on:
        raise errors.StillTimeToAnswer(
            town=agreement.municipality.name, due_on=date_short(agreement.due_on)
        )
    return _set(agreement, "note_silence", S.SILENT, actor)


@transaction.atomic
def note_silences(plan: SharePlan, *, actor: Actor) -> SharePlan:
    """Note it for all towns of a plan that have let the day pass."""
    require(actor, Permission.FUNDING_EDIT, at=plan.owner_id)
    overdue = plan.agreements.filter(state=S.ASKED, due_on__lt=actor.today).order_by("pk")
    silent = [note_silence(agreement, actor=actor) for agreement in overdue]
    if not silent:
        raise errors.NobodySilent(plan=plan.title)
    return plan


def _locked(agreement: Agreement) -> Agreement:
    """The agreement as it is now, while its plan is still open to answers."""
    plan = lock(agreement.plan)
    if plan.state != PlanState.CONSULTATION:
        raise errors.NotInConsultation(plan=plan.title, state=plan.get_state_display())
    return lock(agreement)


def _answer(
    agreement: Agreement,
    verb: str,
    state: AgreementState,
    actor: Actor,
    answered_on: date | None,
    remark: str,
) -> Agreement:
    agreement = _locked(agreement)
    if agreement.state == state:
        raise errors.SaidBefore(town=agreement.municipality.name, answer=state.label)
    day = answered_on or actor.today
    if day > actor.today:
        raise errors.AnswerAhead(day=date_short(day))
    return _set(agreement, verb, state, actor, answered_on=day, remark=remark.strip())


def _set(
    agreement: Agreement,
    verb: str,
    state: AgreementState,
    actor: Actor,
    *,
    answered_on: date | None = None,
    remark: str = "",
) -> Agreement:
    before = agreement.state
    agreement.state, agreement.answered_on, agreement.remark = state, answered_on, remark
    agreement.full_clean(validate_unique=False, validate_constraints=False)
    agreement.save(update_fields=["state", "answered_on", "remark"])
    said: dict[str, Any] = {
        "from": before,
        "to": state,
        "answered_on": answered_on,
        "remark": remark,
    }
    write(agreement, verb, actor=actor, **said)
    return agreement
