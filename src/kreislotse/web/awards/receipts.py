"""Receipts: the list, the record, a new one, and the pots that bear it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.awards.models import Allocation, Award, Receipt
from kreislotse.web.awards import receipts_pages as pages
from kreislotse.web.awards.cash_tables import NEIGHBOURS
from kreislotse.web.awards.draw_downs_pages import award_address
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request


def _visible(request: Request, receipt_id: int) -> Receipt:
    rows = pages.for_list(Receipt.objects.visible_to(request.actor))
    return get_object_or_404(rows, pk=receipt_id)


def receipts(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ)
    rows = pages.for_list(Receipt.objects.visible_to(request.actor))
    new: tuple[Any, str] | None = None
    if request.actor.holds(Permission.FUNDING_EDIT):
        new = (pages.ENTER.title, reverse("awards:receipt_new"))
    return show_list(request, beside(request, pages.RECEIPTS, NEIGHBOURS), rows, new=new)


def receipt(request: Request, receipt_id: int) -> HttpResponse:
    context = pages.receipt_page(request, _visible(request, receipt_id))
    return render(request, "awards/receipt.html", context)


def receipt_new(request: Request) -> HttpResponse:
    """A receipt for any pot that the reader may book on."""
    back = reverse("awards:receipts")
    return perform(request, pages.ENTER, then=pages.address, back=back)


def award_receipt_new(request: Request, award_id: int) -> HttpResponse:
    """A receipt for one of the pots of an award."""
    award = get_object_or_404(Award.objects.visible_to(request.actor), pk=award_id)
    back, initial = award_address(award), {"award": award}
    return perform(request, pages.ENTER, award, then=pages.address, back=back, initial=initial)


def receipt_allocate(request: Request, receipt_id: int) -> HttpResponse:
    found = _visible(request, receipt_id)
    back = pages.address(found)
    initial = {"amount": pages.left(found)}
    return perform(request, pages.ALLOCATE, found, then=lambda _: back, back=back, initial=initial)


def allocation_withdraw(request: Request, allocation_id: int) -> HttpResponse:
    rows = Allocation.objects.visible_to(request.actor).select_related("receipt", "item__award")
    allocation = get_object_or_404(rows, pk=allocation_id)
    back = pages.address(allocation.receipt)
    return perform(request, pages.WITHDRAW, allocation, then=lambda _: back, back=back)
