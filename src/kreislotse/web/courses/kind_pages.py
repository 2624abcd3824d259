"""What the page of a kind of course shows: what norms say of it, from when to when."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.catalogue import right_to_keep
from kreislotse.courses.models import CourseKind, CourseTerms
from kreislotse.courses.states import DutyKind
from kreislotse.participants.states import Level
from kreislotse.records.tables import valid_on
from kreislotse.web.courses import deeds
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

_COPIED = (
    *("norm", "source", "minimum", "maximum", "entry_from", "entry_to", "evidence_months"),
    *("entitlement_months", "permission_months", "register_months", "inform_weeks", "inform"),
)


def kind_context(request: Request, kind: CourseKind) -> dict[str, Any]:
    to = reverse("courses:terms_new", args=[kind.pk])
    context = record_context(
        request,
        kind,
        title=kind.title,
        crumbs=[(_("Arten von Kursen"), reverse("courses:kinds"))],
        extra_deeds=[(right_to_keep(request.actor, deeds.EDIT), deeds.SET_TERMS.title, to)],
    )
    terms = CourseTerms.objects.visible_to(request.actor).filter(kind=kind)
    return {
        **context,
        "facts": [
            (_("Unterrichtseinheiten"), kind.units),
            (_("Gilt ab"), kind.valid_from),
            (_("Gilt bis"), kind.valid_to),
            (_("Quelle"), kind.source),
        ],
        "terms": [(each, _facts(each)) for each in terms.order_by("-valid_from", "-pk")],
    }


def terms_now(kind: CourseKind, today: date) -> dict[str, Any]:
    """The terms of today as first values of those to come; the day is to be typed."""
    terms = kind.terms.filter(valid_on(today)).order_by("-valid_from").first()
    return {name: getattr(terms, name) for name in _COPIED} if terms else {}


def _facts(terms: CourseTerms) -> list[tuple[Any, Any]]:
    """Only what the norm says."""
    said = [
        (_("Mindestzahl"), terms.minimum),
        (_("Höchstzahl"), terms.maximum),
        (_("Niveau"), _levels(terms)),
        (_("Zertifikat höchstens so alt"), _months(terms.evidence_months)),
        (_("Berechtigung gilt"), _months(terms.entitlement_months)),
        (_("Bei Aufenthaltsgestattung"), _months(terms.permission_months)),
        (_("Anmeldung binnen"), _months(terms.register_months)),
        (_("Unterrichtung ohne Kurs"), _informing(terms)),
        (_("Norm"), terms.norm),
        (_("Quelle"), terms.source),
    ]
    return [(label, value) for label, value in said if value]


def _levels(terms: CourseTerms) -> str:
    ends = [Level(each).label for each in (terms.entry_from, terms.entry_to) if each]
    return str(say(" bis ")).join(str(each) for each in ends)


def _months(number: int | None) -> str:
    return say("{number} Monate").format(number=number) if number else ""


def _informing(terms: CourseTerms) -> str:
    if not terms.inform_weeks:
        return ""
    whom = ", ".join(str(DutyKind(each).label) for each in terms.inform)
    return say("nach {number} Wochen: {whom}").format(number=terms.inform_weeks, whom=whom)
