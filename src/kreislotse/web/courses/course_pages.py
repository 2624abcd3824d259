"""What the page of a course shows: to the district all of it, to its provider what it needs."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.courses.figures import OCCUPIED, course_places
from kreislotse.courses.models import Course, WaitingEntry
from kreislotse.courses.states import TAKES_PEOPLE, Attendance, CourseState, OfferState
from kreislotse.web.courses import course_deeds as deeds
from kreislotse.web.courses.course_listings import address, badge
from kreislotse.web.courses.naming import with_names
from kreislotse.web.courses.travel_pages import ways_here
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

P = Permission
_TAKEN = (OfferState.ACCEPTED, OfferState.ENDED)
_TEACHING = (CourseState.RUNNING, CourseState.ENDED)


def runs(request: Request, course: Course) -> bool:
    return allowed(request.actor, P.COURSE_RUN, at=course.provider_id)


def edits(request: Request, course: Course) -> bool:
    return allowed(request.actor, P.COURSE_EDIT, at=course.owner_id)


def crumbs(course: Course | None = None) -> list[tuple[Any, str]]:
    found: list[tuple[Any, str]] = [(_("Kurse"), reverse("courses:courses"))]
    return [*found, (course, address(course))] if course else found


def course_context(request: Request, course: Any) -> dict[str, Any]:
    reads = allowed(request.actor, P.COURSE_READ, at=course.owner_id)
    context = record_context(
        request,
        course,
        title=course.title,
        crumbs=crumbs(),
        deeds=_steps(course) if reads else {},
        extra_deeds=_edits(course) if reads else (),
        state=badge(course),
    )
    return {
        **context,
        **(ways_here(request, course) if reads else {"timeline": None}),
        "deeds": [*context["deeds"], *_teaching(request, course)],
        "facts": _facts(course, reads=reads),
        "seats": course_places(course),
        "childcare": (course.childcare_capacity or 0, course.childcare_taken or 0),
        "below_minimum": _below_minimum(course),
        "times": course.times.order_by("weekday", "begins_at"),
        "lessons": course.lessons.order_by("-held_on")[:60],
        "opens_people": edits(request, course) or runs(request, course),
        "opens_queue": edits(request, course) and course.state in TAKES_PEOPLE,
    }


def _steps(course: Course) -> dict[str, str]:
    return {
        deed.verb: reverse(f"courses:course_{name}", args=[course.pk])
        for name, deed in deeds.STEPS.items()
    }


def _edits(course: Course) -> list[tuple[Permission, Any, str]]:
    if course.state in (CourseState.ENDED, CourseState.CANCELLED):
        return []
    return [
        (P.COURSE_EDIT, label, reverse(f"courses:{name}", args=[course.pk]))
        for label, name in (
            (_("Ändern"), "course_change"),
            (_("Plätze ändern"), "course_seats"),
            (_("Zeiten"), "course_times"),
        )
    ]


def _teaching(request: Request, course: Course) -> list[dict[str, Any]]:
    """A day of teaching is entered by the provider, or by the district for it."""
    if course.state not in _TEACHING or not (runs(request, course) or edits(request, course)):
        return []
    to = reverse("courses:lesson_new", args=[course.pk])
    return [{"label": deeds.LESSON.title, "address": to, "primary": runs(request, course)}]


def _facts(course: Course, *, reads: bool) -> list[tuple[Any, ...]]:
    quota = course.quota
    facts: list[tuple[Any, ...]] = [
        (_("Nummer"), course.number),
        (_("Art"), course.kind.title),
        (_("Kursträger"), course.provider),
        (_("Stadt oder Gemeinde"), course.municipality),
        (_("Ort des Unterrichts"), course.venue),
        (_("Beginn"), course.starts_on),
        (_("Ende"), course.ends_on),
        (_("Niveau"), _levels(course)),
        (_("Nur für Frauen"), say("ja") if course.women_only else say("nein")),
        (_("Mindestzahl"), course.minimum or None),
    ]
    if reads:
        to = reverse("courses:quota", args=[quota.pk]) if quota else ""
        facts.append((_("Kontingent"), quota or say("ohne Kontingent"), to))
    return facts


def _levels(course: Course) -> str:
    first, last = course.get_entry_from_display(), course.get_entry_to_display()
    return first if first == last else say("{first} bis {last}").format(first=first, last=last)


def _below_minimum(course: Any) -> int:
    """How many are missing to the minimum, while the course still takes people."""
    if course.state != CourseState.OPEN or not course.minimum:
        return 0
    return max(course.minimum - (course.taken or 0), 0)


def participants_of(request: Request, course: Course) -> Any:
    """Entries that took a place of the course: to the provider by name, to the district by code."""
    actor = request.actor
    if edits(request, course):
        seen = WaitingEntry.objects.coded_to(actor)
    else:
        seen = WaitingEntry.objects.visible_to(actor)
    taken = seen.filter(pk__in=course.offers.filter(state__in=_TAKEN).values("entry"))
    here = Q(presences__lesson__course=course)
    absent = here & Q(presences__attendance=Attendance.ABSENT)
    return (
        with_names(taken, actor)
        .select_related("certificate", "waiting_list")
        .annotate(
            attended=Coalesce(Sum("presences__units", filter=here), 0),
            missed=Count("presences", filter=absent),
        )
        .order_by("candidate__sort_key", "pk")
    )


def attending(request: Request, course: Course) -> list[Any]:
    """Those whose presence can be entered: who sits in the course now or has been to its end."""
    rows = participants_of(request, course)
    return list(rows.filter(seat__course=course, state__in=OCCUPIED))
