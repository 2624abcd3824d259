"""What the pages for feedback ask and show beforehand."""

from typing import Any

from kreislotse.access.policy import Permission, require
from kreislotse.journal.models import ReadKind
from kreislotse.kernel.refusals import WrongState
from kreislotse.transmission.models import Batch, BatchLine
from kreislotse.transmission.rules import OUT
from kreislotse.web.requests import Request
from kreislotse.web.transmission.batch_pages import receives, sends
from kreislotse.web.transmission.line_pages import note_lines

P = Permission


def require_feedback(request: Request, batch: Batch) -> None:
    """The recipient, or the sender who writes down what it was told; nobody before it is sent."""
    if not sends(request, batch):
        require(request.actor, P.BATCH_RECEIVE, at=batch.recipient_id)
    if batch.state not in OUT:
        raise WrongState(state=batch.get_state_display())


def several_values(request: Request, batch: Batch) -> dict[str, Any]:
    """The recipient chooses by name, which is written down; the sender by code."""
    named = receives(request, batch)
    if named:
        open_lines = BatchLine.objects.visible_to(request.actor).filter(
            batch=batch, recalled=False, feedback=""
        )
        purpose = "Rückmeldung zu mehreren Personen"
        note_lines(request, ReadKind.LIST, list(open_lines.select_related("batch")), purpose)
    return {"batch": batch, "named": named, "on": request.actor.today}
