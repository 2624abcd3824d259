"""The record pages of a call and of one answer: what each reader sees and may do there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.initiatives.models import Initiative
from kreislotse.participants.answering import right_to_answer
from kreislotse.participants.models import Call, CallResponse
from kreislotse.participants.rules import ANSWERABLE, CHANGEABLE, REMINDABLE, WITHDRAWABLE
from kreislotse.participants.states import PartKind, ResponseState
from kreislotse.web.by_initiative import address_of
from kreislotse.web.participants.answering_a_call import (
    asked_for,
    next_for_the_district,
    own_lists,
)
from kreislotse.web.participants.listings import address, state_badge
from kreislotse.web.participants.matrix import response_badge, standing_context
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.CALL_EDIT


def crumbs_to(call: Call, request: Request) -> list[tuple[Any, str]]:
    """The way up the spine, as far as the reader may walk it."""
    above = Initiative.objects.visible_to(request.actor).filter(pk=call.initiative_id)
    way = [(each.title, address_of(each)) for each in above]
    return [*way, (_("Abfragen"), reverse("participants:calls"))]


def call_context(request: Request, call: Call) -> dict[str, Any]:
    """The call with its answers; its history is the office's alone, for it names who was asked."""
    actor = request.actor
    responses = list(CallResponse.objects.visible_to(actor).of_call(call).with_people())
    standing = standing_context(call, responses, actor)
    steps = {verb: _deed(verb, call) for verb in ("open", "forward", "close")}
    context = record_context(
        request,
        call,
        title=call.title,
        crumbs=crumbs_to(call, request),
        deeds={f"{verb}_call": where for verb, where in steps.items()}
        if standing["office"]
        else {},
        extra_deeds=_extra_deeds(call, missing=standing["progress"].missing),
        state=state_badge(call),
    )
    hidden = {} if standing["office"] else {"timeline": None}
    lists = own_lists(call, responses, actor)
    beyond = {
        "may_count": allowed(actor, Permission.PERSON_COUNT, at=call.owner_id),
        "next_steps": next_for_the_district(call, actor),
    }
    return {**context, **standing, **asked_for(call, actor), **lists, **beyond, **hidden}


def _deed(noun: str, record: Any) -> str:
    return reverse(f"participants:call_{noun}", args=[record.pk])


def _extra_deeds(call: Call, *, missing: int) -> list[tuple[Permission, Any, str]]:
    deeds = []
    if call.state in CHANGEABLE:
        deeds.append((EDIT, _("Ändern"), _deed("change", call)))
    if call.state in REMINDABLE and missing:
        deeds.append((EDIT, _("Erinnern"), _deed("remind", call)))
    if call.state in ANSWERABLE and missing:
        label = _("Nicht einzeln festgehalten")
        deeds.append((EDIT, label, _deed("not_recorded", call)))
    return deeds


def response_context(request: Request, response: CallResponse) -> dict[str, Any]:
    """One part as asked of one municipality, with the two ways to answer it."""
    call = response.part.call
    crumbs = [*crumbs_to(call, request), (call.title, address(call))]
    context = record_context(
        request,
        response,
        title=response.part.text,
        crumbs=crumbs,
        state=response_badge(response),
    )
    needs, place = right_to_answer(response, request.actor)
    may = allowed(request.actor, needs, at=place)
    given = response.state in (ResponseState.ANSWERED, ResponseState.NIL_RETURN)
    list_wanted = response.part.kind == PartKind.CANDIDATES
    signs_off = list_wanted and allowed(
        request.actor, Permission.PERSON_EDIT, at=response.municipality_id
    )
    nil = response.state == ResponseState.NIL_RETURN
    return {
        **context,
        "list_wanted": list_wanted,
        "may_answer": may and call.state in ANSWERABLE and not given,
        "may_see_people": list_wanted
        and (signs_off or allowed(request.actor, Permission.PERSON_CHECK, at=response.owner_id)),
        "may_sign_off": signs_off and call.state in ANSWERABLE and not nil,
        "only_by_list": list_wanted and needs is Permission.CALL_ANSWER,
        "may_withdraw": may
        and call.state in WITHDRAWABLE
        and response.state != ResponseState.ASKED,
        "closed": call.state not in ANSWERABLE,
    }
