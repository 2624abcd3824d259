"""Calls for applications: the list, the page and the pages of their deeds."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.forwarding.models import FundingCall
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.forwarding import calls_deeds as deeds
from kreislotse.web.forwarding.calls_forms import call_initial
from kreislotse.web.forwarding.calls_pages import call_address, call_page
from kreislotse.web.forwarding.forwardings_listings import (
    NEIGHBOURS,
    calls_listing,
)
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

READ = Permission.FUNDING_READ


def funding_calls(request: Request) -> HttpResponse:
    require_anywhere(request.actor, READ, Permission.FUNDS_REQUEST)
    rows = FundingCall.objects.visible_to(request.actor).for_list()
    new = None
    if request.actor.holds(Permission.FUNDING_EDIT):
        new = (deeds.DRAFT.title, reverse("forwarding:funding_call_new"))
    listing = beside(request, calls_listing(request.actor), NEIGHBOURS)
    return show_list(request, listing, rows, new=new)


def funding_call(request: Request, funding_call_id: int) -> HttpResponse:
    found = _visible(request, funding_call_id)
    return render(request, "forwarding/funding_call.html", call_page(request, found))


def funding_call_new(request: Request) -> HttpResponse:
    back = reverse("forwarding:funding_calls")
    initial = {"item": request.GET.get("item", "")}
    return perform(request, deeds.DRAFT, then=call_address, back=back, initial=initial)


def funding_call_change(request: Request, funding_call_id: int) -> HttpResponse:
    found = _visible(request, funding_call_id)
    initial = call_initial(found)
    back = call_address(found)
    return perform(request, deeds.CHANGE, found, then=call_address, back=back, initial=initial)


def funding_call_step(request: Request, funding_call_id: int, deed: Deed) -> HttpResponse:
    """A step of the call's lifecycle; each has an address of its own."""
    found = _visible(request, funding_call_id)
    return perform(request, deed, found, then=call_address, back=call_address(found))


def _visible(request: Request, funding_call_id: int) -> FundingCall:
    calls = FundingCall.objects.visible_to(request.actor).for_list()
    return get_object_or_404(calls, pk=funding_call_id)
