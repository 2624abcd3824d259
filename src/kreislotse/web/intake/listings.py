"""The lists that a municipality has handed in, and the tones of their states."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.intake.models import Upload
from kreislotse.intake.states import RowState, UploadState
from kreislotse.web.listing import Badge, Column, Filter, Listing

_TONES: dict[str, str] = {
    UploadState.READ: "warning",
    UploadState.CHECKED: "warning",
    UploadState.APPLIED: "success",
}
_ROW_TONES: dict[str, str] = {
    RowState.NEW: "success",
    RowState.CHANGED: "success",
    RowState.DOUBTFUL: "warning",
    RowState.WRONG: "danger",
}


def state_badge(upload: Upload) -> Badge:
    return Badge(upload.get_state_display(), _TONES.get(upload.state, "info"))


def row_badge(state: str) -> Badge:
    return Badge(RowState(state).label, _ROW_TONES.get(state, "info"))


def _call(upload: Upload) -> Any:
    return upload.response.part.call.title if upload.response else ""


UPLOADS = Listing(
    title=_("Ihre Listen"),
    columns=(
        Column(
            "number",
            _("Liste"),
            str,
            sort="pk",
            link=lambda upload: reverse("intake:upload", args=[upload.pk]),
        ),
        Column("uploaded", _("Hochgeladen"), lambda upload: upload.uploaded_at, "uploaded_at"),
        Column("owner", _("Stadt oder Gemeinde"), lambda upload: upload.owner.name),
        Column("call", _("Abfrage"), _call),
        Column("rows", _("Zeilen"), lambda upload: upload.rows_total, "rows_total", numeric=True),
        Column("state", _("Stand"), state_badge),
    ),
    empty=_(
        "Noch keine Liste. Laden Sie eine Excel-Liste hoch, wie Sie sie haben; wir zeigen Ihnen, "
        "was daraus würde."
    ),
    filters=(
        Filter(
            "state", _("Stand"), UploadState.choices, lambda rows, state: rows.filter(state=state)
        ),
    ),
    searchable=False,
    file_name="listen",
)
