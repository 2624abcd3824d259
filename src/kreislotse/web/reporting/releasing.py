"""From draft to published: co-signing, release, tabled update, publication, the next paper."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as say

from kreislotse.access.policy import ROLE_NAMES, Permission, Role, require
from kreislotse.kernel.refusals import WrongState
from kreislotse.reporting.errors import StillBeingWritten
from kreislotse.reporting.models import CoSignature, Edition, Report
from kreislotse.reporting.states import ReportState
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.reporting import deeds
from kreislotse.web.reporting.views import report_of
from kreislotse.web.reporting.writing import report_address
from kreislotse.web.requests import Request


def report_cosign_ask(request: Request, report_id: int) -> HttpResponse:
    return _step(request, deeds.ASK, report_of(request, report_id))


def report_take_back(request: Request, report_id: int) -> HttpResponse:
    return _step(request, deeds.TAKE_BACK, report_of(request, report_id))


def report_publish(request: Request, report_id: int) -> HttpResponse:
    return _step(request, deeds.PUBLISH, report_of(request, report_id))


def report_release(request: Request, report_id: int) -> HttpResponse:
    report = report_of(request, report_id)
    return _step(request, replace(deeds.RELEASE, consequence=_what_is_frozen(report)), report)


def _what_is_frozen(report: Report) -> str:
    """What the release freezes, who may do it, and what cannot be undone, in this order."""
    return say(
        "Eingefroren werden der Text, alle Angaben zum Stichtag {day}, die Verweise auf die "
        "Datensätze und die Dateien (PDF, Word, Webseite, Daten) mit ihrer Prüfsumme. Freigeben "
        "darf {role}, aber nie, wer am Text mitgeschrieben hat. Eine "
        "eingefrorene Fassung lässt sich weder ändern noch löschen; was sich später ändert, kommt "
        "in eine Tischvorlage oder eine Folgevorlage."
    ).format(day=f"{report.as_of:%d.%m.%Y}", role=ROLE_NAMES[Role.HEAD])


def report_follow_up(request: Request, report_id: int) -> HttpResponse:
    report = report_of(request, report_id)
    initial = {"as_of": request.actor.today}
    back = report_address(report)
    return perform(
        request, deeds.FOLLOW_UP, report, then=report_address, back=back, initial=initial
    )


def report_table(request: Request, report_id: int) -> HttpResponse:
    report = report_of(request, report_id)
    require(request.actor, Permission.PAPER_RELEASE, at=report.owner_id)
    if report.state in (ReportState.DRAFT, ReportState.COSIGNING):
        raise StillBeingWritten
    back = report_address(report)
    return perform(request, deeds.TABLE, report, then=edition_address, back=back)


def cosignature_sign(request: Request, cosignature_id: int) -> HttpResponse:
    rows = CoSignature.objects.visible_to(request.actor).select_related("report")
    found = get_object_or_404(rows, pk=cosignature_id)
    require(request.actor, Permission.PAPER_COSIGN, at=found.owner_id)
    if found.report.state != ReportState.COSIGNING:
        raise WrongState(state=found.report.get_state_display())
    page = report_address(found.report)
    deed = replace(deeds.SIGN, consequence=f"{found.department}: {found.report}")
    return perform(request, deed, found, then=lambda _result: page, back=page)


def edition_address(edition: Edition) -> str:
    return reverse("reporting:edition", args=[edition.pk])


def _step(request: Request, deed: Deed, report: Report) -> HttpResponse:
    return perform(request, deed, report, then=report_address, back=report_address(report))
