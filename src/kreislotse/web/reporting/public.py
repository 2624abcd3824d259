"""What anybody may read without an account: published editions, exactly as they were frozen."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.reporting.models import Edition
from kreislotse.web.listing import show_list
from kreislotse.web.reporting import listings
from kreislotse.web.reporting.downloads import frozen_file
from kreislotse.web.reporting.reading import FILES, PUBLIC_FILES, public_context
from kreislotse.web.requests import Request


@login_not_required
def public_papers(request: Request) -> HttpResponse:
    rows = Edition.objects.public().light().select_related("report__paper__period")
    return show_list(request, listings.PUBLISHED, rows.order_by("-frozen_at", "-pk"))


@login_not_required
def public_paper(request: Request, edition_id: int) -> HttpResponse:
    found = get_object_or_404(Edition.objects.public().defer(*FILES), pk=edition_id)
    return render(request, "reporting/public_paper.html", public_context(found))


@login_not_required
def public_file(request: Request, edition_id: int, kind: str) -> HttpResponse:
    return frozen_file(Edition.objects.public(), edition_id, kind, PUBLIC_FILES)
