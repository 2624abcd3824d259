"""The people reported in an answer: whom to choose, who was reported, and taking one back."""

from dataclasses import replace
from typing import Any

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed, require
from kreislotse.journal.models import ReadKind
from kreislotse.participants.models import CallResponse, Candidate, Nomination
from kreislotse.participants.rules import (
    ANSWERABLE,
    PASSED_ON,
    RELEASABLE,
    WITH_DISTRICT,
    refuse_unless_in,
)
from kreislotse.participants.states import CandidateState
from kreislotse.web.deeds import perform
from kreislotse.web.listing import Badge, Column, Filter, Listing, show_list
from kreislotse.web.participants import deeds
from kreislotse.web.reads import NameRead, note_read
from kreislotse.web.requests import Request

P = Permission


# What the reading log says that the names were read for; the log is German.
READ_OWN = NameRead(purpose="Gemeldete Personen einer Abfrage", needs=P.PERSON_EDIT)


def _person(candidate: Candidate) -> str:
    return reverse("participants:person", args=[candidate.code])


NAME = Column("name", _("Name"), lambda row: row.full_name, sort="sort_key", link=_person)
CODE = Column("code", _("Kennung"), lambda row: row.code, sort="code")
COLUMNS = (
    Column("state", _("Stand"), lambda row: Badge(row.get_state_display()), sort="state"),
    Column("since", _("Gemeldet am"), lambda row: row.nominated_on, sort="nominated_on"),
)
BY_STATE = Filter(
    "state", _("Stand"), CandidateState.choices, lambda rows, state: rows.filter(state=state)
)


def people_to_report(request: Request, response: CallResponse) -> dict[str, Any]:
    """Who can be chosen for the list, with those ticked whose consent is there."""
    candidates = Candidate.objects.visible_to(request.actor).filter(
        owner=response.municipality_id, state__in=(*RELEASABLE, *WITH_DISTRICT)
    )
    offered = candidates.exclude(nominations__response=response).order_by("sort_key", "pk")
    shown = list(offered)
    if shown:
        purpose = "Liste für eine Abfrage freigeben"
        note_read(request, ReadKind.LIST, shown, needs=P.PERSON_EDIT, purpose=purpose)
    ready = [each.pk for each in shown if each.state == CandidateState.CONSENT_GIVEN]
    return {"offered": offered, "candidates": ready, "answered_on": request.actor.today}


def nominations(request: Request, response_id: int) -> HttpResponse:
    """Whom a municipality reported: itself by name, the district by code."""
    actor = request.actor
    response = _response(request, response_id)
    own = allowed(actor, P.PERSON_EDIT, at=response.municipality_id)
    if not own:
        require(actor, P.PERSON_CHECK, at=response.owner_id)
    people = Candidate.objects.visible_to(actor) if own else Candidate.objects.coded_to(actor)
    rows = people.filter(nominations__response=response).annotate(
        nominated_on=F("nominations__nominated_on")
    )
    order = "sort_key" if own else "code"
    return show_list(request, _listing(response, own=own), rows.order_by(order, "pk"))


def nomination_withdraw(request: Request, response_id: int, candidate_code: str) -> HttpResponse:
    """Taking one person back from a list; the page names the person by code alone."""
    response = _response(request, response_id)
    found = Nomination.objects.visible_to(request.actor).select_related("candidate")
    record = get_object_or_404(found, response=response, candidate__code=candidate_code)
    call = response.part.call
    own = allowed(request.actor, P.PERSON_EDIT, at=record.owner_id)
    deed = replace(deeds.WITHDRAW_NOMINATION, needs=P.PERSON_EDIT if own else P.PERSON_CHECK)
    place = record.owner_id if own else record.candidate.district_id
    require(request.actor, P.PERSON_EDIT if own else P.PERSON_CHECK, at=place)
    refuse_unless_in(ANSWERABLE, state=call.state, label=call.get_state_display())
    back = reverse("participants:nominations", args=[response.pk])
    return perform(request, deed, record, then=lambda _: back, back=back, at=place)


def _response(request: Request, response_id: int) -> CallResponse:
    actor = request.actor
    read = CallResponse.objects.visible_to(actor).with_remarks_for(actor).for_page()
    return get_object_or_404(read, pk=response_id)


def _listing(response: CallResponse, *, own: bool) -> Listing:
    """By name for the municipality, by code for the district."""
    open_now = response.part.call.state in ANSWERABLE
    return Listing(
        title=_("Gemeldete Personen"),
        columns=(
            *((NAME, CODE) if own else (CODE,)),
            *COLUMNS,
            *((_withdrawal(response),) if open_now else ()),
        ),
        empty=_("Noch ist niemand gemeldet."),
        filters=(BY_STATE,),
        searchable=False,
        file_name="gemeldete-personen",
        intro=f"{response.municipality}: {response.part}",
        names=READ_OWN if own else None,
    )


def _withdrawal(response: CallResponse) -> Column:
    """The way to taking a report back, as long as nobody else has the data."""

    def link(candidate: Candidate) -> str:
        if candidate.state in PASSED_ON:
            return ""
        return reverse("participants:nomination_withdraw", args=[response.pk, candidate.code])

    return Column("withdraw", _("Meldung"), _withdrawable, link=link)


def _withdrawable(candidate: Candidate) -> Any:
    return _("schon weitergegeben") if candidate.state in PASSED_ON else _("zurückziehen")
