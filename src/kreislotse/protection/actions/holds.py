"""Keeping a record although its time is over."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_noop as _

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder, ReasonNeeded
from kreislotse.participants.models import Candidate
from kreislotse.protection.errors import HoldAlready, HoldOver
from kreislotse.protection.facts import holds_on
from kreislotse.protection.models import Hold

RIGHT = Permission.PERSON_EDIT


@transaction.atomic
def place_hold(
    candidate: Candidate, *, actor: Actor, reason: str, until: date | None = None
) -> Hold:
    """From today on the record is kept, whatever the clocks say (G64)."""
    candidate = lock(candidate)
    require(actor, RIGHT, at=candidate.owner_id)
    if not reason.strip():
        raise ReasonNeeded(what=_("warum aufbewahrt wird"))
    if until is not None and until < actor.today:
        raise DateOrder(
            later_name=_("Ende"),
            later=date_short(until),
            earlier_name=_("Heute"),
            earlier=date_short(actor.today),
        )
    if holds_on(actor.today).filter(candidate=candidate).exists():
        raise HoldAlready(code=candidate.code)
    hold = Hold(candidate=candidate, reason=reason, since=actor.today, until=until)
    return add(hold, "place_hold", actor=actor, needs=RIGHT)


@transaction.atomic
def end_hold(hold: Hold, *, actor: Actor) -> Hold:
    """The record is no longer kept; the day before was the last."""
    hold = lock(hold)
    require(actor, RIGHT, at=hold.owner_id)
    if hold.until is not None and hold.until < actor.today:
        raise HoldOver(day=date_short(hold.until))
    return change(hold, "end_hold", actor=actor, needs=RIGHT, until=_last_day(hold, actor.today))


def _last_day(hold: Hold, today: date) -> date:
    """A hold of today ends today; it was in force."""
    return max(hold.since, date.fromordinal(today.toordinal() - 1))
