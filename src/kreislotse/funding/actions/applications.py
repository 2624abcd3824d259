"""Stage two: the application while it is drafted, and who bears it in the end."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.funding.appraisal import day_of
from kreislotse.funding.drafts import (
    refuse_foreign_purpose,
    refuse_unexplained,
    refuse_unless_draft,
)
from kreislotse.funding.errors import (
    AlreadyHandedOver,
    ConsentTaken,
    HandoverToApplicant,
    NotPositive,
    OtherInitiative,
)
from kreislotse.funding.models import (
    Application,
    ConsentInPrinciple,
    Handover,
    Programme,
    Purpose,
)
from kreislotse.funding.queries import rate_on
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder
from kreislotse.organisations.models import Organisation

EDIT = Permission.FUNDING_EDIT


class ApplicationFacts(TypedDict, total=False):
    """What can be changed about an application, apart from its sum, lines and purposes."""

    title: str
    applicant: Organisation
    programme: Programme | None
    consent: ConsentInPrinciple | None
    granting_authority: Organisation | None
    financing: str
    in_place_of: str
    rates_on: date | None
    period_from: date | None
    period_to: date | None


@transaction.atomic
def draft_application(
    initiative: Initiative,
    *,
    actor: Actor,
    title: str,
    applicant: Organisation,
    programme: Programme | None = None,
    consent: ConsentInPrinciple | None = None,
    granting_authority: Organisation | None = None,
    financing: str = "",
    in_place_of: str = "",
    rates_on: date | None = None,
    period_from: date | None = None,
    period_to: date | None = None,
    requested: Money | None = None,
    difference_reason: str = "",
    purposes: Iterable[Purpose] = (),
) -> Application:
    """Begin an application; authority and financing are the programme's where not said."""
    require(actor, EDIT, at=initiative.owner_id)
    application = Application(
        owner_id=initiative.owner_id,
        initiative=initiative,
        title=title,
        applicant=applicant,
        programme=programme,
        consent=consent,
        granting_authority=granting_authority
        or (programme.granting_authority if programme else None),
        financing=financing or (programme.financing if programme else ""),
        in_place_of=in_place_of,
        rates_on=rates_on,
        period_from=period_from,
        period_to=period_to,
        requested=requested,
        difference_reason=difference_reason,
    )
    chosen = list(purposes)
    _fits(application, consent, chosen, actor)
    _positive(requested)
    add(application, "draft_application", actor=actor, needs=EDIT)
    _bind(application, chosen, actor)
    return application


@transaction.atomic
def change_application(
    application: Application,
    *,
    actor: Actor,
    purposes: Iterable[Purpose] | None = None,
    **values: Unpack[ApplicationFacts],
) -> Application:
    """Change a draft; with another programme or day the lines look up their rates again."""
    application = _open(application, actor)
    asked = Application.objects.get(pk=application.pk)
    for name, value in values.items():
        setattr(asked, name, value)
    bound = list(application.purposes.all())
    chosen = bound if purposes is None else list(purposes)
    _fits(asked, values.get("consent"), chosen, actor)
    application = change(application, "change_application", actor=actor, needs=EDIT, **values)
    for line in application.lines.select_related("post_kind"):
        line.rate = rate_on(application.programme, line.post_kind, application.rates_on)
        line.save(update_fields=["rate"])
    if set(chosen) != set(bound):
        _bind(application, chosen, actor, verb="change_application")
    return application


@transaction.atomic
def state_requested_sum(
    application: Application,
    *,
    actor: Actor,
    requested: Money | None,
    difference_reason: str = "",
) -> Application:
    """Say how much is applied for; a sum that the lines do not compute needs a reason."""
    application = _open(application, actor)
    _positive(requested)
    refuse_unexplained(application, requested, difference_reason, actor.today)
    return change(
        application,
        "state_requested_sum",
        actor=actor,
        needs=EDIT,
        requested=requested,
        difference_reason=difference_reason,
    )


@transaction.atomic
def state_reasons(
    application: Application,
    *,
    actor: Actor,
    need: str = "",
    funding_need: str = "",
    financial_effects: str = "",
) -> Application:
    """Parts 5 and 6 of the form: why the measure, why the money, what it costs afterwards."""
    return change(
        _open(application, actor),
        "state_reasons",
        actor=actor,
        needs=EDIT,
        need=need.strip(),
        funding_need=funding_need.strip(),
        financial_effects=financial_effects.strip(),
    )


@transaction.atomic
def make_declarations(
    application: Application,
    *,
    actor: Actor,
    not_begun: bool,
    early_start_on: date | None = None,
    deducts_input_tax: bool | None = None,
) -> Application:
    """Part 7 of the form: nothing has begun, or may begin early (R-GRT-03); input tax."""
    return change(
        _open(application, actor),
        "make_declarations",
        actor=actor,
        needs=EDIT,
        not_begun=not_begun,
        early_start_on=early_start_on,
        deducts_input_tax=deducts_input_tax,
    )


@transaction.atomic
def declare_state_unknown(application: Application, *, actor: Actor, note: str = "") -> Application:
    return advance(lock(application), "declare_state_unknown", actor=actor, note=note)


@transaction.atomic
def take_up_draft(application: Application, *, actor: Actor, note: str = "") -> Application:
    return advance(lock(application), "take_up_draft", actor=actor, note=note)


@transaction.atomic
def hand_over(application: Application, *, actor: Actor, to: Organisation, on: date) -> Handover:
    """From this day on another organisation bears what was applied for (R-DIS-05)."""
    application = lock(application)
    require(actor, EDIT, at=application.owner_id)
    known = Handover.objects.filter(application=application).select_related("to").first()
    if known:
        raise AlreadyHandedOver(on=date_short(known.on), to=known.to)
    if to.pk == application.applicant_id:
        raise HandoverToApplicant(to=to)
    handover = Handover.objects.create(application=application, to=to, on=on)
    write(application, "hand_over", actor=actor, note=f"{to}, {date_short(on)}", to=to, on=on)
    return handover


def _open(application: Application, actor: Actor) -> Application:
    application = lock(application)
    require(actor, EDIT, at=application.owner_id)
    refuse_unless_draft(application)
    return application


def _fits(
    application: Application,
    consent: ConsentInPrinciple | None,
    purposes: list[Purpose],
    actor: Actor,
) -> None:
    first, last = application.period_from, application.period_to
    if first and last and last < first:
        raise DateOrder(
            later_name="Das Ende der Maßnahme",
            later=date_short(last),
            earlier_name="ihrem Beginn",
            earlier=date_short(first),
        )
    for purpose in purposes:
        refuse_foreign_purpose(application.programme, day_of(application, actor.today), purpose)
    if consent is None:
        return
    if consent.initiative_id != application.initiative_id:
        raise OtherInitiative(record=consent, initiative=application.initiative)
    other = Application.objects.filter(consent=consent).exclude(pk=application.pk).first()
    if other:
        raise ConsentTaken(application=other)


def _positive(requested: Money | None) -> None:
    if requested is not None and requested <= ZERO:
        raise NotPositive(what="Die beantragte Summe")


def _bind(
    application: Application,
    chosen: list[Purpose],
    actor: Actor,
    verb: str = "draft_application",
) -> None:
    if chosen or application.purposes.exists():
        application.purposes.set(chosen)
        write(application, verb, actor=actor, purposes=[each.title for each in chosen])
