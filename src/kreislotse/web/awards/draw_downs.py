"""Draw-downs: the list, the record and its deeds."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.awards.models import Award, DrawDown
from kreislotse.web.awards import draw_downs_pages as pages
from kreislotse.web.awards.cash_tables import NEIGHBOURS
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request


def _visible(request: Request, draw_down_id: int) -> DrawDown:
    rows = DrawDown.objects.visible_to(request.actor).select_related(
        "award__book", "award__programme"
    )
    return get_object_or_404(rows.prefetch_related("lines__item__award__book"), pk=draw_down_id)


def draw_downs(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ)
    rows = pages.for_list(DrawDown.objects.visible_to(request.actor))
    return show_list(request, beside(request, pages.DRAW_DOWNS, NEIGHBOURS), rows)


def draw_down(request: Request, draw_down_id: int) -> HttpResponse:
    context = pages.draw_down_page(request, _visible(request, draw_down_id))
    return render(request, "awards/draw_down.html", context)


def draw_down_new(request: Request, award_id: int) -> HttpResponse:
    """A call for one group of numbers; `?group=` names it where the award has several."""
    awards = Award.objects.visible_to(request.actor).select_related("book", "programme")
    award = get_object_or_404(awards, pk=award_id)
    deed = pages.with_dates(pages.DRAFT, award, request.actor.today)
    initial = {"award": award, "group": request.GET.get("group")}
    back = pages.award_address(award)
    return perform(request, deed, award, then=pages.address, back=back, initial=initial)


def draw_down_step(request: Request, draw_down_id: int, deed: Deed) -> HttpResponse:
    """A step of the draw-down's lifecycle; each has an address of its own."""
    found = _visible(request, draw_down_id)
    today = request.actor.today
    if deed is pages.STEPS["request"]:
        deed = pages.with_dates(deed, found.award, today)
    initial = {"requested_on": today, "received_on": today}
    back = pages.address(found)
    return perform(request, deed, found, then=pages.address, back=back, initial=initial)
