"""The encrypted file of a batch: its password is shown on one page and kept nowhere (G66)."""

from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as say

from kreislotse.access.policy import Permission, require
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import WrongState
from kreislotse.transmission.errors import FileExpired
from kreislotse.transmission.models import Batch
from kreislotse.transmission.packing import stem_of
from kreislotse.transmission.passwords import new_password
from kreislotse.transmission.rules import OUT
from kreislotse.transmission.states import Channel
from kreislotse.web.requests import Request
from kreislotse.web.transmission.batch_pages import address, crumbs, receives

P = Permission
_SALT = "kreislotse.transmission.file"
# How long the page with the password may stand open before the file is made.
_SECONDS = 3600


def require_file(request: Request, batch: Batch) -> None:
    """The recipient, or the sender where the file is the way to hand the batch over; in time."""
    by_file = batch.channel == Channel.FILE
    if not receives(request, batch):
        needs = (P.BATCH_SEND, batch.owner_id) if by_file else (P.BATCH_RECEIVE, batch.recipient_id)
        require(request.actor, needs[0], at=needs[1])
    if batch.state not in OUT or batch.feedback_due_on is None:
        raise WrongState(state=batch.get_state_display())
    if request.actor.today > batch.feedback_due_on:
        raise FileExpired(batch=batch, day=date_short(batch.feedback_due_on))


def password_in(request: Request, batch: Batch) -> str | None:
    """The password that this house has shown for this batch, as it comes back with the form."""
    try:
        said: Any = signing.loads(request.POST.get("sealed", ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return None
    number, password = said
    return str(password) if number == batch.pk else None


def password_page(request: Request, batch: Batch) -> HttpResponse:
    """A new password each time; a file opens with the one that stood beside its button."""
    password = new_password()
    context = {
        "title": say("{batch} als verschlüsselte Datei").format(batch=batch),
        "crumbs": [*crumbs(), (batch, address(batch))],
        "back": address(batch),
        "batch": batch,
        "password": password,
        "sealed": signing.dumps([batch.pk, password], salt=_SALT),
        "again": request.method == "POST",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "transmission/file.html", context, status=status)


def as_download(batch: Batch, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{stem_of(batch)}.zip"'
    return response
