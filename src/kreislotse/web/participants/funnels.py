"""The funnel of a call or of all calls of an initiative: table, picture, definitions, file."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.initiatives.models import Initiative
from kreislotse.kernel.german import date_short, decimal
from kreislotse.participants.models import Call
from kreislotse.participants.states import CandidateState
from kreislotse.reporting.funnel import Funnel, Line, funnel_across
from kreislotse.reporting.funnel_flows import STAGE_NAMES, Stage
from kreislotse.reporting.indicators import INDICATORS
from kreislotse.web.by_initiative import address_of
from kreislotse.web.listing import Badge, Column, Filter, Listing, show_list
from kreislotse.web.participants.funnel_picture import of_stages, of_towns
from kreislotse.web.participants.listings import address
from kreislotse.web.participants.matrix import STANDINGS
from kreislotse.web.requests import Request

P = Permission


def funnel(request: Request, call_id: int) -> HttpResponse:
    call = get_object_or_404(Call.objects.visible_to(request.actor), pk=call_id)
    require_anywhere(request.actor, P.PERSON_COUNT, P.PERSON_EDIT)
    return _show(request, [call], title=call.title, back=address(call))


def funnel_initiative(request: Request, initiative_id: int) -> HttpResponse:
    visible = Initiative.objects.visible_to(request.actor)
    initiative = get_object_or_404(visible, pk=initiative_id)
    require_anywhere(request.actor, P.PERSON_COUNT)
    calls = list(Call.objects.visible_to(request.actor).filter(initiative=initiative))
    return _show(request, calls, title=initiative.title, back=address_of(initiative))


def _show(request: Request, calls: Sequence[Call], *, title: str, back: str) -> HttpResponse:
    on = _reference_date(request)
    found = funnel_across(calls, on, request.actor)
    together = len(found.lines) > 1
    lines = [*found.lines, found.total] if together else list(found.lines)
    return show_list(
        request,
        FUNNEL,
        lines,
        template="participants/funnel.html",
        back=(title, back),
        funnel=found,
        whose=say("insgesamt") if together else "",
        stages=of_stages(found.total),
        towns=of_towns(found.lines),
        stock=_stock(found),
        indicators=INDICATORS,
        steers=request.actor.holds(P.CALL_EDIT),
    )


def _reference_date(request: Request) -> date:
    """The day that the address asks for, if it is one of those offered; else today."""
    offered = {key: day for key, day, _label in _days(request.actor)}
    return offered.get(request.GET.get("on", ""), request.actor.today)


def _days(actor: Actor) -> list[tuple[str, date, str]]:
    """Today's alternatives: the ends of the last month, quarter and year."""
    today = actor.today
    month = today.replace(day=1) - timedelta(days=1)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)
    year = date(today.year - 1, 12, 31)
    days = dict.fromkeys((month, quarter, year))
    return [(day.isoformat(), day, date_short(day)) for day in days]


def _stock(found: Funnel) -> list[tuple[Any, int]]:
    here = found.total.stock
    return [(state.label, here[state]) for state in CandidateState if here.get(state)]


def _town(line: Line) -> Any:
    return line.municipality or _("Insgesamt")


def _standing(line: Line) -> Badge | str:
    return STANDINGS[line.standing] if line.standing else ""


def _rate(line: Line) -> str:
    return "–" if line.rate is None else decimal(line.rate, 1)


def _stage(stage: Stage) -> Column:
    return Column(stage.value, STAGE_NAMES[stage], lambda line: line.flows[stage], numeric=True)


FUNNEL = Listing(
    title=_("Trichter"),
    columns=(
        Column("town", _("Stadt oder Gemeinde"), _town),
        Column("standing", _("Antwort"), _standing),
        Column("recipients", _("Leistungsberechtigte"), lambda line: line.recipients, numeric=True),
        Column("counted", _("Stand der Zahl"), lambda line: line.counted_on),
        *(_stage(stage) for stage in Stage),
        Column("rate", _("je 100"), _rate, numeric=True),
    ),
    empty=_("Noch ist niemand gefragt. Der Trichter füllt sich mit den Antworten."),
    filters=(
        Filter(
            "on",
            _("Stichtag, sonst heute"),
            lambda actor: [(key, label) for key, _day, label in _days(actor)],
            lambda rows, _day: rows,
        ),
    ),
    searchable=False,
    file_name="trichter",
)
