"""Concepts written together; working meetings: planning, inviting, replying, results."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, advance, change, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.cooperation.errors import (
    AlreadyInvited,
    DayAhead,
    InvitedForAnotherDay,
    NobodyInvited,
    NoReplyYet,
    PartnerIsOwner,
)
from kreislotse.cooperation.models import Concept, Invitation, MeetingOutcome, WorkingMeeting
from kreislotse.cooperation.replying import right_to_reply
from kreislotse.cooperation.rules import (
    CHANGEABLE,
    REPLIABLE,
    WITH_OUTCOMES,
    refuse_before_its_day,
    refuse_unless_in,
    refuse_unsound_reply,
)
from kreislotse.cooperation.states import OutcomeKind, Reply, WorkingMeetingState
from kreislotse.initiatives.models import Initiative
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short, join
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.organisations.models import Organisation

_EDIT = Permission.COOPERATION_EDIT


@transaction.atomic
def intend_concept(
    initiative: Initiative,
    *,
    actor: Actor,
    title: str,
    partners: Iterable[Organisation] = (),
    basis: str = "",
) -> Concept:
    """Note the intention to write a concept, and with whom; partners see it from now on."""
    concept = Concept(owner_id=initiative.owner_id, initiative=initiative, title=title, basis=basis)
    add(concept, "intend_concept", actor=actor, needs=_EDIT)
    _share(concept, partners, actor=actor)
    return concept


@transaction.atomic
def change_concept(
    concept: Concept,
    *,
    actor: Actor,
    title: str,
    partners: Iterable[Organisation] = (),
    basis: str = "",
) -> Concept:
    """Change what a concept is called, whom it is written with and on what ground."""
    concept = lock(concept)
    change(concept, "change_concept", actor=actor, needs=_EDIT, title=title, basis=basis)
    _share(concept, partners, actor=actor)
    return concept


def _share(concept: Concept, partners: Iterable[Organisation], *, actor: Actor) -> None:
    wanted = {partner.pk: partner for partner in partners}
    if concept.owner_id in wanted:
        raise PartnerIsOwner(name=wanted[concept.owner_id].name)
    before = set(concept.partners.values_list("pk", flat=True))
    if before != set(wanted):
        concept.partners.set(wanted.values())
        write(concept, "share_concept", actor=actor, partners=[sorted(before), sorted(wanted)])


@transaction.atomic
def begin_drafting(concept: Concept, *, actor: Actor) -> Concept:
    """Say that the writing has begun."""
    return advance(lock(concept), "begin_drafting", actor=actor)


@transaction.atomic
def plan_meeting(
    initiative: Initiative,
    *,
    actor: Actor,
    topic: str,
    held_on: date | None = None,
    place: str = "",
    results_orally: bool = False,
) -> WorkingMeeting:
    """Plan a working meeting; `results_orally` promises its results for the committee's session."""
    meeting = WorkingMeeting(
        owner_id=initiative.owner_id,
        initiative=initiative,
        topic=topic,
        held_on=held_on,
        place=place,
        results_orally=results_orally,
    )
    return add(meeting, "plan_meeting", actor=actor, needs=_EDIT)


@transaction.atomic
def change_meeting(
    meeting: WorkingMeeting,
    *,
    actor: Actor,
    topic: str,
    held_on: date | None = None,
    place: str = "",
    results_orally: bool = False,
) -> WorkingMeeting:
    """Change a meeting before it is held; its day only as long as nobody is invited for it."""
    meeting = lock(meeting)
    require(actor, _EDIT, at=meeting.owner_id)
    refuse_unless_in(CHANGEABLE, state=meeting.state, label=meeting.get_state_display())
    invited = meeting.state == WorkingMeetingState.INVITED
    if invited and meeting.held_on and held_on != meeting.held_on:
        raise InvitedForAnotherDay(day=date_short(meeting.held_on))
    return change(
        meeting,
        "change_meeting",
        actor=actor,
        needs=_EDIT,
        topic=topic,
        held_on=held_on,
        place=place,
        results_orally=results_orally,
    )


@transaction.atomic
def send_invitations(
    meeting: WorkingMeeting, *, actor: Actor, organisations: Iterable[Organisation]
) -> WorkingMeeting:
    """Invite organisations, later ones too; they see the meeting from now on."""
    meeting = lock(meeting)
    check(meeting, "send_invitations", actor=actor)
    guests = list(dict.fromkeys(organisations))
    if not guests:
        raise NobodyInvited
    known = set(meeting.invitations.values_list("organisation", flat=True))
    again = [guest.name for guest in guests if guest.pk in known]
    if again:
        raise AlreadyInvited(names=join(again))
    Invitation.objects.bulk_create(
        Invitation(meeting=meeting, organisation=guest) for guest in guests
    )
    note = join([guest.name for guest in guests])
    return advance(meeting, "send_invitations", actor=actor, note=note)


@transaction.atomic
def record_reply(
    invitation: Invitation,
    *,
    actor: Actor,
    reply: Reply,
    replied_on: date,
    represented_by: Organisation | None = None,
) -> Invitation:
    """Record what the invited said; a later reply takes the place of an earlier one."""
    needs, place = right_to_reply(invitation, actor)
    require(actor, needs, at=place)
    invitation = _lock_repliable(invitation)
    refuse_unsound_reply(
        reply,
        name=invitation.organisation.name,
        organisation=invitation.organisation_id,
        represented_by=represented_by.pk if represented_by else None,
    )
    if replied_on > actor.today:
        raise DayAhead(day=date_short(replied_on))
    return _set(invitation, "record_reply", actor, reply, replied_on, represented_by)


@transaction.atomic
def withdraw_reply(invitation: Invitation, *, actor: Actor, note: str = "") -> Invitation:
    """Take a reply back; the invitation stands as unanswered again."""
    needs, place = right_to_reply(invitation, actor)
    require(actor, needs, at=place)
    invitation = _lock_repliable(invitation)
    if invitation.reply == Reply.NONE:
        raise NoReplyYet(name=invitation.organisation.name)
    return _set(invitation, "withdraw_reply", actor, Reply.NONE, note=note.strip())


def _lock_repliable(invitation: Invitation) -> Invitation:
    meeting = lock(invitation.meeting)
    refuse_unless_in(REPLIABLE, state=meeting.state, label=meeting.get_state_display())
    return lock(invitation)


def _set(
    invitation: Invitation,
    verb: str,
    actor: Actor,
    reply: Reply,
    replied_on: date | None = None,
    represented_by: Organisation | None = None,
    *,
    note: str = "",
) -> Invitation:
    before = invitation.reply
    invitation.reply, invitation.replied_on = reply, replied_on
    invitation.represented_by = represented_by
    invitation.save(update_fields=["reply", "replied_on", "represented_by"])
    said = {"from": before, "to": reply, "replied_on": replied_on, "represented_by": represented_by}
    write(invitation, verb, actor=actor, note=note, **said)
    return invitation


@transaction.atomic
def hold_meeting(meeting: WorkingMeeting, *, actor: Actor) -> WorkingMeeting:
    """Record that the meeting took place, on its day or later."""
    meeting = lock(meeting)
    check(meeting, "hold_meeting", actor=actor)
    refuse_before_its_day(meeting.topic, held_on=meeting.held_on, today=actor.today)
    return advance(meeting, "hold_meeting", actor=actor)


@transaction.atomic
def cancel_meeting(meeting: WorkingMeeting, *, actor: Actor, note: str) -> WorkingMeeting:
    """Call a meeting off, with the reason that the invited will ask for."""
    meeting = lock(meeting)
    check(meeting, "cancel_meeting", actor=actor)
    if not note.strip():
        raise ReasonNeeded(what=meeting.topic)
    return advance(meeting, "cancel_meeting", actor=actor, note=note.strip())


@transaction.atomic
def record_outcome(
    meeting: WorkingMeeting, *, actor: Actor, kind: OutcomeKind, text: str
) -> MeetingOutcome:
    """Record a decision, task or open question; after the paper it is its addendum (R-MTG-01)."""
    meeting = lock(meeting)
    require(actor, _EDIT, at=meeting.owner_id)
    refuse_unless_in(WITH_OUTCOMES, state=meeting.state, label=meeting.get_state_display())
    outcome = MeetingOutcome(meeting=meeting, kind=kind, text=text, recorded_on=actor.today)
    return add(outcome, "record_outcome", actor=actor, needs=_EDIT)
