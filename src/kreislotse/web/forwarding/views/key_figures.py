"""Key figures: the list with what is missing, and entering those of all towns at once."""

from django.http import HttpResponse
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.forwarding.models import KeyFigure
from kreislotse.web.deeds import perform
from kreislotse.web.forwarding import plan_deeds as deeds
from kreislotse.web.forwarding.plan_listings import KEY_FIGURES, NEIGHBOURS
from kreislotse.web.forwarding.plan_pages import first_figures, gaps
from kreislotse.web.forwarding.town_fields import town_values
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

EDIT, KEEP = Permission.FUNDING_EDIT, Permission.REFERENCE_EDIT


def key_figures(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ, KEEP)
    rows = KeyFigure.objects.visible_to(request.actor).select_related("organisation")
    may = request.actor.holds(EDIT) or request.actor.holds(KEEP)
    new = (deeds.FIGURES.title, reverse("forwarding:key_figure_new")) if may else None
    return show_list(
        request,
        beside(request, KEY_FIGURES, NEIGHBOURS),
        rows.order_by("-on", "key", "organisation__key", "pk"),
        new=new,
        template="forwarding/key_figures.html",
        gaps=gaps(request.actor),
    )


def key_figure_new(request: Request) -> HttpResponse:
    require_anywhere(request.actor, EDIT, KEEP)
    address, key = reverse("forwarding:key_figures"), request.GET.get("key", "")
    initial = {"key": key, **town_values(first_figures(request.actor, key))}
    return perform(request, deeds.FIGURES, then=lambda _: address, back=address, initial=initial)
