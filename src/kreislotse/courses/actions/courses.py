"""The only writers of courses, their times and seats."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any, TypedDict, Unpack, cast

from django.db import transaction

from kreislotse.access.deeds import add, change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.courses.capacity import require_places, resize
from kreislotse.courses.course_checks import (
    Time,
    check_coordinates,
    check_days,
    check_levels,
    check_sizes,
    check_times,
)
from kreislotse.courses.errors import (
    CourseOver,
    NotATown,
    NumberTaken,
    QuotaOfOther,
    SettledByHolders,
)
from kreislotse.courses.models import Course, CourseKind, CourseTerms, CourseTime, Quota
from kreislotse.courses.states import CourseState
from kreislotse.courses.terms import terms_on
from kreislotse.journal.entries import write
from kreislotse.organisations.models import Organisation, OrganisationKind

EDIT = Permission.COURSE_EDIT
_OVER = (CourseState.ENDED, CourseState.CANCELLED)
# What people were told when they were offered a place.
_OFFERED = ("kind", "provider", "entry_from", "entry_to", "women_only")


class CourseFacts(TypedDict, total=False):
    """What can be changed about a course; `minimum` None is what the terms of its kind say."""

    number: str
    title: str
    kind: CourseKind
    provider: Organisation
    municipality: Organisation
    venue: str
    latitude: float | None
    longitude: float | None
    starts_on: date | None
    ends_on: date | None
    minimum: int | None
    entry_from: str
    entry_to: str
    women_only: bool
    times: Sequence[Time]


@transaction.atomic
def plan_course(
    owner: Organisation,
    *,
    actor: Actor,
    number: str,
    title: str,
    kind: CourseKind,
    provider: Organisation,
    municipality: Organisation,
    entry_from: str,
    entry_to: str,
    capacity: int,
    childcare_capacity: int = 0,
    minimum: int | None = None,
    quota: Quota | None = None,
    venue: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    women_only: bool = False,
    times: Sequence[Time] = (),
) -> Course:
    """A course with its seats, each for a place of the quota if it is held from one."""
    require(actor, EDIT, at=owner.pk)
    course = Course(
        owner=owner,
        number=number,
        title=title,
        kind=kind,
        quota=quota,
        provider=provider,
        municipality=municipality,
        venue=venue,
        latitude=latitude,
        longitude=longitude,
        starts_on=starts_on,
        ends_on=ends_on,
        minimum=_minimum(minimum, _terms(kind, starts_on, actor)),
        entry_from=entry_from,
        entry_to=entry_to,
        women_only=women_only,
    )
    _check(course)
    _check_sizes(course, capacity, childcare_capacity, actor)
    add(course, "plan_course", actor=actor, needs=EDIT)
    resize(course, capacity=capacity, childcare_capacity=childcare_capacity, on=actor.today)
    write(
        course, "set_seats", actor=actor, capacity=capacity, childcare_capacity=childcare_capacity
    )
    _set_times(course, times, actor)
    return course


@transaction.atomic
def change_course(course: Course, *, actor: Actor, **facts: Unpack[CourseFacts]) -> Course:
    """Correct a course; `times` replaces all its times, what was offered stays as offered."""
    course = _lock_open(course, actor)
    values = cast("dict[str, Any]", facts)
    times = values.pop("times", None)
    if "minimum" in values:
        starts_on = values.get("starts_on", course.starts_on)
        terms = _terms(values.get("kind", course.kind), starts_on, actor)
        values["minimum"] = _minimum(values["minimum"], terms)
    _require_not_offered(course, values)
    _check_changed(course, values, actor)
    change(course, "change_course", actor=actor, needs=EDIT, **values)
    if times is not None:
        _set_times(course, times, actor)
    return course


@transaction.atomic
def set_seats(course: Course, *, actor: Actor, capacity: int, childcare_capacity: int) -> Course:
    """So many seats from now on; never fewer than are offered and taken (R-CRS-01)."""
    course = _lock_open(course, actor)
    before = (course.seats.count(), course.childcare_seats.count())
    if before == (capacity, childcare_capacity):
        return course
    _check_sizes(course, capacity, childcare_capacity, actor)
    resize(course, capacity=capacity, childcare_capacity=childcare_capacity, on=actor.today)
    write(
        course,
        "set_seats",
        actor=actor,
        capacity=[before[0], capacity],
        childcare_capacity=[before[1], childcare_capacity],
    )
    return course


def _lock_open(course: Course, actor: Actor) -> Course:
    course = lock(course)
    require(actor, EDIT, at=course.owner_id)
    if course.state in _OVER:
        raise CourseOver(state=course.get_state_display())
    return course


def _require_not_offered(course: Course, values: dict[str, Any]) -> None:
    now = {name: getattr(course, name) for name in _OFFERED}
    changed = [name for name, value in now.items() if values.get(name, value) != value]
    held = course.seats.filter(holder__isnull=False).count()
    if changed and held:
        raise SettledByHolders(held=held)


def _check_changed(course: Course, values: dict[str, Any], actor: Actor) -> None:
    """Whether the course could be as it would be then; nothing is changed yet."""
    changed = copy(course)
    for name, value in values.items():
        setattr(changed, name, value)
    _check(changed)
    seats, childcare_seats = course.seats.count(), course.childcare_seats.count()
    _check_sizes(changed, seats, childcare_seats, actor)
    if changed.municipality != course.municipality:
        require_places(changed, 0, actor.today, moves=True)


def _check(course: Course) -> None:
    if course.municipality.kind != OrganisationKind.MUNICIPALITY:
        raise NotATown
    quota = course.quota
    if quota and (quota.owner_id, quota.kind_id) != (course.owner_id, course.kind_id):
        raise QuotaOfOther
    others = Course.objects.filter(owner=course.owner, number=course.number)
    if others.exclude(pk=course.pk).exists():
        raise NumberTaken(number=course.number)
    check_days(course.starts_on, course.ends_on)
    check_levels(course.entry_from, course.entry_to)
    check_coordinates(course.latitude, course.longitude)


def _check_sizes(course: Course, capacity: int, childcare_capacity: int, actor: Actor) -> None:
    terms = _terms(course.kind, course.starts_on, actor)
    check_sizes(
        capacity,
        childcare_capacity,
        course.minimum,
        maximum=terms.maximum if terms else None,
        norm=terms.norm if terms else "",
    )


def _terms(kind: CourseKind, starts_on: date | None, actor: Actor) -> CourseTerms | None:
    return terms_on(kind, starts_on or actor.today)


def _minimum(said: int | None, terms: CourseTerms | None) -> int:
    if said is not None:
        return said
    return (terms.minimum if terms else None) or 0


def _set_times(course: Course, times: Sequence[Time], actor: Actor) -> None:
    """All weekly times at once; the journal keeps them as they are told."""
    check_times(times)
    known = {(time.weekday, time.begins_at, time.ends_at) for time in course.times.all()}
    if known == set(times):
        return
    course.times.all().delete()
    fresh = [
        CourseTime(course=course, weekday=weekday, begins_at=begins_at, ends_at=ends_at)
        for weekday, begins_at, ends_at in times
    ]
    CourseTime.objects.bulk_create(fresh)
    told = [f"{each}–{each.ends_at:%H:%M}" for each in fresh]
    write(course, "set_course_times", actor=actor, times=told)
