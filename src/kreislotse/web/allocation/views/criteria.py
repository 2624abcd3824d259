"""Criteria: their sets, their versions as sentences, and what is done to them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as say

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.allocation.models import CriteriaSet, CriteriaVersion
from kreislotse.allocation.states import CriteriaState
from kreislotse.kernel.refusals import WrongState
from kreislotse.web.allocation import criteria_deeds as deeds
from kreislotse.web.allocation.criteria_listings import (
    CRITERIA,
    NEIGHBOURS,
    set_address,
    version_address,
    with_versions,
)
from kreislotse.web.allocation.criteria_pages import (
    changed,
    crumbs,
    initial_of,
    set_context,
    version_context,
)
from kreislotse.web.allocation.criteria_words import sections
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

P = Permission


def criteria(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.COURSE_READ)
    rows = with_versions(CriteriaSet.objects.visible_to(request.actor).for_list())
    may = request.actor.holds(P.COURSE_EDIT)
    new = (deeds.NEW_SET.title, reverse("allocation:criteria_new")) if may else None
    return show_list(request, beside(request, CRITERIA, NEIGHBOURS), rows, new=new)


def criteria_new(request: Request) -> HttpResponse:
    back = reverse("allocation:criteria")
    return perform(request, deeds.NEW_SET, then=set_address, back=back)


def criteria_set(request: Request, criteria_set_id: int) -> HttpResponse:
    context = set_context(request, _set(request, criteria_set_id))
    return render(request, "allocation/criteria_set.html", context)


def version_draft(request: Request, criteria_set_id: int) -> HttpResponse:
    record = _set(request, criteria_set_id)
    return perform(request, deeds.DRAFT, record, then=version_address, back=set_address(record))


def version(request: Request, criteria_version_id: int) -> HttpResponse:
    context = version_context(request, _version(request, criteria_version_id))
    return render(request, "allocation/criteria_version.html", context)


def version_sheet(request: Request, criteria_version_id: int) -> HttpResponse:
    """The sentences alone, to print and hang up."""
    record = _version(request, criteria_version_id)
    context = {
        "title": say("Wonach die Plätze vergeben werden"),
        "crumbs": [*crumbs(record.criteria_set), (str(record), version_address(record))],
        "record": record,
        "sections": sections(record),
    }
    return render(request, "allocation/criteria_sheet.html", context)


def version_change(request: Request, criteria_version_id: int) -> HttpResponse:
    record = _version(request, criteria_version_id)
    require(request.actor, P.COURSE_EDIT, at=record.owner_id)
    if record.state != CriteriaState.DRAFT:
        raise WrongState(state=record.get_state_display())
    back, initial = version_address(record), initial_of(record)
    return perform(request, deeds.CHANGE, record, then=version_address, back=back, initial=initial)


def version_publish(request: Request, criteria_version_id: int) -> HttpResponse:
    record = _version(request, criteria_version_id)
    back, initial = version_address(record), changed(record)
    return perform(request, deeds.PUBLISH, record, then=version_address, back=back, initial=initial)


def version_retire(request: Request, criteria_version_id: int) -> HttpResponse:
    record = _version(request, criteria_version_id)
    back = version_address(record)
    return perform(request, deeds.RETIRE, record, then=version_address, back=back)


def _set(request: Request, criteria_set_id: int) -> CriteriaSet:
    visible = CriteriaSet.objects.visible_to(request.actor).select_related("owner")
    found: CriteriaSet = get_object_or_404(visible, pk=criteria_set_id)
    return found


def _version(request: Request, criteria_version_id: int) -> CriteriaVersion:
    visible = CriteriaVersion.objects.visible_to(request.actor)
    found: CriteriaVersion = get_object_or_404(
        visible.select_related("criteria_set__owner"), pk=criteria_version_id
    )
    return found
