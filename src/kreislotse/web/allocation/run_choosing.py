"""For which list places are to be given: chosen first, then criteria and courses."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say

from kreislotse.access.policy import Permission
from kreislotse.allocation.gathering import courses_for
from kreislotse.allocation.models import CriteriaVersion, Run
from kreislotse.allocation.states import CriteriaState, RunState
from kreislotse.courses.models import WaitingEntry, WaitingList
from kreislotse.courses.states import WaitingState
from kreislotse.web.allocation.run_listings import address
from kreislotse.web.requests import Request

P = Permission
UNDECIDED = (RunState.PROPOSED, RunState.SIGNED)


def chosen_list(request: Request) -> WaitingList | None:
    """The list that the address names, if it is there to be chosen."""
    known: dict[str, WaitingList] = {str(each.pk): each for each in _lists(request)}
    return known.get(request.GET.get("list", ""))


def chooser(request: Request) -> dict[str, Any]:
    """The page on which the list is chosen; it says what is missing before that."""
    return {
        "title": say("Plätze vergeben"),
        "back": reverse("allocation:runs"),
        "lists": list(_lists(request)),
    }


def first_values(request: Request, waiting_list: WaitingList) -> dict[str, Any]:
    """Who waits, what there is to give, and whether a proposal is on its way already."""
    courses = courses_for(waiting_list, request.actor.today)
    waiting = WaitingEntry.objects.counted_for(request.actor).filter(
        waiting_list=waiting_list, state=WaitingState.WAITING
    )
    undecided = Run.objects.visible_to(request.actor).filter(
        waiting_list=waiting_list, state__in=UNDECIDED
    )
    running = undecided.first()
    return {
        "waiting_list": waiting_list,
        "courses": [course.pk for course in courses],
        "criteria": _newest(request, waiting_list),
        "people": waiting.count(),
        "running": (running, address(running)) if running else None,
    }


def _lists(request: Request) -> Any:
    rows = WaitingList.objects.visible_to(request.actor).for_list()
    return rows.filter(owner__in=request.actor.places(P.COURSE_EDIT), closed_on__isnull=True)


def _newest(request: Request, waiting_list: WaitingList) -> int | None:
    """The published version to begin with: the one published last."""
    published = CriteriaVersion.objects.visible_to(request.actor).filter(
        state=CriteriaState.PUBLISHED, criteria_set__owner=waiting_list.owner_id
    )
    return published.order_by("-published_on", "-pk").values_list("pk", flat=True).first()
