"""Money asked back from recipients, and the end of a forwarding."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.access.deeds import check
from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.forwarding.models import Forwarding, Recovery
from kreislotse.forwarding.states import ForwardingState
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.forwarding.recoveries import (
    CLOSE,
    DEMAND,
    PAID,
    WAIVE,
    address,
    demand_initial,
    recovery_context,
)
from kreislotse.web.forwarding.sub_proofs import forwarding_address
from kreislotse.web.forwarding.sub_proofs_listing import (
    BESIDE,
    RECOVERIES,
    recoveries_in_order,
)
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request


def recoveries(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.FUNDING_READ, Permission.FUNDS_REQUEST)
    rows = recoveries_in_order(Recovery.objects.visible_to(request.actor))
    return show_list(request, beside(request, RECOVERIES, BESIDE), rows)


def recovery(request: Request, recovery_id: int) -> HttpResponse:
    record = _recovery(request, recovery_id)
    return render(request, "forwarding/recovery.html", recovery_context(request, record))


def recovery_new(request: Request, forwarding_id: int) -> HttpResponse:
    forwarding = _forwarding(request, forwarding_id)
    require(request.actor, Permission.FUNDING_EDIT, at=forwarding.owner_id)
    if forwarding.state != ForwardingState.RECOVERY:  # a further demand leaves the state as it is
        check(forwarding, "demand_recovery", actor=request.actor)
    initial = demand_initial(request, forwarding)
    back = forwarding_address(forwarding)
    return perform(request, DEMAND, forwarding, then=address, back=back, initial=initial)


def recovery_paid(request: Request, recovery_id: int) -> HttpResponse:
    return _step(request, PAID, recovery_id, {"settled_on": request.actor.today})


def recovery_waive(request: Request, recovery_id: int) -> HttpResponse:
    return _step(request, WAIVE, recovery_id)


def forwarding_close(request: Request, forwarding_id: int) -> HttpResponse:
    forwarding = _forwarding(request, forwarding_id)
    back = forwarding_address(forwarding)
    return perform(request, CLOSE, forwarding, then=lambda _: back, back=back)


def _step(
    request: Request, deed: Deed, recovery_id: int, initial: dict[str, Any] | None = None
) -> HttpResponse:
    record = _recovery(request, recovery_id)
    return perform(request, deed, record, then=address, back=address(record), initial=initial)


def _recovery(request: Request, recovery_id: int) -> Recovery:
    visible = Recovery.objects.visible_to(request.actor).select_related(
        "forwarding__item__award", "forwarding__recipient"
    )
    return get_object_or_404(visible, pk=recovery_id)


def _forwarding(request: Request, forwarding_id: int) -> Forwarding:
    visible = Forwarding.objects.visible_to(request.actor).select_related("item__award")
    return get_object_or_404(visible, pk=forwarding_id)
