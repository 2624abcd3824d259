"""Days of teaching and participants: what the provider enters, and the district for it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require
from kreislotse.courses.models import Course, Lesson
from kreislotse.journal.models import ReadKind
from kreislotse.web.courses import course_deeds as deeds
from kreislotse.web.courses.course_listings import address, participants_of
from kreislotse.web.courses.course_pages import attending, edits
from kreislotse.web.courses.course_pages import participants_of as rows_of
from kreislotse.web.courses.naming import note_names
from kreislotse.web.courses.participant_pages import participant_address, participant_context
from kreislotse.web.courses.views.courses import own_course
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.requests import Request

P = Permission


def participants(request: Request, course_id: int) -> HttpResponse:
    course = _taught(request, course_id)
    return show_list(
        request,
        participants_of(request, course),
        rows_of(request, course),
        template="courses/participants.html",
        crumbs=[(course, address(course))],
    )


def participant(request: Request, course_id: int, entry_id: int) -> HttpResponse:
    course = _taught(request, course_id)
    entry = get_object_or_404(rows_of(request, course), pk=entry_id)
    note_names(request, [entry], purpose="Teilnahme an einem Kurs")
    context = participant_context(request, course, entry)
    return render(request, "courses/participant.html", context)


def participant_start(request: Request, course_id: int, entry_id: int) -> HttpResponse:
    return _on(request, deeds.START, course_id, entry_id)


def participant_no_show(request: Request, course_id: int, entry_id: int) -> HttpResponse:
    return _on(request, deeds.NO_SHOW, course_id, entry_id)


def participant_drop_out(request: Request, course_id: int, entry_id: int) -> HttpResponse:
    return _on(request, deeds.DROP_OUT, course_id, entry_id)


def participant_complete(request: Request, course_id: int, entry_id: int) -> HttpResponse:
    return _on(request, deeds.COMPLETE, course_id, entry_id)


def lesson_new(request: Request, course_id: int) -> HttpResponse:
    course = _taught(request, course_id)
    initial = {"held_on": request.actor.today}
    return perform(
        request,
        deeds.LESSON,
        course,
        then=lambda made: reverse("courses:lesson", args=[made.pk]),
        back=address(course),
        initial=initial,
    )


def lesson(request: Request, lesson_id: int) -> HttpResponse:
    """Who was there on a day: all participants in one form."""
    rows = Lesson.objects.visible_to(request.actor).select_related("course")
    found = get_object_or_404(rows, pk=lesson_id)
    course = _taught(request, found.course_id)
    entries = attending(request, course)
    note_names(request, entries, purpose="Anwesenheit in einem Kurs", kind=ReadKind.LIST)
    known = {each.entry_id: each for each in found.presences.all()}
    initial: dict[str, Any] = {"lesson": found, "entries": entries, "known": known}
    back = address(course)
    return perform(request, deeds.PRESENCE, found, then=lambda _: back, back=back, initial=initial)


def _taught(request: Request, course_id: int) -> Course:
    """A course that the reader holds, or runs for the district."""
    course = own_course(request, course_id)
    if not edits(request, course):
        require(request.actor, P.COURSE_RUN, at=course.provider_id)
    return course


def _on(request: Request, deed: Deed, course_id: int, entry_id: int) -> HttpResponse:
    course = _taught(request, course_id)
    sits = rows_of(request, course).filter(seat__course=course)
    entry = get_object_or_404(sits, pk=entry_id)
    page = participant_address(course, entry)
    initial = {"issued_on": request.actor.today, "units": entry.attended}
    return perform(request, deed, entry, then=lambda _: page, back=page, initial=initial)
