"""The matrix of travel times: its list, a file for it, and taking all of it out."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.courses.models import TravelTime
from kreislotse.web.courses import travel_pages as pages
from kreislotse.web.courses.listings import NEIGHBOURS
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

P = Permission


def travel(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.COURSE_READ)
    rows = TravelTime.objects.visible_to(request.actor).for_list()
    may = request.actor.holds(P.COURSE_EDIT)
    new = (pages.READ.title, reverse("courses:travel_import")) if may else None
    listing = beside(request, pages.TRAVEL, NEIGHBOURS)
    more = {"removal": pages.removal(request)}
    return show_list(request, listing, rows, new=new, template="courses/travel.html", **more)


def travel_import(request: Request) -> HttpResponse:
    """The file first; what it would change is shown, and comes back to be taken over."""
    require_anywhere(request.actor, P.COURSE_EDIT)
    back = reverse("courses:travel")
    if "rows" in request.POST:
        return perform(request, pages.TAKE_OVER, then=lambda _: back, back=back)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = pages.READ.form(*sent, actor=request.actor)
    if form.is_valid() and form.carry_out(pages.READ.action):
        return render(request, "courses/travel_preview.html", {**form.result, "back": back})
    context = {"deed": pages.READ, "form": form, "back": back}
    return render(request, "deed.html", context, status=422 if form.is_bound else 200)


def travel_remove(request: Request) -> HttpResponse:
    back = reverse("courses:travel")
    return perform(request, pages.REMOVE, then=lambda _: back, back=back)
