"""Attempts to reach people, and whom to tell until when; a changed law adds a body (R-CRS-11)."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.courses.entering import refuse_day
from kreislotse.courses.models import ContactAttempt, Duty, WaitingEntry
from kreislotse.courses.regime_changes import norm_of, regime_changes
from kreislotse.courses.rules import TELL_NEW_BODY_WITHIN
from kreislotse.courses.states import Channel, DutyKind
from kreislotse.courses.waiting_errors import DutyDone
from kreislotse.kernel.german import date_short
from kreislotse.organisations.models import Organisation
from kreislotse.participants.keeping import refuse_restricted

EDIT, TOWN = Permission.COURSE_EDIT, Permission.PERSON_EDIT


@transaction.atomic
def record_attempt(
    entry: WaitingEntry, *, actor: Actor, tried_on: date, channel: str, reached: bool
) -> ContactAttempt:
    """Note that somebody tried to reach a person of the list, and whether it worked (R-CRS-06)."""
    entry = lock(entry)
    _require_for(entry, actor)
    refuse_restricted(entry.candidate)
    refuse_day(tried_on, actor.today, entry.asked_on)
    attempt = ContactAttempt(
        entry=entry, tried_on=tried_on, channel=Channel(channel), reached=reached
    )
    return file_new(attempt, "record_attempt", actor=actor)


@transaction.atomic
def fulfil_duty(duty: Duty, *, actor: Actor, done_on: date) -> Duty:
    """Whoever had to be told has been told on a day (R-CRS-07)."""
    entry = lock(duty.entry)
    _require_for(entry, actor)
    duty = lock(duty)
    refuse_restricted(entry.candidate)
    if duty.done_on is not None:
        raise DutyDone(day=date_short(duty.done_on))
    refuse_day(done_on, actor.today, entry.asked_on)
    return file_change(duty, "fulfil_duty", actor=actor, done_on=done_on)


@transaction.atomic
def note_regime_changes(owner: Organisation, *, actor: Actor) -> int:
    """Open a duty for everybody whose benefits law changed while waiting; how many are new.

    Nobody loses the place: only another body is responsible and has to be told (R-CRS-11).
    """
    require(actor, EDIT, at=owner.pk)
    new = 0
    for change in regime_changes(owner.pk, actor.today):
        due_on = change.since + TELL_NEW_BODY_WITHIN
        kind = DutyKind.NEW_BODY
        if change.entry.duties.filter(kind=kind, due_on=due_on).exists():
            continue
        norm = norm_of(change.after, change.since)
        duty = Duty(entry=change.entry, kind=kind, due_on=due_on, norm=norm)
        file_new(duty, "note_duty", actor=actor)
        new += 1
    return new


def _require_for(entry: WaitingEntry, actor: Actor) -> None:
    """Whose person it is, or who runs the list."""
    if not allowed(actor, TOWN, at=entry.town_id):
        require(actor, EDIT, at=entry.owner_id)
