"""The recipient's own pages behind the link of its application: receipts, report, handing in."""

from dataclasses import replace
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from kreislotse.access.policy import Actor, Permission
from kreislotse.forwarding.keys import by_key
from kreislotse.forwarding.models import Forwarding
from kreislotse.forwarding.proving import latest_proof
from kreislotse.forwarding.proving_errors import ProofNotOpen
from kreislotse.forwarding.states import ForwardingState
from kreislotse.web.deeds import perform
from kreislotse.web.forwarding import sub_proofs_deeds as deeds
from kreislotse.web.forwarding.my_proof import (
    my_proof_page,
    proof_address,
    receipts_of,
    written_so_far,
)
from kreislotse.web.forwarding.sub_proofs_forms import ReportForm
from kreislotse.web.requests import Request


@login_not_required
@never_cache
def my_receipt_new(request: Request, key: str) -> HttpResponse:
    forwarding = _mine(request, key)
    _refuse_unless_open(forwarding)
    page = proof_address(key)
    initial = {"request_key": uuid4().hex, "other_funding": "none"}
    deed = replace(deeds.MY_RECEIPT, title=f"{deeds.MY_RECEIPT.title}: {forwarding.title}")
    return perform(request, deed, forwarding, then=lambda _: page, back=page, initial=initial)


@login_not_required
@never_cache
def my_receipt_remove(request: Request, key: str, sub_receipt_id: int) -> HttpResponse:
    forwarding = _mine(request, key)
    _refuse_unless_open(forwarding)
    record = get_object_or_404(receipts_of(latest_proof(forwarding)), pk=sub_receipt_id)
    page = proof_address(key)
    return perform(request, deeds.MY_REMOVE, record, then=lambda _: page, back=page)


@login_not_required
@never_cache
def my_proof_submit(request: Request, key: str) -> HttpResponse:
    """Write and hand in; once handed in, the page says so and shows what was in it."""
    forwarding = _mine(request, key)
    if forwarding.state != ForwardingState.PAID or request.method != "POST":
        form = ReportForm(None, actor=request.actor, initial=written_so_far(forwarding))
        return render(request, _page(forwarding), my_proof_page(forwarding, key, form))
    form = ReportForm(request.POST, actor=request.actor)
    if form.is_valid() and form.carry_out(deeds.MY_PROOF.action, forwarding):
        messages.success(request, deeds.MY_PROOF.done)
        return redirect(proof_address(key))
    return render(request, _page(forwarding), my_proof_page(forwarding, key, form), status=422)


def _page(forwarding: Forwarding) -> str:
    is_open = forwarding.state == ForwardingState.PAID
    return "forwarding/my_proof.html" if is_open else "forwarding/my_proof_done.html"


def _mine(request: Request, key: str) -> Forwarding:
    """The forwarding of this link, paid out; whoever comes with the key acts by its pass."""
    forwarding = by_key(key)
    if forwarding is None or not forwarding.paid_on:
        raise Http404
    passes = frozenset({(Permission.FUNDS_APPLY, forwarding.owner_id)})
    request.actor = Actor(request.actor.person_id, request.actor.at, passes=passes)
    return forwarding


def _refuse_unless_open(forwarding: Forwarding) -> None:
    if forwarding.state != ForwardingState.PAID:
        raise ProofNotOpen(forwarding=forwarding, state=forwarding.get_state_display())
