"""Pages of meetings, papers, resolutions and clauses: fetch, one action, answer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.mandates.models import (
    AgendaItem,
    Clause,
    Consultation,
    ElectoralPeriod,
    Meeting,
    Paper,
    Resolution,
)
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.mandates import deeds, listings, pages
from kreislotse.web.requests import Request

EDIT = Permission.MANDATE_EDIT


def filled(record: Any, deed: Deed) -> dict[str, Any]:
    """What the record says already, for the fields of the deed's form."""
    return {name: getattr(record, name, None) for name in deed.form.base_fields}


def _new(request: Request, deed: Deed, route: str) -> tuple[Any, str] | None:
    """The button above a list, for whoever may."""
    return (deed.title, reverse(route)) if request.actor.holds(EDIT) else None


def clauses(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.MANDATE_READ)
    rows = Clause.objects.visible_to(request.actor).for_list()
    return show_list(request, listings.CLAUSES, rows)


def clause(request: Request, clause_id: int) -> HttpResponse:
    shown = get_object_or_404(Clause.objects.visible_to(request.actor).for_page(), pk=clause_id)
    return render(request, "mandates/clause.html", pages.clause_context(request, shown))


def clause_new(request: Request, resolution_id: int) -> HttpResponse:
    resolution = get_object_or_404(Resolution.objects.visible_to(request.actor), pk=resolution_id)
    back = _meeting_of(resolution.agenda_item)
    return perform(request, deeds.ADD_CLAUSE, resolution, then=_clause_page, back=back)


def clause_assign(request: Request, clause_id: int) -> HttpResponse:
    return _on_clause(request, clause_id, deeds.ASSIGN_CLAUSE)


def clause_start(request: Request, clause_id: int) -> HttpResponse:
    return _on_clause(request, clause_id, deeds.START_CLAUSE)


def clause_stand(request: Request, clause_id: int) -> HttpResponse:
    return _on_clause(request, clause_id, deeds.DECLARE_STANDING)


def clause_fulfil(request: Request, clause_id: int) -> HttpResponse:
    return _on_clause(request, clause_id, deeds.FULFIL_CLAUSE)


def clause_reopen(request: Request, clause_id: int) -> HttpResponse:
    return _on_clause(request, clause_id, deeds.REOPEN_CLAUSE)


def clause_supersede(request: Request, clause_id: int) -> HttpResponse:
    return _on_clause(request, clause_id, deeds.SUPERSEDE_CLAUSE)


def clause_withdraw(request: Request, clause_id: int) -> HttpResponse:
    return _on_clause(request, clause_id, deeds.WITHDRAW_CLAUSE)


def evidence_new(request: Request, clause_id: int) -> HttpResponse:
    return _on_clause(request, clause_id, deeds.ADD_EVIDENCE)


def _on_clause(request: Request, clause_id: int, deed: Deed) -> HttpResponse:
    ours = get_object_or_404(Clause.objects.visible_to(request.actor), pk=clause_id)
    here = _clause_page(ours)
    said = filled(ours, deed) if deed is deeds.ASSIGN_CLAUSE else None
    return perform(request, deed, ours, then=lambda _: here, back=here, initial=said)


def meetings(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.MANDATE_READ)
    rows = Meeting.objects.visible_to(request.actor).for_list()
    new = _new(request, deeds.SCHEDULE_MEETING, "mandates:meeting_new")
    return show_list(request, listings.MEETINGS, rows, new=new)


def meeting(request: Request, meeting_id: int) -> HttpResponse:
    shown = get_object_or_404(Meeting.objects.visible_to(request.actor).for_page(), pk=meeting_id)
    return render(request, "mandates/meeting.html", pages.meeting_context(request, shown))


def meeting_new(request: Request) -> HttpResponse:
    back = reverse("mandates:meetings")
    return perform(request, deeds.SCHEDULE_MEETING, then=_meeting_page, back=back)


def meeting_held(request: Request, meeting_id: int) -> HttpResponse:
    return _on_meeting(request, meeting_id, deeds.RECORD_HELD)


def meeting_cancel(request: Request, meeting_id: int) -> HttpResponse:
    return _on_meeting(request, meeting_id, deeds.CANCEL_MEETING)


def agenda_item_new(request: Request, meeting_id: int) -> HttpResponse:
    return _on_meeting(request, meeting_id, deeds.PUT_ON_AGENDA)


def _on_meeting(request: Request, meeting_id: int, deed: Deed) -> HttpResponse:
    ours = get_object_or_404(Meeting.objects.visible_to(request.actor), pk=meeting_id)
    here = _meeting_page(ours)
    return perform(request, deed, ours, then=lambda _: here, back=here)


def resolution_new(request: Request, agenda_item_id: int) -> HttpResponse:
    items = AgendaItem.objects.visible_to(request.actor)
    item = get_object_or_404(items, pk=agenda_item_id)
    here = _meeting_of(item)
    return perform(request, deeds.RECORD_RESOLUTION, item, then=lambda _: here, back=here)


def resolution_correct(request: Request, resolution_id: int) -> HttpResponse:
    ours = get_object_or_404(Resolution.objects.visible_to(request.actor), pk=resolution_id)
    here, deed = _meeting_of(ours.agenda_item), deeds.CORRECT_RESOLUTION
    said = filled(ours, deed)
    return perform(request, deed, ours, then=lambda _: here, back=here, initial=said)


def papers(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.MANDATE_READ)
    rows = Paper.objects.visible_to(request.actor).for_list()
    new = _new(request, deeds.REGISTER_PAPER, "mandates:paper_new")
    return show_list(request, listings.PAPERS, rows, new=new)


def paper(request: Request, paper_id: int) -> HttpResponse:
    shown = get_object_or_404(Paper.objects.visible_to(request.actor).for_page(), pk=paper_id)
    return render(request, "mandates/paper.html", pages.paper_context(request, shown))


def paper_new(request: Request) -> HttpResponse:
    back = reverse("mandates:papers")
    return perform(request, deeds.REGISTER_PAPER, then=_paper_page, back=back)


def paper_change(request: Request, paper_id: int) -> HttpResponse:
    ours = get_object_or_404(Paper.objects.visible_to(request.actor), pk=paper_id)
    here, deed = _paper_page(ours), deeds.CHANGE_PAPER
    said = filled(ours, deed)
    return perform(request, deed, ours, then=_paper_page, back=here, initial=said)


def paper_revise(request: Request, paper_id: int) -> HttpResponse:
    ours = get_object_or_404(Paper.objects.visible_to(request.actor), pk=paper_id)
    return perform(request, deeds.REVISE_PAPER, ours, then=_paper_page, back=_paper_page(ours))


def consultation_new(request: Request, paper_id: int) -> HttpResponse:
    ours = get_object_or_404(Paper.objects.visible_to(request.actor), pk=paper_id)
    here = _paper_page(ours)
    return perform(request, deeds.ADD_CONSULTATION, ours, then=lambda _: here, back=here)


def consultation_change(request: Request, consultation_id: int) -> HttpResponse:
    steps = Consultation.objects.visible_to(request.actor)
    ours = get_object_or_404(steps, pk=consultation_id)
    here, deed = _paper_page(ours.paper), deeds.CHANGE_CONSULTATION
    said = filled(ours, deed)
    return perform(request, deed, ours, then=lambda _: here, back=here, initial=said)


def periods(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.MANDATE_READ)
    rows = ElectoralPeriod.objects.visible_to(request.actor).for_list()
    new = _new(request, deeds.OPEN_PERIOD, "mandates:period_new")
    return show_list(request, listings.PERIODS, rows, new=new)


def period_new(request: Request) -> HttpResponse:
    back = reverse("mandates:periods")
    return perform(request, deeds.OPEN_PERIOD, then=lambda _: back, back=back)


def _clause_page(ours: Clause) -> str:
    return reverse("mandates:clause", args=[ours.pk])


def _meeting_page(ours: Meeting) -> str:
    return reverse("mandates:meeting", args=[ours.pk])


def _meeting_of(item: AgendaItem) -> str:
    return reverse("mandates:meeting", args=[item.meeting_id])


def _paper_page(ours: Paper) -> str:
    return reverse("mandates:paper", args=[ours.pk])
