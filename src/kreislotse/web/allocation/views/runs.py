"""Runs: their list, proposing one, its page, and what is decided about it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.allocation.models import Run
from kreislotse.allocation.states import RunState
from kreislotse.kernel.refusals import WrongState
from kreislotse.web.allocation import run_deeds as deeds
from kreislotse.web.allocation import run_sending
from kreislotse.web.allocation.run_checking import check_context
from kreislotse.web.allocation.run_choosing import chooser, chosen_list, first_values
from kreislotse.web.allocation.run_files import as_download
from kreislotse.web.allocation.run_listings import NEIGHBOURS, RUNS, address
from kreislotse.web.allocation.run_pages import run_context, sign_values
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request

P = Permission


def runs(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.COURSE_READ)
    rows = Run.objects.visible_to(request.actor).for_list()
    may = request.actor.holds(P.COURSE_EDIT)
    new = (deeds.PROPOSE.title, reverse("allocation:run_new")) if may else None
    return show_list(request, beside(request, RUNS, NEIGHBOURS), rows, new=new)


def run(request: Request, run_id: int) -> HttpResponse:
    return render(request, "allocation/run.html", run_context(request, _run(request, run_id)))


def run_new(request: Request) -> HttpResponse:
    """First the list, then criteria and courses."""
    require_anywhere(request.actor, P.COURSE_EDIT)
    waiting_list = chosen_list(request)
    if waiting_list is None:
        return render(request, "allocation/run_choose.html", chooser(request))
    return perform(
        request,
        deeds.PROPOSE,
        waiting_list,
        then=address,
        back=reverse("allocation:run_new"),
        initial=first_values(request, waiting_list),
    )


def run_redraw(request: Request, run_id: int) -> HttpResponse:
    found = _run(request, run_id)
    initial = {"still": found.criteria.place}
    return perform(request, deeds.REDRAW, found, then=address, back=address(found), initial=initial)


def run_sign(request: Request, run_id: int) -> HttpResponse:
    found = _run(request, run_id)
    return _step(request, deeds.SIGN, found, sign_values(found))


def run_reopen(request: Request, run_id: int) -> HttpResponse:
    return _step(request, deeds.REOPEN, _run(request, run_id))


def run_discard(request: Request, run_id: int) -> HttpResponse:
    return _step(request, deeds.DISCARD, _run(request, run_id))


def run_send(request: Request, run_id: int) -> HttpResponse:
    found = _run(request, run_id)
    require(request.actor, P.COURSE_EDIT, at=found.owner_id)
    initial = run_sending.send_values(request, found) if found.state == RunState.SIGNED else {}
    return _step(request, deeds.SEND, found, initial)


def run_move_up(request: Request, run_id: int) -> HttpResponse:
    """Only of a run whose offers have gone out."""
    found = _run(request, run_id)
    require(request.actor, P.COURSE_EDIT, at=found.owner_id)
    if found.state != RunState.SENT:
        raise WrongState(state=found.get_state_display())
    return _step(request, deeds.MOVE_UP, found, run_sending.move_up_values(request, found))


def run_files(request: Request, run_id: int) -> HttpResponse:
    """A row for each person stands in them: for whoever proposes or signs."""
    found = _run(request, run_id)
    require(request.actor, P.PLACES_SIGN, at=found.owner_id)
    return as_download(found)


def run_check(request: Request, run_id: int) -> HttpResponse:
    found = _run(request, run_id)
    return render(request, "allocation/run_check.html", check_context(request, found))


def _step(
    request: Request, deed: Deed, found: Run, initial: dict[str, Any] | None = None
) -> HttpResponse:
    back = address(found)
    return perform(request, deed, found, then=lambda _: back, back=back, initial=initial)


def _run(request: Request, run_id: int) -> Run:
    rows = Run.objects.visible_to(request.actor).for_list()
    return get_object_or_404(rows.select_related("owner", "earlier"), pk=run_id)
