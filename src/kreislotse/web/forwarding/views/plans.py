"""Plans: the list, the record, several side by side, and their deeds."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.forwarding.models import Share, SharePlan
from kreislotse.forwarding.states import PlanState
from kreislotse.web.by_initiative import address_of, chosen, with_initiative
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.forwarding import plan_deeds as deeds
from kreislotse.web.forwarding.comparison import comparison
from kreislotse.web.forwarding.plan_first_values import first_values
from kreislotse.web.forwarding.plan_listings import NEIGHBOURS, PLANS
from kreislotse.web.forwarding.plan_listings import plan_address as address
from kreislotse.web.forwarding.plan_pages import plan_page
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

EDIT = Permission.FUNDING_EDIT
TIME_TO_ANSWER = timedelta(days=14)


def plans(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ)
    rows = SharePlan.objects.visible_to(request.actor).for_list()
    may = request.actor.holds(EDIT)
    new = (deeds.SCENARIOS.title, with_initiative(request, "forwarding:scenarios_new"))
    single = with_initiative(request, "forwarding:plan_new") if may else ""
    listing = beside(request, PLANS, NEIGHBOURS)
    page = {"template": "forwarding/plans.html", "single": single}
    return show_list(request, listing, rows, new=new if may else None, **page)


def plan(request: Request, plan_id: int) -> HttpResponse:
    found = _visible(request, plan_id)
    return render(request, "forwarding/plan.html", plan_page(request, found))


def plan_new(request: Request) -> HttpResponse:
    require_anywhere(request.actor, EDIT)
    back = reverse("forwarding:plans")
    return perform(request, deeds.DRAFT, then=address, back=back, initial=_asked_for(request))


def scenarios_new(request: Request) -> HttpResponse:
    back = reverse("forwarding:plans")
    return perform(
        request,
        deeds.SCENARIOS,
        then=lambda plans: reverse("forwarding:plan_compare", args=[plans[0].pk]),
        back=back,
        initial=_asked_for(request),
    )


def plan_change(request: Request, plan_id: int) -> HttpResponse:
    found = _visible(request, plan_id)
    initial, where = first_values(found), address(found)
    return perform(request, deeds.CHANGE, found, then=address, back=where, initial=initial)


def plan_copy(request: Request, plan_id: int) -> HttpResponse:
    found = _visible(request, plan_id)
    initial = {"title": gettext("{title} (Kopie)").format(title=found.title)[:200]}
    return perform(
        request,
        deeds.COPY,
        found,
        then=lambda copy: reverse("forwarding:plan_change", args=[copy.pk]),
        back=address(found),
        initial=initial,
    )


def plan_compare(request: Request, plan_id: int) -> HttpResponse:
    found = _visible(request, plan_id)
    same_pot = SharePlan.objects.visible_to(request.actor).for_page().beside(found)
    plans = list(same_pot)
    context = comparison(plans) | {
        "choosing": all(each.state == PlanState.DRAFT for each in plans),
        "title": gettext("Vorschläge nebeneinander"),
        "crumbs": [
            (found.initiative.title, address_of(found.initiative)),
            (found.title, address(found)),
        ],
        "pot": found.item or found.initiative,
    }
    return render(request, "forwarding/plan_compare.html", context)


def plan_ask(request: Request, plan_id: int) -> HttpResponse:
    initial = {"due_on": request.actor.today + TIME_TO_ANSWER}
    return _step(request, deeds.ASK, plan_id, initial)


def plan_decide(request: Request, plan_id: int) -> HttpResponse:
    return _step(request, deeds.DECIDE, plan_id)


def plan_drop(request: Request, plan_id: int) -> HttpResponse:
    return _step(request, deeds.DROP, plan_id)


def plan_silences(request: Request, plan_id: int) -> HttpResponse:
    return _step(request, deeds.SILENCES, plan_id)


def _visible(request: Request, plan_id: int) -> SharePlan:
    return get_object_or_404(SharePlan.objects.visible_to(request.actor).for_page(), pk=plan_id)


def share_give_up(request: Request, share_id: int) -> HttpResponse:
    shares = Share.objects.visible_to(request.actor).select_related("plan", "organisation")
    found = get_object_or_404(shares, pk=share_id)
    back = address(found.plan)
    return perform(request, deeds.GIVE_UP, found, then=lambda _: back, back=back)


def _asked_for(request: Request) -> dict[str, Any]:
    """The initiative or item that the address names."""
    return chosen(request) | {"item": request.GET.get("item", "")}


def _step(
    request: Request, deed: Deed, plan_id: int, initial: dict[str, Any] | None = None
) -> HttpResponse:
    found = _visible(request, plan_id)
    titled = replace(deed, title=f"{deed.title}: {found.title}")
    return perform(request, titled, found, then=address, back=address(found), initial=initial)
