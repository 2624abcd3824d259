"""Calls to municipalities: their lists, their pages, the pages of their deeds."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.initiatives.models import Initiative
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.answering import right_to_answer
from kreislotse.participants.models import Call, CallResponse
from kreislotse.participants.rules import (
    ANSWERABLE,
    CHANGEABLE,
    REMINDABLE,
    WITHDRAWABLE,
    refuse_unless_in,
)
from kreislotse.participants.states import CallState, PartKind
from kreislotse.web.by_initiative import address_of, chosen, with_initiative
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.participants import deeds, listings
from kreislotse.web.participants.listings import address
from kreislotse.web.participants.nominations import people_to_report
from kreislotse.web.participants.records import call_context, response_context
from kreislotse.web.participants.reminding import reminder
from kreislotse.web.requests import Request


def calls(request: Request) -> HttpResponse:
    require_anywhere(
        request.actor, Permission.CALL_READ, Permission.CALL_ANSWER, Permission.CALL_RECEIVE
    )
    actor = request.actor
    rows = Call.objects.visible_to(actor).for_list(actor)
    if actor.holds(Permission.CALL_READ):
        return show_list(request, listings.for_office(actor), rows, new=_new(request))
    if actor.holds(Permission.CALL_ANSWER):
        return show_list(request, listings.FOR_MUNICIPALITY, rows)
    return show_list(request, listings.FOR_RECIPIENT, rows)


def call(request: Request, call_id: int) -> HttpResponse:
    record = _call(request, call_id)
    return render(request, "participants/call.html", call_context(request, record))


def response(request: Request, response_id: int) -> HttpResponse:
    record = _response(request, response_id)
    return render(request, "participants/response.html", response_context(request, record))


def target_group(request: Request, initiative_id: int) -> HttpResponse:
    visible = Initiative.objects.visible_to(request.actor)
    initiative = get_object_or_404(visible, pk=initiative_id)
    page = address_of(initiative)
    criteria = list(initiative.criteria.order_by("position").values_list("text", flat=True))
    initial = {"criteria": criteria}
    return perform(
        request, deeds.DESCRIBE, initiative, then=lambda _: page, back=page, initial=initial
    )


def call_new(request: Request) -> HttpResponse:
    back = reverse("participants:calls")
    return perform(request, deeds.DRAFT, then=address, back=back, initial=chosen(request))


def call_change(request: Request, call_id: int) -> HttpResponse:
    record = _call(request, call_id)
    require(request.actor, Permission.CALL_EDIT, at=record.owner_id)
    refuse_unless_in(CHANGEABLE, state=record.state, label=record.get_state_display())
    draft = record.state == CallState.DRAFT
    deed = deeds.CHANGE_DRAFT if draft else deeds.CHANGE_RUNNING
    initial = {name: getattr(record, name) for name in ("title", "recipient", "due_on")}
    parts = record.parts.all()
    initial |= {kind.value: [p.text for p in parts if p.kind == kind] for kind in PartKind}
    return _perform_on(request, deed, record, initial=initial)


def call_open(request: Request, call_id: int) -> HttpResponse:
    record = _call(request, call_id)
    kind = OrganisationKind.MUNICIPALITY
    places = Organisation.objects.visible_to(request.actor).filter(
        kind=kind, part_of=record.owner_id
    )
    return _perform_on(
        request, deeds.OPEN, record, initial={"municipalities": places.order_by("sort_key")}
    )


def call_forward(request: Request, call_id: int) -> HttpResponse:
    record = _call(request, call_id)
    sentence = say(
        "{recipient} sieht danach, welche Stadt oder Gemeinde geantwortet hat, und wie viele "
        "Antworten es zu jedem Teil gibt. Bemerkungen werden nicht weitergegeben."
    )
    recipient = record.recipient or say("Die Stelle, an die das Ergebnis geht,")
    deed = replace(deeds.FORWARD, consequence=sentence.format(recipient=recipient))
    return _perform_on(request, deed, record, initial={"forwarded_on": request.actor.today})


def call_remind(request: Request, call_id: int) -> HttpResponse:
    record = _call(request, call_id)
    require(request.actor, Permission.CALL_EDIT, at=record.owner_id)
    refuse_unless_in(REMINDABLE, state=record.state, label=record.get_state_display())
    return _perform_on(request, deeds.REMIND, record, initial=reminder(request, record))


def call_close(request: Request, call_id: int) -> HttpResponse:
    return _perform_on(request, deeds.CLOSE, _call(request, call_id))


def call_not_recorded(request: Request, call_id: int) -> HttpResponse:
    record = _call(request, call_id)
    require(request.actor, Permission.CALL_EDIT, at=record.owner_id)
    refuse_unless_in(ANSWERABLE, state=record.state, label=record.get_state_display())
    return _perform_on(request, deeds.NOT_RECORDED, record)


def response_answer(request: Request, response_id: int) -> HttpResponse:
    return _answer(request, deeds.ANSWER, response_id, ANSWERABLE)


def response_nil(request: Request, response_id: int) -> HttpResponse:
    return _answer(request, deeds.NIL, response_id, ANSWERABLE)


def response_withdraw(request: Request, response_id: int) -> HttpResponse:
    return _answer(request, deeds.WITHDRAW, response_id, WITHDRAWABLE)


def response_sign_off(request: Request, response_id: int) -> HttpResponse:
    record = _response(request, response_id)
    call = record.part.call
    town = record.municipality_id
    require(request.actor, Permission.PERSON_EDIT, at=town)
    refuse_unless_in(ANSWERABLE, state=call.state, label=call.get_state_display())
    initial = people_to_report(request, record)
    back = reverse("participants:response", args=[record.pk])
    then = address(call)
    deed = deeds.SIGN_OFF
    return perform(request, deed, record, then=lambda _: then, back=back, at=town, initial=initial)


def _new(request: Request) -> tuple[Any, str] | None:
    """The way to a new call, keeping the initiative that the list was narrowed to."""
    if not request.actor.holds(Permission.CALL_EDIT):
        return None
    return _("Neue Abfrage"), with_initiative(request, "participants:call_new")


def _call(request: Request, call_id: int) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.actor).for_page(), pk=call_id)


def _response(request: Request, response_id: int) -> CallResponse:
    """An answer that the reader may read in full; to the recipient of a call it has no page."""
    actor = request.actor
    read = CallResponse.objects.visible_to(actor).with_remarks_for(actor).for_page()
    return get_object_or_404(read, pk=response_id)


def _perform_on(
    request: Request, deed: Deed, record: Call, initial: dict[str, Any] | None = None
) -> HttpResponse:
    return perform(request, deed, record, then=address, back=address(record), initial=initial)


def _answer(
    request: Request, deed: Deed, response_id: int, states: tuple[CallState, ...]
) -> HttpResponse:
    """The page of a deed on one answer; from it one goes on to what is still open in the call."""
    record = _response(request, response_id)
    call = record.part.call
    needs, place = right_to_answer(record, request.actor)
    require(request.actor, needs, at=place)
    refuse_unless_in(states, state=call.state, label=call.get_state_display())
    initial = {"answered_on": request.actor.today}
    deed = replace(deed, needs=needs, title=f"{deed.title}: {record.part.text}")
    back = reverse("participants:response", args=[record.pk])
    then = address(call)
    return perform(request, deed, record, then=lambda _: then, back=back, at=place, initial=initial)
