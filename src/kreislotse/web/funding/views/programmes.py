"""Programmes with their dated rates, purposes, and how an initiative shares money out."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.catalogue import require_keeper, right_to_keep
from kreislotse.access.policy import Permission
from kreislotse.funding.models import Distribution, Programme, ProgrammeUse, Purpose
from kreislotse.initiatives.models import Initiative
from kreislotse.web.by_initiative import chosen, narrowed
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.funding import catalogue_deeds as deeds
from kreislotse.web.funding.listings import NEIGHBOURS, PROGRAMMES, PURPOSES
from kreislotse.web.funding.programme_page import programme_page
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

OWN = Permission.FUNDING_EDIT


def _address(programme: Programme) -> str:
    return reverse("funding:programme", args=[programme.pk])


def _new(request: Request, deed: Deed, route: str) -> tuple[Any, str] | None:
    """The way to a new entry for whoever may keep this reference data."""
    may = request.actor.holds(right_to_keep(request.actor, OWN))
    return (deed.title, reverse(route)) if may else None


def programmes(request: Request) -> HttpResponse:
    rows = Programme.objects.visible_to(request.actor).for_list()
    new = _new(request, deeds.NEW_PROGRAMME, "funding:programme_new")
    return show_list(request, beside(request, PROGRAMMES, NEIGHBOURS), rows, new=new)


def programme(request: Request, programme_id: int) -> HttpResponse:
    rows = Programme.objects.visible_to(request.actor).for_page()
    found = get_object_or_404(rows, pk=programme_id)
    uses = ProgrammeUse.objects.visible_to(request.actor).filter(programme=found)
    context = programme_page(request, found, uses.select_related("initiative"))
    return render(request, "funding/programme.html", context)


def programme_new(request: Request) -> HttpResponse:
    require_keeper(request.actor, OWN)
    back = reverse("funding:programmes")
    return perform(request, deeds.NEW_PROGRAMME, then=_address, back=back)


def programme_change(request: Request, programme_id: int) -> HttpResponse:
    require_keeper(request.actor, OWN)
    found = get_object_or_404(Programme.objects.visible_to(request.actor), pk=programme_id)
    names = ["name", "financing", "needs_consent", "excludes_other_funding", "exclusion_norm"]
    names += ["valid_from", "valid_to", "source", "funder", "granting_authority"]
    initial = {name: getattr(found, name) for name in names}
    back = _address(found)
    return perform(
        request, deeds.CHANGE_PROGRAMME, found, then=_address, back=back, initial=initial
    )


def programme_use(request: Request) -> HttpResponse:
    initial = chosen(request) | {"programme": request.GET.get("programme", "")}
    back = reverse("funding:programmes")
    return perform(
        request, deeds.USE, then=lambda use: _address(use.programme), back=back, initial=initial
    )


def purposes(request: Request) -> HttpResponse:
    rows = Purpose.objects.visible_to(request.actor).order_by("title", "pk")
    new = _new(request, deeds.NEW_PURPOSE, "funding:purpose_new")
    return show_list(request, beside(request, PURPOSES, NEIGHBOURS), rows, new=new)


def purpose_new(request: Request) -> HttpResponse:
    require_keeper(request.actor, OWN)
    address = reverse("funding:purposes")
    return perform(request, deeds.NEW_PURPOSE, then=lambda _: address, back=address)


def distribution(request: Request, initiative_id: int) -> HttpResponse:
    initiatives = Initiative.objects.visible_to(request.actor)
    found = get_object_or_404(initiatives, pk=initiative_id)
    known = Distribution.objects.visible_to(request.actor).filter(initiative=found)
    initial = dict(known.values("agreed_with_municipalities", "rule").first() or {})
    back = narrowed("funding:applications", found.pk)
    return perform(
        request, deeds.DISTRIBUTE, found, then=lambda _: back, back=back, initial=initial
    )
