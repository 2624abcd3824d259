"""Who is next for a place of a course, and why those before do not fit; by code, locked by none."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say

from kreislotse.allocation.models import Run
from kreislotse.allocation.states import RunState
from kreislotse.courses.models import Course
from kreislotse.courses.queues import free_places, next_in_turn
from kreislotse.courses.rules import enough
from kreislotse.courses.states import Misfit
from kreislotse.web.courses.course_pages import crumbs
from kreislotse.web.courses.entry_listings import entry_address
from kreislotse.web.requests import Request


def queue_context(request: Request, course: Course) -> dict[str, Any]:
    turns = next_in_turn(course, request.actor.today)
    free, childcare = free_places(course)
    proposed = sum(turn.is_proposed for turn in turns)
    return {
        "title": say("Wer als Nächstes an der Reihe ist: {course}").format(course=course.title),
        "crumbs": crumbs(course),
        "course": course,
        "free": free,
        "childcare": childcare,
        "proposed": proposed,
        "enough": enough(course, proposed),
        "run": _run_for(request, course) if free else None,
        "turns": [_line(turn, course) for turn in turns],
    }


def _run_for(request: Request, course: Course) -> Run | None:
    """The run that gave the places of this course; whoever follows comes from there."""
    runs = Run.objects.visible_to(request.actor).filter(state=RunState.SENT, courses__course=course)
    return runs.select_related("waiting_list").order_by("-drawn_on", "-pk").first()


def _line(turn: Any, course: Course) -> dict[str, Any]:
    entry = turn.entry
    locked = Misfit.LOCKED in turn.misfits
    to = reverse("courses:offer_new", args=[entry.pk])
    return {
        "place": turn.place,
        "code": "" if locked else entry.candidate.code,
        "address": "" if locked else entry_address(entry),
        "town": "" if locked else entry.municipality,
        "list": entry.waiting_list,
        "jumped": bool(entry.jumped_on),
        "why": [misfit.label for misfit in turn.misfits],
        "offer": f"{to}?course={course.pk}" if turn.is_proposed else "",
    }
