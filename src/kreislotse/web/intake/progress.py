"""Checking a list slice by slice, as its page asks: each slice is done when it is answered."""

import time
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kreislotse.intake.actions import check_slice
from kreislotse.intake.models import Upload
from kreislotse.intake.states import UploadState
from kreislotse.web.intake.pages import address
from kreislotse.web.requests import Request


@require_POST
def go_on(request: Request, upload: Upload) -> HttpResponse:
    """One slice more; without a script the page is shown again with its button."""
    before, begin = upload.rows_checked, time.monotonic()
    upload = check_slice(upload, actor=request.actor)
    if not request.htmx:
        return redirect(address(upload))
    if upload.state != UploadState.READ:
        answer = HttpResponse()
        answer["HX-Redirect"] = address(upload)
        return answer
    left = _left(upload, upload.rows_checked - before, time.monotonic() - begin)
    return render(request, "intake/progress.html", {"record": upload, "left": left})


def _left(upload: Upload, rows: int, seconds: float) -> str:
    """How long the rest takes at the pace of this slice."""
    rest: Any = (upload.rows_total - upload.rows_checked) * seconds / rows if rows else 0
    if rest < 60:
        whole = max(1, round(rest))
        text = ngettext("noch etwa {number} Sekunde", "noch etwa {number} Sekunden", whole)
        return text.format(number=whole)
    return _("noch etwa {number} Minuten").format(number=round(rest / 60) or 1)
