"""The lists of courses and of their participants."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission
from kreislotse.courses.models import Course, CourseKind, WaitingEntry
from kreislotse.courses.states import CourseState, WaitingState
from kreislotse.web.listing import Badge, Column, Filter, Listing
from kreislotse.web.reads import NameRead
from kreislotse.web.requests import Request

P = Permission
_TONES: dict[str, str] = {
    CourseState.PLANNED: "warning",
    CourseState.APPLIED: "warning",
    CourseState.OPEN: "success",
    CourseState.RUNNING: "success",
    CourseState.CANCELLED: "danger",
}


def address(course: Course) -> str:
    return reverse("courses:course", args=[course.pk])


def badge(course: Course) -> Badge:
    return Badge(course.get_state_display(), _TONES.get(course.state, "info"))


def capacity(course: Any) -> int:
    """How many seats an annotated course has."""
    return course.capacity or 0


def free(course: Any) -> int:
    return capacity(course) - (course.taken or 0)


COURSES = Listing(
    title=_("Kurse"),
    columns=(
        Column("title", _("Kurs"), lambda row: row.title, sort="sort_key", link=address),
        Column("number", _("Nummer"), lambda row: row.number, sort="number"),
        Column("kind", _("Art"), lambda row: row.kind.title, sort="kind__title"),
        Column("provider", _("Kursträger"), lambda row: row.provider, sort="provider__sort_key"),
        Column("town", _("Ort"), lambda row: row.municipality, sort="municipality__sort_key"),
        Column("starts_on", _("Beginn"), lambda row: row.starts_on, sort="starts_on"),
        Column("capacity", _("Plätze"), capacity, sort="capacity", numeric=True),
        Column("taken", _("Vergeben"), lambda row: row.taken or 0, sort="taken", numeric=True),
        Column("free", _("Frei"), free, numeric=True),
        Column("state", _("Stand"), badge, sort="state"),
    ),
    empty=_("Noch kein Kurs."),
    filters=(
        Filter(
            "state", _("Stand"), CourseState.choices, lambda rows, value: rows.filter(state=value)
        ),
        Filter(
            "kind",
            _("Art"),
            lambda actor: [
                (str(each.pk), each.title)
                for each in CourseKind.objects.visible_to(actor).order_by("title")
            ],
            lambda rows, value: rows.filter(kind=value),
        ),
    ),
    file_name="kurse",
)


def name_or_code(entry: Any) -> Any:
    """The name where the reader sees it, else the code."""
    return entry.candidate.full_name if entry.named else entry.candidate.code


def participation(entry: WaitingEntry, course: Course) -> Badge:
    """Where somebody stands in this course; what came afterwards is no business of it."""
    if entry.seat is None or entry.seat.course_id != course.pk:
        return Badge(_("nicht mehr im Kurs"))
    tone = "success" if entry.state == WaitingState.COMPLETED else "info"
    return Badge(entry.get_state_display(), tone)


def participants_of(request: Request, course: Course) -> Listing:
    """Who has accepted a place of the course; by name where there is a basis for it."""
    runs = course.provider_id in request.actor.places(P.COURSE_RUN)
    return Listing(
        title=_("Teilnehmende"),
        columns=(
            Column(
                "name",
                _("Name"),
                name_or_code,
                link=lambda row: reverse("courses:participant", args=[course.pk, row.pk]),
            ),
            Column("state", _("Stand"), lambda row: participation(row, course)),
            Column("level", _("Niveau bei Beginn"), lambda row: row.get_level_display()),
            Column("units", _("Anwesend (Einheiten)"), lambda row: row.attended, numeric=True),
            Column("absent", _("Gefehlt (Tage)"), lambda row: row.missed, numeric=True),
            Column("result", _("Prüfung"), _result),
        ),
        empty=_("Noch hat niemand einen Platz in diesem Kurs angenommen."),
        searchable=False,
        file_name="teilnehmende",
        names=NameRead(
            purpose="Teilnehmende eines Kurses",
            needs=P.COURSE_RUN if runs else P.COURSE_EDIT,
            candidate=lambda row: row.candidate if row.named else None,
            district=course.owner_id,
        ),
    )


def _result(entry: Any) -> Any:
    certificate = getattr(entry, "certificate", None)
    return certificate.get_result_display() if certificate else ""
