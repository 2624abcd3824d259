"""The steps of a course from its application to its end, and its days of teaching."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.courses.actions.offers import return_to_list
from kreislotse.courses.errors import LessonKnown, OutsideCourse, StartsLater, StillInCourse
from kreislotse.courses.models import Course, Lesson, WaitingEntry
from kreislotse.courses.states import CourseState, StopReason, WaitingState
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import ReasonNeeded, WrongState

_S = WaitingState
_TAUGHT = (CourseState.RUNNING, CourseState.ENDED)


@transaction.atomic
def apply_for_course(course: Course, *, actor: Actor) -> Course:
    """The course is applied for, because enough people wait for it (R-CRS-04)."""
    return advance(lock(course), "apply_for_course", actor=actor)


@transaction.atomic
def open_course(course: Course, *, actor: Actor) -> Course:
    """From now on its seats can be offered."""
    return advance(lock(course), "open_course", actor=actor)


@transaction.atomic
def begin_course(course: Course, *, actor: Actor) -> Course:
    """The course runs since its first day, or since today where none was known."""
    course = lock(course)
    check(course, "begin_course", actor=actor)
    starts_on = course.starts_on or actor.today
    if starts_on > actor.today:
        raise StartsLater(day=date_short(starts_on))
    return advance(course, "begin_course", actor=actor, starts_on=starts_on)


@transaction.atomic
def end_course(course: Course, *, actor: Actor) -> Course:
    """The course is over for everybody; of each it has been said before how it went."""
    course = lock(course)
    check(course, "end_course", actor=actor)
    _require_settled(course, _S.OFFERED, _S.ACCEPTED, _S.STARTED)
    ends_on = min(course.ends_on or actor.today, actor.today)
    return advance(course, "end_course", actor=actor, ends_on=ends_on)


@transaction.atomic
def cancel_course(course: Course, *, actor: Actor, reason: str) -> Course:
    """Whoever holds a seat waits again with both clocks; the places are the quota's again."""
    course = lock(course)
    check(course, "cancel_course", actor=actor)
    if not reason.strip():
        raise ReasonNeeded(what="warum der Kurs ausfällt")
    _require_settled(course, _S.STARTED, _S.COMPLETED)
    for entry in WaitingEntry.objects.filter(seat__course=course).order_by("pk"):
        return_to_list(entry, actor=actor, reason=StopReason.OTHER)
    course.seats.all().delete()
    course.childcare_seats.all().delete()
    return advance(course, "cancel_course", actor=actor, note=reason)


@transaction.atomic
def add_lesson(course: Course, *, actor: Actor, held_on: date, units: int) -> Lesson:
    """A day of teaching with its units of 45 minutes; entered by the provider or the district."""
    course = lock(course)
    if not allowed(actor, Permission.COURSE_RUN, at=course.provider_id):
        require(actor, Permission.COURSE_EDIT, at=course.owner_id)
    if course.state not in _TAUGHT:
        raise WrongState(state=course.get_state_display())
    last_day = min(course.ends_on or actor.today, actor.today)
    if held_on > last_day or (course.starts_on and held_on < course.starts_on):
        raise OutsideCourse(day=date_short(held_on))
    if course.lessons.filter(held_on=held_on).exists():
        raise LessonKnown(day=date_short(held_on))
    return file_new(Lesson(course=course, held_on=held_on, units=units), "add_lesson", actor=actor)


def _require_settled(course: Course, *states: WaitingState) -> None:
    people = WaitingEntry.objects.filter(seat__course=course, state__in=states).count()
    if people:
        raise StillInCourse(people=people)
