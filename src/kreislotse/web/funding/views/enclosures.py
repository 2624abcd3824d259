"""What belongs to an application: lines, money of others, annexes, inquiries."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kreislotse.funding.models import (
    Application,
    ApplicationAnnex,
    ApplicationLine,
    CoFinancing,
    Inquiry,
)
from kreislotse.web.deeds import perform
from kreislotse.web.funding import deeds
from kreislotse.web.requests import Request


def _address(application: Application) -> str:
    return reverse("funding:application", args=[application.pk])


def _visible(request: Request, application_id: int) -> Application:
    return get_object_or_404(Application.objects.visible_to(request.actor), pk=application_id)


def application_line_new(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    address = _address(found)
    return perform(request, deeds.ADD_LINE, found, then=lambda _: address, back=address)


def application_line_change(request: Request, line_id: int) -> HttpResponse:
    lines = ApplicationLine.objects.visible_to(request.actor).select_related("application")
    line = get_object_or_404(lines, pk=line_id)
    names = ("title", "share", "amount", "number")
    initial = {name: getattr(line, name) for name in names}
    initial |= {"post_kind": line.post_kind_id, "purpose": line.purpose_id}
    address = _address(line.application)
    return perform(
        request, deeds.CHANGE_LINE, line, then=lambda _: address, back=address, initial=initial
    )


def application_line_remove(request: Request, line_id: int) -> HttpResponse:
    lines = ApplicationLine.objects.visible_to(request.actor).select_related("application")
    line = get_object_or_404(lines, pk=line_id)
    return perform(request, deeds.REMOVE_LINE, line, then=_address, back=_address(line.application))


def co_financing_new(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    address = _address(found)
    return perform(request, deeds.ADD_CO_FINANCING, found, then=lambda _: address, back=address)


def co_financing_remove(request: Request, co_financing_id: int) -> HttpResponse:
    parts = CoFinancing.objects.visible_to(request.actor).select_related("application")
    part = get_object_or_404(parts, pk=co_financing_id)
    back = _address(part.application)
    return perform(request, deeds.REMOVE_CO_FINANCING, part, then=_address, back=back)


def application_annex_new(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    initial = {"application": found, "code": request.GET.get("code", "")}
    address = _address(found)
    return perform(
        request, deeds.ADD_ANNEX, found, then=lambda _: address, back=address, initial=initial
    )


def application_annex_remove(request: Request, annex_id: int) -> HttpResponse:
    annexes = ApplicationAnnex.objects.visible_to(request.actor).select_related("application")
    annex = get_object_or_404(annexes, pk=annex_id)
    back = _address(annex.application)
    return perform(request, deeds.REMOVE_ANNEX, annex, then=_address, back=back)


def inquiry_answer(request: Request, inquiry_id: int) -> HttpResponse:
    inquiries = Inquiry.objects.visible_to(request.actor).select_related("application")
    inquiry = get_object_or_404(inquiries, pk=inquiry_id)
    address = _address(inquiry.application)
    return perform(request, deeds.ANSWER, inquiry, then=lambda _: address, back=address)
