"""Sets of criteria and their versions: drafted as copies, changed as drafts, published, retired."""

from collections.abc import Callable
from typing import Any, TypedDict, Unpack

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.allocation.errors import (
    CriteriaDraftExists,
    CriteriaTitleTaken,
    FloorAboveAll,
    PlaceWithoutPoints,
    PointsTooHigh,
)
from kreislotse.allocation.models import CriteriaSet, CriteriaVersion
from kreislotse.allocation.states import CriteriaState
from kreislotse.journal.entries import write
from kreislotse.kernel.german import number as in_german
from kreislotse.kernel.refusals import WrongState
from kreislotse.organisations.models import Organisation

EDIT = Permission.COURSE_EDIT
MOST_POINTS = 1_000_000_000
"""Of one person; sums over a hundred thousand people stay exact."""


class Columns(TypedDict, total=False):
    """What can be changed about a draft."""

    place: int
    obliged: int
    benefits: int
    training: int
    week: int
    most_weeks: int
    jump: int
    near_minutes: int
    minute: int
    travel_limit: int | None
    keep_together: bool
    keep_minimum: bool
    floor_percent: int
    note: str


@transaction.atomic
def add_criteria_set(
    owner: Organisation, *, actor: Actor, title: str, about: str = ""
) -> CriteriaSet:
    """Begin a way of giving places, with a first draft."""
    require(actor, EDIT, at=owner.pk)
    title = " ".join(title.split())
    if CriteriaSet.objects.filter(owner=owner, title=title).exists():
        raise CriteriaTitleTaken(title=title)
    criteria_set = CriteriaSet(owner=owner, title=title, about=about.strip())
    add(criteria_set, "add_criteria_set", actor=actor, needs=EDIT)
    draft_criteria(criteria_set, actor=actor)
    return criteria_set


@transaction.atomic
def draft_criteria(criteria_set: CriteriaSet, *, actor: Actor) -> CriteriaVersion:
    """A new version to work on: a copy of the published one, else of the latest, else the least."""
    criteria_set = lock(criteria_set)
    require(actor, EDIT, at=criteria_set.owner_id)
    versions = list(criteria_set.versions.order_by("-number"))
    for each in versions:
        if each.state == CriteriaState.DRAFT:
            raise CriteriaDraftExists(criteria=criteria_set.title, number=each.number)
    published = [each for each in versions if each.state == CriteriaState.PUBLISHED]
    model = next(iter(published or versions), None)
    names = sorted(Columns.__annotations__.keys() - {"note"})
    copied = {name: getattr(model, name) for name in names} if model else {}
    number = versions[0].number + 1 if versions else 1
    draft = CriteriaVersion(criteria_set=criteria_set, number=number, **copied)
    return add(draft, "draft_criteria", actor=actor, needs=EDIT)


@transaction.atomic
def change_criteria(
    version: CriteriaVersion, *, actor: Actor, **columns: Unpack[Columns]
) -> CriteriaVersion:
    """Change points and limits of a draft; what is published stays as everybody has read it."""
    version = lock(version)
    require(actor, EDIT, at=version.owner_id)
    if version.state != CriteriaState.DRAFT:
        raise WrongState(state=version.get_state_display())
    _refuse_points(lambda name: columns.get(name, getattr(version, name)))
    told = columns.pop("note", version.note).strip()
    version = change(version, "change_criteria", actor=actor, needs=EDIT, **columns)
    if told != version.note:
        version.note = told
        version.full_clean(validate_unique=False, validate_constraints=False)
        version.save(update_fields=["note"])
        write(version, "change_criteria", actor=actor, note=told)
    return version


def _refuse_points(said: Callable[[str], Any]) -> None:
    if said("place") < 1:
        raise PlaceWithoutPoints
    if said("floor_percent") > 100:
        raise FloorAboveAll(percent=said("floor_percent"))
    group = max(said("obliged"), said("benefits"), said("training"))
    points = said("place") + group + said("week") * said("most_weeks") + said("jump")
    if points > MOST_POINTS:
        raise PointsTooHigh(points=in_german(points), most=in_german(MOST_POINTS))


@transaction.atomic
def publish_criteria(version: CriteriaVersion, *, actor: Actor) -> CriteriaVersion:
    """From now on places can be given by this version; the one before it is retired."""
    criteria_set = lock(version.criteria_set)
    version = lock(version)
    check(version, "publish_criteria", actor=actor)
    for old in criteria_set.versions.filter(state=CriteriaState.PUBLISHED):
        advance(old, "retire_criteria", actor=actor)
    return advance(version, "publish_criteria", actor=actor, published_on=actor.today)


@transaction.atomic
def retire_criteria(version: CriteriaVersion, *, actor: Actor) -> CriteriaVersion:
    """No places are given by this version any more; runs that were made by it stay."""
    return advance(lock(version), "retire_criteria", actor=actor)
