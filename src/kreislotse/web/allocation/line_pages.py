"""The page of one line: what counted, why it came out so, what would have given a place."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kreislotse.access.policy import Permission, allowed
from kreislotse.allocation.explaining import explain
from kreislotse.allocation.models import RunLine
from kreislotse.allocation.states import RunState
from kreislotse.kernel.german import number
from kreislotse.web.allocation import run_deeds as deeds
from kreislotse.web.allocation.explanation_words import Told, what_would_help, why
from kreislotse.web.allocation.plain_words import LANGUAGE, plainly, what_would_help_plainly
from kreislotse.web.allocation.run_again import again
from kreislotse.web.allocation.run_listings import at, result_badge
from kreislotse.web.allocation.run_pages import crumbs
from kreislotse.web.allocation.run_words import PARTS, bars_in_words, points
from kreislotse.web.courses.entry_listings import entry_address
from kreislotse.web.requests import Request

P = Permission


def reads_run(request: Request, line: RunLine) -> bool:
    """Whether the reader sees the whole run, not only this person of it."""
    return allowed(request.actor, P.COURSE_READ, at=line.run.owner_id)


def told_of(line: RunLine) -> Told:
    """The explanation of the line, found by deciding the run again."""
    known = again(line.run)
    key = str(line.number)
    later = line.course.course.title if line.course and key not in known.decision.course_of else ""
    explanation = explain(known.inputs, known.decision, key)
    return Told(explanation, course_names(line), reason_of(line), later)


def course_names(line: RunLine) -> dict[str, str]:
    rows = line.run.courses.values_list("number", "course__title")
    return {str(key): title for key, title in rows}


def reason_of(line: RunLine) -> str:
    """Why somebody decided otherwise; empty where the criteria stand."""
    found = getattr(line, "override", None)
    return found.reason if found else ""


def line_context(request: Request, line: RunLine) -> dict[str, Any]:
    told, whole, code = told_of(line), reads_run(request, line), line.entry.candidate.code
    title = say("Warum so entschieden ist: {code}").format(code=code)
    return {
        "title": title,
        "crumbs": [*crumbs(line.run), (_("Personen"), at("lines", line.run))]
        if whole
        else _own(line),
        "line": line,
        "state": result_badge(line),
        "deeds": _deeds(request, line),
        "facts": _facts(line, whole=whole),
        "why": why(told),
        "help": what_would_help(told),
        "plainly": plainly(told),
        "help_plainly": what_would_help_plainly(told),
        "plain_language": LANGUAGE,
        "parts": [
            (words, number(line.parts[name])) for name, words in PARTS.items() if name in line.parts
        ],
        "sum": points(sum(line.parts.values())),
        "ways": _ways(line, told.courses),
    }


def _own(line: RunLine) -> list[tuple[Any, str]]:
    """The way up for whoever sees this person and not the run."""
    waiting_list = line.run.waiting_list
    return [
        (_("Wartelisten"), reverse("courses:lists")),
        (waiting_list, reverse("courses:list", args=[waiting_list.pk])),
        (line.entry.candidate.code, entry_address(line.entry)),
    ]


def _facts(line: RunLine, *, whole: bool) -> list[tuple[Any, ...]]:
    entry = (_("Listeneintrag"), line.entry.candidate.code, entry_address(line.entry))
    run = (_("Verfahren"), line.run, reverse("allocation:run", args=[line.run_id]))
    return [
        entry,
        run if whole else run[:2],
        (_("Warteliste"), line.run.waiting_list),
        (_("Kriterien"), line.run.criteria),
        (_("Stichtag"), line.run.drawn_on),
        (_("Stadt oder Gemeinde"), line.municipality),
        (_("Platz auf der Liste"), line.rank),
        (_("Vorgeschlagen war"), line.first_course or _("kein Platz")),
        (_("Angebot"), line.offer.get_state_display() if line.offer else ""),
    ]


def _ways(line: RunLine, courses: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every course of the run: what it counts for the person, and what speaks against it."""
    return [
        {
            "course": courses.get(key, key),
            "weight": "" if way["against"] else number(way["weight"]),
            "minutes": _minutes(way["minutes"]),
            "against": bars_in_words(way["against"]) or say("kommt in Frage"),
        }
        for key, way in sorted(line.ways.items(), key=lambda each: int(each[0]))
    ]


def _minutes(minutes: int | None) -> str:
    if minutes is None:
        return say("nicht bekannt")
    return say("{number} Minuten").format(number=minutes)


def _deeds(request: Request, line: RunLine) -> list[dict[str, Any]]:
    """What the reader may do at the line now."""
    found: list[tuple[Any, str]] = []
    edits = allowed(request.actor, P.COURSE_EDIT, at=line.owner_id)
    if line.run.state == RunState.PROPOSED and edits and not line.held:
        found.append((deeds.OVERRIDE.title, "line_override"))
        if hasattr(line, "override"):
            found.append((deeds.TAKE_BACK.title, "override_take_back"))
    if line.run.state == RunState.SENT and _by_name(request, line):
        found.append((_("Schreiben an die Person"), "line_letter"))
    return [
        {
            "label": label,
            "address": reverse(f"allocation:{name}", args=[line.pk]),
            "primary": place == 0,
        }
        for place, (label, name) in enumerate(found)
    ]


def _by_name(request: Request, line: RunLine) -> bool:
    return RunLine.objects.visible_to(request.actor).filter(pk=line.pk).exists()
