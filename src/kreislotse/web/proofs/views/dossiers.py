"""The auditor's door: what is in the dossier of an award, and taking it along."""

import io

from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from kreislotse.awards.models import Award
from kreislotse.proofs.actions import take_dossier
from kreislotse.proofs.dossiers import file_name
from kreislotse.web.proofs.pages import dossier_page
from kreislotse.web.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: Request, award_id: int) -> HttpResponseBase:
    """Looking changes nothing; taking it leaves a trace, hence by a button."""
    rows = Award.objects.visible_to(request.actor).select_related("owner", "book", "authority")
    award = get_object_or_404(rows, pk=award_id)
    if request.method != "POST":
        return render(request, "proofs/dossier.html", dossier_page(award))
    content = take_dossier(award, actor=request.actor)
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=file_name(award))
