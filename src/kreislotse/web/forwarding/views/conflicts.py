"""Conflicts of interest: the list, declaring one, ending it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.forwarding.models import ConflictOfInterest
from kreislotse.web.deeds import perform
from kreislotse.web.forwarding.conflicts import (
    DECLARE,
    DECLARE_FOR_OTHERS,
    END,
    conflicts_listing,
    may_end,
)
from kreislotse.web.forwarding.forwardings_listings import NEIGHBOURS
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

READ = Permission.FUNDING_READ
ACCOUNTS = Permission.ACCOUNT_EDIT


def conflicts(request: Request) -> HttpResponse:
    require_anywhere(request.actor, READ, ACCOUNTS)
    rows = ConflictOfInterest.objects.visible_to(request.actor).for_list()
    listing = beside(request, conflicts_listing(request.actor), NEIGHBOURS)
    new = (DECLARE.title, reverse("forwarding:conflict_new"))
    return show_list(request, listing, rows, new=new)


def conflict_new(request: Request) -> HttpResponse:
    require_anywhere(request.actor, READ, ACCOUNTS)
    deed = DECLARE_FOR_OTHERS if request.actor.holds(ACCOUNTS) else DECLARE
    back = reverse("forwarding:conflicts")
    initial = {"since": request.actor.today}
    return perform(request, deed, then=lambda _: back, back=back, initial=initial)


def conflict_end(request: Request, conflict_id: int) -> HttpResponse:
    visible = ConflictOfInterest.objects.visible_to(request.actor).for_list()
    found = get_object_or_404(visible, pk=conflict_id)
    if not may_end(found, request.actor):
        require(request.actor, ACCOUNTS, at=found.owner_id)
    back = reverse("forwarding:conflicts")
    initial = {"until": request.actor.today}
    return perform(request, END, found, then=lambda _: back, back=back, initial=initial)
