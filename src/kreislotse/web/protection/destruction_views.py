"""Destruction lists: what is due, propose, release, carry out, prove."""

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.documents.pdf import render_pdf
from kreislotse.protection.models import DestructionItem, DestructionList
from kreislotse.protection.preview import records_due as all_due
from kreislotse.protection.proof import proof_of
from kreislotse.protection.states import ListState
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.protection import deeds
from kreislotse.web.protection import keeping_listings as listings
from kreislotse.web.protection.destruction_pages import destruction_page
from kreislotse.web.requests import Request

P = Permission


def records_due(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.ERASURE_PROPOSE)
    due = all_due(request.actor.places(P.ERASURE_PROPOSE), request.actor.today)
    new = (deeds.PROPOSE.title, reverse("protection:destruction_new")) if due else None
    listing = beside(request, listings.DUE, listings.NEIGHBOURS)
    return show_list(request, listing, due, new=new)


def destructions(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.ERASURE_PROPOSE, P.ERASURE_RELEASE)
    rows = DestructionList.objects.visible_to(request.actor).select_related("owner")
    rows = rows.annotate(records=Count("items")).order_by("-pk")
    listing = beside(request, listings.DESTRUCTIONS, listings.NEIGHBOURS)
    return show_list(request, listing, rows)


def destruction_new(request: Request) -> HttpResponse:
    back = reverse("protection:records_due")
    return perform(request, deeds.PROPOSE, then=listings.address, back=back)


def destruction(request: Request, destruction_id: int) -> HttpResponse:
    found = _found(request, destruction_id)
    return render(request, "protection/destruction.html", destruction_page(request, found))


def items(request: Request, destruction_id: int) -> HttpResponse:
    found = _found(request, destruction_id)
    rows = DestructionItem.objects.visible_to(request.actor).filter(destruction_list=found)
    return show_list(request, listings.items(found), rows.order_by("due_on", "pk"))


def release(request: Request, destruction_id: int) -> HttpResponse:
    return _deed(request, deeds.RELEASE, destruction_id)


def reject(request: Request, destruction_id: int) -> HttpResponse:
    return _deed(request, deeds.REJECT, destruction_id)


def carry_out(request: Request, destruction_id: int) -> HttpResponse:
    return _deed(request, deeds.CARRY_OUT, destruction_id)


def proof(request: Request, destruction_id: int) -> HttpResponse:
    lists = DestructionList.objects.visible_to(request.actor).select_related("owner")
    found = get_object_or_404(lists, pk=destruction_id, state=ListState.CARRIED_OUT)
    response = HttpResponse(render_pdf(proof_of(found)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="loeschprotokoll-{found.pk}.pdf"'
    return response


def _found(request: Request, destruction_id: int) -> DestructionList:
    lists = DestructionList.objects.visible_to(request.actor).select_related("owner")
    return get_object_or_404(lists, pk=destruction_id)


def _deed(request: Request, deed: Deed, destruction_id: int) -> HttpResponse:
    found = _found(request, destruction_id)
    back = listings.address(found)
    return perform(request, deed, found, then=lambda _: back, back=back)
