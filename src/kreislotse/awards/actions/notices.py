"""The notice as it came: entered by one person, checked and booked by another."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.duty_dates import set_proof_duties
from kreislotse.awards.errors import (
    ApplicationNotDecided,
    ApplicationTaken,
    ItemNotPositive,
    ItemUntitled,
    LumpSumWithoutApplication,
    NoItems,
    OtherInitiative,
    PurposeNotFunded,
)
from kreislotse.awards.models import AllowedRecipient, Award, AwardItem, Condition
from kreislotse.awards.openness import require_not_over
from kreislotse.awards.order import in_order
from kreislotse.awards.rules import moved_proof_due
from kreislotse.awards.states import AwardState, RecipientKind
from kreislotse.awards.usual import (
    NewCondition,
    NewItem,
    complete,
    numbers_of,
    served_on,
    usual_facts,
)
from kreislotse.funding.actions import record_award
from kreislotse.funding.models import Application, Programme
from kreislotse.funding.states import ApplicationState, Financing
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.german import join
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.kernel.refusals import FourEyesNeeded, WrongState
from kreislotse.ledger import movements
from kreislotse.ledger.posting import open_book
from kreislotse.organisations.models import Organisation

EDIT = Permission.FUNDING_EDIT

# Whoever wrote any of it cannot be the second pair of eyes.
_WRITING = (
    "enter_award",
    "set_items",
    "change_award",
    "change_items",
    "add_condition",
    "remove_condition",
)

# What a notice never leaves open; emptied, it stays as it was.
_ALWAYS = {"draw_months", "forwarding_allowed", "proof_due_on"}


class Terms(TypedDict, total=False):
    """What a notice says; left out or None, it is as the guideline of its day or as usual."""

    reference: str
    programme: Programme | None
    authority: Organisation | None
    posted_on: date | None
    served_on: date | None
    early_start_on: date | None
    eligible_cost: Money | None
    percent: Decimal | None
    own_funds: Money | None
    third_party_funds: Money | None
    draw_months: int | None
    instalments_need_proof: bool
    own_funds_pro_rata: bool
    tolerance_percent: int | None
    day_count: str
    forwarding_allowed: bool | None
    cap_per_project: Money | None
    light_form_up_to: Money | None
    sub_proof_months: int
    proof_due_on: date | None
    retention_years: int


class AwardFacts(Terms, total=False):
    """What can be corrected while nobody has confirmed the notice."""

    title: str
    financing: str
    dated: date
    period_from: date
    period_to: date


@transaction.atomic
def enter_award(
    initiative: Initiative,
    *,
    actor: Actor,
    title: str,
    items: Sequence[NewItem],
    dated: date,
    period_from: date,
    period_to: date,
    financing: str,
    application: Application | None = None,
    conditions: Sequence[NewCondition] = (),
    allowed_recipients: Iterable[RecipientKind | str] = (),
    **terms: Unpack[Terms],
) -> Award:
    """Enter a notice with its items; nothing is booked before a second person confirms it."""
    require(actor, EDIT, at=initiative.owner_id)
    _decided(application, initiative, financing)
    said = _said(terms, application)
    award = Award(
        owner_id=initiative.owner_id,
        initiative=initiative,
        application=application,
        title=title,
        dated=dated,
        period_from=period_from,
        period_to=period_to,
        financing=financing,
        **usual_facts(said.get("programme"), dated=dated, period_to=period_to) | said,
    )
    award.served_on = award.served_on or served_on(award.posted_on, award.authority)
    in_order(award)
    award.book = open_book(initiative.owner, actor=actor, title=title)
    add(award, "enter_award", actor=actor, needs=EDIT)
    _put_items(award, items, actor=actor, verb="set_items")
    _put_conditions(award, conditions)
    _allow(award, allowed_recipients)
    set_proof_duties(award)
    if application and application.state == ApplicationState.SUBMITTED:
        record_award(application, actor=actor, awarded_on=dated)
    return award


@transaction.atomic
def change_award(
    award: Award,
    *,
    actor: Actor,
    allowed_recipients: Iterable[RecipientKind | str] | None = None,
    **values: Unpack[AwardFacts],
) -> Award:
    """Correct what was entered, before anybody has confirmed it."""
    award = _only_entered(award, actor)
    said: dict[str, Any] = {
        name: value for name, value in values.items() if value is not None or name not in _ALWAYS
    }
    if "period_to" in said and "proof_due_on" not in said:
        said["proof_due_on"] = moved_proof_due(
            award.proof_due_on, period_to=award.period_to, new_period_to=said["period_to"]
        )
    if said.get("posted_on") and not said.get("served_on"):
        said["served_on"] = served_on(said["posted_on"], said.get("authority", award.authority))
    in_order(award, **said)
    award = change(award, "change_award", actor=actor, needs=EDIT, **said)
    if allowed_recipients is not None:
        _allow(award, allowed_recipients)
    set_proof_duties(award)
    return award


@transaction.atomic
def change_items(award: Award, *, actor: Actor, items: Sequence[NewItem]) -> Award:
    """Put other items in place of those entered, before anybody has confirmed them."""
    award = _only_entered(award, actor)
    award.items.all().delete()
    _put_items(award, items, actor=actor, verb="change_items")
    return award


@transaction.atomic
def add_condition(
    award: Award, *, actor: Actor, text: str, source: str = "", passed_on: bool = True
) -> Condition:
    """Add a condition of the notice; those passed on bind final recipients (R-DIS-06)."""
    award = lock(award)
    require(actor, EDIT, at=award.owner_id)
    require_not_over(award)
    [condition] = _put_conditions(award, [NewCondition(text, source, passed_on)])
    write(award, "add_condition", actor=actor, note=str(condition), condition=condition.pk)
    return condition


@transaction.atomic
def remove_condition(condition: Condition, *, actor: Actor) -> Award:
    """Take out a condition entered by mistake; the history keeps its text."""
    award = lock(condition.award)
    require(actor, EDIT, at=award.owner_id)
    require_not_over(award)
    condition.delete()
    write(award, "remove_condition", actor=actor, note=str(condition), text=condition.text)
    return award


@transaction.atomic
def confirm_award(award: Award, *, actor: Actor, note: str = "") -> Award:
    """The second pair of eyes has compared entry and notice; now its money is in the book."""
    award = lock(award)
    check(award, "confirm_award", actor=actor)
    written = JournalEntry.objects.of_record(award).filter(verb__in=_WRITING)
    if actor.person_id in set(written.values_list("person_id", flat=True)):
        raise FourEyesNeeded
    for item in award.items.all():
        reference = f"award-{award.pk}-item-{item.pk}"
        movements.award(item.pot, item.amount, movements.Deed(actor, award.dated, reference))
    return advance(award, "confirm_award", actor=actor, note=note)


def _said(terms: Terms, application: Application | None) -> dict[str, Any]:
    """What was typed, and what the application already tells."""
    said: dict[str, Any] = {name: value for name, value in terms.items() if value is not None}
    if application:
        told = {
            "programme": application.programme,
            "authority": application.granting_authority,
            "early_start_on": application.early_start_on,
        }
        said = told | said
    programme = said.get("programme")
    if programme and not said.get("authority"):
        said["authority"] = programme.granting_authority
    return said


def _decided(application: Application | None, initiative: Initiative, financing: str) -> None:
    """A notice answers an application of this initiative; a lump sum answers none."""
    if application is None:
        return
    if financing == Financing.LUMP_SUM:
        raise LumpSumWithoutApplication
    if application.initiative_id != initiative.pk:
        raise OtherInitiative(application=application, initiative=initiative)
    other = Award.objects.filter(application=application).first()
    if other:
        raise ApplicationTaken(application=application, award=other)
    if application.state not in (ApplicationState.SUBMITTED, ApplicationState.AWARDED):
        raise ApplicationNotDecided(application=application, state=application.get_state_display())


def _only_entered(award: Award, actor: Actor) -> Award:
    award = lock(award)
    require(actor, EDIT, at=award.owner_id)
    if award.state != AwardState.ENTERED:
        raise WrongState(state=award.get_state_display())
    return award


def _put_items(award: Award, items: Sequence[NewItem], *, actor: Actor, verb: str) -> None:
    numbers = numbers_of(award.programme, award.dated)
    completed = [complete(item, numbers) for item in items]
    if not completed:
        raise NoItems
    _fundable(award, completed, [each.purpose for each in numbers.values() if each.purpose])
    for position, item in enumerate(completed, start=1):
        if not item.title:
            raise ItemUntitled(position=position)
        if item.amount <= ZERO:
            raise ItemNotPositive(item=f"{item.number} {item.title}".strip(), amount=item.amount)
        new = AwardItem(award=award, position=position, **item._asdict())
        new.full_clean(validate_unique=False, validate_constraints=False)
        new.save(force_insert=True)
    write(
        award,
        verb,
        actor=actor,
        note=str(total([item.amount for item in completed])),
        items=[f"{i.number} {i.title}: {i.amount}".strip() for i in completed],
    )


def _fundable(award: Award, items: Sequence[NewItem], of_programme: list[Any]) -> None:
    """Each purpose is one that was applied for, or else one that the programme funds."""
    application = award.application
    applied: set[Any] = set()
    if application:
        lines = application.lines.filter(purpose__isnull=False).select_related("purpose")
        applied = {*application.purposes.all(), *(line.purpose for line in lines)}
    known = applied or set(of_programme)
    for item in items:
        if known and item.purpose and item.purpose not in known:
            raise PurposeNotFunded(
                purpose=item.purpose,
                source="der Antrag" if applied else "das Förderprogramm",
                purposes=join(sorted(str(each) for each in known)),
            )


def _put_conditions(award: Award, conditions: Sequence[NewCondition]) -> list[Condition]:
    first = (award.conditions.aggregate(last=Max("position"))["last"] or 0) + 1
    return [
        award.conditions.create(position=position, **condition._asdict())
        for position, condition in enumerate(conditions, start=first)
    ]


def _allow(award: Award, kinds: Iterable[RecipientKind | str]) -> None:
    """Name whom money may be passed on to (R-DIS-01)."""
    award.allowed_recipients.all().delete()
    AllowedRecipient.objects.bulk_create(
        AllowedRecipient(award=award, kind=kind) for kind in dict.fromkeys(kinds)
    )
