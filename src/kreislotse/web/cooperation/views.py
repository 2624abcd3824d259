"""Working meetings and concepts: their lists, their pages, the pages of their deeds."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require
from kreislotse.cooperation.models import Concept, Invitation, WorkingMeeting
from kreislotse.cooperation.replying import right_to_reply
from kreislotse.cooperation.rules import CHANGEABLE, REPLIABLE, WITH_OUTCOMES, refuse_unless_in
from kreislotse.organisations.models import OrganisationKind
from kreislotse.web.cooperation import deeds, listings
from kreislotse.web.cooperation.forms import guests
from kreislotse.web.cooperation.listings import concept_address, meeting_address
from kreislotse.web.cooperation.records import concept_context, meeting_context
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list


def meetings(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    rows = WorkingMeeting.objects.visible_to(actor).for_list(actor)
    if actor.holds(Permission.COOPERATION_READ):
        new = _new(request, _("Neue Besprechung"), "meeting_new")
        return show_list(request, listings.meetings_of_office(), rows, new=new)
    if actor.holds(Permission.COOPERATION_PARTNER):
        return redirect("cooperation:concepts")
    return show_list(request, listings.MEETINGS_OF_INVITED, rows)


def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    record = _meeting(request, meeting_id)
    return render(request, "cooperation/meeting.html", meeting_context(request, record))


def meeting_new(request: HttpRequest) -> HttpResponse:
    initial = {"initiative": request.GET.get("initiative")}
    back = reverse("cooperation:meetings")
    return perform(request, deeds.PLAN, then=meeting_address, back=back, initial=initial)


def meeting_change(request: HttpRequest, meeting_id: int) -> HttpResponse:
    record = _meeting(request, meeting_id)
    _refuse_unless_editable(request, record, CHANGEABLE)
    names = ("topic", "held_on", "place", "results_orally")
    initial = {name: getattr(record, name) for name in names}
    return _on_meeting(request, deeds.CHANGE_MEETING, record, initial=initial)


def meeting_invite(request: HttpRequest, meeting_id: int) -> HttpResponse:
    record = _meeting(request, meeting_id)
    choices = guests(record, request.actor)
    chosen = choices.filter(kind=OrganisationKind.MUNICIPALITY, part_of=record.owner_id)
    initial = {"choices": choices, "organisations": chosen}
    return _on_meeting(request, deeds.INVITE, record, initial=initial)


def meeting_hold(request: HttpRequest, meeting_id: int) -> HttpResponse:
    return _on_meeting(request, deeds.HOLD, _meeting(request, meeting_id))


def meeting_cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    return _on_meeting(request, deeds.CANCEL, _meeting(request, meeting_id))


def outcome_new(request: HttpRequest, meeting_id: int) -> HttpResponse:
    record = _meeting(request, meeting_id)
    _refuse_unless_editable(request, record, WITH_OUTCOMES)
    return _on_meeting(request, deeds.OUTCOME, record)


def invitation_reply(request: HttpRequest, invitation_id: int) -> HttpResponse:
    invitation = _invitation(request, invitation_id)
    initial = {"replied_on": request.actor.today, "represented_by": invitation.represented_by}
    return _on_invitation(request, deeds.REPLY, invitation, {**initial, "reply": invitation.reply})


def invitation_withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    return _on_invitation(request, deeds.WITHDRAW, _invitation(request, invitation_id), {})


def concepts(request: HttpRequest) -> HttpResponse:
    rows = Concept.objects.visible_to(request.actor).for_list()
    if request.actor.holds(Permission.COOPERATION_READ):
        new = _new(request, _("Neues Konzept"), "concept_new")
        return show_list(request, listings.CONCEPTS_OF_OFFICE, rows, new=new)
    return show_list(request, listings.CONCEPTS_OF_PARTNER, rows)


def concept(request: HttpRequest, concept_id: int) -> HttpResponse:
    record = _concept(request, concept_id)
    return render(request, "cooperation/concept.html", concept_context(request, record))


def concept_new(request: HttpRequest) -> HttpResponse:
    initial = {"initiative": request.GET.get("initiative")}
    back = reverse("cooperation:concepts")
    return perform(request, deeds.INTEND, then=concept_address, back=back, initial=initial)


def concept_change(request: HttpRequest, concept_id: int) -> HttpResponse:
    record = _concept(request, concept_id)
    initial = {"title": record.title, "basis": record.basis, "partners": record.partners.all()}
    return _on_concept(request, deeds.CHANGE_CONCEPT, record, initial=initial)


def concept_begin(request: HttpRequest, concept_id: int) -> HttpResponse:
    return _on_concept(request, deeds.BEGIN, _concept(request, concept_id))


def _new(request: HttpRequest, label: Any, route: str) -> tuple[Any, str] | None:
    """The way to a new record, keeping the initiative that the list was narrowed to."""
    if not request.actor.holds(Permission.COOPERATION_EDIT):
        return None
    return label, f"{reverse(f'cooperation:{route}')}?{request.GET.urlencode()}"


def _meeting(request: HttpRequest, meeting_id: int) -> WorkingMeeting:
    visible = WorkingMeeting.objects.visible_to(request.actor).for_page()
    return get_object_or_404(visible, pk=meeting_id)


def _invitation(request: HttpRequest, invitation_id: int) -> Invitation:
    visible = Invitation.objects.visible_to(request.actor).for_page()
    return get_object_or_404(visible, pk=invitation_id)


def _concept(request: HttpRequest, concept_id: int) -> Concept:
    return get_object_or_404(Concept.objects.visible_to(request.actor).for_list(), pk=concept_id)


def _refuse_unless_editable(
    request: HttpRequest, meeting: WorkingMeeting, states: tuple[Any, ...]
) -> None:
    require(request.actor, Permission.COOPERATION_EDIT, at=meeting.owner_id)
    refuse_unless_in(states, state=meeting.state, label=meeting.get_state_display())


def _on_meeting(
    request: HttpRequest,
    deed: Deed,
    record: WorkingMeeting,
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    page = meeting_address(record)
    return perform(request, deed, record, then=_always(page), back=page, initial=initial)


def _on_concept(
    request: HttpRequest, deed: Deed, record: Concept, initial: dict[str, Any] | None = None
) -> HttpResponse:
    page = concept_address(record)
    return perform(request, deed, record, then=_always(page), back=page, initial=initial)


def _on_invitation(
    request: HttpRequest, deed: Deed, record: Invitation, initial: dict[str, Any]
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
