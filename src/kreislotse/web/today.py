"""Heute: what needs me now, ordered by date, each line one click from the deed."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Actor, Permission
from kreislotse.mandates.states import Urgency
from kreislotse.reporting.due import everything_due
from kreislotse.reporting.figures import figures_for
from kreislotse.reporting.matters import MOST, Due
from kreislotse.web.listing import Badge
from kreislotse.web.requests import Request

P = Permission
_TONES = {Urgency.OVERDUE: "danger", Urgency.NEXT: "warning", Urgency.NEAR: "warning"}
# Where to go on a day on which nothing waits: the first that the reader may do.
_NEXT_STEPS = (
    (P.PAPER_WRITE, _("Die nächste Vorlage beginnen"), "reporting:report_new"),
    (P.MANDATE_READ, _("Die Auftragskarte ansehen"), "reporting:clause_map"),
    (P.FUNDING_EDIT, _("Die Bescheide ansehen"), "awards:awards"),
    (P.CALL_ANSWER, _("Ihre Abfragen ansehen"), "participants:calls"),
    (P.CALL_RECEIVE, _("Weitergeleitete Abfragen ansehen"), "participants:calls"),
    (P.COOPERATION_PARTNER, _("Das gemeinsame Konzept ansehen"), "cooperation:concepts"),
    (P.COURSE_READ, _("Kursplätze ansehen"), "courses:courses"),
    (P.COURSE_RUN, _("Ihre Kurse ansehen"), "courses:courses"),
    (P.ACCOUNT_EDIT, _("Konten ansehen"), "access:accounts"),
    (P.JOURNAL_READ, _("Das Protokoll prüfen"), "journal:entries"),
    (P.CONTACT_READ, _("Ansprechpersonen finden"), "organisations:contacts"),
)


def today(request: Request) -> HttpResponse:
    found = everything_due(request.actor)
    figures = figures_for(request.actor)
    context = {
        "waiting": [_line(due, request.actor.today) for due in found],
        "most": MOST if _is_cut_off(found) else None,
        "next_step": _next_step(request.actor),
        "figures": [
            {"value": each.value, "label": each.label, "address": reverse(each.route)}
            for each in figures
        ],
    }
    return render(request, "today.html", context)


def _is_cut_off(found: list[Due]) -> bool:
    """Whether some matter has as many lines as are shown at most."""
    lines = Counter(str(due.matter) for due in found)
    return any(number >= MOST for number in lines.values())


def _line(due: Due, today: date) -> dict[str, Any]:
    plain = due.urgency in (Urgency.NONE, Urgency.LATER)
    return {
        "what": due.title,
        "why": due.matter,
        "day": due.on,
        "address": reverse(
            due.route, args=[] if due.key is None else [due.key], query=due.chosen or None
        ),
        "badge": None if plain else Badge(_when(due.on, today), _TONES.get(due.urgency, "info")),
    }


def _when(day: date | None, today: date) -> str:
    """How far away a day is, as people say it."""
    days = (day - today).days if day else 0
    if abs(days) <= 1:
        return (gettext("heute"), gettext("morgen"), gettext("seit gestern überfällig"))[days]
    if days < 0:
        return gettext("seit {days} Tagen überfällig").format(days=-days)
    return gettext("in {days} Tagen").format(days=days)


def _next_step(actor: Actor) -> dict[str, Any] | None:
    for needs, label, route in _NEXT_STEPS:
        if actor.holds(needs):
            return {"label": label, "address": reverse(route)}
    return None
