"""Batches: their list, putting one together, their pages and deeds."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.transmission.actions import take_batch_file
from kreislotse.transmission.models import Batch
from kreislotse.transmission.states import Channel
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request
from kreislotse.web.transmission import deeds, files
from kreislotse.web.transmission.batch_pages import address, at, batch_context
from kreislotse.web.transmission.choosing import chooser, chosen, first_values
from kreislotse.web.transmission.feedback_pages import require_feedback, several_values
from kreislotse.web.transmission.listings import NEIGHBOURS, batches_for

P = Permission


def batches(request: Request) -> HttpResponse:
    require_anywhere(request.actor, P.BATCH_SEND, P.BATCH_RECEIVE)
    rows = Batch.objects.visible_to(request.actor).for_list()
    listing = beside(request, batches_for(request), NEIGHBOURS)
    sends = request.actor.holds(P.BATCH_SEND)
    new = (_("Neue Übermittlung"), reverse("transmission:batch_new")) if sends else None
    return show_list(request, listing, rows, new=new)


def batch(request: Request, batch_id: int) -> HttpResponse:
    record = _batch(request, batch_id)
    return render(request, "transmission/batch.html", batch_context(request, record))


def batch_new(request: Request) -> HttpResponse:
    """First the call and the recipient, then whom that brings."""
    require_anywhere(request.actor, P.BATCH_SEND)
    choice = chosen(request)
    if choice is None:
        return render(request, "transmission/choose.html", chooser(request))
    call, recipient = choice
    return perform(
        request,
        choice.deed(),
        call,
        then=address,
        back=reverse("transmission:batch_new"),
        initial=first_values(request, call, recipient),
    )


def batch_delta(request: Request, batch_id: int) -> HttpResponse:
    record = _batch(request, batch_id)
    initial = first_values(request, record.call, record.recipient, delta_of=record)
    return perform(
        request, deeds.DELTA, record, then=address, back=address(record), initial=initial
    )


def batch_freeze(request: Request, batch_id: int) -> HttpResponse:
    return _step(request, deeds.FREEZE, batch_id)


def batch_cancel(request: Request, batch_id: int) -> HttpResponse:
    return _step(request, deeds.CANCEL, batch_id)


def batch_send(request: Request, batch_id: int) -> HttpResponse:
    record = _batch(request, batch_id)
    initial = {"sent_on": request.actor.today, "people": record.lines.count(), "batch": record}
    as_file = record.channel == Channel.FILE
    return perform(
        request,
        deeds.SEND,
        record,
        then=lambda sent: at("file", sent) if as_file else address(sent),
        back=address(record),
        initial=initial,
    )


def batch_receipt(request: Request, batch_id: int) -> HttpResponse:
    return _step(request, deeds.RECEIPT, batch_id, {"received_on": request.actor.today})


def batch_settle(request: Request, batch_id: int) -> HttpResponse:
    return _step(request, deeds.SETTLE, batch_id)


def batch_chase(request: Request, batch_id: int) -> HttpResponse:
    return _step(request, deeds.CHASE, batch_id)


def batch_sums(request: Request, batch_id: int) -> HttpResponse:
    require_feedback(request, _batch(request, batch_id))
    return _step(request, deeds.SUMS, batch_id, {"reported_on": request.actor.today})


def batch_feedback(request: Request, batch_id: int) -> HttpResponse:
    record = _batch(request, batch_id)
    require_feedback(request, record)
    return _step(request, deeds.FEEDBACKS, batch_id, several_values(request, record))


def batch_file(request: Request, batch_id: int) -> HttpResponse:
    """A fresh password that stands on this page alone; posted back, it makes the file."""
    record = _batch(request, batch_id)
    files.require_file(request, record)
    password = files.password_in(request, record)
    if password is None:
        return files.password_page(request, record)
    content = take_batch_file(record, actor=request.actor, password=password)
    return files.as_download(record, content)


def _step(
    request: Request, deed: Deed, batch_id: int, initial: dict[str, Any] | None = None
) -> HttpResponse:
    record = _batch(request, batch_id)
    return perform(request, deed, record, then=address, back=address(record), initial=initial)


def _batch(request: Request, batch_id: int) -> Batch:
    return get_object_or_404(Batch.objects.visible_to(request.actor).for_page(), pk=batch_id)
