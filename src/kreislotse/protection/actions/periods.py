"""Retention periods: shipped once, changed by a new version with its reason and source."""

from datetime import date, timedelta

from django.db import transaction

from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.kernel.german import date_short
from kreislotse.protection.errors import MonthsTooFew, OpenPeriodMissing
from kreislotse.protection.models import RetentionPeriod
from kreislotse.protection.periods import shipped_periods
from kreislotse.protection.states import Clock

# The database itself keeps the read log for a year.
_LEAST = {Clock.READ_LOG: 12}


@transaction.atomic
def load_periods(*, actor: Actor) -> int:
    """The shipped periods for all clocks that have none; how many those were."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    known = set(RetentionPeriod.objects.values_list("clock", flat=True))
    lacking = [each for each in shipped_periods() if each.clock not in known]
    for each in lacking:
        period = RetentionPeriod(**each._asdict())
        file_new(period, "load_retention_period", actor=actor)
    return len(lacking)


@transaction.atomic
def set_period(
    *, actor: Actor, clock: str, months: int, valid_from: date, reason: str, source: str
) -> RetentionPeriod:
    """A new period from a day on; the one before ends the day before."""
    require_anywhere(actor, Permission.REFERENCE_EDIT)
    least = _LEAST.get(Clock(clock), 1)
    if months < least:
        raise MonthsTooFew(least=least)
    rows = RetentionPeriod.objects.select_for_update().filter(clock=clock)
    for last in rows.filter(valid_to__isnull=True):
        if last.valid_from is not None and last.valid_from >= valid_from:
            raise OpenPeriodMissing(day=date_short(last.valid_from))
        ends_on = valid_from - timedelta(days=1)
        file_change(last, "end_retention_period", actor=actor, valid_to=ends_on)
    period = RetentionPeriod(
        clock=clock, months=months, valid_from=valid_from, reason=reason, source=source
    )
    return file_new(period, "set_retention_period", actor=actor)
