"""Recalls, withdrawals, and what became of the people."""

from django.db.models import F, Value
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.deeds import may_take
from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.transmission.lawfulness import as_told
from kreislotse.transmission.models import BatchLine, Outcome, Recall
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request
from kreislotse.web.transmission import deeds
from kreislotse.web.transmission.line_pages import own_figures, person_by_code, recall_context
from kreislotse.web.transmission.listings import BY_CODE, NEIGHBOURS, OWN_PEOPLE, recalls_for

P = Permission


def recalls(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.BATCH_SEND, P.BATCH_RECEIVE, P.PERSON_EDIT)
    rows = Recall.objects.visible_to(request.actor).for_list()
    return show_list(request, beside(request, recalls_for(request), NEIGHBOURS), rows)


def recall(request: Request, recall_id: int) -> HttpResponse:
    record = _recall(request, recall_id)
    return render(request, "transmission/recall.html", recall_context(request, record))


def recall_confirm(request: Request, recall_id: int) -> HttpResponse:
    record = _recall(request, recall_id)
    back = reverse("transmission:recall", args=[record.pk])
    return perform(request, deeds.CONFIRM, record, then=lambda _: back, back=back)


def withdraw(request: Request, candidate_code: str) -> HttpResponse:
    """In one step: consents end, recipients are told, no batch takes the person in (R-DP-03)."""
    candidate = get_object_or_404(person_by_code(request, candidate_code))
    back = reverse("transmission:recalls")
    initial = {"on": request.actor.today}
    return perform(
        request, deeds.WITHDRAW, candidate, then=lambda _: back, back=back, initial=initial
    )


def outcomes(request: Request) -> HttpResponse:
    """A municipality's own people by name, the sender's by code (R-CAN-12)."""
    require_anywhere(request.actor, P.PERSON_EDIT, P.BATCH_SEND)
    lines = BatchLine.objects.visible_to(request.actor)
    if request.actor.holds(P.PERSON_EDIT):
        listing = beside(request, OWN_PEOPLE, NEIGHBOURS)
        rows = as_told(lines.of_own_people(request.actor), on=request.actor.today)
        figures = own_figures(request)
        page = "transmission/own_people.html"
        return show_list(request, listing, rows, template=page, figures=figures)
    known = lines.of_people_sent().annotate(told=Value(True), shown=F("feedback"))
    return show_list(request, beside(request, BY_CODE, NEIGHBOURS), known)


def outcome_new(request: Request, candidate_code: str) -> HttpResponse:
    candidate = get_object_or_404(person_by_code(request, candidate_code))
    if not may_take(candidate.LIFECYCLE.step("record_outcome"), candidate, request.actor):
        raise NotAllowed(permission=P.PERSON_EDIT)
    back = reverse("transmission:outcomes")
    return perform(request, deeds.OUTCOME, candidate, then=lambda _: back, back=back)


def outcome_end(request: Request, outcome_id: int) -> HttpResponse:
    rows = Outcome.objects.visible_to(request.actor).select_related("candidate")
    outcome = get_object_or_404(rows, pk=outcome_id)
    back = reverse("transmission:outcomes")
    initial = {"ended_on": request.actor.today}
    return perform(request, deeds.END, outcome, then=lambda _: back, back=back, initial=initial)


def _recall(request: Request, recall_id: int) -> Recall:
    rows = Recall.objects.visible_to(request.actor).for_list()
    return get_object_or_404(rows.select_related("line__candidate"), pk=recall_id)
