"""Pages of initiatives and what hangs on them: fetch, one action, answer."""

from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.initiatives.keeping import require_keeper
from kreislotse.initiatives.models import (
    FieldOfAction,
    Initiative,
    Letter,
    Milestone,
    OpenQuestion,
    Partner,
    Position,
    ReportSubscription,
)
from kreislotse.mandates.models import Clause
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.initiatives import deeds, listings, pages
from kreislotse.web.listing import show_list
from kreislotse.web.requests import Request

EDIT = Permission.INITIATIVE_EDIT
REFERENCE = Permission.REFERENCE_EDIT


def filled(record: Model, deed: Deed) -> dict[str, Any]:
    """What the record says already, for the fields of the deed's form."""
    links = {field.name for field in record._meta.many_to_many}
    return {
        name: list(getattr(record, name).all()) if name in links else getattr(record, name, None)
        for name in deed.form.base_fields
    }


def initiatives(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.INITIATIVE_READ)
    rows = Initiative.objects.visible_to(request.actor).for_list()
    may = request.actor.holds(EDIT)
    new = (deeds.PLAN.title, reverse("initiatives:initiative_new")) if may else None
    return show_list(request, listings.initiatives(request.actor.today), rows, new=new)


def initiative(request: Request, initiative_id: int) -> HttpResponse:
    ours = Initiative.objects.visible_to(request.actor).for_page()
    shown = get_object_or_404(ours, pk=initiative_id)
    return render(request, "initiatives/initiative.html", pages.initiative_context(request, shown))


def initiative_new(request: Request) -> HttpResponse:
    back = reverse("initiatives:initiatives")
    return perform(request, deeds.PLAN, then=_page, back=back)


def initiative_change(request: Request, initiative_id: int) -> HttpResponse:
    return _on_initiative(request, initiative_id, deeds.CHANGE)


def clause_link(request: Request, initiative_id: int) -> HttpResponse:
    return _on_initiative(request, initiative_id, deeds.LINK_CLAUSE)


def clause_unlink(request: Request, initiative_id: int, clause_id: int) -> HttpResponse:
    ours = _initiative(request, initiative_id)
    clauses = Clause.objects.visible_to(request.actor).filter(initiatives=ours)
    clause = get_object_or_404(clauses, pk=clause_id)
    return perform(request, deeds.UNLINK_CLAUSE, ours, clause, then=_page, back=_page(ours))


def partner_new(request: Request, initiative_id: int) -> HttpResponse:
    return _on_initiative(request, initiative_id, deeds.ADD_PARTNER)


def partner_change(request: Request, partner_id: int) -> HttpResponse:
    partners = Partner.objects.visible_to(request.actor)
    return _on_part(request, get_object_or_404(partners, pk=partner_id), deeds.CHANGE_PARTNER)


def partner_remove(request: Request, partner_id: int) -> HttpResponse:
    partners = Partner.objects.visible_to(request.actor)
    return _on_part(request, get_object_or_404(partners, pk=partner_id), deeds.REMOVE_PARTNER)


def milestone_new(request: Request, initiative_id: int) -> HttpResponse:
    return _on_initiative(request, initiative_id, deeds.SET_MILESTONE)


def milestone_move(request: Request, milestone_id: int) -> HttpResponse:
    steps = Milestone.objects.visible_to(request.actor)
    return _on_part(request, get_object_or_404(steps, pk=milestone_id), deeds.MOVE_MILESTONE)


def letter_out_new(request: Request, initiative_id: int) -> HttpResponse:
    return _on_initiative(request, initiative_id, deeds.LETTER_OUT)


def letter_in_new(request: Request, initiative_id: int) -> HttpResponse:
    return _on_initiative(request, initiative_id, deeds.LETTER_IN)


def letter_change(request: Request, letter_id: int) -> HttpResponse:
    letters = Letter.objects.visible_to(request.actor)
    return _on_part(request, get_object_or_404(letters, pk=letter_id), deeds.CHANGE_LETTER)


def position_new(request: Request, initiative_id: int) -> HttpResponse:
    return _on_initiative(request, initiative_id, deeds.RECORD_POSITION)


def position_change(request: Request, position_id: int) -> HttpResponse:
    positions = Position.objects.visible_to(request.actor)
    return _on_part(request, get_object_or_404(positions, pk=position_id), deeds.CHANGE_POSITION)


def question_new(request: Request, initiative_id: int) -> HttpResponse:
    return _on_initiative(request, initiative_id, deeds.ASK)


def question_answer(request: Request, question_id: int) -> HttpResponse:
    questions = OpenQuestion.objects.visible_to(request.actor)
    return _on_part(request, get_object_or_404(questions, pk=question_id), deeds.ANSWER)


def subscription_new(request: Request, initiative_id: int) -> HttpResponse:
    return _on_initiative(request, initiative_id, deeds.SUBSCRIBE)


def report_received(request: Request, subscription_id: int) -> HttpResponse:
    asked = ReportSubscription.objects.visible_to(request.actor)
    return _on_part(request, get_object_or_404(asked, pk=subscription_id), deeds.RECEIVE)


def fields(request: Request) -> HttpResponse:
    rows = FieldOfAction.objects.visible_to(request.actor).order_by("title", "pk")
    may = request.actor.holds(EDIT) or request.actor.holds(REFERENCE)
    new = (deeds.ADD_FIELD.title, reverse("initiatives:field_new")) if may else None
    return show_list(request, listings.FIELDS, rows, new=new)


def field_new(request: Request) -> HttpResponse:
    require_keeper(request.actor)
    back = reverse("initiatives:fields")
    return perform(request, deeds.ADD_FIELD, then=lambda _: back, back=back)


def _initiative(request: Request, initiative_id: int) -> Initiative:
    return get_object_or_404(Initiative.objects.visible_to(request.actor), pk=initiative_id)


def _on_initiative(request: Request, initiative_id: int, deed: Deed) -> HttpResponse:
    """A deed on the initiative itself, or one that hangs something new on it."""
    ours = _initiative(request, initiative_id)
    here = _page(ours)
    said = {"initiative": ours} | (filled(ours, deed) if deed is deeds.CHANGE else {})
    return perform(request, deed, ours, then=lambda _: here, back=here, initial=said)


def _on_part(request: Request, part: Any, deed: Deed) -> HttpResponse:
    """A deed on something that hangs on an initiative."""
    here = _page(part.initiative)
    said = {"initiative": part.initiative} | filled(part, deed)
    return perform(request, deed, part, then=lambda _: here, back=here, initial=said)


def _page(ours: Initiative) -> str:
    return reverse("initiatives:initiative", args=[ours.pk])
