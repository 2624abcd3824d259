"""Writing a paper: pages for what asks for words, buttons that act at once for the rest."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kreislotse.access.policy import Permission, require
from kreislotse.reporting import actions
from kreislotse.reporting.errors import NotInDraft
from kreislotse.reporting.models import Passage, Report, Section
from kreislotse.reporting.states import ReportState
from kreislotse.web.deeds import Deed, perform
from kreislotse.web.reporting import deeds
from kreislotse.web.reporting.forms import initial_of
from kreislotse.web.reporting.views import report_of
from kreislotse.web.requests import Request

WRITE = Permission.PAPER_WRITE


def report_new(request: Request) -> HttpResponse:
    back = reverse("reporting:reports")
    initial = {"as_of": request.actor.today, "role": "taking_note", "proposal_kind": "taking_note"}
    return perform(request, deeds.PREPARE, then=report_address, back=back, initial=initial)


def report_change(request: Request, report_id: int) -> HttpResponse:
    report = _draft(request, report_of(request, report_id))
    initial = initial_of(report, "title", "as_of", "signatory")
    return _on_report(request, deeds.CHANGE, report, report, initial=initial)


def report_refresh(request: Request, report_id: int) -> HttpResponse:
    report = _draft(request, report_of(request, report_id))
    return _on_report(request, deeds.REFRESH, report, report)


def section_new(request: Request, report_id: int) -> HttpResponse:
    report = _draft(request, report_of(request, report_id))
    return _on_report(request, deeds.ADD_SECTION, report, report)


def section_rename(request: Request, section_id: int) -> HttpResponse:
    section = _section(request, section_id)
    initial = initial_of(section, "title")
    return _on_report(request, deeds.RENAME_SECTION, section, section.report, initial=initial)


def passage_new(request: Request, section_id: int) -> HttpResponse:
    section = _section(request, section_id)
    return perform(
        request, deeds.WRITE_PASSAGE, section, then=passage_address, back=section_address(section)
    )


def passage_edit(request: Request, passage_id: int) -> HttpResponse:
    return _on_passage(request, deeds.EDIT_PASSAGE, passage_id, "text")


def passage_restore(request: Request, passage_id: int) -> HttpResponse:
    return _on_passage(request, deeds.RESTORE_PASSAGE, passage_id)


def passage_remove(request: Request, passage_id: int) -> HttpResponse:
    passage = _passage(request, passage_id)
    then, back = section_address, passage_address(passage)
    return perform(request, deeds.REMOVE_PASSAGE, passage, then=then, back=back)


@require_POST
def section_move(request: Request, section_id: int, way: str) -> HttpResponse:
    section = _section(request, section_id)
    actions.move_section(section, actor=request.actor, up=way == "up")
    return redirect(section_address(section))


@require_POST
def section_take_up(request: Request, section_id: int) -> HttpResponse:
    section, key = _section(request, section_id), request.POST.get("key", "")
    actions.take_up_statement(section, actor=request.actor, key=key)
    return redirect(section_address(section))


@require_POST
def passage_move(request: Request, passage_id: int, way: str) -> HttpResponse:
    passage = _passage(request, passage_id)
    actions.move_passage(passage, actor=request.actor, up=way == "up")
    return redirect(passage_address(passage))


@require_POST
def passage_accept(request: Request, passage_id: int) -> HttpResponse:
    return _at_once(request, passage_id, actions.accept_current_facts)


@require_POST
def passage_leave_out(request: Request, passage_id: int) -> HttpResponse:
    return _at_once(request, passage_id, actions.leave_out_passage)


@require_POST
def passage_put_back(request: Request, passage_id: int) -> HttpResponse:
    return _at_once(request, passage_id, actions.put_back_passage)


def report_address(report: Report) -> str:
    return reverse("reporting:report", args=[report.pk])


def section_address(section: Section) -> str:
    return f"{report_address(section.report)}#abschnitt-{section.pk}"


def passage_address(passage: Passage) -> str:
    return f"{report_address(passage.section.report)}#satz-{passage.pk}"


def _at_once(request: Request, passage_id: int, action: Callable[..., Any]) -> HttpResponse:
    """What can be undone by one click asks nothing and leads back to the sentence."""
    passage = _passage(request, passage_id)
    action(passage, actor=request.actor)
    return redirect(passage_address(passage))


def _on_report(
    request: Request, deed: Deed, subject: Any, report: Report, **options: Any
) -> HttpResponse:
    page = report_address(report)
    return perform(request, deed, subject, then=lambda _result: page, back=page, **options)


def _on_passage(request: Request, deed: Deed, passage_id: int, *names: str) -> HttpResponse:
    passage = _passage(request, passage_id)
    page, initial = passage_address(passage), initial_of(passage, *names)
    return perform(request, deed, passage, then=lambda _result: page, back=page, initial=initial)


def _section(request: Request, section_id: int) -> Section:
    rows = Section.objects.visible_to(request.actor).select_related("report")
    section = get_object_or_404(rows, pk=section_id)
    _draft(request, section.report)
    return section


def _passage(request: Request, passage_id: int) -> Passage:
    rows = Passage.objects.visible_to(request.actor).select_related("section__report")
    passage = get_object_or_404(rows, pk=passage_id)
    _draft(request, passage.section.report)
    return passage


def _draft(request: Request, report: Report) -> Report:
    """The report, if this reader may write and the text is still open: else 403 or 409."""
    require(request.actor, WRITE, at=report.owner_id)
    if report.state != ReportState.DRAFT:
        raise NotInDraft(state=report.get_state_display())
    return report
