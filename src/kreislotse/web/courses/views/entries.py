"""Entries of waiting lists: their page, and what is said, offered and answered there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.access.policy import Permission
from kreislotse.courses.models import Offer
from kreislotse.kernel.refusals import NotAllowed
from kreislotse.web.courses import entry_deeds as deeds
from kreislotse.web.courses.entry_listings import entry_address
from kreislotse.web.courses.entry_pages import after_answer, entry_context, keeps
from kreislotse.web.courses.naming import known_to, note_names
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.requests import Request

_WISHES = ("priority", "needs_childcare", "wants_women_only", "parts_of_day", "travel_minutes")


def entry(request: Request, entry_id: int) -> HttpResponse:
    found = own_entry(request, entry_id)
    note_names(request, [found], purpose="Eintrag einer Warteliste")
    return render(request, "courses/entry.html", entry_context(request, found))


def entry_change(request: Request, entry_id: int) -> HttpResponse:
    found = _kept(request, entry_id)
    initial = {name: getattr(found, name) for name in _WISHES}
    return _perform(request, deeds.CHANGE, found, initial)


def entry_refer(request: Request, entry_id: int) -> HttpResponse:
    return _on(request, deeds.REFER, entry_id)


def entry_assess(request: Request, entry_id: int) -> HttpResponse:
    return _on(request, deeds.ASSESS, entry_id)


def entry_admit(request: Request, entry_id: int) -> HttpResponse:
    return _on(request, deeds.ADMIT, entry_id)


def entry_again(request: Request, entry_id: int) -> HttpResponse:
    return _on(request, deeds.AGAIN, entry_id)


def entry_remove(request: Request, entry_id: int) -> HttpResponse:
    return _on(request, deeds.REMOVE, entry_id)


def entry_jump(request: Request, entry_id: int) -> HttpResponse:
    return _on(request, deeds.JUMP, entry_id)


def entry_jump_back(request: Request, entry_id: int) -> HttpResponse:
    return _on(request, deeds.JUMP_BACK, entry_id)


def entry_attempt(request: Request, entry_id: int) -> HttpResponse:
    found = _kept(request, entry_id)
    return _perform(request, deeds.ATTEMPT, found, {"tried_on": request.actor.today})


def offer_new(request: Request, entry_id: int) -> HttpResponse:
    found = own_entry(request, entry_id)
    initial = {"kind": found.waiting_list.kind_id, "course": request.GET.get("course", "")}
    return _perform(request, deeds.OFFER, found, initial)


def offer_accept(request: Request, offer_id: int) -> HttpResponse:
    return _answer(request, deeds.ACCEPT, offer_id)


def offer_decline(request: Request, offer_id: int) -> HttpResponse:
    return _answer(request, deeds.DECLINE, offer_id)


def offer_expire(request: Request, offer_id: int) -> HttpResponse:
    return _answer(request, deeds.EXPIRE, offer_id)


def offer_withdraw(request: Request, offer_id: int) -> HttpResponse:
    return _answer(request, deeds.WITHDRAW, offer_id)


def own_entry(request: Request, entry_id: int) -> Any:
    """An entry that the reader knows by code; the provider has pages of its own."""
    rows = known_to(request.actor).select_related(
        "waiting_list__kind", "waiting_list__rule_set", "jump"
    )
    return get_object_or_404(rows, pk=entry_id)


def _kept(request: Request, entry_id: int) -> Any:
    found = own_entry(request, entry_id)
    if not keeps(request, found):
        raise NotAllowed(permission=Permission.PERSON_EDIT)
    return found


def _on(request: Request, deed: Deed, entry_id: int) -> HttpResponse:
    found = own_entry(request, entry_id)
    level = {"level": found.level, "level_by": found.level_by, "level_on": found.level_on}
    return _perform(request, deed, found, level)


def _answer(request: Request, deed: Deed, offer_id: int) -> HttpResponse:
    rows = Offer.objects.coded_to(request.actor).select_related("entry__waiting_list", "course")
    found = get_object_or_404(rows, pk=offer_id)
    page = entry_address(found.entry)
    return perform(request, deed, found, then=after_answer(request), back=page)


def _perform(
    request: Request, deed: Deed, found: Any, initial: dict[str, Any] | None = None
) -> HttpResponse:
    page = entry_address(found)
    return perform(request, deed, found, then=lambda _: page, back=page, initial=initial)
