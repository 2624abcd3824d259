"""Calls to municipalities: drafting, asking, answering, forwarding; target groups."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.answering import right_to_answer
from kreislotse.participants.errors import (
    AlreadyAnswered,
    CallWithoutParts,
    DayAhead,
    NobodyAsked,
    NothingOutstanding,
    NothingToWithdraw,
    NotInDistrict,
    PartsFixed,
    PartWithoutText,
    RecipientMissing,
    TargetGroupWithoutCriteria,
)
from kreislotse.participants.models import Call, CallPart, CallResponse, TargetCriterion
from kreislotse.participants.rules import ANSWERABLE, CHANGEABLE, WITHDRAWABLE, refuse_unless_in
from kreislotse.participants.states import CallState, PartKind, ResponseState

Parts = Sequence[tuple[PartKind, str]]


@transaction.atomic
def describe_target_group(
    initiative: Initiative, *, actor: Actor, criteria: Sequence[str]
) -> Initiative:
    """Say anew whom the initiative is meant for, one criterion a line."""
    initiative = lock(initiative)
    require(actor, Permission.INITIATIVE_EDIT, at=initiative.owner_id)
    texts = [text.strip() for text in criteria if text.strip()]
    if not texts:
        raise TargetGroupWithoutCriteria
    known = list(initiative.criteria.order_by("position"))
    before = [criterion.text for criterion in known]
    if texts == before:
        return initiative
    for position, text in enumerate(texts, start=1):
        TargetCriterion.objects.update_or_create(
            initiative=initiative, position=position, defaults={"text": text}
        )
    initiative.criteria.filter(position__gt=len(texts)).delete()
    write(initiative, "describe_target_group", actor=actor, criteria=[before, texts])
    return initiative


@transaction.atomic
def draft_call(
    initiative: Initiative,
    *,
    actor: Actor,
    title: str,
    recipient: Organisation | None = None,
    due_on: date | None = None,
    parts: Parts,
) -> Call:
    """Prepare a call; nobody outside the office sees it before it is opened."""
    call = Call(
        owner_id=initiative.owner_id,
        initiative=initiative,
        title=title,
        recipient=recipient,
        due_on=due_on,
    )
    add(call, "draft_call", actor=actor, needs=Permission.CALL_EDIT)
    _write_parts(call, parts, actor=actor)
    return call


@transaction.atomic
def change_call(
    call: Call,
    *,
    actor: Actor,
    title: str,
    recipient: Organisation | None = None,
    due_on: date | None = None,
    parts: Parts | None = None,
) -> Call:
    """Change a call that is not forwarded yet; its parts only as long as it is a draft."""
    call = lock(call)
    require(actor, Permission.CALL_EDIT, at=call.owner_id)
    refuse_unless_in(CHANGEABLE, state=call.state, label=call.get_state_display())
    if parts is not None and call.state != CallState.DRAFT:
        raise PartsFixed(call=call.title)
    change(
        call,
        "change_call",
        actor=actor,
        needs=Permission.CALL_EDIT,
        title=title,
        recipient=recipient,
        due_on=due_on,
    )
    if parts is not None and list(parts) != [(part.kind, part.text) for part in _parts(call)]:
        call.parts.all().delete()
        _write_parts(call, parts, actor=actor)
    return call


def _parts(call: Call) -> Iterable[CallPart]:
    return call.parts.order_by("position")


def _write_parts(call: Call, parts: Parts, *, actor: Actor) -> None:
    if any(not text.strip() for _, text in parts):
        raise PartWithoutText
    for position, (kind, text) in enumerate(parts, start=1):
        part = CallPart(call=call, position=position, kind=kind, text=text.strip())
        add(part, "add_call_part", actor=actor, needs=Permission.CALL_EDIT)


@transaction.atomic
def open_call(call: Call, *, actor: Actor, municipalities: Iterable[Organisation]) -> Call:
    """Ask municipalities of the own district: from now on they see the call and can answer."""
    call = lock(call)
    check(call, "open_call", actor=actor)
    asked = list(dict.fromkeys(municipalities))
    parts = list(_parts(call))
    if not parts:
        raise CallWithoutParts(call=call.title)
    if not asked:
        raise NobodyAsked
    strangers = [place.name for place in asked if not _belongs(place, call.owner_id)]
    if strangers:
        raise NotInDistrict(names=join(strangers))
    CallResponse.objects.bulk_create(
        CallResponse(part=part, municipality=place) for part in parts for place in asked
    )
    return advance(call, "open_call", actor=actor, note=join([place.name for place in asked]))


def _belongs(place: Organisation, district: int) -> bool:
    return place.kind == OrganisationKind.MUNICIPALITY and place.part_of_id == district


@transaction.atomic
def record_answer(
    response: CallResponse, *, actor: Actor, answered_on: date, remark: str = ""
) -> CallResponse:
    """Record that a municipality has answered a part; the answer itself has its own place."""
    needs, place = right_to_answer(response, actor)
    require(actor, needs, at=place)
    return _settle(response, ResponseState.ANSWERED, "record_answer", actor, answered_on, remark)


@transaction.atomic
def report_nil_return(
    response: CallResponse, *, actor: Actor, answered_on: date, remark: str = ""
) -> CallResponse:
    """Record that a municipality has nobody and nothing to report; not the same as silence."""
    needs, place = right_to_answer(response, actor)
    require(actor, needs, at=place)
    nil = ResponseState.NIL_RETURN
    return _settle(response, nil, "report_nil_return", actor, answered_on, remark)


def _settle(
    response: CallResponse,
    state: ResponseState,
    verb: str,
    actor: Actor,
    answered_on: date,
    remark: str,
) -> CallResponse:
    call = lock(response.part.call)
    refuse_unless_in(ANSWERABLE, state=call.state, label=call.get_state_display())
    response = lock(response)
    if response.answered_on:
        raise AlreadyAnswered(
            municipality=response.municipality.name, day=date_short(response.answered_on)
        )
    if answered_on > actor.today:
        raise DayAhead(day=date_short(answered_on))
    return _set(response, verb, actor, state, answered_on=answered_on, remark=remark.strip())


def _set(
    response: CallResponse,
    verb: str,
    actor: Actor,
    state: ResponseState,
    *,
    answered_on: date | None = None,
    remark: str = "",
    note: str = "",
) -> CallResponse:
    before = response.state
    response.state, response.answered_on, response.remark = state, answered_on, remark
    response.full_clean(validate_unique=False, validate_constraints=False)
    response.save(update_fields=["state", "answered_on", "remark"])
    said = {"from": before, "to": state, "answered_on": answered_on, "remark": remark}
    write(response, verb, actor=actor, note=note, **said)
    return response


@transaction.atomic
def withdraw_answer(response: CallResponse, *, actor: Actor, note: str) -> CallResponse:
    """Take an answer back while the call is open; the part is asked again."""
    needs, place = right_to_answer(response, actor)
    require(actor, needs, at=place)
    call = lock(response.part.call)
    refuse_unless_in(WITHDRAWABLE, state=call.state, label=call.get_state_display())
    response = lock(response)
    if response.state == ResponseState.ASKED:
        raise NothingToWithdraw(municipality=response.municipality.name)
    if not note.strip():
        raise ReasonNeeded(what=response.part.text)
    return _set(response, "withdraw_answer", actor, ResponseState.ASKED, note=note.strip())


@transaction.atomic
def declare_answers_not_recorded(call: Call, *, actor: Actor) -> Call:
    """Stop waiting for answers to a call that was run before the system kept them."""
    call = lock(call)
    require(actor, Permission.CALL_EDIT, at=call.owner_id)
    refuse_unless_in(ANSWERABLE, state=call.state, label=call.get_state_display())
    outstanding = CallResponse.objects.filter(part__call=call, state=ResponseState.ASKED)
    silent = list(outstanding.select_for_update(of=("self",)).select_related("municipality"))
    if not silent:
        raise NothingOutstanding(call=call.title)
    for response in silent:
        _set(
            response,
            "declare_answers_not_recorded",
            actor,
            ResponseState.NOT_RECORDED,
            note=_BEFORE_THE_SYSTEM,
        )
    write(call, "declare_answers_not_recorded", actor=actor, note=_BEFORE_THE_SYSTEM)
    return call


_BEFORE_THE_SYSTEM = (
    "Die Abfrage lief, bevor Antworten einzeln festgehalten wurden; wer wann geantwortet hat, "
    "ist nicht belegt."
)


@transaction.atomic
def forward_call(call: Call, *, actor: Actor, forwarded_on: date | None) -> Call:
    """Pass the result on; from now on the recipient sees who has answered and who has not.

    An empty day says that it was passed on at a time that nobody recorded.
    """
    call = lock(call)
    check(call, "forward_call", actor=actor)
    if call.recipient_id is None:
        raise RecipientMissing(call=call.title)
    if forwarded_on and forwarded_on > actor.today:
        raise DayAhead(day=date_short(forwarded_on))
    return advance(call, "forward_call", actor=actor, forwarded_on=forwarded_on)


@transaction.atomic
def record_past_call(call: Call, *, actor: Actor) -> Call:
    """Enter a call that was run and passed on before; whom it asked, and when, is not known."""
    return advance(lock(call), "record_past_call", actor=actor)


@transaction.atomic
def close_call(call: Call, *, actor: Actor) -> Call:
    """End a call; nobody answers it any more, and what is missing stays missing."""
    return advance(lock(call), "close_call", actor=actor)
