"""The only writers of quotas, their numbered places and what is kept of them for a while."""

from datetime import date
from itertools import count, islice
from typing import Any, TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.courses.errors import (
    ContingentEmpty,
    ContingentForNoArea,
    ContingentsAbove,
    KindSettled,
    NoPlaces,
    PlacesInUse,
    PlacesUnknown,
    TooManyPlaces,
)
from kreislotse.courses.models import Contingent, CourseKind, Quota, QuotaPlace
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder
from kreislotse.organisations.models import Organisation, OrganisationKind

EDIT = Permission.COURSE_EDIT
MOST_PLACES = 20_000
_AREAS = (OrganisationKind.DISTRICT, OrganisationKind.MUNICIPALITY)


class QuotaFacts(TypedDict, total=False):
    """What can be changed about a quota."""

    kind: CourseKind
    places: int | None
    area: Organisation | None


@transaction.atomic
def set_quota(
    initiative: Initiative,
    *,
    actor: Actor,
    kind: CourseKind,
    places: int | None,
    area: Organisation | None = None,
) -> Quota:
    """So many course places for an area; None when the number is not known."""
    require(actor, EDIT, at=initiative.owner_id)
    _some(places)
    quota = Quota(
        owner_id=initiative.owner_id, initiative=initiative, kind=kind, places=places, area=area
    )
    add(quota, "set_quota", actor=actor, needs=EDIT)
    _number_places(quota)
    return quota


@transaction.atomic
def change_quota(quota: Quota, *, actor: Actor, **values: Unpack[QuotaFacts]) -> Quota:
    """Correct a quota; places that courses have seats for stay."""
    quota = lock(quota)
    require(actor, EDIT, at=quota.owner_id)
    _some(values.get("places"))
    if values.get("kind", quota.kind) != quota.kind and quota.courses.exists():
        raise KindSettled
    change(quota, "change_quota", actor=actor, needs=EDIT, **values)
    _require_room(quota, actor.today)
    _number_places(quota)
    return quota


@transaction.atomic
def set_contingent(
    quota: Quota, *, actor: Actor, organisation: Organisation, places: int, flows_back_on: date
) -> Contingent:
    """Keep places for a district or municipality until a day; a second time changes the first."""
    quota = lock(quota)
    require(actor, EDIT, at=quota.owner_id)
    if organisation.kind not in _AREAS:
        raise ContingentForNoArea
    if places < 1:
        raise ContingentEmpty
    if flows_back_on < actor.today:
        raise DateOrder(
            later_name="Der Tag, an dem die Plätze zurückfließen,",
            later=date_short(flows_back_on),
            earlier_name="heute",
            earlier=date_short(actor.today),
        )
    said: dict[str, Any] = {"places": places, "flows_back_on": flows_back_on}
    known = quota.contingents.select_for_update().filter(organisation=organisation).first()
    if known:
        contingent = change(known, "change_contingent", actor=actor, needs=EDIT, **said)
    else:
        new = Contingent(quota=quota, organisation=organisation, **said)
        contingent = add(new, "set_contingent", actor=actor, needs=EDIT)
    _require_room(quota, actor.today)
    return contingent


@transaction.atomic
def remove_contingent(contingent: Contingent, *, actor: Actor) -> None:
    """What was kept is free for everybody again."""
    contingent = lock(contingent)
    require(actor, EDIT, at=contingent.owner_id)
    write(
        contingent,
        "remove_contingent",
        actor=actor,
        organisation=contingent.organisation,
        places=contingent.places,
    )
    contingent.delete()


def _some(places: int | None) -> None:
    if places is None:
        return
    if places < 1:
        raise NoPlaces
    if places > MOST_PLACES:
        raise TooManyPlaces(most=MOST_PLACES)


def _require_room(quota: Quota, today: date) -> None:
    """What is kept for some fits into the whole; nothing is kept of a number not known."""
    kept = quota.contingents.filter(flows_back_on__gt=today).values_list("places", flat=True)
    together = sum(kept)
    if together and quota.places is None:
        raise PlacesUnknown
    if together > (quota.places or 0):
        raise ContingentsAbove(together=together, places=quota.places)


def _number_places(quota: Quota) -> None:
    """A row for each place: missing numbers are filled, free ones go from the top."""
    wanted = quota.places or 0
    rows = quota.numbered.all()
    numbers = set(rows.values_list("number", flat=True))
    missing = (number for number in count(1) if number not in numbers)
    QuotaPlace.objects.bulk_create(
        QuotaPlace(quota=quota, number=number)
        for number in islice(missing, max(0, wanted - len(numbers)))
    )
    surplus = max(0, len(numbers) - wanted)
    free = rows.free().select_for_update(of=("self",)).order_by("-number")[:surplus]
    gone = [place.pk for place in free]
    if len(gone) < surplus:
        raise PlacesInUse(used=_in_use(quota))
    rows.filter(pk__in=gone).delete()


def _in_use(quota: Quota) -> int:
    return quota.numbered.filter(seat__isnull=False).count()
