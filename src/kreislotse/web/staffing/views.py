"""Posts, secondments and external staff: lists, records and their deeds."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.funding.rules import share_text
from kreislotse.staffing.models import ExternalStaff, Post, Secondment
from kreislotse.web.by_initiative import chosen, with_initiative
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request
from kreislotse.web.staffing import deeds, pages
from kreislotse.web.staffing.listings import EXTERNAL_STAFF, NEIGHBOURS, POSTS, SECONDMENTS


def _post_address(post: Post) -> str:
    return reverse("staffing:post", args=[post.pk])


def _secondment_address(secondment: Secondment) -> str:
    return reverse("staffing:secondment", args=[secondment.pk])


def _new(request: Request, deed: Deed, route: str) -> tuple[Any, str] | None:
    return (deed.title, with_initiative(request, route)) if _may_edit(request) else None


def _may_edit(request: Request) -> bool:
    return request.actor.holds(deeds.EDIT)


def _facts(record: Any, *names: str) -> dict[str, Any]:
    """The record's values as its form shows them; shares as people write them."""
    facts = {name: getattr(record, name) for name in names}
    if facts.get("share") is not None:
        facts["share"] = share_text(facts["share"])
    return facts


def posts(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.POST_READ)
    rows = Post.objects.visible_to(request.actor)
    above = pages.summary(rows, Secondment.objects.visible_to(request.actor))
    new = _new(request, deeds.PLAN_POST, "staffing:post_new")
    listing = beside(request, replace(POSTS, intro=above), NEIGHBOURS)
    return show_list(request, listing, rows.for_list(), new=new)


def overview(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.POST_READ)
    rows = Post.objects.visible_to(request.actor)
    context = pages.overview_page(rows, Secondment.objects.visible_to(request.actor))
    return render(request, "staffing/overview.html", context)


def post(request: Request, post_id: int) -> HttpResponse:
    found = get_object_or_404(Post.objects.visible_to(request.actor).for_list(), pk=post_id)
    return render(request, "staffing/post.html", pages.post_page(request, found))


def post_new(request: Request) -> HttpResponse:
    back = with_initiative(request, "staffing:posts")
    return perform(request, deeds.PLAN_POST, then=_post_address, back=back, initial=chosen(request))


def post_change(request: Request, post_id: int) -> HttpResponse:
    found = get_object_or_404(Post.objects.visible_to(request.actor), pk=post_id)
    initial = _facts(found, "title", "share", "planned_from", "recruitment")
    initial["funded_by"] = found.funded_by_id
    back = _post_address(found)
    return perform(
        request, deeds.CHANGE_POST, found, then=_post_address, back=back, initial=initial
    )


def post_step(request: Request, post_id: int, deed: Deed) -> HttpResponse:
    """A step of the post's lifecycle; each has an address of its own."""
    found = get_object_or_404(Post.objects.visible_to(request.actor), pk=post_id)
    return perform(request, deed, found, then=_post_address, back=_post_address(found))


def secondments(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.POST_READ)
    rows = Secondment.objects.visible_to(request.actor).for_list()
    new = _new(request, deeds.PLAN_SECONDMENT, "staffing:secondment_new")
    return show_list(request, beside(request, SECONDMENTS, NEIGHBOURS), rows, new=new)


def secondment(request: Request, secondment_id: int) -> HttpResponse:
    rows = Secondment.objects.visible_to(request.actor).for_page()
    found = get_object_or_404(rows, pk=secondment_id)
    return render(request, "staffing/secondment.html", pages.secondment_page(request, found))


def secondment_new(request: Request) -> HttpResponse:
    back = with_initiative(request, "staffing:secondments")
    initial = chosen(request)
    return perform(
        request, deeds.PLAN_SECONDMENT, then=_secondment_address, back=back, initial=initial
    )


def secondment_change(request: Request, secondment_id: int) -> HttpResponse:
    found = get_object_or_404(Secondment.objects.visible_to(request.actor), pk=secondment_id)
    initial = _facts(found, "role", "share", "arrangement", "target_on", "target_reason", "ends_on")
    initial["recruiter"] = found.recruiter_id
    initial["parties"] = [party.organisation_id for party in found.parties.all()]
    back, then = _secondment_address(found), _secondment_address
    return perform(request, deeds.CHANGE_SECONDMENT, found, then=then, back=back, initial=initial)


def secondment_step(request: Request, secondment_id: int, deed: Deed) -> HttpResponse:
    """A step of the secondment; each has an address of its own."""
    found = get_object_or_404(Secondment.objects.visible_to(request.actor), pk=secondment_id)
    address = _secondment_address(found)
    return perform(request, deed, found, then=_secondment_address, back=address)


def external_staff(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.POST_READ)
    rows = ExternalStaff.objects.visible_to(request.actor).for_list()
    listing = EXTERNAL_STAFF if _may_edit(request) else _without_links()
    new = _new(request, deeds.RECORD_EXTERNAL, "staffing:external_staff_new")
    return show_list(request, beside(request, listing, NEIGHBOURS), rows, new=new)


def external_staff_new(request: Request) -> HttpResponse:
    back = with_initiative(request, "staffing:external_staff")
    address = reverse("staffing:external_staff")
    initial = chosen(request)
    return perform(
        request, deeds.RECORD_EXTERNAL, then=lambda _: address, back=back, initial=initial
    )


def external_staff_change(request: Request, staff_id: int) -> HttpResponse:
    found = get_object_or_404(ExternalStaff.objects.visible_to(request.actor), pk=staff_id)
    initial = _facts(found, "area_text", "headcount", "in_district")
    initial["employer"] = found.employer_id
    back = reverse("staffing:external_staff")
    return perform(
        request, deeds.CHANGE_EXTERNAL, found, then=lambda _: back, back=back, initial=initial
    )


def _without_links() -> Any:
    """The list for readers who may not change it: the first column leads nowhere."""
    first, *others = EXTERNAL_STAFF.columns
    return replace(EXTERNAL_STAFF, columns=[replace(first, link=None), *others])
