"""What runs by itself: rows of lists and old readings go; people are only counted, never erased."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from kreislotse.access.policy import BERLIN
from kreislotse.intake.clearing import clear_rows
from kreislotse.journal.readings import count_before
from kreislotse.kernel.deadlines import add_months
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.protection.periods import months_on
from kreislotse.protection.preview import records_due
from kreislotse.protection.states import Clock


@dataclass(frozen=True)
class Retention:
    """What a run did and found: lists emptied, readings counted, records due by municipality."""

    lists_cleared: int
    readings_counted: int
    due: tuple[tuple[str, int], ...]


@transaction.atomic
def run(today: date) -> Retention:
    """All automatic parts of retention, as of a day."""
    return Retention(
        lists_cleared=_clear_lists(today),
        readings_counted=count_old_readings(today),
        due=tuple(_due(today)),
    )


def _clear_lists(today: date) -> int:
    """Delete the rows of lists whose period is over; without a period they go after 30 days."""
    months = months_on(today).get(Clock.UPLOAD)
    if months is None:
        return clear_rows(today)
    return clear_rows(today, kept_days=(today - add_months(today, -months)).days)


def count_old_readings(today: date) -> int:
    """Turn readings older than their period into monthly sums (R-DP-21); how many those were."""
    months = months_on(today).get(Clock.READ_LOG)
    if months is None:
        return 0
    first_kept = datetime.combine(add_months(today, -months), time.min, tzinfo=BERLIN)
    return count_before(first_kept)


def _due(today: date) -> list[tuple[str, int]]:
    towns = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY)
    found = [
        (town.name, len([each for each in records_due([town.pk], today) if each.kept is None]))
        for town in towns.order_by("sort_key", "pk")
    ]
    return [(name, number) for name, number in found if number]
