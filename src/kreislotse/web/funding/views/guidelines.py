"""What a programme's guideline says: versions, rates, numbers, yearly dates, annexes."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kreislotse.access.catalogue import require_keeper
from kreislotse.access.policy import Permission
from kreislotse.funding.models import (
    Guideline,
    Programme,
    ProgrammeDate,
    ProgrammeNumber,
    Rate,
    RequiredAnnex,
)
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.funding import catalogue_deeds as deeds
from kreislotse.web.funding.guideline_forms import said
from kreislotse.web.requests import Request

OWN = Permission.FUNDING_EDIT
_VALIDITY = ("valid_from", "valid_to", "source")


def _new(request: Request, deed: Deed, programme_id: int) -> HttpResponse:
    require_keeper(request.actor, OWN)
    found = get_object_or_404(Programme.objects.visible_to(request.actor), pk=programme_id)
    address = reverse("funding:programme", args=[found.pk])
    return perform(request, deed, found, then=lambda _: address, back=address)


def _change(request: Request, deed: Deed, rows: Any, pk: int, names: Sequence[str]) -> HttpResponse:
    require_keeper(request.actor, OWN)
    found = get_object_or_404(rows, pk=pk)
    known = {name: _initial(found, name) for name in (*names, *_VALIDITY)}
    address = reverse("funding:programme", args=[found.programme_id])
    return perform(request, deed, found, then=lambda _: address, back=address, initial=known)


def _initial(entry: Any, name: str) -> Any:
    """A column's value as the form wants it."""
    value = getattr(entry, name)
    return said(value) if name == "forwarding_allowed" else value


def rate_new(request: Request, programme_id: int) -> HttpResponse:
    return _new(request, deeds.NEW_RATE, programme_id)


def rate_change(request: Request, rate_id: int) -> HttpResponse:
    rows = Rate.objects.visible_to(request.actor)
    return _change(request, deeds.CHANGE_RATE, rows, rate_id, ["per_full_post"])


def guideline_new(request: Request, programme_id: int) -> HttpResponse:
    return _new(request, deeds.NEW_GUIDELINE, programme_id)


def guideline_change(request: Request, guideline_id: int) -> HttpResponse:
    rows = Guideline.objects.visible_to(request.actor)
    names = ["title", "financing", "percent", "cap", "cap_per_project", "light_form_up_to"]
    names += ["draw_months", "proof_months", "tolerance_percent"]
    names += ["forwarding_allowed"]
    return _change(request, deeds.CHANGE_GUIDELINE, rows, guideline_id, names)


def number_new(request: Request, programme_id: int) -> HttpResponse:
    return _new(request, deeds.NEW_NUMBER, programme_id)


def number_change(request: Request, number_id: int) -> HttpResponse:
    rows = ProgrammeNumber.objects.visible_to(request.actor)
    names = ["number", "title", "purpose", "cap", "draw_group"]
    return _change(request, deeds.CHANGE_NUMBER, rows, number_id, names)


def date_new(request: Request, programme_id: int) -> HttpResponse:
    return _new(request, deeds.NEW_DATE, programme_id)


def date_change(request: Request, date_id: int) -> HttpResponse:
    rows = ProgrammeDate.objects.visible_to(request.actor)
    names = ["kind", "day", "month", "years_after", "title"]
    return _change(request, deeds.CHANGE_DATE, rows, date_id, names)


def required_annex_new(request: Request, programme_id: int) -> HttpResponse:
    return _new(request, deeds.NEW_ANNEX, programme_id)


def required_annex_change(request: Request, required_annex_id: int) -> HttpResponse:
    rows = RequiredAnnex.objects.visible_to(request.actor)
    return _change(
        request, deeds.CHANGE_ANNEX, rows, required_annex_id, ["title", "code", "mandatory"]
    )
