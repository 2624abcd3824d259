"""What the page of a list shows: how far it is, what its rows would do, what came of it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.intake.clearing import KEPT_DAYS
from kreislotse.intake.earlier import applied_before
from kreislotse.intake.models import Upload
from kreislotse.intake.reasons import Remark
from kreislotse.intake.states import RowState, UploadState
from kreislotse.kernel.german import number
from kreislotse.participants.profile import BY_CODE
from kreislotse.web.intake.listings import row_badge, state_badge
from kreislotse.web.records import record_context
from kreislotse.web.requests import Request

EDIT = Permission.PERSON_EDIT
_S = RowState
_SHOWN_STATES = (_S.NEW, _S.CHANGED, _S.KNOWN, _S.DOUBTFUL, _S.WRONG)


def address(upload: Upload) -> str:
    return reverse("intake:upload", args=[upload.pk])


def at(name: str, upload: Upload) -> str:
    return reverse(f"intake:upload_{name}", args=[upload.pk])


def crumbs() -> list[tuple[Any, str]]:
    return [(_("Ihre Listen"), reverse("intake:uploads"))]


def upload_page(request: Request, upload: Upload) -> dict[str, Any]:
    counts = _counts(upload)
    context = record_context(
        request,
        upload,
        title=str(upload),
        crumbs=crumbs(),
        deeds={
            "apply_upload": at("apply", upload),
            "undo_upload": at("undo", upload),
            "discard_upload": at("discard", upload),
        },
        state=state_badge(upload),
    )
    editable = allowed(request.actor, EDIT, at=upload.owner_id) and not upload.cleared_on
    staged = upload.state in (UploadState.READ, UploadState.CHECKED)
    return {
        **context,
        "facts": _facts(upload),
        "running": upload.state == UploadState.READ and not upload.cleared_on,
        "counts": _chips(upload, counts),
        "receipt": _receipt(upload),
        "columns": [(heading, field_title(field)) for _l, heading, field in upload.columns],
        "remarks": [Remark.of(each).sentence() for each in upload.remarks],
        "remap": at("columns", upload) if staged and editable else "",
        "leftovers": at("leftovers", upload) if _left_out(counts) and editable else "",
        "rows_address": at("rows", upload) if not upload.cleared_on else "",
        "again": applied_before(upload) if staged else None,
        "kept_days": KEPT_DAYS,
    }


def field_title(field: str) -> Any:
    return BY_CODE[field].title if field in BY_CODE else _("Name und Vorname")


def what_will_happen(upload: Upload) -> str:
    """The page before taking over: how many people it is about, and what stays out."""
    counts = _counts(upload)
    decided = upload.rows.filter(state=_S.DOUBTFUL).exclude(decision="").count()
    doubtful, wrong = counts.get(_S.DOUBTFUL, 0), counts.get(_S.WRONG, 0)
    text = gettext(
        "{new} Personen werden neu angelegt, bei {changed} werden Angaben geändert, {known} sind "
        "bekannt und bleiben, wie sie sind. Von {doubtful} zweifelhaften Zeilen sind {decided} "
        "entschieden; die anderen und {wrong} fehlerhafte bleiben weg. Gemeldet oder weitergegeben "
        "wird damit niemand. Sie können alles zurücknehmen, solange niemand mit den Personen "
        "weitergearbeitet hat."
    )
    facts = {"new": counts.get(_S.NEW, 0), "changed": counts.get(_S.CHANGED, 0)}
    facts |= {"known": counts.get(_S.KNOWN, 0), "doubtful": doubtful, "decided": decided}
    return text.format(**{name: number(each) for name, each in {**facts, "wrong": wrong}.items()})


def what_undoing_does(upload: Upload) -> str:
    receipt = upload.receipt
    text = gettext(
        "{inserted} Personen, die mit dieser Liste angelegt wurden, werden wieder gelöscht; bei "
        "{updated} gelten wieder die Angaben von vorher. Hat jemand seitdem mit einer dieser "
        "Personen weitergearbeitet, wird nichts zurückgenommen."
    )
    return text.format(
        inserted=number(receipt.get("inserted", 0)), updated=number(receipt.get("updated", 0))
    )


def _counts(upload: Upload) -> dict[str, int]:
    """By the rows while they are kept, then by the receipt."""
    if upload.cleared_on:
        return {name: rows for name, rows in upload.receipt.items() if name in _SHOWN_STATES}
    counted: dict[str, int] = upload.rows.by_state()
    return counted


def _chips(upload: Upload, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "badge": row_badge(state),
            "rows": counts.get(state, 0),
            "address": "" if upload.cleared_on else f"{at('rows', upload)}?state={state}",
        }
        for state in _SHOWN_STATES
    ]


def _left_out(counts: dict[str, int]) -> int:
    return counts.get(_S.DOUBTFUL, 0) + counts.get(_S.WRONG, 0)


def _facts(upload: Upload) -> list[tuple[Any, ...]]:
    response = upload.response
    rows = [
        (_("Stadt oder Gemeinde"), upload.owner.name),
        (
            _("Abfrage"),
            response and response.part.call.title,
            response and reverse("participants:call", args=[response.part.call_id]),
        ),
        (_("Hochgeladen"), upload.uploaded_at),
        (_("Blatt"), upload.sheet),
        (_("Zeilen"), number(upload.rows_total)),
        (_("Übernommen"), upload.applied_at),
        (_("Zeilen gelöscht am"), upload.cleared_on),
    ]
    return [row for row in rows if row[1] not in (None, "")]


def _receipt(upload: Upload) -> list[tuple[Any, str]]:
    """What came of the rows; the lines down to the sum add up to it."""
    said = upload.receipt
    if not said:
        return []
    lines: list[tuple[Any, Any]] = [(state.label, said[state]) for state in _SHOWN_STATES]
    lines.append((_("zusammen, alle Zeilen der Liste"), upload.rows_total))
    lines.append((_("davon neu angelegt"), said["inserted"]))
    lines.append((_("davon geändert"), said["updated"]))
    if "deleted" in said:
        lines.append((_("beim Zurücknehmen gelöscht"), said["deleted"]))
        lines.append((_("beim Zurücknehmen wiederhergestellt"), said["restored"]))
    return [(label, number(count)) for label, count in lines]
