"""The page of one participant: level, attendance, certificate; nothing of the waiting before."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.deeds import may_take
from kreislotse.courses.models import Course
from kreislotse.web.courses import course_deeds as deeds
from kreislotse.web.courses.course_listings import participation
from kreislotse.web.courses.course_pages import crumbs
from kreislotse.web.requests import Request


def participant_address(course: Course, entry: Any) -> str:
    return reverse("courses:participant", args=[course.pk, entry.pk])


def participant_context(request: Request, course: Course, entry: Any) -> dict[str, Any]:
    code = entry.candidate.code
    here = reverse("courses:participants", args=[course.pk])
    return {
        "title": say("Teilnahme von {code}").format(code=code),
        "record": entry,
        "name": entry.candidate.full_name if entry.named else "",
        "crumbs": [*crumbs(course), (_("Teilnehmende"), here)],
        "state": participation(entry, course),
        "deeds": _deeds(request, course, entry),
        "facts": _facts(entry),
        "presences": entry.presences.filter(lesson__course=course)
        .select_related("lesson")
        .order_by("-lesson__held_on"),
        "timeline": None,
    }


def _deeds(request: Request, course: Course, entry: Any) -> list[dict[str, Any]]:
    """What can be entered now; only while the person sits in this course."""
    if entry.seat is None or entry.seat.course_id != course.pk:
        return []
    possible = [
        (name, deed)
        for name, deed in deeds.TAKING_PART.items()
        if entry.state in entry.LIFECYCLE.step(deed.verb).sources
        and may_take(entry.LIFECYCLE.step(deed.verb), entry, request.actor)
    ]
    return [
        {
            "label": deed.title,
            "address": reverse(f"courses:participant_{name}", args=[course.pk, entry.pk]),
            "primary": place == 0,
        }
        for place, (name, deed) in enumerate(possible)
    ]


def _facts(entry: Any) -> list[tuple[Any, ...]]:
    certificate = getattr(entry, "certificate", None)
    facts: list[tuple[Any, ...]] = [
        (_("Kennung"), entry.candidate.code),
        (_("Niveau bei Beginn"), entry.get_level_display()),
        (_("Niveau nach"), entry.get_level_by_display()),
        (_("Kinderbetreuung"), say("ja") if entry.childcare_seat_id else say("nein")),
        (_("Anwesend (Einheiten)"), entry.attended),
        (_("Gefehlt (Tage)"), entry.missed),
    ]
    if entry.stop_reason:
        facts.append((_("Grund des Abbruchs"), entry.get_stop_reason_display()))
    if certificate:
        facts += [
            (_("Prüfung"), certificate.get_result_display()),
            (_("Erreichtes Niveau"), certificate.get_level_display()),
            (_("Besuchte Unterrichtseinheiten"), certificate.units),
            (_("Bescheinigung vom"), certificate.issued_on),
        ]
    return facts
