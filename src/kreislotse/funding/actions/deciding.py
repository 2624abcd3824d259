"""The application on its way: approved by a second person, handed in, answered, taken back."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor
from kreislotse.funding.appraisal import completeness_of, guideline_of
from kreislotse.funding.completeness import blocking
from kreislotse.funding.drafts import refuse_unexplained
from kreislotse.funding.errors import (
    AboveCap,
    ConcurrenceMissing,
    ConsentLater,
    ConsentMissing,
    Incomplete,
    NotDeclared,
    SumMissing,
)
from kreislotse.funding.models import Application
from kreislotse.funding.queries import concurrences
from kreislotse.funding.rules import missing_concurrences
from kreislotse.funding.states import ConsentState
from kreislotse.journal.models import JournalEntry
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.refusals import DateOrder, FourEyesNeeded

# Whoever wrote any of it cannot be the second pair of eyes.
_WRITING = (
    "draft_application",
    "renew_application",
    "change_application",
    "add_application_line",
    "change_application_line",
    "remove_application_line",
    "state_requested_sum",
    "state_reasons",
    "make_declarations",
    "add_co_financing",
    "remove_co_financing",
    "add_annex",
    "remove_annex",
)


@transaction.atomic
def approve_application(application: Application, *, actor: Actor, note: str = "") -> Application:
    """The second pair of eyes; whoever drafted or changed the application cannot be it."""
    application = lock(application)
    check(application, "approve_application", actor=actor)
    written = JournalEntry.objects.of_record(application).filter(verb__in=_WRITING)
    if actor.person_id in set(written.values_list("person_id", flat=True)):
        raise FourEyesNeeded
    _ready(application, actor.today)
    return advance(application, "approve_application", actor=actor, note=note)


@transaction.atomic
def return_to_draft(application: Application, *, actor: Actor, reason: str = "") -> Application:
    """Take an approved application back before it is handed in; it needs a new approval."""
    return advance(lock(application), "return_to_draft", actor=actor, note=reason)


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


def _ready(application: Application, today: date) -> None:
    """Refuse what the authority would send back."""
    if application.requested is None:
        raise SumMissing
    reason = application.difference_reason
    refuse_unexplained(application, application.requested, reason, today)
    guideline = guideline_of(application, today)
    cap = guideline.cap if guideline else None
    if guideline and cap and application.requested > cap and not reason.strip():
        raise AboveCap(requested=application.requested, guideline=guideline, cap=cap)
    if not application.not_begun and application.early_start_on is None:
        raise NotDeclared
    missing = blocking(completeness_of(application, today))
    if missing:
        raise Incomplete(names=join([str(item.title) for item in missing]))


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
