"""What happens in a course: begun, attended, left or completed; by the provider or the district."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.courses.entering import refuse_day
from kreislotse.courses.models import Certificate, Course, Lesson, Offer, Presence, WaitingEntry
from kreislotse.courses.seating import Seats
from kreislotse.courses.states import (
    HOLDING,
    Attendance,
    CourseState,
    ExamResult,
    OfferState,
    StopReason,
    WaitingState,
)
from kreislotse.courses.taking_part import participants, refuse_untold
from kreislotse.courses.waiting_errors import (
    CourseNotRunning,
    NotInCourse,
    StillTakesPart,
    UnitsOutOfRange,
)
from kreislotse.journal.entries import write
from kreislotse.participants.keeping import refuse_restricted
from kreislotse.participants.states import Level

_LEFT = Seats(seat=None, childcare_seat=None)


@transaction.atomic
def start_entry(entry: WaitingEntry, *, actor: Actor) -> WaitingEntry:
    """Somebody who has accepted is there when the course runs."""
    entry, course = _checked(entry, "start_entry", actor)
    if course.state != CourseState.RUNNING:
        raise CourseNotRunning(course=course, state=course.get_state_display())
    return advance(entry, "start_entry", actor=actor)


@transaction.atomic
def note_no_show(entry: WaitingEntry, *, actor: Actor) -> WaitingEntry:
    """Somebody who had accepted did not come; the seat is free for the next."""
    entry, course = _checked(entry, "note_no_show", actor)
    if course.state != CourseState.RUNNING:
        raise CourseNotRunning(course=course, state=course.get_state_display())
    entry = advance(entry, "note_no_show", actor=actor, ended_on=actor.today, **_LEFT)
    _end_offer_of(entry, actor)
    return entry


@transaction.atomic
def drop_out(entry: WaitingEntry, *, actor: Actor, reason: str) -> WaitingEntry:
    """Somebody leaves the course before its end; the provider says so at once (DeuFöV 9(5))."""
    entry, _ = _checked(entry, "drop_out", actor)
    why = StopReason(reason)
    entry = advance(entry, "drop_out", actor=actor, stop_reason=why, ended_on=actor.today, **_LEFT)
    _end_offer_of(entry, actor)
    return entry


@transaction.atomic
def complete_entry(
    entry: WaitingEntry,
    *,
    actor: Actor,
    level: str,
    result: str,
    units: int,
    issued_on: date,
) -> WaitingEntry:
    """Somebody has been there to the end; the certificate says with what result."""
    entry, course = _checked(entry, "complete_entry", actor)
    refuse_day(issued_on, actor.today, course.starts_on)
    certificate = Certificate(
        entry=entry,
        level=Level(level) if level else "",
        result=ExamResult(result),
        units=units,
        issued_on=issued_on,
    )
    entry = advance(entry, "complete_entry", actor=actor, ended_on=actor.today)
    file_new(certificate, "issue_certificate", actor=actor)
    _end_offer_of(entry, actor)
    return entry


@transaction.atomic
def end_offer(offer: Offer, *, actor: Actor) -> Offer:
    """What was offered and taken has come to its end; only once nobody takes part by it."""
    offer = lock(offer)
    check(offer, "end_offer", actor=actor)
    entry = offer.entry
    if entry.state in HOLDING and entry.state != WaitingState.COMPLETED:
        raise StillTakesPart(code=entry.candidate.code)
    return advance(offer, "end_offer", actor=actor)


@transaction.atomic
def record_presence(
    lesson: Lesson, *, actor: Actor, presences: Mapping[int, tuple[Attendance, int]]
) -> Lesson:
    """Who was there on a day of teaching, by the entry's id, with units of 45 minutes (G51).

    Said again it replaces what was said of these people before.
    """
    lesson = lock(lesson)
    if not allowed(actor, Permission.COURSE_RUN, at=lesson.provider_id):
        require(actor, Permission.COURSE_EDIT, at=lesson.owner_id)
    refuse_day(lesson.held_on, actor.today)
    entries = {
        each.pk: each
        for each in participants(lesson.course).filter(pk__in=presences).select_related("candidate")
    }
    if len(entries) < len(presences):
        raise NotInCourse(number=len(presences) - len(entries))
    refuse_untold(entries.values(), lesson.owner_id, actor)
    for pk, (attendance, units) in presences.items():
        refuse_restricted(entries[pk].candidate)
        _refuse_units(Attendance(attendance), units, lesson.units)
        Presence.objects.update_or_create(
            entry=entries[pk], lesson=lesson, defaults={"attendance": attendance, "units": units}
        )
    write(lesson, "record_presence", actor=actor, people=len(presences))
    return lesson


def _refuse_units(attendance: Attendance, units: int, most: int) -> None:
    possible = range(1, most + 1) if attendance == Attendance.PRESENT else range(1)
    if units not in possible:
        raise UnitsOutOfRange(most=most)


def _checked(entry: WaitingEntry, verb: str, actor: Actor) -> tuple[WaitingEntry, Course]:
    """The entry, locked, and the course in which it holds a seat."""
    entry = lock(entry)
    check(entry, verb, actor=actor)
    refuse_untold([entry], entry.owner_id, actor)
    refuse_restricted(entry.candidate)
    assert entry.seat is not None  # the database lets nobody be in these states without one
    return entry, entry.seat.course


def _end_offer_of(entry: WaitingEntry, actor: Actor) -> None:
    end_offer(entry.offers.get(state=OfferState.ACCEPTED), actor=actor)
