"""What leaves the page as a file, whose names it holds, and for which place."""

from collections.abc import Sequence

from django.http import HttpResponse

from kreislotse.access.policy import Permission
from kreislotse.intake.leftovers import STAYED_OUT
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.journal.models import ReadKind
from kreislotse.organisations.models import Organisation
from kreislotse.participants.models import Candidate
from kreislotse.web.exports import XLSX
from kreislotse.web.reads import note_read
from kreislotse.web.requests import Request

EDIT = Permission.PERSON_EDIT
PREVIEW = "Vorschau einer hochgeladenen Liste"
LEFTOVERS = "Offene Zeilen einer Liste als Datei"


def workbook(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def own_place(request: Request) -> Organisation:
    """The municipality that the reader hands in lists for; the first of several."""
    places = Organisation.objects.visible_to(request.actor).filter(
        pk__in=request.actor.places(EDIT)
    )
    found: Organisation = places.order_by("sort_key", "pk")[0]
    return found


def note_preview(
    request: Request,
    rows: list[UploadRow],
    kind: ReadKind = ReadKind.LIST,
    beside: Sequence[Candidate] = (),
) -> None:
    """Rows stand for people of the municipality where they are known; others stand beside them.

    Names of people who are not known yet are read as well: they have no record that the log could
    point to, so it says which list and how many were shown (R-DP-20).
    """
    if not rows:
        return
    meant = {row.candidate_id for row in rows if row.candidate_id} | {each.pk for each in beside}
    people = list(Candidate.objects.visible_to(request.actor).filter(pk__in=meant) if meant else ())
    unknown = sum(row.candidate_id is None for row in rows)
    purpose = f"{PREVIEW}, Nummer {rows[0].upload_id}"
    note_read(request, kind, people, needs=EDIT, purpose=purpose, found=len(people) + unknown)


def note_leftovers(request: Request, upload: Upload) -> None:
    rows = UploadRow.objects.visible_to(request.actor).filter(STAYED_OUT, upload=upload)
    known = rows.filter(candidate_id__isnull=False).values("candidate_id")
    people = Candidate.objects.visible_to(request.actor).filter(pk__in=known)
    # A file with names of people who are not known yet leaves the house as well.
    number = rows.count()
    note_read(request, ReadKind.EXPORT, list(people), needs=EDIT, purpose=LEFTOVERS, found=number)
