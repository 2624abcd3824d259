"""Rows of lists are kept for a while, to undo or to look something up, and then deleted."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.states import UploadState

KEPT_DAYS = 30


def clear(upload: Upload, *, today: date) -> None:
    """Delete the rows of a list and what its headings said; its counts stay."""
    UploadRow.objects.filter(upload=upload).delete()
    upload.columns, upload.left_out, upload.remarks, upload.sheet = [], [], [], ""
    upload.cleared_on = today
    upload.save(update_fields=["columns", "left_out", "remarks", "sheet", "cleared_on"])


def due(today: date, *, kept_days: int = KEPT_DAYS) -> list[Upload]:
    """Lists whose rows have been kept long enough: since taking over, or since handing in."""
    last = today - timedelta(days=kept_days)
    taken = Q(applied_at__date__lte=last)
    left_lying = Q(applied_at=None, uploaded_at__date__lte=last)
    kept = Upload.objects.filter(cleared_on=None).exclude(state=UploadState.DISCARDED)
    return list(kept.filter(taken | left_lying).order_by("pk"))


@transaction.atomic
def clear_rows(today: date, *, kept_days: int = KEPT_DAYS) -> int:
    """Delete the rows of all lists that are due; how many lists there were."""
    found = due(today, kept_days=kept_days)
    for upload in found:
        clear(upload, today=today)
    return len(found)
