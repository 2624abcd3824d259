"""Initiatives themselves, the clauses they carry out, their fields of action."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.errors import (
    ClauseAlreadyAssigned,
    ClauseNotAssigned,
    FieldOfActionExists,
    InitiativeNumberTaken,
)
from kreislotse.initiatives.keeping import require_keeper
from kreislotse.initiatives.models import ClauseAssignment, FieldOfAction, Initiative
from kreislotse.journal.entries import write
from kreislotse.mandates.belonging import check_belongs
from kreislotse.mandates.models import Clause
from kreislotse.mandates.order import check_order
from kreislotse.organisations.models import Organisation

EDIT = Permission.INITIATIVE_EDIT


@transaction.atomic
def plan_initiative(
    *,
    actor: Actor,
    owner: Organisation,
    number: int,
    kind: str,
    title: str,
    purpose: str = "",
    area: Organisation | None = None,
    area_text: str = "",
    status_text: str = "",
    fields_of_action: Iterable[FieldOfAction] = (),
    clauses: Iterable[Clause] = (),
) -> Initiative:
    """Begin an initiative, with the clauses that it carries out (R-MAN-03)."""
    require(actor, EDIT, at=owner.pk)
    _check_number(lock(owner), number)
    initiative = Initiative(
        owner=owner,
        number=number,
        kind=kind,
        title=title,
        purpose=purpose,
        area=area,
        area_text=area_text,
        status_text=status_text,
    )
    initiative = add(initiative, "plan_initiative", actor=actor, needs=EDIT)
    _set_fields(initiative, fields_of_action, actor=actor)
    for clause in clauses:
        assign_initiative_to_clause(initiative, clause, actor=actor)
    return initiative


@transaction.atomic
def change_initiative(
    initiative: Initiative,
    *,
    actor: Actor,
    number: int,
    kind: str,
    title: str,
    purpose: str,
    area: Organisation | None,
    area_text: str,
    status_text: str,
    fields_of_action: Iterable[FieldOfAction],
) -> Initiative:
    """Change what is said of an initiative."""
    require(actor, EDIT, at=initiative.owner_id)
    _check_number(lock(initiative.owner), number, but=initiative)
    initiative = change(
        lock(initiative),
        "change_initiative",
        actor=actor,
        needs=EDIT,
        number=number,
        kind=kind,
        title=title,
        purpose=purpose,
        area=area,
        area_text=area_text,
        status_text=status_text,
    )
    _set_fields(initiative, fields_of_action, actor=actor)
    return initiative


def _check_number(owner: Organisation, number: int, but: Initiative | None = None) -> None:
    other = Initiative.objects.filter(owner=owner, number=number).first()
    if other is not None and other != but:
        raise InitiativeNumberTaken(number=number, title=other.title)


def _set_fields(initiative: Initiative, fields: Iterable[FieldOfAction], *, actor: Actor) -> None:
    before = sorted(initiative.fields_of_action.values_list("code", flat=True))
    after = sorted(field.code for field in fields)
    if before == after:
        return
    initiative.fields_of_action.set(FieldOfAction.objects.filter(code__in=after))
    write(initiative, "set_fields_of_action", actor=actor, fields_of_action=[before, after])


@transaction.atomic
def assign_initiative_to_clause(
    initiative: Initiative, clause: Clause, *, actor: Actor
) -> ClauseAssignment:
    """Say that the initiative carries out the clause (R-MAN-03)."""
    require(actor, EDIT, at=initiative.owner_id)
    initiative = lock(initiative)
    check_belongs(initiative.owner_id, clause)
    if initiative.assignments.filter(clause=clause).exists():
        raise ClauseAlreadyAssigned(clause=clause)
    assignment = ClauseAssignment(initiative=initiative, clause=clause)
    return add(assignment, "assign_initiative_to_clause", actor=actor, needs=EDIT)


@transaction.atomic
def remove_clause_from_initiative(
    initiative: Initiative, clause: Clause, *, actor: Actor
) -> Initiative:
    """Take a clause from the initiative; the journal keeps that it was there."""
    require(actor, EDIT, at=initiative.owner_id)
    initiative = lock(initiative)
    assignment = initiative.assignments.filter(clause=clause).first()
    if assignment is None:
        raise ClauseNotAssigned(clause=clause)
    write(initiative, "remove_clause_from_initiative", actor=actor, clause=clause)
    assignment.delete()
    return initiative


@transaction.atomic
def add_field_of_action(
    *,
    actor: Actor,
    code: str,
    title: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> FieldOfAction:
    """Enter a field of action that a guideline gives (dated reference data)."""
    require_keeper(actor)
    check_order(valid_from, _("dem Beginn"), valid_to, _("Das Ende"))
    same = FieldOfAction.objects.filter(code=code).first()
    if same is not None:
        raise FieldOfActionExists(code=code, title=same.title)
    field = FieldOfAction.objects.create(
        code=code, title=title, valid_from=valid_from, valid_to=valid_to, source=source
    )
    write(field, "add_field_of_action", actor=actor, code=code, title=title, source=source)
    return field
