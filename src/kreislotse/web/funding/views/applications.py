"""Applications: the list, the record and its deeds."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.funding.models import Application
from kreislotse.funding.rules import day_in
from kreislotse.web.by_initiative import chosen, with_initiative
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.funding import deeds
from kreislotse.web.funding.application_page import application_page
from kreislotse.web.funding.guideline_forms import said
from kreislotse.web.funding.listings import APPLICATIONS, NEIGHBOURS
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


def application_reasons(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    names = ("need", "funding_need", "financial_effects")
    initial = {name: getattr(found, name) for name in names}
    back = _address(found)
    return perform(request, deeds.REASONS, found, then=_address, back=back, initial=initial)


def application_declarations(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    initial = {
        "not_begun": found.not_begun,
        "early_start_on": found.early_start_on,
        "deducts_input_tax": said(found.deducts_input_tax),
    }
    back = _address(found)
    return perform(request, deeds.DECLARE, found, then=_address, back=back, initial=initial)


def application_renew(request: Request, application_id: int) -> HttpResponse:
    """Apply for the year after; the form proposes it."""
    found = _visible(request, application_id)
    initial = {"title": found.title} | _next_year(found)
    back = _address(found)
    return perform(request, deeds.RENEW, found, then=_address, back=back, initial=initial)


def application_handover(request: Request, application_id: int) -> HttpResponse:
    found = _visible(request, application_id)
    address = _address(found)
    return perform(request, deeds.HAND_OVER, found, then=lambda _: address, back=address)


def application_step(request: Request, application_id: int, deed: Deed) -> HttpResponse:
    """A step of the application's lifecycle; each has an address of its own."""
    found = _visible(request, application_id)
    address = _address(found)
    return perform(request, deed, found, then=lambda _: address, back=address)


def _facts(application: Application) -> dict[str, Any]:
    names = ("title", "in_place_of", "financing", "rates_on", "period_from", "period_to")
    facts = {name: getattr(application, name) for name in names}
    links = ("applicant", "programme", "consent", "granting_authority")
    facts |= {name: getattr(application, f"{name}_id") for name in links}
    return facts | {"purposes": [purpose.pk for purpose in application.purposes.all()]}


def _next_year(application: Application) -> dict[str, Any]:
    """The period of an application moved on by a year, for a renewal's form."""
    last = application.period_to or application.rates_on
    if last is None:
        return {}
    first = day_in(last.year + 1, 1, 1)
    return {"rates_on": first, "period_from": first, "period_to": day_in(last.year + 1, 12, 31)}
