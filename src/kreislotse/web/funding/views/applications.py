"""Applications: the list, the record and its deeds."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.funding.models import Application, ApplicationLine
from kreislotse.web.by_initiative import chosen, with_initiative
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.funding import deeds
from kreislotse.web.funding.listings import APPLICATIONS, NEIGHBOURS
from kreislotse.web.funding.pages import application_page
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request


def _address(application: Application) -> str:
    return reverse("funding:application", args=[application.pk])


def _visible(request: Request, application_id: int) -> Application:
    applications = Application.objects.visible_to(request.actor)
    return get_object_or_404(applications.select_related("initiative"), pk=application_id)


def applications(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ)
    rows = Application.objects.visible_to(request.actor).for_list()
    new = None
    if request.actor.holds(Permission.FUNDING_EDIT):
        new = (deeds.DRAFT.title, with_initiative(request, "funding:application_new"))
    return show_list(request, beside(request, APPLICATIONS, NEIGHBOURS), rows, new=new)


def application(request: Request, application_id: int) -> HttpResponse:
    rows = Application.objects.visible_to(request.actor).for_page()
    found = get_object_or_404(rows, pk=application_id)
    return render(request, "funding/application.html", application_page(request, found))


def application_new(request: Request) -> HttpResponse:
    back = with_initiative(request, "funding:applications")
    return perform(request, deeds.DRAFT, then=_address, back=back, initial=chosen(request))


def application_change(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    address = _address(found)
    initial = _facts(found)
    return perform(request, deeds.CHANGE, found, then=_address, back=address, initial=initial)


def application_sum(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    initial = {"requested": found.requested, "difference_reason": found.difference_reason}
    return perform(request, deeds.SUM, found, then=_address, back=_address(found), initial=initial)


def application_line_new(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    address = _address(found)
    return perform(request, deeds.ADD_LINE, found, then=lambda _: address, back=address)


def application_line_remove(request: Request, line_id: int) -> HttpResponse:
    lines = ApplicationLine.objects.visible_to(request.actor).select_related("application")
    line = get_object_or_404(lines, pk=line_id)
    return perform(request, deeds.REMOVE_LINE, line, then=_address, back=_address(line.application))


def application_handover(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    address = _address(found)
    return perform(request, deeds.HAND_OVER, found, then=lambda _: address, back=address)


def application_step(request: Request, application_id: int, deed: Deed) -> HttpResponse:
    """A step of the application's lifecycle; each has an address of its own."""
    found = _visible(request, application_id)
    return perform(request, deed, found, then=_address, back=_address(found))


def _facts(application: Application) -> dict[str, Any]:
    names = ("title", "in_place_of", "financing", "rates_on")
    facts = {name: getattr(application, name) for name in names}
    links = ("applicant", "programme", "consent", "granting_authority")
    facts |= {name: getattr(application, f"{name}_id") for name in links}
    return facts | {"purposes": [purpose.pk for purpose in application.purposes.all()]}
