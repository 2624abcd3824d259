"""The rows of a list, many on a page, and one row beside whoever it may be about."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.intake.checking import parsed
from kreislotse.intake.findings import people
from kreislotse.intake.leftovers import sentences, sentences_by_field
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.staging import shown
from kreislotse.intake.states import RowState, UploadState
from kreislotse.journal.models import ReadKind
from kreislotse.participants.models import Candidate
from kreislotse.participants.profile import FIELDS, Profile
from kreislotse.participants.reading import read_profiles
from kreislotse.web.intake import pages
from kreislotse.web.intake.listings import row_badge
from kreislotse.web.intake.reading import note_preview
from kreislotse.web.intake.showing import said_in_words
from kreislotse.web.requests import Request

PAGE_SIZE = 50
_NAMES = ("full_name", "family_name", "given_names", "born_on")


def address(row: UploadRow) -> str:
    return reverse("intake:row", args=[row.pk])


def rows_page(request: Request, upload: Upload) -> dict[str, Any]:
    """The rows of one state or of all, each with what is the matter with it."""
    asked = request.GET.get("state", "")
    state = asked if asked in RowState.values else ""
    rows = upload.rows.order_by("number")
    page = Paginator(rows.filter(state=state) if state else rows, PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    found = list(page)
    note_preview(request, found)
    return {
        "record": upload,
        "title": f"{upload}: {_('Zeilen')}",
        "crumbs": [*pages.crumbs(), (str(upload), pages.address(upload))],
        "page": page,
        "query": f"state={state}" if state else "",
        "chips": _chips(upload, state),
        "lines": [_line(upload, row) for row in found],
    }


def row_page(request: Request, row: UploadRow) -> dict[str, Any]:
    """What the row says, what is known, and what taking it over would do."""
    open_now = row.upload.state == UploadState.CHECKED
    beside = people_beside(request, row)
    note_preview(request, [row], ReadKind.RECORD, beside)
    profiles = read_profiles(beside)
    return {
        "record": row,
        "title": _("Zeile {number}").format(number=row.number),
        "crumbs": _way(row),
        "state": row_badge(row.state),
        "deeds": _deeds(row) if open_now else [],
        "sentences": sentences(row),
        "beside": beside,
        "table": _table(row, [profiles[each.pk] for each in beside], request.actor.today),
        "decision": row.get_decision_display() if row.decision else "",
        "nothing_left": open_now and not _waiting(row.upload).exists(),
        "following": _following(row) if open_now else "",
        "timeline": None,
    }


def people_beside(request: Request, row: UploadRow) -> list[Candidate]:
    """The people of the same municipality that the row may be about; locked ones stay locked."""
    meant = people(row.reasons) or ([row.candidate_id] if row.candidate_id else [])
    seen = Candidate.objects.visible_to(request.actor).filter(owner=row.upload.owner_id)
    found = {each.pk: each for each in seen.filter(pk__in=meant)}
    return [found[pk] for pk in dict.fromkeys(meant) if pk in found]


def _way(row: UploadRow) -> list[tuple[Any, str]]:
    upload = row.upload
    return [
        *pages.crumbs(),
        (str(upload), pages.address(upload)),
        (_("Zeilen"), f"{pages.at('rows', upload)}?state={row.state}"),
    ]


def _deeds(row: UploadRow) -> list[dict[str, Any]]:
    correct = {
        "label": _("Berichtigen"),
        "address": reverse("intake:row_correct", args=[row.pk]),
        "primary": row.state == RowState.WRONG,
    }
    if row.state != RowState.DOUBTFUL:
        return [correct]
    decide = {
        "label": _("Entscheiden"),
        "address": reverse("intake:row_decide", args=[row.pk]),
        "primary": True,
    }
    return [decide, correct]


def _chips(upload: Upload, chosen: str) -> list[dict[str, Any]]:
    counts: dict[str, int] = upload.rows.by_state()
    return [
        {
            "label": state.label,
            "rows": counts[state],
            "on": state == chosen,
            "address": "?" if state == chosen else f"?state={state}",
        }
        for state in RowState
        if counts.get(state)
    ]


def _line(upload: Upload, row: UploadRow) -> dict[str, Any]:
    said = {**row.values, **row.typed}
    return {
        "row": row,
        "address": address(row),
        "name": ", ".join(said_in_words(name, said[name]) for name in _NAMES if said.get(name)),
        "state": row_badge(row.state),
        "decision": row.get_decision_display() if row.decision else "",
        "sentences": sentences(row),
    }


def _table(row: UploadRow, known: list[Profile], today: date) -> list[dict[str, Any]]:
    """Field by field: the text of the list, how it was read, and what each person's record says."""
    said, told = {**row.values, **row.typed}, sentences_by_field(row)
    read = parsed(row, row.upload, today).profile_values
    lines = []
    for field in FIELDS:
        texts = [said_in_words(field.code, getattr(each, field.code)) for each in known]
        if field.code not in said and field.code not in read and field.code not in told:
            continue
        new = said_in_words(field.code, read[field.code]) if field.code in read else ""
        lines.append(
            {
                "title": field.title,
                "text": shown(said.get(field.code, "")),
                "read": new,
                "known": texts,
                "differs": bool(new) and any(text != new for text in texts),
                "sentences": told.get(field.code, []),
            }
        )
    return lines


def _waiting(upload: Upload) -> Any:
    """The rows that stay out unless somebody corrects or decides them."""
    doubtful = Q(state=RowState.DOUBTFUL, decision="")
    return upload.rows.filter(doubtful | Q(state=RowState.WRONG)).order_by("number")


def _following(row: UploadRow) -> str:
    """The next row that waits, to work through them one after the other; then from the top."""
    others = _waiting(row.upload).exclude(pk=row.pk)
    found = others.filter(number__gt=row.number).first() or others.first()
    return address(found) if found else ""
