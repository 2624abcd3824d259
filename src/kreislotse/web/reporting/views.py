"""Reading papers: the list, the workbench, preview, differences, editions, the clause map."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, require_anywhere
from kreislotse.reporting.clause_map import clause_map as lines_of
from kreislotse.reporting.difference import since_last_report, since_release
from kreislotse.reporting.models import Edition, Report
from kreislotse.reporting.states import ReportState
from kreislotse.web.listing import show_list
from kreislotse.web.reporting import listings
from kreislotse.web.reporting.downloads import frozen_file
from kreislotse.web.reporting.reading import (
    FILES,
    difference_context,
    edition_context,
    preview_context,
)
from kreislotse.web.reporting.workbench import report_context
from kreislotse.web.requests import Request


def reports(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.PAPER_READ)
    rows = Report.objects.visible_to(request.actor).for_list()
    may = request.actor.holds(Permission.PAPER_WRITE)
    new = (_("Vorlage beginnen"), reverse("reporting:report_new")) if may else None
    return show_list(request, listings.REPORTS, rows, new=new)


def report(request: Request, report_id: int) -> HttpResponse:
    context = report_context(request, report_of(request, report_id))
    return render(request, "reporting/report.html", context)


def report_preview(request: Request, report_id: int) -> HttpResponse:
    context = preview_context(request, report_of(request, report_id))
    return render(request, "reporting/preview.html", context)


def report_difference(request: Request, report_id: int) -> HttpResponse:
    """A draft is compared with the report before it, a released paper with today's records."""
    found = report_of(request, report_id)
    if found.state in (ReportState.DRAFT, ReportState.COSIGNING):
        comparison = since_last_report(found)
    else:
        comparison = since_release(found, request.actor.today)
    context = difference_context(request, found, comparison)
    return render(request, "reporting/difference.html", context)


def edition(request: Request, edition_id: int) -> HttpResponse:
    rows = Edition.objects.visible_to(request.actor).defer(*FILES)
    found = get_object_or_404(rows.select_related("report__paper__period"), pk=edition_id)
    return render(request, "reporting/edition.html", edition_context(request, found))


def edition_file(request: Request, edition_id: int, kind: str) -> HttpResponse:
    return frozen_file(Edition.objects.visible_to(request.actor), edition_id, kind)


def clause_map(request: Request) -> HttpResponse:
    require_anywhere(request.actor, Permission.MANDATE_READ)
    lines = lines_of(request.actor)
    listing = listings.clause_map_listing(lines)
    crumbs = [(_("Aufträge"), reverse("mandates:clauses"))]
    return show_list(request, listing, lines, title=listing.title, crumbs=crumbs)


def report_of(request: Request, report_id: int) -> Report:
    rows = Report.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("paper__period", "owner"), pk=report_id)
