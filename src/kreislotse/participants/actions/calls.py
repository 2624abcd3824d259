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
from kreislotse.participants.answering import put, right_to_answer, settle
from kreislotse.participants.errors import (
    CallWithoutParts,
    DayAhead,
    ListNotSignedOff,
    NobodyAsked,
    NothingOutstanding,
    NothingToWithdraw,
    NotInDistrict,
    PartsFixed,
    PartWithoutText,
    PeopleReported,
    RecipientMissing,
    RemindedToday,
    SilentNoMore,
    TargetGroupWithoutCriteria,
)
from kreislotse.participants.models import (
    Call,
    CallPart,
    CallReminder,
    CallResponse,
    TargetCriterion,
)
from kreislotse.participants.rules import (
    ANSWERABLE,
    CHANGEABLE,
    REMINDABLE,
    WITHDRAWABLE,
    refuse_unless_in,
)
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
    """Record that a municipality has answered a part; the answer itself has its own place.

    A municipality answers a part that asks for people by signing off their list (`sign_off`); the
    office may record that a list came another way.
    """
    needs, place = right_to_answer(response, actor)
    require(actor, needs, at=place)
    if needs is Permission.CALL_ANSWER and response.part.kind == PartKind.CANDIDATES:
        raise ListNotSignedOff(part=response.part.text)
    return settle(response, ResponseState.ANSWERED, "record_answer", actor, answered_on, remark)


@transaction.atomic
def report_nil_return(
    response: CallResponse, *, actor: Actor, answered_on: date, remark: str = ""
) -> CallResponse:
    """Record that a municipality has nobody and nothing to report; not the same as silence."""
    needs, place = right_to_answer(response, actor)
    require(actor, needs, at=place)
    nil = ResponseState.NIL_RETURN
    return settle(response, nil, "report_nil_return", actor, answered_on, remark)


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
    if people := response.nominations.count():
        raise PeopleReported(part=response.part.text, number=people)
    return put(response, "withdraw_answer", actor, ResponseState.ASKED, note=note.strip())


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
        put(
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
def remind(call: Call, *, actor: Actor, municipalities: Iterable[Organisation]) -> Call:
    """Note that silent municipalities were reminded today, each once a day (R-CAN-08).

    Nothing is sent from here: the text of the reminder goes by the office's own mail.
    """
    call = lock(call)
    require(actor, Permission.CALL_EDIT, at=call.owner_id)
    refuse_unless_in(REMINDABLE, state=call.state, label=call.get_state_display())
    places = list(dict.fromkeys(municipalities))
    if not places:
        raise NobodyAsked
    _refuse_to_remind(call, places, today=actor.today)
    CallReminder.objects.bulk_create(
        CallReminder(call=call, municipality=place, reminded_on=actor.today) for place in places
    )
    write(call, "remind", actor=actor, note=join([place.name for place in places]))
    return call


def _refuse_to_remind(call: Call, places: Sequence[Organisation], *, today: date) -> None:
    open_parts = CallResponse.objects.filter(part__call=call, state=ResponseState.ASKED)
    silent = set(open_parts.values_list("municipality", flat=True))
    settled = [place.name for place in places if place.pk not in silent]
    if settled:
        raise SilentNoMore(names=join(settled))
    done = call.reminders.filter(reminded_on=today).values_list("municipality", flat=True)
    reminded = [place.name for place in places if place.pk in set(done)]
    if reminded:
        raise RemindedToday(names=join(reminded))


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
