"""Secondments step by step, each step with its day and document (R-SEC-02)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.kernel.deadlines import next_school_half_year
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.organisations.models import Organisation
from kreislotse.staffing.errors import DocumentMissing, NotPositive, StaffCouncilFirst
from kreislotse.staffing.models import Secondment, SecondmentParty, SecondmentStep
from kreislotse.staffing.rules import needs_staff_council
from kreislotse.staffing.states import SecondmentState

EDIT = Permission.POST_EDIT


class SecondmentFacts(TypedDict, total=False):
    """What can be changed about a secondment, apart from the authorities it is agreed with."""

    role: str
    share: Decimal | None
    arrangement: str
    recruiter: Organisation | None
    target_on: date | None
    target_reason: str
    ends_on: date | None


@transaction.atomic
def plan_secondment(
    initiative: Initiative,
    *,
    actor: Actor,
    role: str,
    share: Decimal | None = None,
    arrangement: str = "",
    recruiter: Organisation | None = None,
    parties: Iterable[Organisation] = (),
    target_on: date | None = None,
    target_reason: str = "",
    ends_on: date | None = None,
    at_next_half_year: bool = False,
) -> Secondment:
    """Plan a secondment; on request for the next school half-year (R-SEC-01)."""
    require(actor, EDIT, at=initiative.owner_id)
    if target_on is None and at_next_half_year:
        target_on = next_school_half_year(actor.today)
        target_reason = target_reason or "Beginn des nächsten Schulhalbjahres"
    _sound(share, target_on, ends_on)
    secondment = Secondment(
        owner_id=initiative.owner_id,
        initiative=initiative,
        role=role,
        share=share,
        arrangement=arrangement,
        recruiter=recruiter,
        target_on=target_on,
        target_reason=target_reason,
        ends_on=ends_on,
    )
    add(secondment, "plan_secondment", actor=actor, needs=EDIT)
    _agree_with(secondment, parties, actor)
    return secondment


@transaction.atomic
def change_secondment(
    secondment: Secondment,
    *,
    actor: Actor,
    parties: Iterable[Organisation] | None = None,
    **values: Unpack[SecondmentFacts],
) -> Secondment:
    secondment = lock(secondment)
    require(actor, EDIT, at=secondment.owner_id)
    _sound(
        values.get("share"),
        values.get("target_on", secondment.target_on),
        values.get("ends_on", secondment.ends_on),
    )
    secondment = change(secondment, "change_secondment", actor=actor, needs=EDIT, **values)
    if parties is not None:
        _agree_with(secondment, parties, actor)
    return secondment


@transaction.atomic
def agree_secondment(
    secondment: Secondment, *, actor: Actor, taken_on: date, document: str
) -> Secondment:
    return _take(secondment, "agree_secondment", actor, taken_on, document)


@transaction.atomic
def advertise_secondment(
    secondment: Secondment, *, actor: Actor, taken_on: date, document: str
) -> Secondment:
    return _take(secondment, "advertise_secondment", actor, taken_on, document)


@transaction.atomic
def close_applications(
    secondment: Secondment, *, actor: Actor, taken_on: date, document: str
) -> Secondment:
    return _take(secondment, "close_applications", actor, taken_on, document)


@transaction.atomic
def hold_selection(
    secondment: Secondment, *, actor: Actor, taken_on: date, document: str
) -> Secondment:
    return _take(secondment, "hold_selection", actor, taken_on, document)


@transaction.atomic
def check_availability(
    secondment: Secondment, *, actor: Actor, taken_on: date, document: str
) -> Secondment:
    return _take(secondment, "check_availability", actor, taken_on, document)


@transaction.atomic
def record_staff_council_consent(
    secondment: Secondment, *, actor: Actor, taken_on: date, document: str
) -> Secondment:
    return _take(secondment, "record_staff_council_consent", actor, taken_on, document)


@transaction.atomic
def issue_order(
    secondment: Secondment, *, actor: Actor, taken_on: date, document: str
) -> Secondment:
    """The order; without the staff council's consent for up to three months only (R-SEC-02)."""
    secondment = lock(secondment)
    check(secondment, "issue_order", actor=actor)
    consented = secondment.state == SecondmentState.STAFF_COUNCIL_CONSENT
    if not consented and needs_staff_council(secondment.target_on, secondment.ends_on):
        raise StaffCouncilFirst
    return _take(secondment, "issue_order", actor, taken_on, document)


@transaction.atomic
def begin_secondment(
    secondment: Secondment, *, actor: Actor, taken_on: date, document: str
) -> Secondment:
    return _take(secondment, "begin_secondment", actor, taken_on, document)


@transaction.atomic
def end_secondment(
    secondment: Secondment, *, actor: Actor, taken_on: date, document: str
) -> Secondment:
    return _take(secondment, "end_secondment", actor, taken_on, document)


def _take(
    secondment: Secondment, verb: str, actor: Actor, taken_on: date, document: str
) -> Secondment:
    secondment = lock(secondment)
    check(secondment, verb, actor=actor)
    document = document.strip()
    if not document:
        raise DocumentMissing
    last = secondment.steps.order_by("-taken_on").first()
    if last and taken_on < last.taken_on:
        raise DateOrder(
            later_name="Dieser Schritt",
            later=date_short(taken_on),
            earlier_name="dem vorigen",
            earlier=date_short(last.taken_on),
        )
    note = f"{document}, {date_short(taken_on)}"
    secondment = advance(secondment, verb, actor=actor, note=note)
    SecondmentStep.objects.create(
        secondment=secondment, state=secondment.state, taken_on=taken_on, document=document
    )
    return secondment


def _sound(share: Decimal | None, target_on: date | None, ends_on: date | None) -> None:
    if share is not None and share <= 0:
        raise NotPositive
    if target_on and ends_on and ends_on <= target_on:
        raise DateOrder(
            later_name="Das Ende",
            later=date_short(ends_on),
            earlier_name="dem Beginn",
            earlier=date_short(target_on),
        )


def _agree_with(secondment: Secondment, parties: Iterable[Organisation], actor: Actor) -> None:
    wanted = {organisation.pk: organisation for organisation in parties}
    known = {party.organisation_id: party for party in secondment.parties.all()}
    if set(wanted) == set(known):
        return
    for organisation_id, party in known.items():
        if organisation_id not in wanted:
            party.delete()
    for organisation_id in wanted.keys() - known.keys():
        SecondmentParty.objects.create(secondment=secondment, organisation=wanted[organisation_id])
    names = sorted(str(organisation) for organisation in wanted.values())
    write(secondment, "change_secondment", actor=actor, parties=names)
