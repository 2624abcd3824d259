"""Deciding otherwise for one person: which course, and what that does to all others, first."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from kreislotse.access.policy import Actor
from kreislotse.allocation.deciding import Effect, effect
from kreislotse.allocation.models import Override, RunCourse, RunLine
from kreislotse.allocation.ways import MAY_BE_SET_ASIDE
from kreislotse.web.allocation import run_deeds as deeds
from kreislotse.web.allocation.run_again import again
from kreislotse.web.allocation.run_listings import line_address
from kreislotse.web.allocation.run_words import bars_in_words, points
from kreislotse.web.deeds import Deed
from kreislotse.web.requests import Request

NO_PLACE = "none"


class Wanted(NamedTuple):
    """The course that somebody is to have; None is no place."""

    course: RunCourse | None

    @property
    def key(self) -> str:
        return str(self.course.number) if self.course else ""

    def deed(self) -> Deed:
        """The deed with this course; the form asks for the reason."""

        def decide(line: RunLine, *, actor: Actor, reason: str) -> Override:
            return deeds.OVERRIDE.action(line, actor=actor, course=self.course, reason=reason)

        return replace(deeds.OVERRIDE, action=decide)


def wanted(request: Request, line: RunLine) -> Wanted | None:
    """What the address asks for, if it is one of the run's courses or no place."""
    said = request.GET.get("course", "")
    if said == NO_PLACE:
        return Wanted(None)
    courses = line.run.courses.select_related("course")
    return next((Wanted(course) for course in courses if str(course.number) == said), None)


def choices_of(line: RunLine) -> dict[str, Any]:
    """The courses to choose from, and why others cannot be."""
    found = []
    for course in line.run.courses.select_related("course").order_by("number"):
        against = line.ways[str(course.number)]["against"]
        firm = [each for each in against if each not in MAY_BE_SET_ASIDE]
        found.append(
            {
                "course": course,
                "ask": "" if firm else str(course.number),
                "against": bars_in_words(firm or against),
                "now": course.pk == line.course_id,
            }
        )
    return {"choices": found, "no_place": NO_PLACE, "placed": line.course_id is not None}


def effect_of(request: Request, line: RunLine, choice: Wanted) -> dict[str, Any]:
    """What it costs in points, and who would lose, gain or change a place; by code."""
    known = again(line.run)
    found = effect(known.inputs, known.decision, str(line.number), choice.key)
    return {
        "line": line,
        "course": choice.course,
        "points": _points(found),
        "places": _places(found),
        **_others(request, line, found),
    }


def _points(found: Effect) -> str:
    if not found.points:
        return say("Die Summe der Punkte bleibt gleich.")
    less = (
        say("Es gehen {points} verloren.") if found.points < 0 else say("Es kommen {points} dazu.")
    )
    return less.format(points=points(abs(found.points)))


def _places(found: Effect) -> str:
    if not found.places:
        return say("Es bekommen gleich viele einen Platz.")
    sentence = (
        ngettext(
            "Es bekommt eine Person weniger einen Platz.",
            "Es bekommen {number} Personen weniger einen Platz.",
            -found.places,
        )
        if found.places < 0
        else ngettext(
            "Es bekommt eine Person mehr einen Platz.",
            "Es bekommen {number} Personen mehr einen Platz.",
            found.places,
        )
    )
    return sentence.format(number=abs(found.places))


def _others(request: Request, line: RunLine, found: Effect) -> dict[str, Any]:
    changes = [each for each in found.changes if each[0] != str(line.number)]
    seen = _by_number(request, line, (int(key) for key, _before, _after in changes))
    names = {
        str(each.number): each.course.title for each in line.run.courses.select_related("course")
    }
    rows: dict[str, list[dict[str, Any]]] = {"lose": [], "gain": [], "change": []}
    for key, before, after in changes:
        kind = "lose" if not after else "gain" if not before else "change"
        rows[kind].append(
            {
                **seen.get(int(key), {"code": say("gesperrte Person"), "town": "", "address": ""}),
                "before": names.get(before, ""),
                "after": names.get(after, ""),
            }
        )
    return rows


def _by_number(
    request: Request, line: RunLine, numbers: Iterable[int]
) -> dict[int, dict[str, Any]]:
    """The others by code, as far as the reader may see them."""
    lines = RunLine.objects.coded_to(request.actor).filter(run=line.run_id, number__in=numbers)
    return {
        each.number: {
            "code": each.entry.candidate.code,
            "town": each.municipality,
            "address": line_address(each),
        }
        for each in lines.select_related("entry__candidate", "municipality")
    }
