"""The door to a file: always handed over for saving, never shown as a page of ours."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from kreislotse.attachments.models import Attachment
from kreislotse.web.requests import Request


def attachment(request: Request, attachment_id: int) -> HttpResponse:
    found = get_object_or_404(Attachment.objects.visible_to(request.actor), pk=attachment_id)
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    return response
