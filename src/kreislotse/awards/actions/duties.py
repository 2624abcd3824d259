"""What the authority must be told at once (R-GRT-12): raised, reported or dropped."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.errors import DutySettled
from kreislotse.awards.models import Award, NotificationDuty
from kreislotse.awards.openness import require_booked
from kreislotse.awards.order import after, happened
from kreislotse.awards.states import OPEN, DutyKind
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import ReasonNeeded

EDIT = Permission.FUNDING_EDIT


@transaction.atomic
def raise_duty(
    award: Award, *, actor: Actor, kind: DutyKind | str, text: str, arose_on: date
) -> NotificationDuty:
    """Something has happened that the authority must know; it is overdue the next day."""
    award = lock(award)
    require(actor, EDIT, at=award.owner_id)
    require_booked(award)
    if not text.strip():
        raise ReasonNeeded(what="Was ist mitzuteilen?")
    happened(arose_on, "Der Anlass", actor=actor)
    return _raise(award, actor, kind, text, arose_on)


@transaction.atomic
def raise_post_vacant(
    initiative: Initiative, *, actor: Actor, text: str, arose_on: date
) -> list[NotificationDuty]:
    """A post of the initiative is free: every open award that covers the day is to be told.

    Whoever keeps the posts raises this, also without working with the awards.
    """
    require(actor, Permission.POST_EDIT, at=initiative.owner_id)
    awards = Award.objects.select_for_update(of=("self",)).filter(
        initiative=initiative, state__in=OPEN, period_to__gte=arose_on
    )
    return [_raise(award, actor, DutyKind.POST_VACANT, text, arose_on) for award in awards]


@transaction.atomic
def report_duty(duty: NotificationDuty, *, actor: Actor, reported_on: date) -> NotificationDuty:
    """The authority was told on this day."""
    award = lock(duty.award)
    duty = _unsettled(duty, actor)
    after(reported_on, "Die Mitteilung", duty.arose_on, "dem Anlass")
    happened(reported_on, "Die Mitteilung", actor=actor)
    duty.reported_on = reported_on
    duty.save(update_fields=["reported_on"])
    note = f"{date_short(reported_on)}: {duty.text}"
    write(award, "report_duty", actor=actor, note=note, duty=duty.pk, reported_on=reported_on)
    return duty


@transaction.atomic
def drop_duty(duty: NotificationDuty, *, actor: Actor, reason: str) -> NotificationDuty:
    """There is nothing to tell after all, for a reason."""
    award = lock(duty.award)
    duty = _unsettled(duty, actor)
    if not reason.strip():
        raise ReasonNeeded(what="Warum muss die Behörde das nicht erfahren?")
    duty.dropped_reason = reason.strip()
    duty.save(update_fields=["dropped_reason"])
    write(award, "drop_duty", actor=actor, note=f"{duty.text}: {reason}", duty=duty.pk)
    return duty


def _raise(
    award: Award, actor: Actor, kind: DutyKind | str, text: str, arose_on: date
) -> NotificationDuty:
    duty = NotificationDuty(award=award, kind=kind, text=text.strip(), arose_on=arose_on)
    duty.full_clean(validate_unique=False, validate_constraints=False)
    duty.save(force_insert=True)
    note = f"{duty.get_kind_display()}: {duty.text}"
    write(award, "raise_duty", actor=actor, note=note, duty=duty.pk, arose_on=arose_on)
    return duty


def _unsettled(duty: NotificationDuty, actor: Actor) -> NotificationDuty:
    duty = lock(duty)
    require(actor, EDIT, at=duty.owner_id)
    if duty.reported_on or duty.dropped_reason:
        raise DutySettled
    return duty
