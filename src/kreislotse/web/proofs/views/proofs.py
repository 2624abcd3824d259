"""Proofs of use: the list, the record, and writing it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.awards.models import ProofDuty
from kreislotse.proofs.models import Proof, ProofIncome
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.proofs import deeds
from kreislotse.web.proofs.listings import NEIGHBOURS, proofs_listing
from kreislotse.web.proofs.pages import proof_page
from kreislotse.web.requests import Request


def _address(proof: Proof) -> str:
    return reverse("proofs:proof", args=[proof.pk])


def _visible(request: Request, proof_id: int) -> Proof:
    rows = Proof.objects.visible_to(request.actor).select_related("duty__award", "scan")
    return get_object_or_404(rows.defer("scan__content"), pk=proof_id)


def _visible_income(request: Request, income_id: int) -> ProofIncome:
    rows = ProofIncome.objects.visible_to(request.actor).select_related("proof__duty__award")
    return get_object_or_404(rows, pk=income_id)


def proofs(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ)
    rows = ProofDuty.objects.visible_to(request.actor).select_related("award", "proof")
    listing = beside(request, proofs_listing(request.actor), NEIGHBOURS)
    return show_list(request, listing, rows.order_by("due_on", "pk"))


def proof(request: Request, proof_id: int) -> HttpResponse:
    found = _visible(request, proof_id)
    return render(request, "proofs/proof.html", proof_page(request, found))


def proof_begin(request: Request, proof_duty_id: int) -> HttpResponse:
    rows = ProofDuty.objects.visible_to(request.actor).select_related("award")
    duty = get_object_or_404(rows, pk=proof_duty_id)
    return perform(request, deeds.BEGIN, duty, then=_address, back=reverse("proofs:proofs"))


def proof_report(request: Request, proof_id: int) -> HttpResponse:
    found = _visible(request, proof_id)
    names = ("measure", "effects", "deviations", "no_deviations")
    initial = {name: getattr(found, name) for name in names}
    back = _address(found)
    return perform(request, deeds.REPORT, found, then=_address, back=back, initial=initial)


def proof_confirm(request: Request, proof_id: int) -> HttpResponse:
    found = _visible(request, proof_id)
    names = ("conditions_kept", "economical", "agrees_with_books")
    initial = {name: getattr(found, name) for name in names}
    back = _address(found)
    return perform(request, deeds.CONFIRM, found, then=_address, back=back, initial=initial)


def income_new(request: Request, proof_id: int) -> HttpResponse:
    found = _visible(request, proof_id)
    back = _address(found)
    return perform(request, deeds.ADD_INCOME, found, then=lambda _: back, back=back)


def income_change(request: Request, income_id: int) -> HttpResponse:
    income = _visible_income(request, income_id)
    back, initial = _address(income.proof), {"by_account": income.by_account}
    deed = deeds.CHANGE_INCOME
    return perform(request, deed, income, then=lambda _: back, back=back, initial=initial)


def income_remove(request: Request, income_id: int) -> HttpResponse:
    income = _visible_income(request, income_id)
    back = _address(income.proof)
    return perform(request, deeds.REMOVE_INCOME, income, then=_address, back=back)


def proof_step(request: Request, proof_id: int, deed: Deed) -> HttpResponse:
    found = _visible(request, proof_id)
    initial = {"submitted_on": request.actor.today, "audited_on": request.actor.today}
    return perform(request, deed, found, then=_address, back=_address(found), initial=initial)
