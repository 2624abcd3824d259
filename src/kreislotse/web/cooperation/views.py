"""Working meetings and concepts: their lists, their pages, the pages of their deeds."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.cooperation.models import Concept, Invitation, WorkingMeeting
from kreislotse.cooperation.replying import right_to_reply
from kreislotse.cooperation.rules import CHANGEABLE, REPLIABLE, WITH_OUTCOMES, refuse_unless_in
from kreislotse.organisations.models import OrganisationKind
from kreislotse.web.by_initiative import chosen, with_initiative
from kreislotse.web.cooperation import deeds, listings
from kreislotse.web.cooperation.calendar import MEDIA, calendar_file
from kreislotse.web.cooperation.forms import guests
from kreislotse.web.cooperation.listings import concept_address, meeting_address
from kreislotse.web.cooperation.records import concept_context, meeting_context
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.requests import Request


def meetings(request: Request) -> HttpResponse:
    require_anywhere(
        request.actor,
        Permission.COOPERATION_READ,
        Permission.MEETING_REPLY,
        Permission.COOPERATION_PARTNER,
    )
    actor = request.actor
    rows = WorkingMeeting.objects.visible_to(actor).for_list(actor)
    if actor.holds(Permission.COOPERATION_READ):
        new = _new(request, _("Neue Besprechung"), "meeting_new")
        return show_list(request, listings.meetings_of_office(), rows, new=new)
    if actor.holds(Permission.COOPERATION_PARTNER):
        return redirect("cooperation:concepts")
    return show_list(request, listings.MEETINGS_OF_INVITED, rows)


def meeting(request: Request, meeting_id: int) -> HttpResponse:
    record = _meeting(request, meeting_id)
    return render(request, "cooperation/meeting.html", meeting_context(request, record))


def meeting_new(request: Request) -> HttpResponse:
    back = reverse("cooperation:meetings")
    return perform(request, deeds.PLAN, then=meeting_address, back=back, initial=chosen(request))


def meeting_change(request: Request, meeting_id: int) -> HttpResponse:
    record = _meeting(request, meeting_id)
    _refuse_unless_editable(request, record, CHANGEABLE)
    names = ("topic", "held_on", "place", "results_orally")
    initial = {name: getattr(record, name) for name in names}
    return _on_meeting(request, deeds.CHANGE_MEETING, record, initial=initial)


def meeting_invite(request: Request, meeting_id: int) -> HttpResponse:
    record = _meeting(request, meeting_id)
    choices = guests(record, request.actor)
    own = choices.filter(kind=OrganisationKind.MUNICIPALITY, part_of=record.owner_id)
    initial = {"choices": choices, "organisations": own}
    return _on_meeting(request, deeds.INVITE, record, initial=initial)


def meeting_hold(request: Request, meeting_id: int) -> HttpResponse:
    return _on_meeting(request, deeds.HOLD, _meeting(request, meeting_id))


def meeting_cancel(request: Request, meeting_id: int) -> HttpResponse:
    return _on_meeting(request, deeds.CANCEL, _meeting(request, meeting_id))


def meeting_ics(request: Request, meeting_id: int) -> HttpResponse:
    record = _meeting(request, meeting_id)
    address = request.build_absolute_uri(meeting_address(record))
    file = calendar_file(record, now=request.actor.at, address=address)
    response = HttpResponse(file, content_type=MEDIA)
    response["Content-Disposition"] = f'attachment; filename="besprechung-{record.pk}.ics"'
    return response


def outcome_new(request: Request, meeting_id: int) -> HttpResponse:
    record = _meeting(request, meeting_id)
    _refuse_unless_editable(request, record, WITH_OUTCOMES)
    return _on_meeting(request, deeds.OUTCOME, record)


def invitation_reply(request: Request, invitation_id: int) -> HttpResponse:
    invitation = _invitation(request, invitation_id)
    initial = {"replied_on": request.actor.today, "represented_by": invitation.represented_by}
    return _on_invitation(request, deeds.REPLY, invitation, {**initial, "reply": invitation.reply})


def invitation_withdraw(request: Request, invitation_id: int) -> HttpResponse:
    return _on_invitation(request, deeds.WITHDRAW, _invitation(request, invitation_id), {})


def concepts(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.COOPERATION_READ, Permission.COOPERATION_PARTNER)
    rows = Concept.objects.visible_to(request.actor).for_list()
    if request.actor.holds(Permission.COOPERATION_READ):
        new = _new(request, _("Neues Konzept"), "concept_new")
        return show_list(request, listings.CONCEPTS_OF_OFFICE, rows, new=new)
    return show_list(request, listings.CONCEPTS_OF_PARTNER, rows)


def concept(request: Request, concept_id: int) -> HttpResponse:
    record = _concept(request, concept_id)
    return render(request, "cooperation/concept.html", concept_context(request, record))


def concept_new(request: Request) -> HttpResponse:
    back = reverse("cooperation:concepts")
    return perform(request, deeds.INTEND, then=concept_address, back=back, initial=chosen(request))


def concept_change(request: Request, concept_id: int) -> HttpResponse:
    record = _concept(request, concept_id)
    initial = {"title": record.title, "basis": record.basis, "partners": record.partners.all()}
    return _on_concept(request, deeds.CHANGE_CONCEPT, record, initial=initial)


def concept_begin(request: Request, concept_id: int) -> HttpResponse:
    return _on_concept(request, deeds.BEGIN, _concept(request, concept_id))


def _new(request: Request, label: Any, route: str) -> tuple[Any, str] | None:
    """The way to a new record, keeping the initiative that the list was narrowed to."""
    if not request.actor.holds(Permission.COOPERATION_EDIT):
        return None
    return label, with_initiative(request, f"cooperation:{route}")


def _meeting(request: Request, meeting_id: int) -> WorkingMeeting:
    visible = WorkingMeeting.objects.visible_to(request.actor).for_page()
    return get_object_or_404(visible, pk=meeting_id)


def _invitation(request: Request, invitation_id: int) -> Invitation:
    visible = Invitation.objects.visible_to(request.actor).for_page()
    return get_object_or_404(visible, pk=invitation_id)


def _concept(request: Request, concept_id: int) -> Concept:
    return get_object_or_404(Concept.objects.visible_to(request.actor).for_list(), pk=concept_id)


def _refuse_unless_editable(
    request: Request, meeting: WorkingMeeting, states: tuple[Any, ...]
) -> None:
    require(request.actor, Permission.COOPERATION_EDIT, at=meeting.owner_id)
    refuse_unless_in(states, state=meeting.state, label=meeting.get_state_display())


def _on_meeting(
    request: Request,
    deed: Deed,
    record: WorkingMeeting,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    page = meeting_address(record)
    return perform(request, deed, record, then=_always(page), back=page, initial=initial)


def _on_concept(
    request: Request, deed: Deed, record: Concept, initial: dict[str, Any] | None = None
) -> HttpResponse:
    page = concept_address(record)
    return perform(request, deed, record, then=_always(page), back=page, initial=initial)


def _on_invitation(
    request: Request, deed: Deed, record: Invitation, initial: dict[str, Any]
) -> HttpResponse:
    meeting = record.meeting
    needs, place = right_to_reply(record, request.actor)
    require(request.actor, needs, at=place)
    refuse_unless_in(REPLIABLE, state=meeting.state, label=meeting.get_state_display())
    deed = replace(deed, needs=needs, title=f"{deed.title}: {record.organisation}")
    page = meeting_address(meeting)
    return perform(request, deed, record, then=_always(page), back=page, at=place, initial=initial)


def _always(page: str) -> Callable[[Any], str]:
    return lambda _result: page
