"""The forms of the state: which there are, and each filled on screen, as PDF and as XLSX."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.awards.models import Award, DrawDown, NotificationDuty
from kreislotse.documents.pdf import render_pdf
from kreislotse.documents.workbook import render_xlsx
from kreislotse.funding.models import Application
from kreislotse.proofs.forms import fill
from kreislotse.proofs.models import FormTemplate, Proof
from kreislotse.web.deeds import perform
from kreislotse.web.exports import XLSX
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.proofs import deeds, pages
from kreislotse.web.proofs.listings import NEIGHBOURS, TEMPLATES
from kreislotse.web.proofs.sheets import shown_sheet
from kreislotse.web.requests import Request

_EXITS = {"pdf": (render_pdf, "application/pdf"), "xlsx": (render_xlsx, XLSX)}


def _template(request: Request, template_id: int) -> FormTemplate:
    return get_object_or_404(FormTemplate.objects.visible_to(request.actor), pk=template_id)


def templates(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ, Permission.REFERENCE_EDIT)
    rows = FormTemplate.objects.visible_to(request.actor).select_related("programme")
    listing = beside(request, TEMPLATES, NEIGHBOURS)
    return show_list(request, listing, rows.order_by("kind", "code", "-version"))


def template(request: Request, template_id: int) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ, Permission.REFERENCE_EDIT)
    found = _template(request, template_id)
    return render(request, "proofs/template.html", pages.template_page(request, found))


def template_copy(request: Request, template_id: int) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_EDIT, Permission.REFERENCE_EDIT)
    found = _template(request, template_id)
    initial = {"title": found.title, "layout": pages.layout_text(found)}
    back = reverse("proofs:template", args=[found.pk])
    return perform(request, deeds.COPY, found, then=_page, back=back, initial=initial)


def forms(request: Request, award_id: int) -> HttpResponse:
    rows = Award.objects.visible_to(request.actor).select_related("application")
    award = get_object_or_404(rows, pk=award_id)
    return render(request, "proofs/forms.html", pages.forms_page(request, award))


def application_forms(request: Request, application_id: int) -> HttpResponse:
    rows = Application.objects.visible_to(request.actor)
    context = pages.application_forms_page(request, get_object_or_404(rows, pk=application_id))
    return render(request, "proofs/forms.html", context)


def application_form(request: Request, application_id: int, template_id: int) -> HttpResponse:
    rows = Application.objects.visible_to(request.actor).select_related("applicant")
    return _filled(request, get_object_or_404(rows, pk=application_id), template_id)


def award_form(request: Request, award_id: int, template_id: int) -> HttpResponse:
    rows = Award.objects.visible_to(request.actor).select_related("owner")
    return _filled(request, get_object_or_404(rows, pk=award_id), template_id)


def draw_down_form(request: Request, draw_down_id: int, template_id: int) -> HttpResponse:
    rows = DrawDown.objects.visible_to(request.actor).select_related("award__owner")
    return _filled(request, get_object_or_404(rows, pk=draw_down_id), template_id)


def duty_form(request: Request, duty_id: int, template_id: int) -> HttpResponse:
    rows = NotificationDuty.objects.visible_to(request.actor).select_related("award__owner")
    return _filled(request, get_object_or_404(rows, pk=duty_id), template_id)


def proof_form(request: Request, proof_id: int, template_id: int) -> HttpResponse:
    rows = Proof.objects.visible_to(request.actor).select_related("duty__award__owner")
    return _filled(request, get_object_or_404(rows, pk=proof_id), template_id)


def _page(template: FormTemplate) -> str:
    return reverse("proofs:template", args=[template.pk])


def _filled(request: Request, record: Any, template_id: int) -> HttpResponse:
    """The form on screen, or the file that the address asks for."""
    form = _template(request, template_id)
    sheet = fill(form, record, on=request.actor.today)
    asked = request.GET.get("as", "")
    if asked not in _EXITS:
        context = {"sheet": sheet, "blocks": shown_sheet(sheet), "record": record}
        return render(request, "proofs/sheet.html", context)
    write, media = _EXITS[asked]
    response = HttpResponse(write(sheet), content_type=media)
    name = f"{form.code}-{record.pk}.{asked}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
