"""Lists: handing in, looking through, correcting, taking over and back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from kreislotse.access.policy import Permission, require, require_anywhere
from kreislotse.intake.leftovers import leftovers
from kreislotse.intake.models import Upload, UploadRow
from kreislotse.intake.template import template as template_for
from kreislotse.journal.models import ReadKind
from kreislotse.participants.models import Call
from kreislotse.web.deeds import perform
from kreislotse.web.intake import deeds, pages, reading, row_pages
from kreislotse.web.intake.forms import correction_form, decision_form, mapping_form
from kreislotse.web.intake.listings import UPLOADS
from kreislotse.web.intake.progress import go_on
from kreislotse.web.listing import show_list
from kreislotse.web.requests import Request

EDIT = Permission.PERSON_EDIT


def uploads(request: Request) -> HttpResponse:
    require_anywhere(request.actor, EDIT)
    rows = Upload.objects.visible_to(request.actor).for_list()
    new = (deeds.RECEIVE.title, reverse("intake:upload_new"))
    return show_list(request, UPLOADS, rows, new=new, template="intake/uploads.html")


def upload_new(request: Request) -> HttpResponse:
    back = reverse("intake:uploads")
    initial = {"response": request.GET.get("response", "")}
    return perform(request, deeds.RECEIVE, then=pages.address, back=back, initial=initial)


def upload(request: Request, upload_id: int) -> HttpResponse:
    record = _upload(request, upload_id)
    return render(request, "intake/upload.html", pages.upload_page(request, record))


def upload_columns(request: Request, upload_id: int) -> HttpResponse:
    record = _upload(request, upload_id)
    deed = deeds.with_form(deeds.REMAP, mapping_form(record))
    return perform(request, deed, record, then=pages.address, back=pages.address(record))


def upload_check(request: Request, upload_id: int) -> HttpResponse:
    return go_on(request, _upload(request, upload_id))


def upload_rows(request: Request, upload_id: int) -> HttpResponse:
    record = _upload(request, upload_id)
    return render(request, "intake/rows.html", row_pages.rows_page(request, record))


def upload_leftovers(request: Request, upload_id: int) -> HttpResponse:
    record = _upload(request, upload_id)
    require(request.actor, EDIT, at=record.owner_id)
    reading.note_leftovers(request, record)
    return reading.workbook(leftovers(record), f"liste-{record.pk}-offene-zeilen.xlsx")


def upload_apply(request: Request, upload_id: int) -> HttpResponse:
    record = _upload(request, upload_id)
    deed = deeds.with_consequence(deeds.APPLY, pages.what_will_happen(record))
    return perform(request, deed, record, then=pages.address, back=pages.address(record))


def upload_undo(request: Request, upload_id: int) -> HttpResponse:
    record = _upload(request, upload_id)
    deed = deeds.with_consequence(deeds.UNDO, pages.what_undoing_does(record))
    return perform(request, deed, record, then=pages.address, back=pages.address(record))


def upload_discard(request: Request, upload_id: int) -> HttpResponse:
    record = _upload(request, upload_id)
    back = pages.address(record)
    return perform(request, deeds.DISCARD, record, then=pages.address, back=back)


def row(request: Request, row_id: int) -> HttpResponse:
    return render(request, "intake/row.html", row_pages.row_page(request, _row(request, row_id)))


def row_correct(request: Request, row_id: int) -> HttpResponse:
    found = _row(request, row_id)
    reading.note_preview(request, [found], ReadKind.RECORD)
    deed = deeds.with_form(deeds.CORRECT, correction_form(found))
    address = row_pages.address(found)
    return perform(request, deed, found, then=row_pages.address, back=address)


def row_decide(request: Request, row_id: int) -> HttpResponse:
    found = _row(request, row_id)
    beside = row_pages.people_beside(request, found)
    reading.note_preview(request, [found], ReadKind.RECORD, beside)
    deed = deeds.with_form(deeds.DECIDE, decision_form(found, beside))
    address = row_pages.address(found)
    return perform(request, deed, found, then=row_pages.address, back=address)


def template(request: Request, call_id: int | None = None) -> HttpResponse:
    call = None
    if call_id is not None:
        call = get_object_or_404(Call.objects.visible_to(request.actor), pk=call_id)
    require_anywhere(request.actor, EDIT)
    content = template_for(reading.own_place(request), call, today=request.actor.today)
    return reading.workbook(content, "namensliste.xlsx")


def _upload(request: Request, upload_id: int) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(request.actor).for_page(), pk=upload_id)


def _row(request: Request, row_id: int) -> UploadRow:
    return get_object_or_404(UploadRow.objects.visible_to(request.actor).for_page(), pk=row_id)
