"""Residence titles and the dated rows that say which legal regime follows from them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.participants.models import ResidenceTitle
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.participants import people_deeds as deeds
from kreislotse.web.participants.people_listings import TITLES
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

READERS = (Permission.REFERENCE_EDIT, Permission.PERSON_EDIT, Permission.RULE_READ)


def titles(request: Request) -> HttpResponse:
    require_anywhere(request.actor, *READERS)
    rows = ResidenceTitle.objects.visible_to(request.actor).prefetch_related("regimes")
    return show_list(request, TITLES, rows.order_by("pk"))


def title(request: Request, title_id: int) -> HttpResponse:
    require_anywhere(request.actor, *READERS)
    record = _title(request, title_id)
    new = reverse("participants:title_regime_new", args=[record.pk])
    context = record_context(
        request,
        record,
        title=record.label,
        crumbs=[(_("Aufenthaltsstatus"), reverse("participants:titles"))],
        extra_deeds=[(Permission.REFERENCE_EDIT, _("Leistungsrecht ab einem Tag"), new)],
    )
    context["rows"] = record.regimes.order_by("valid_from", "pk")
    return render(request, "participants/title.html", context)


def regime_new(request: Request, title_id: int) -> HttpResponse:
    record = _title(request, title_id)
    page = reverse("participants:title", args=[record.pk])
    return perform(request, deeds.ADD_REGIME, record, then=lambda _row: page, back=page)


def _title(request: Request, title_id: int) -> ResidenceTitle:
    seen = ResidenceTitle.objects.visible_to(request.actor)
    return get_object_or_404(seen, pk=title_id)
