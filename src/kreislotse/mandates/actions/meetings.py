"""Meetings of bodies and what stands on their agenda."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.mandates.belonging import check_belongs
from kreislotse.mandates.errors import (
    AgendaNumberTaken,
    BodyNotInOffice,
    MeetingExists,
    MeetingHasResolutions,
    MeetingLiesAhead,
)
from kreislotse.mandates.models import AgendaItem, Meeting, Paper, Resolution
from kreislotse.mandates.sittings import check_has_come, check_not_cancelled
from kreislotse.mandates.states import MeetingState
from kreislotse.organisations.models import Body, Organisation
from kreislotse.records.tables import valid_on

EDIT = Permission.MANDATE_EDIT


@transaction.atomic
def schedule_meeting(*, actor: Actor, body: Body, held_on: date, place: str = "") -> Meeting:
    """Enter a meeting of a body that exists on that day."""
    require(actor, EDIT, at=body.owner_id)
    body = lock(body)
    if not Body.objects.filter(valid_on(held_on), pk=body.pk).exists():
        raise BodyNotInOffice(body=body, day=f"{held_on:%d.%m.%Y}")
    if Meeting.objects.filter(body=body, held_on=held_on).exists():
        raise MeetingExists(body=body, day=f"{held_on:%d.%m.%Y}")
    meeting = Meeting(owner_id=body.owner_id, body=body, held_on=held_on, place=place)
    return add(meeting, "schedule_meeting", actor=actor, needs=EDIT)


@transaction.atomic
def record_past_meeting(
    *, actor: Actor, owner: Organisation, body: Body | None, held_on: date | None
) -> Meeting:
    """Enter a meeting that took place before the register began, as far as it is known."""
    require(actor, EDIT, at=owner.pk)
    check_belongs(owner.pk, body)
    if held_on and held_on > actor.today:
        raise MeetingLiesAhead(day=f"{held_on:%d.%m.%Y}")
    if body and held_on and Meeting.objects.filter(body=body, held_on=held_on).exists():
        raise MeetingExists(body=body, day=f"{held_on:%d.%m.%Y}")
    meeting = Meeting(owner=owner, body=body, held_on=held_on, state=MeetingState.HELD)
    return add(meeting, "record_past_meeting", actor=actor, needs=EDIT)


@transaction.atomic
def record_meeting_held(meeting: Meeting, *, actor: Actor) -> Meeting:
    """Say that the meeting took place; not before its day."""
    meeting = lock(meeting)
    check(meeting, "record_meeting_held", actor=actor)
    check_has_come(meeting, actor.today)
    return advance(meeting, "record_meeting_held", actor=actor)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, actor: Actor, note: str = "") -> Meeting:
    """Call a meeting off, unless it has decided something already."""
    meeting = lock(meeting)
    check(meeting, "cancel_meeting", actor=actor)
    count = Resolution.objects.filter(agenda_item__meeting=meeting).count()
    if count:
        raise MeetingHasResolutions(count=count)
    return advance(meeting, "cancel_meeting", actor=actor, note=note)


@transaction.atomic
def put_on_agenda(
    meeting: Meeting,
    *,
    actor: Actor,
    subject: str,
    number: str = "",
    paper: Paper | None = None,
    is_public: bool = True,
) -> AgendaItem:
    """Put a subject on the agenda; number and paper may not be known."""
    require(actor, EDIT, at=meeting.owner_id)
    meeting = lock(meeting)
    check_not_cancelled(meeting)
    check_belongs(meeting.owner_id, paper)
    if number and meeting.agenda_items.filter(number=number).exists():
        raise AgendaNumberTaken(number=number)
    item = AgendaItem(
        owner_id=meeting.owner_id,
        meeting=meeting,
        subject=subject,
        number=number,
        paper=paper,
        is_public=is_public,
    )
    return add(item, "put_on_agenda", actor=actor, needs=EDIT)
