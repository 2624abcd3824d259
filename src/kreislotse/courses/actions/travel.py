"""The only writers of the matrix of travel times."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.courses.models import TravelTime
from kreislotse.courses.travel_changes import Plan, planned, refuse_trips
from kreislotse.courses.travel_errors import NothingToRemove
from kreislotse.courses.travel_reading import Trip
from kreislotse.journal.entries import write_all
from kreislotse.organisations.models import Organisation, OrganisationKind

EDIT = Permission.COURSE_EDIT


@transaction.atomic
def set_travel_times(
    owner: Organisation, *, actor: Actor, rows: Sequence[Trip], source: str
) -> Plan:
    """Take over what a table says, all of it or nothing; ways not named in it stay as they are."""
    require(actor, EDIT, at=owner.pk)
    owner = lock(owner)
    towns = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY).in_bulk(
        {town for trip in rows for town in trip[:2]}
    )
    refuse_trips(rows, {pk for pk, town in towns.items() if town.part_of_id == owner.pk}, towns)
    known = {
        (row.from_town_id, row.to_town_id): row
        for row in TravelTime.objects.filter(owner=owner).select_for_update(of=("self",))
    }
    plan = planned(known.values(), rows, source)
    written: dict[tuple[int | None, int], list[TravelTime]] = defaultdict(list)
    for change in (*plan.new, *plan.changed):
        row = known.get(change.trip[:2]) or TravelTime(owner=owner)
        row.from_town, row.to_town = towns[change.trip.start], towns[change.trip.end]
        row.minutes, row.source = change.trip.minutes, source
        written[change.before, row.minutes].append(row)
    _save([row for some in written.values() for row in some])
    for (before, after), some in written.items():
        minutes = [before, after]
        write_all(some, "set_travel_times", actor=actor, minutes=minutes, source=source)
    return plan


@transaction.atomic
def remove_travel_times(owner: Organisation, *, actor: Actor) -> int:
    """Forget all that was measured: every way is estimated again. How many there were."""
    require(actor, EDIT, at=owner.pk)
    owner = lock(owner)
    rows = list(TravelTime.objects.filter(owner=owner).select_for_update(of=("self",)).for_list())
    if not rows:
        raise NothingToRemove
    write_all(rows, "remove_travel_times", actor=actor)
    TravelTime.objects.filter(owner=owner).delete()
    return len(rows)


def _save(rows: Sequence[TravelTime]) -> None:
    TravelTime.objects.bulk_create([row for row in rows if row.pk is None])
    known = [row for row in rows if row.pk is not None]
    TravelTime.objects.bulk_update(known, ["minutes", "source"])
