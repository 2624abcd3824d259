"""Entitlements and whom to tell: lists by code, and what is entered there."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.courses.models import Duty, Entitlement
from kreislotse.participants.models import Candidate
from kreislotse.web.courses import entry_deeds as deeds
from kreislotse.web.courses import entry_listings as listings
from kreislotse.web.courses.listings import NEIGHBOURS
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

P = Permission


def duties(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.COURSE_EDIT, P.PERSON_EDIT)
    rows = Duty.objects.coded_to(request.actor).select_related(
        "entry__candidate", "entry__municipality", "entry__waiting_list"
    )
    listing = beside(request, listings.duties(request.actor), NEIGHBOURS)
    may = request.actor.holds(P.COURSE_EDIT)
    new = (deeds.NOTE_REGIMES.title, reverse("courses:regimes_note")) if may else None
    return show_list(request, listing, rows.order_by("due_on", "pk"), new=new)


def regimes_note(request: Request) -> HttpResponse:
    back = reverse("courses:duties")
    return perform(request, deeds.NOTE_REGIMES, then=lambda _: back, back=back)


def duty_done(request: Request, duty_id: int) -> HttpResponse:
    rows = Duty.objects.coded_to(request.actor).select_related("entry")
    found = get_object_or_404(rows, pk=duty_id)
    back = listings.entry_address(found.entry)
    initial = {"done_on": request.actor.today}
    return perform(request, deeds.FULFIL, found, then=lambda _: back, back=back, initial=initial)


def entitlements(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.COURSE_EDIT, P.PERSON_EDIT)
    rows = Entitlement.objects.coded_to(request.actor).select_related(
        "candidate__owner", "kind", "issuer"
    )
    listing = beside(request, listings.entitlements(request.actor), NEIGHBOURS)
    return show_list(request, listing, rows.order_by("valid_to", "pk"))


def entitlement_remove(request: Request, entitlement_id: int) -> HttpResponse:
    rows = Entitlement.objects.coded_to(request.actor).select_related("candidate")
    found = get_object_or_404(rows, pk=entitlement_id)
    back = reverse("courses:entitlements")
    return perform(request, deeds.UNENTITLE, found, then=lambda _: back, back=back)


def entitlement_new(request: Request, candidate_code: str) -> HttpResponse:
    people = Candidate.objects.coded_to(request.actor)
    found = get_object_or_404(people, code=candidate_code)
    back = reverse("courses:entitlements")
    initial = {"issued_on": request.actor.today, "kind": request.GET.get("kind", "")}
    return perform(request, deeds.ENTITLE, found, then=lambda _: back, back=back, initial=initial)
