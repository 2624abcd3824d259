"""Files that change hands: the list, the page of one, and what both sides do."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed, require_anywhere
from kreislotse.journal.models import ReadKind
from kreislotse.participants.models import Move
from kreislotse.participants.states import MoveState
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.participants import people_deeds as deeds
from kreislotse.web.participants.people_listings import MOVES, NEIGHBOURS, address, move_address
from kreislotse.web.participants.people_views import own_person
from kreislotse.web.reads import note_read
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

_PURPOSE = "Angebotene Akte erkennen"


def moves(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.PERSON_EDIT)
    rows = Move.objects.visible_to(request.actor).for_page().order_by("-pk")
    return show_list(request, beside(request, MOVES, NEIGHBOURS), rows)


def move(request: Request, move_id: int) -> HttpResponse:
    record = _move(request, move_id)
    named = _may_see_name(request, record)
    if named:
        needs = Permission.PERSON_EDIT
        note_read(request, ReadKind.RECORD, [record.candidate], needs=needs, purpose=_PURPOSE)
    routes = {"accept_move": "move_accept", "decline_move": "move_decline"}
    routes |= {"withdraw_move": "move_withdraw"}
    steps = {v: reverse(f"participants:{name}", args=[record.pk]) for v, name in routes.items()}
    crumbs = [(_("Akten, die umziehen"), reverse("participants:moves"))]
    title = record.candidate.code
    context = record_context(request, record, title=title, crumbs=crumbs, deeds=steps)
    return render(request, "participants/move.html", {**context, "named": named})


def move_new(request: Request, candidate_code: str) -> HttpResponse:
    record = own_person(request, candidate_code)
    initial = {"from_municipality": record.owner, "moved_on": request.actor.today}
    back = address(record)
    return perform(request, deeds.OFFER_MOVE, record, then=move_address, back=back, initial=initial)


def move_accept(request: Request, move_id: int) -> HttpResponse:
    return _on(request, deeds.ACCEPT_MOVE, move_id)


def move_decline(request: Request, move_id: int) -> HttpResponse:
    return _on(request, deeds.DECLINE_MOVE, move_id)


def move_withdraw(request: Request, move_id: int) -> HttpResponse:
    return _on(request, deeds.WITHDRAW_MOVE, move_id)


def _move(request: Request, move_id: int) -> Move:
    seen = Move.objects.visible_to(request.actor).for_page()
    return get_object_or_404(seen, pk=move_id)


def _may_see_name(request: Request, record: Move) -> bool:
    """The owner always; the other side while the file is on offer to it, to know the person."""
    candidate = record.candidate
    if candidate.restricted_on:
        return False
    if allowed(request.actor, Permission.PERSON_EDIT, at=candidate.owner_id):
        return True
    return record.state == MoveState.ASKED and allowed(
        request.actor, Permission.PERSON_EDIT, at=record.to_municipality_id
    )


def _on(request: Request, deed: Deed, move_id: int) -> HttpResponse:
    record = _move(request, move_id)
    return perform(request, deed, record, then=move_address, back=move_address(record))
