"""The record pages of a working meeting and a concept: what each reader sees and may do there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.cooperation.models import Concept, Invitation, MeetingOutcome, WorkingMeeting
from kreislotse.cooperation.replying import right_to_reply
from kreislotse.cooperation.rules import CHANGEABLE, REPLIABLE, WITH_OUTCOMES, count_replies
from kreislotse.cooperation.states import Reply
from kreislotse.initiatives.models import Initiative
from kreislotse.web.by_initiative import address_of
from kreislotse.web.cooperation.listings import concept_badge, meeting_badge, reply_badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.COOPERATION_EDIT


def crumbs_to(record: Any, request: Request, *, last: tuple[Any, str]) -> list[tuple[Any, str]]:
    """The way up the spine, as far as the reader may walk it."""
    above = Initiative.objects.visible_to(request.actor).filter(pk=record.initiative_id)
    way = [(each.title, address_of(each)) for each in above]
    return [*way, last]


def meeting_context(request: Request, meeting: WorkingMeeting) -> dict[str, Any]:
    """The meeting with the invitations that the reader may see; its history is the office's."""
    actor = request.actor
    invitations = list(Invitation.objects.visible_to(actor).of_meeting(meeting))
    office = allowed(actor, Permission.COOPERATION_READ, at=meeting.owner_id)
    steps = {"send_invitations": "invite", "hold_meeting": "hold", "cancel_meeting": "cancel"}
    context = record_context(
        request,
        meeting,
        title=meeting.topic,
        crumbs=crumbs_to(
            meeting, request, last=(_("Besprechungen"), reverse("cooperation:meetings"))
        ),
        deeds={verb: _deed(f"meeting_{noun}", meeting) for verb, noun in steps.items()}
        if office
        else {},
        extra_deeds=_extra_deeds(meeting),
        state=meeting_badge(meeting),
    )
    return {
        **context,
        "office": office,
        "replies": count_replies(invitation.reply for invitation in invitations),
        "lines": [_line(invitation, meeting, actor) for invitation in invitations],
        "outcomes": MeetingOutcome.objects.visible_to(actor).of_meeting(meeting),
        **({} if office else {"timeline": None}),
    }


def _deed(route: str, record: Any) -> str:
    return reverse(f"cooperation:{route}", args=[record.pk])


def _extra_deeds(meeting: WorkingMeeting) -> list[tuple[Permission, Any, str]]:
    deeds = []
    if meeting.state in WITH_OUTCOMES:
        deeds.append((EDIT, _("Ergebnis festhalten"), _deed("outcome_new", meeting)))
    if meeting.state in CHANGEABLE:
        deeds.append((EDIT, _("Ändern"), _deed("meeting_change", meeting)))
    return deeds


def _line(invitation: Invitation, meeting: WorkingMeeting, actor: Actor) -> dict[str, Any]:
    needs, place = right_to_reply(invitation, actor)
    may = meeting.state in REPLIABLE and allowed(actor, needs, at=place)
    given = invitation.reply != Reply.NONE
    return {
        "invitation": invitation,
        "badge": reply_badge(invitation),
        "reply": _deed("invitation_reply", invitation) if may else "",
        "withdraw": _deed("invitation_withdraw", invitation) if may and given else "",
    }


def concept_context(request: Request, concept: Concept) -> dict[str, Any]:
    """The concept; a partner reads title, partners, basis and state, and nothing else."""
    office = allowed(request.actor, Permission.COOPERATION_READ, at=concept.owner_id)
    context = record_context(
        request,
        concept,
        title=concept.title,
        crumbs=crumbs_to(concept, request, last=(_("Konzepte"), reverse("cooperation:concepts"))),
        deeds={"begin_drafting": _deed("concept_begin", concept)} if office else {},
        extra_deeds=[(EDIT, _("Ändern"), _deed("concept_change", concept))],
        state=concept_badge(concept),
    )
    return {**context, "office": office, **({} if office else {"timeline": None})}
