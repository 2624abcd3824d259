"""The people of a run: their list by code, why it came out so, deciding otherwise, the letter."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kreislotse.access.policy import Permission, require
from kreislotse.allocation.models import Run, RunLine
from kreislotse.allocation.states import RunState
from kreislotse.documents.pdf import render_pdf
from kreislotse.journal.models import ReadKind
from kreislotse.kernel.refusals import WrongState
from kreislotse.web.allocation import run_deeds as deeds
from kreislotse.web.allocation.line_deciding import choices_of, effect_of, wanted
from kreislotse.web.allocation.line_letters import letter_to
from kreislotse.web.allocation.line_pages import line_context, told_of
from kreislotse.web.allocation.run_listings import in_order, line_address, lines_of
from kreislotse.web.allocation.run_pages import crumbs
from kreislotse.web.courses.naming import right_to_read
from kreislotse.web.deeds import perform
from kreislotse.web.listing import show_list
from kreislotse.web.reads import note_read
from kreislotse.web.requests import Request

P = Permission
PURPOSE = "Schreiben über einen Kursplatz"


def run_lines(request: Request, run_id: int) -> HttpResponse:
    run = get_object_or_404(Run.objects.visible_to(request.actor).for_list(), pk=run_id)
    rows = in_order(RunLine.objects.coded_to(request.actor).filter(run=run))
    return show_list(request, lines_of(run), rows, crumbs=crumbs(run))


def line(request: Request, line_id: int) -> HttpResponse:
    found = _line(request, line_id)
    return render(request, "allocation/line.html", line_context(request, found))


def line_letter(request: Request, line_id: int) -> HttpResponse:
    """By name: whoever sees the name may write, and the reading of it is written down."""
    rows = RunLine.objects.coded_to(request.actor) & RunLine.objects.visible_to(request.actor)
    found = get_object_or_404(_with_all(rows), pk=line_id)
    if found.run.state != RunState.SENT:
        raise WrongState(state=found.run.get_state_display())
    needs = right_to_read(request.actor, found.entry)
    sheet = letter_to(found, told_of(found), today=request.actor.today)
    note_read(request, ReadKind.LETTER, [found.entry.candidate], needs=needs, purpose=PURPOSE)
    response = HttpResponse(render_pdf(sheet), content_type="application/pdf")
    name = f"kursplatz-{found.entry.candidate.code}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def line_override(request: Request, line_id: int) -> HttpResponse:
    """First which course, then what that does to the others, and only then the reason."""
    found = _open_line(request, line_id)
    choice, back = wanted(request, found), line_address(found)
    if choice is None:
        context = {"line": found, "back": back, **choices_of(found)}
        return render(request, "allocation/line_choose.html", context)
    initial = effect_of(request, found, choice)
    return perform(request, choice.deed(), found, then=lambda _: back, back=back, initial=initial)


def override_take_back(request: Request, line_id: int) -> HttpResponse:
    found = _open_line(request, line_id)
    back = line_address(found)
    return perform(request, deeds.TAKE_BACK, found, then=lambda _: back, back=back)


def _line(request: Request, line_id: int) -> RunLine:
    return get_object_or_404(_with_all(RunLine.objects.coded_to(request.actor)), pk=line_id)


def _open_line(request: Request, line_id: int) -> RunLine:
    """A line that can still be decided otherwise: of a proposal, not held already."""
    found = _line(request, line_id)
    require(request.actor, P.COURSE_EDIT, at=found.owner_id)
    if found.run.state != RunState.PROPOSED or found.held:
        raise WrongState(state=found.run.get_state_display())
    return found


def _with_all(rows: QuerySet[RunLine]) -> QuerySet[RunLine]:
    return rows.select_related(
        "run__waiting_list",
        "run__criteria__criteria_set",
        "run__owner",
        "entry__candidate",
        "entry__waiting_list",
        "municipality",
        "course__course",
        "first_course__course",
        "offer",
        "override",
    )
