"""Courses: their list, their pages and deeds, who is next for a place."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.courses.models import Course
from kreislotse.web.courses import course_deeds as deeds
from kreislotse.web.courses.course_listings import COURSES, address
from kreislotse.web.courses.course_pages import course_context
from kreislotse.web.courses.course_values import as_it_is, clocks
from kreislotse.web.courses.listings import NEIGHBOURS
from kreislotse.web.courses.queue_pages import queue_context
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

P = Permission


def courses(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.COURSE_READ, P.COURSE_RUN)
    rows = Course.objects.visible_to(request.actor).for_list()
    may = request.actor.holds(P.COURSE_EDIT)
    new = (deeds.PLAN.title, reverse("courses:course_new")) if may else None
    return show_list(request, beside(request, COURSES, NEIGHBOURS), rows, new=new)


def course(request: Request, course_id: int) -> HttpResponse:
    return render(
        request, "courses/course.html", course_context(request, own_course(request, course_id))
    )


def course_new(request: Request) -> HttpResponse:
    return perform(
        request,
        deeds.PLAN,
        then=lambda made: reverse("courses:course_times", args=[made.pk]),
        back=reverse("courses:courses"),
    )


def course_change(request: Request, course_id: int) -> HttpResponse:
    return _on(request, deeds.CHANGE, course_id, as_it_is(own_course(request, course_id)))


def course_seats(request: Request, course_id: int) -> HttpResponse:
    found: Any = own_course(request, course_id)
    initial = {
        "capacity": found.capacity or 0,
        "childcare_capacity": found.childcare_capacity or 0,
    }
    return _on(request, deeds.SEATS, course_id, initial)


def course_times(request: Request, course_id: int) -> HttpResponse:
    return _on(request, deeds.TIMES, course_id, clocks(own_course(request, course_id)))


def course_apply(request: Request, course_id: int) -> HttpResponse:
    return _on(request, deeds.APPLY, course_id)


def course_open(request: Request, course_id: int) -> HttpResponse:
    return _on(request, deeds.OPEN, course_id)


def course_begin(request: Request, course_id: int) -> HttpResponse:
    return _on(request, deeds.BEGIN, course_id)


def course_end(request: Request, course_id: int) -> HttpResponse:
    return _on(request, deeds.END, course_id)


def course_cancel(request: Request, course_id: int) -> HttpResponse:
    return _on(request, deeds.CANCEL, course_id)


def queue(request: Request, course_id: int) -> HttpResponse:
    """Who is next for a place of the course, and why those before do not fit."""
    found = own_course(request, course_id)
    require(request.actor, P.COURSE_EDIT, at=found.owner_id)
    return render(request, "courses/queue.html", queue_context(request, found))


def own_course(request: Request, course_id: int) -> Course:
    rows = Course.objects.visible_to(request.actor).for_list()
    return get_object_or_404(rows, pk=course_id)


def _on(
    request: Request, deed: Deed, course_id: int, initial: dict[str, Any] | None = None
) -> HttpResponse:
    found = own_course(request, course_id)
    return perform(request, deed, found, then=address, back=address(found), initial=initial)
