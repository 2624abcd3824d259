"""Lines of a batch: by code for the sender, by name for the recipient, and what is done there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.access.deeds import check
from kreislotse.access.policy import Permission, require
from kreislotse.kernel.refusals import WrongState
from kreislotse.transmission.lawfulness import as_told
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import BatchState
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.listing import show_list
from kreislotse.web.neighbours import beside
from kreislotse.web.requests import Request
from kreislotse.web.transmission import deeds
from kreislotse.web.transmission.batch_pages import address, receives
from kreislotse.web.transmission.feedback_pages import require_feedback
from kreislotse.web.transmission.line_pages import (
    line_address,
    line_context,
    named_lines_context,
    require_owner,
)
from kreislotse.web.transmission.listings import LINES_BY_CODE, NEIGHBOURS

P = Permission


def batch_lines(request: Request, batch_id: int) -> HttpResponse:
    batch = get_object_or_404(Batch.objects.visible_to(request.actor).for_page(), pk=batch_id)
    if receives(request, batch):
        return render(request, "transmission/lines.html", named_lines_context(request, batch))
    rows = BatchLine.objects.visible_to(request.actor).filter(batch=batch).for_list()
    return show_list(request, beside(request, LINES_BY_CODE, NEIGHBOURS), rows)


def line(request: Request, line_id: int) -> HttpResponse:
    record = _line(request, line_id)
    return render(request, "transmission/line.html", line_context(request, record))


def line_drop(request: Request, line_id: int) -> HttpResponse:
    record = _line(request, line_id)
    back = address(record.batch)
    _require_draft(request, record)
    return perform(request, deeds.DROP, record, then=address, back=back)


def line_two(request: Request, line_id: int) -> HttpResponse:
    record = _line(request, line_id)
    back = address(record.batch)
    _require_draft(request, record)
    return perform(request, deeds.TWO_PEOPLE, record, then=lambda _: back, back=back)


def line_feedback(request: Request, line_id: int) -> HttpResponse:
    record = _line(request, line_id)
    require_feedback(request, record.batch)
    return _deed(request, deeds.FEEDBACK, record, {"on": request.actor.today})


def line_support(request: Request, line_id: int) -> HttpResponse:
    record = _line(request, line_id)
    require_feedback(request, record.batch)
    return _deed(request, deeds.SUPPORT, record)


def line_outcome(request: Request, line_id: int) -> HttpResponse:
    record = _line(request, line_id)
    require_feedback(request, record.batch)
    return _deed(request, deeds.OUTCOME, record, {"began_on": request.actor.today})


def line_recall(request: Request, line_id: int) -> HttpResponse:
    record = _line(request, line_id)
    require_owner(request, record)
    if record.batch.state not in OUT:
        raise WrongState(state=record.batch.get_state_display())
    return _deed(request, deeds.RECALL, record)


def _require_draft(request: Request, record: BatchLine) -> None:
    require(request.actor, P.BATCH_SEND, at=record.owner_id)
    if record.batch.state != BatchState.DRAFT:
        check(record.batch, "freeze_batch", actor=request.actor)


def _deed(
    request: Request, deed: Deed, record: BatchLine, initial: dict[str, Any] | None = None
) -> HttpResponse:
    back = line_address(record)
    return perform(request, deed, record, then=lambda _: back, back=back, initial=initial)


def _line(request: Request, line_id: int) -> BatchLine:
    rows = (
        BatchLine.objects.visible_to(request.actor)
        .for_list()
        .select_related("batch__call", "legal_basis")
    )
    return get_object_or_404(as_told(rows, on=request.actor.today), pk=line_id)
