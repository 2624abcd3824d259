"""Stage two: the application, from its draft to what became of it."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.funding.errors import (
    AlreadyHandedOver,
    ConcurrenceMissing,
    ConsentLater,
    ConsentMissing,
    ConsentTaken,
    HandoverToApplicant,
    NotPositive,
    OtherInitiative,
    SumDiffers,
    SumMissing,
)
from kreislotse.funding.models import (
    Application,
    ConsentInPrinciple,
    Handover,
    Programme,
    Purpose,
)
from kreislotse.funding.queries import concurrences, formula_of, rate_on
from kreislotse.funding.rules import missing_concurrences, needs_reason
from kreislotse.funding.states import EDITABLE, ConsentState
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.money import ZERO, Money
from kreislotse.kernel.refusals import DateOrder, FourEyesNeeded, WrongState
from kreislotse.organisations.models import Organisation

EDIT = Permission.FUNDING_EDIT

# Whoever wrote any of it cannot be the second pair of eyes.
_WRITING = (
    "draft_application",
    "change_application",
    "add_application_line",
    "remove_application_line",
    "state_requested_sum",
)


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
        requested=requested,
        difference_reason=difference_reason,
    )
    _fits(application, consent)
    _positive(requested)
    add(application, "draft_application", actor=actor, needs=EDIT)
    _bind(application, purposes, actor)
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
    application = _editable(application, actor)
    _fits(application, values.get("consent"))
    application = change(application, "change_application", actor=actor, needs=EDIT, **values)
    for line in application.lines.select_related("post_kind"):
        line.rate = rate_on(application.programme, line.post_kind, application.rates_on)
        line.save(update_fields=["rate"])
    if purposes is not None and set(purposes) != set(application.purposes.all()):
        _bind(application, purposes, actor, verb="change_application")
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
    application = _editable(application, actor)
    _positive(requested)
    _explained(application, requested, difference_reason)
    return change(
        application,
        "state_requested_sum",
        actor=actor,
        needs=EDIT,
        requested=requested,
        difference_reason=difference_reason,
    )


@transaction.atomic
def declare_state_unknown(application: Application, *, actor: Actor, note: str = "") -> Application:
    return advance(lock(application), "declare_state_unknown", actor=actor, note=note)


@transaction.atomic
def take_up_draft(application: Application, *, actor: Actor, note: str = "") -> Application:
    return advance(lock(application), "take_up_draft", actor=actor, note=note)


@transaction.atomic
def approve_application(application: Application, *, actor: Actor, note: str = "") -> Application:
    """The second pair of eyes; whoever drafted or changed the application cannot be it."""
    application = lock(application)
    check(application, "approve_application", actor=actor)
    written = JournalEntry.objects.of_record(application).filter(verb__in=_WRITING)
    if actor.person_id in set(written.values_list("person_id", flat=True)):
        raise FourEyesNeeded
    if application.requested is None:
        raise SumMissing
    _explained(application, application.requested, application.difference_reason)
    return advance(application, "approve_application", actor=actor, note=note)


@transaction.atomic
def submit_application(
    application: Application, *, actor: Actor, submitted_on: date, override_reason: str = ""
) -> Application:
    """Send it off; without consent and concurrence on that day only with a reason (R-GRT-01)."""
    application = lock(application)
    check(application, "submit_application", actor=actor)
    if not override_reason.strip():
        _consented(application, submitted_on)
    return advance(
        application,
        "submit_application",
        actor=actor,
        note=override_reason.strip(),
        submitted_on=submitted_on,
    )


@transaction.atomic
def record_award(application: Application, *, actor: Actor, awarded_on: date) -> Application:
    application = lock(application)
    check(application, "record_award", actor=actor)
    if application.submitted_on and awarded_on < application.submitted_on:
        raise DateOrder(
            later_name="Die Bewilligung",
            later=date_short(awarded_on),
            earlier_name="dem Antrag",
            earlier=date_short(application.submitted_on),
        )
    return advance(application, "record_award", actor=actor, awarded_on=awarded_on)


@transaction.atomic
def record_rejection(application: Application, *, actor: Actor, note: str = "") -> Application:
    return advance(lock(application), "record_rejection", actor=actor, note=note)


@transaction.atomic
def withdraw_application(
    application: Application, *, actor: Actor, reason: str = ""
) -> Application:
    return advance(lock(application), "withdraw_application", actor=actor, note=reason)


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


def _editable(application: Application, actor: Actor) -> Application:
    application = lock(application)
    require(actor, EDIT, at=application.owner_id)
    if application.state not in EDITABLE:
        raise WrongState(state=application.get_state_display())
    return application


def _fits(application: Application, consent: ConsentInPrinciple | None) -> None:
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


def _explained(application: Application, requested: Money | None, reason: str) -> None:
    computed = formula_of(application)
    if computed and needs_reason(requested, computed.total) and not reason.strip():
        raise SumDiffers(computed=computed.total, requested=requested)


def _consented(application: Application, day: date) -> None:
    consent, programme = application.consent, application.programme
    if consent is None and (programme is None or not programme.needs_consent):
        return
    if consent is None or consent.state != ConsentState.GRANTED or consent.decided_on is None:
        raise ConsentMissing
    if consent.decided_on > day:
        raise ConsentLater(day=date_short(day), granted_on=date_short(consent.decided_on))
    missing = missing_concurrences(day, concurrences(consent))
    if missing:
        raise ConcurrenceMissing(day=date_short(day), names=join(missing))


def _bind(
    application: Application,
    purposes: Iterable[Purpose],
    actor: Actor,
    verb: str = "draft_application",
) -> None:
    chosen = list(purposes)
    if chosen or application.purposes.exists():
        application.purposes.set(chosen)
        write(application, verb, actor=actor, purposes=[each.title for each in chosen])
