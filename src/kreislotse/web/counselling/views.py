"""Services that initiatives offer, and the kinds of services."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kreislotse.access.catalogue import require_keeper, right_to_keep
from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.counselling.models import ServiceKind, ServiceOffered
from kreislotse.counselling.queries import in_order
from kreislotse.web.by_initiative import chosen, narrowed, with_initiative
from kreislotse.web.counselling import deeds
from kreislotse.web.counselling.listings import KINDS, NEIGHBOURS, REMOVAL, SERVICES
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request


def services(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.INITIATIVE_READ)
    rows = in_order(ServiceOffered.objects.visible_to(request.actor))
    if not request.actor.holds(deeds.EDIT):
        return show_list(request, beside(request, SERVICES, NEIGHBOURS), rows)
    listing = replace(SERVICES, columns=[*SERVICES.columns, REMOVAL])
    new = (deeds.OFFER.title, with_initiative(request, "counselling:service_new"))
    return show_list(request, beside(request, listing, NEIGHBOURS), rows, new=new)


def service_new(request: Request) -> HttpResponse:
    back = with_initiative(request, "counselling:services")
    return perform(
        request,
        deeds.OFFER,
        then=lambda service: narrowed("counselling:services", service.initiative_id),
        back=back,
        initial=chosen(request),
    )


def service_remove(request: Request, service_id: int) -> HttpResponse:
    services = ServiceOffered.objects.visible_to(request.actor).select_related("initiative")
    found = get_object_or_404(services, pk=service_id)
    back = narrowed("counselling:services", found.initiative_id)
    return perform(request, deeds.REMOVE, found, then=lambda _: back, back=back)


def service_kinds(request: Request) -> HttpResponse:
    rows = ServiceKind.objects.visible_to(request.actor).order_by("title", "pk")
    may = request.actor.holds(right_to_keep(request.actor, deeds.EDIT))
    new = (deeds.NEW_KIND.title, reverse("counselling:service_kind_new")) if may else None
    return show_list(request, beside(request, KINDS, NEIGHBOURS), rows, new=new)


def service_kind_new(request: Request) -> HttpResponse:
    require_keeper(request.actor, deeds.EDIT)
    address = reverse("counselling:service_kinds")
    return perform(request, deeds.NEW_KIND, then=lambda _: address, back=address)
