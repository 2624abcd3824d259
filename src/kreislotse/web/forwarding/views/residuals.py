"""What is left of items whose approval period ends soon (R-DIS-09)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.awards.models import AwardItem
from kreislotse.forwarding.residual import residuals as found_residuals
from kreislotse.web.deeds import perform
from kreislotse.web.forwarding import plan_deeds as deeds
from kreislotse.web.forwarding.plan_listings import NEIGHBOURS, RESIDUALS, plan_address
from kreislotse.web.forwarding.plan_pages import residual_page
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request


def residuals(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ)
    rows = found_residuals(request.actor, request.actor.today)
    return show_list(request, beside(request, RESIDUALS, NEIGHBOURS), rows)


def residual(request: Request, item_id: int) -> HttpResponse:
    found = _visible(request, item_id)
    return render(request, "forwarding/residual.html", residual_page(request, found))


def residual_plan(request: Request, item_id: int) -> HttpResponse:
    found = _visible(request, item_id)
    back = reverse("forwarding:residual", args=[found.pk])
    initial = {"title": gettext("Rest von „{item}“").format(item=found)[:200]}
    return perform(
        request, deeds.REDISTRIBUTE, found, then=plan_address, back=back, initial=initial
    )


def _visible(request: Request, item_id: int) -> AwardItem:
    items = AwardItem.objects.visible_to(request.actor).select_related("award__book")
    return get_object_or_404(items, pk=item_id)
