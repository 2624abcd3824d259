"""Proofs of final recipients: their list and page, writing them, checking them."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say

from kreislotse.access.deeds import check
from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.forwarding.models import Forwarding, SubProof, SubProofReceipt
from kreislotse.forwarding.proving import right_to_prove
from kreislotse.forwarding.proving_errors import ProofHandedIn, ProofNotOpen
from kreislotse.forwarding.states import ForwardingState, SubProofState
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.forwarding import sub_proofs_deeds as deeds
from kreislotse.web.forwarding.sub_proofs import (
    SHOWN_AS_PICTURE,
    address,
    forwarding_address,
    receipts_of,
    sub_proof_context,
)
from kreislotse.web.forwarding.sub_proofs_forms import CheckForm
from kreislotse.web.forwarding.sub_proofs_listing import BESIDE, listing
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request


def sub_proofs(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ, Permission.FUNDS_REQUEST)
    rows = Forwarding.objects.visible_to(request.actor).filter(paid_on__isnull=False).for_list()
    shown = beside(request, listing(request.actor.today), BESIDE)
    return show_list(request, shown, rows.order_by("proof_due_on", "pk"))


def sub_proof(request: Request, sub_proof_id: int) -> HttpResponse:
    record = _sub_proof(request, sub_proof_id)
    return render(request, "forwarding/sub_proof.html", sub_proof_context(request, record))


def sub_proof_begin(request: Request, forwarding_id: int) -> HttpResponse:
    forwarding = _forwarding(request, forwarding_id)
    _refuse_unless_writable(request, forwarding)
    back = forwarding_address(forwarding)
    return perform(request, deeds.BEGIN, forwarding, then=address, back=back)


def sub_proof_receipt_new(request: Request, sub_proof_id: int) -> HttpResponse:
    initial = {"request_key": uuid4().hex, "other_funding": "none"}
    return _write(request, deeds.RECEIPT, sub_proof_id, initial)


def sub_proof_describe(request: Request, sub_proof_id: int) -> HttpResponse:
    record = _sub_proof(request, sub_proof_id)
    names = ("report", "people_reached", "confirmed")
    initial = {name: getattr(record, name) for name in names}
    return _write(request, deeds.DESCRIBE, sub_proof_id, initial)


def sub_proof_submit(request: Request, sub_proof_id: int) -> HttpResponse:
    return _write(request, deeds.SUBMIT, sub_proof_id)


def sub_receipt_remove(request: Request, sub_receipt_id: int) -> HttpResponse:
    visible = SubProofReceipt.objects.visible_to(request.actor).select_related("sub_proof")
    record = get_object_or_404(visible, pk=sub_receipt_id)
    _refuse_unless_writable(request, record.sub_proof.forwarding, record.sub_proof)
    back = address(record.sub_proof)
    return perform(request, deeds.REMOVE, record, then=lambda _: back, back=back)


def sub_proof_check(request: Request, sub_proof_id: int) -> HttpResponse:
    """The receipts side by side, one decision each; the sums below tell what they come to."""
    record = _sub_proof(request, sub_proof_id)
    check(record.forwarding, deeds.CHECK.verb, actor=request.actor)
    receipts = list(receipts_of(request, record))
    form = CheckForm(request.POST or None, actor=request.actor, receipts=receipts)
    if form.is_valid() and form.carry_out(deeds.CHECK.action, record):
        messages.success(request, say("Die Entscheidungen sind gespeichert."))
        return redirect(address(record))
    context = sub_proof_context(request, record) | {
        "form": form,
        "deed": deeds.CHECK,
        "back": address(record),
        "pictures": SHOWN_AS_PICTURE,
    }
    return render(request, "forwarding/sub_proof_check.html", context, status=_status(form))


def forwarding_accept(request: Request, forwarding_id: int) -> HttpResponse:
    return _step(request, deeds.ACCEPT, forwarding_id)


def forwarding_accept_in_part(request: Request, forwarding_id: int) -> HttpResponse:
    return _step(request, deeds.ACCEPT_IN_PART, forwarding_id)


def forwarding_return(request: Request, forwarding_id: int) -> HttpResponse:
    return _step(request, deeds.RETURN, forwarding_id)


def _step(request: Request, deed: Deed, forwarding_id: int) -> HttpResponse:
    forwarding = _forwarding(request, forwarding_id)
    back = forwarding_address(forwarding)
    return perform(request, deed, forwarding, then=lambda _: back, back=back)


def _write(
    request: Request, deed: Deed, sub_proof_id: int, initial: dict[str, Any] | None = None
) -> HttpResponse:
    record = _sub_proof(request, sub_proof_id)
    _refuse_unless_writable(request, record.forwarding, record)
    back = address(record)
    return perform(request, deed, record, then=lambda _: back, back=back, initial=initial)


def _refuse_unless_writable(
    request: Request, forwarding: Forwarding, sub_proof: SubProof | None = None
) -> None:
    """Before a form is shown: the same right and state that the action will ask for."""
    needs, place = right_to_prove(forwarding, request.actor)
    require(request.actor, needs, at=place)
    if forwarding.state != ForwardingState.PAID:
        raise ProofNotOpen(forwarding=forwarding, state=forwarding.get_state_display())
    if sub_proof and sub_proof.state != SubProofState.DRAFT:
        raise ProofHandedIn(number=sub_proof.number)


def _forwarding(request: Request, forwarding_id: int) -> Forwarding:
    visible = Forwarding.objects.visible_to(request.actor).select_related("item__award")
    return get_object_or_404(visible, pk=forwarding_id)


def _sub_proof(request: Request, sub_proof_id: int) -> SubProof:
    visible = SubProof.objects.visible_to(request.actor).select_related(
        "forwarding__item__award", "forwarding__recipient"
    )
    return get_object_or_404(visible.prefetch_related("receipts"), pk=sub_proof_id)


def _status(form: CheckForm) -> int:
    return 422 if form.is_bound else 200
