"""Where the money of all awards is, and of those of one programme."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.awards.models import Award
from kreislotse.awards.states import AwardState
from kreislotse.ledger.models import Book
from kreislotse.web.ledger.flow import FLOW, figures_of, flow_of
from kreislotse.web.listing import show_list
from kreislotse.web.requests import Request


def flow(request: Request, programme_id: int | None = None) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ)
    booked = Award.objects.visible_to(request.actor).exclude(state=AwardState.ENTERED)
    chosen = booked if programme_id is None else booked.filter(programme=programme_id)
    if programme_id is not None and not chosen.exists():
        raise Http404
    books = Book.objects.visible_to(request.actor).filter(award__in=chosen)
    if "export" in request.GET:
        return show_list(request, FLOW, figures_of(books))
    context = {"programmes": _programmes(booked, programme_id), "chosen": programme_id}
    route = "awards:programme_flow" if programme_id else "awards:flow"
    address = reverse(route, args=[programme_id] if programme_id else [])
    return render(request, "awards/flow.html", context | flow_of(books, address=address))


def _programmes(booked: Any, chosen: int | None) -> list[dict[str, Any]]:
    """The programmes that have granted something, each with the address of its flow."""
    rows = booked.filter(programme__isnull=False).order_by("programme__sort_key")
    found = dict.fromkeys(rows.values_list("programme", "programme__name"))
    return [
        {
            "name": name,
            "address": reverse("awards:programme_flow", args=[key]),
            "here": key == chosen,
        }
        for key, name in found
    ]
