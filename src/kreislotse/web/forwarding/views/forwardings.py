"""Forwardings: the list, the record, its deeds and its documents."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, allowed, require, require_anywhere
from kreislotse.awards.states import RecipientKind
from kreislotse.forwarding.models import Forwarding, ForwardingDocument
from kreislotse.forwarding.states import BlockKind
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.forwarding import forwardings_deeds as deeds
from kreislotse.web.forwarding.files import as_file
from kreislotse.web.forwarding.forwardings_listings import FORWARDINGS, NEIGHBOURS, OF_TOWN
from kreislotse.web.forwarding.forwardings_pages import (
    address,
    approval,
    check_initial,
    first_values,
    forwarding_page,
    payment,
)
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT
REQUEST = Permission.FUNDS_REQUEST


def forwardings(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ, REQUEST)
    rows = Forwarding.objects.visible_to(request.actor).for_list()
    office = request.actor.holds(Permission.FUNDING_READ)
    may_apply = request.actor.holds(EDIT) or request.actor.holds(REQUEST)
    title = deeds.APPLY_BY_OFFICE.title if request.actor.holds(EDIT) else deeds.APPLY_BY_TOWN.title
    new = (title, reverse("forwarding:forwarding_new")) if may_apply else None
    listing = FORWARDINGS if office else OF_TOWN
    return show_list(request, beside(request, listing, NEIGHBOURS), rows, new=new)


def forwarding(request: Request, forwarding_id: int) -> HttpResponse:
    found = _visible(request, forwarding_id)
    return render(request, "forwarding/forwarding.html", forwarding_page(request, found))


def forwarding_new(request: Request) -> HttpResponse:
    """The office enters for anybody, a town for itself."""
    office = request.actor.holds(EDIT)
    deed = deeds.APPLY_BY_OFFICE if office else deeds.APPLY_BY_TOWN
    initial = first_values(request) | {"request_key": uuid4().hex}
    back = reverse("forwarding:forwardings")
    return perform(request, deed, then=address, back=back, initial=initial)


def forwarding_check(request: Request, forwarding_id: int) -> HttpResponse:
    found = _visible(request, forwarding_id)
    require(request.actor, EDIT, at=found.owner_id)
    return _perform(request, deeds.STEPS["check"], found, check_initial(found))


def forwarding_approve(request: Request, forwarding_id: int) -> HttpResponse:
    found = _visible(request, forwarding_id)
    require(request.actor, Permission.FUNDING_APPROVE, at=found.owner_id)
    deed, initial = approval(found)
    return _perform(request, deed, found, initial)


def forwarding_contract(request: Request, forwarding_id: int) -> HttpResponse:
    found = _visible(request, forwarding_id)
    municipal = found.recipient_kind == RecipientKind.MUNICIPALITY
    kind = BlockKind.NOTICE if municipal else BlockKind.CONTRACT
    initial = {"dated": request.actor.today, "municipal": municipal, "kind": kind}
    return _perform(request, deeds.STEPS["contract"], found, initial)


def forwarding_pay(request: Request, forwarding_id: int) -> HttpResponse:
    found = _visible(request, forwarding_id)
    require(request.actor, EDIT, at=found.owner_id)
    return _perform(request, payment(found), found, {"paid_on": request.actor.today})


def forwarding_step(request: Request, forwarding_id: int, deed: Deed) -> HttpResponse:
    """A step of the lifecycle; each has an address of its own."""
    today = request.actor.today
    initial = {"signed_on": today}
    return _perform(request, deed, _visible(request, forwarding_id), initial)


def forwarding_letter(request: Request, forwarding_id: int) -> HttpResponse:
    found = _visible(request, forwarding_id)
    initial = {"dated": request.actor.today, "state": found.state}
    back = address(found)
    return perform(request, deeds.LETTER, found, then=lambda _: back, back=back, initial=initial)


def forwarding_bank(request: Request, forwarding_id: int) -> HttpResponse:
    found = _visible(request, forwarding_id)
    if not allowed(request.actor, EDIT, at=found.owner_id):
        require(request.actor, REQUEST, at=found.recipient_id or 0)
    initial = {"iban": found.iban, "account_holder": found.account_holder}
    return _perform(request, deeds.BANK, found, initial)


def document(request: Request, document_id: int) -> HttpResponse:
    """A contract or letter as it went out."""
    visible = ForwardingDocument.objects.visible_to(request.actor).select_related("file")
    return as_file(get_object_or_404(visible, pk=document_id))


def _visible(request: Request, forwarding_id: int) -> Forwarding:
    return get_object_or_404(
        Forwarding.objects.visible_to(request.actor).for_page(), pk=forwarding_id
    )


def _perform(
    request: Request, deed: Deed, found: Forwarding, initial: dict[str, Any]
) -> HttpResponse:
    return perform(request, deed, found, then=address, back=address(found), initial=initial)
