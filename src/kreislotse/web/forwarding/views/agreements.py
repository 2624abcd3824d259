"""Agreements: the office's list, a town's own shares, and the answers."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.forwarding.answering import right_to_answer
from kreislotse.forwarding.models import Agreement
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.forwarding import plan_deeds as deeds
from kreislotse.web.forwarding.plan_listings import AGREEMENTS, NEIGHBOURS, OWN_SHARES, plan_address
from kreislotse.web.forwarding.plan_listings import agreement_address as address
from kreislotse.web.forwarding.plan_pages import agreement_page
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request


def agreements(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ, Permission.FUNDS_REQUEST)
    office = request.actor.holds(Permission.FUNDING_READ)
    listing = beside(request, AGREEMENTS if office else OWN_SHARES, NEIGHBOURS)
    return show_list(request, listing, Agreement.objects.visible_to(request.actor).for_list())


def agreement(request: Request, agreement_id: int) -> HttpResponse:
    found = _visible(request, agreement_id)
    return render(request, "forwarding/agreement.html", agreement_page(request, found))


def agreement_agree(request: Request, agreement_id: int) -> HttpResponse:
    return _answer(request, deeds.AGREE, agreement_id)


def agreement_object(request: Request, agreement_id: int) -> HttpResponse:
    return _answer(request, deeds.OBJECT, agreement_id)


def agreement_silence(request: Request, agreement_id: int) -> HttpResponse:
    found = _visible(request, agreement_id)
    return perform(request, deeds.SILENCE, found, then=address, back=address(found))


def _visible(request: Request, agreement_id: int) -> Agreement:
    return get_object_or_404(
        Agreement.objects.visible_to(request.actor).for_list(), pk=agreement_id
    )


def _answer(request: Request, deed: Deed, agreement_id: int) -> HttpResponse:
    found = _visible(request, agreement_id)
    needs, place = right_to_answer(found, request.actor)
    require(request.actor, needs, at=place)
    initial = {"answered_on": request.actor.today}
    office = place == found.owner_id
    name = found.municipality if office else found.plan.title
    titled = replace(deed, title=f"{deed.title}: {name}")
    back = address(found)
    then = plan_address(found.plan) if office else back
    return perform(
        request, titled, found, then=lambda _: then, back=back, at=place, initial=initial
    )
