"""A document handed out as the file that it is."""

from django.http import HttpResponse

from kreislotse.forwarding.models import ForwardingDocument


def as_file(document: ForwardingDocument) -> HttpResponse:
    """The frozen file, to be saved rather than shown within the page."""
    file = document.file
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["Cache-Control"] = "no-store"
    return response
