"""What goes out when places are offered or somebody moves up, shown before it does; by code."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as say

from kreislotse.allocation.models import Run, RunCourse, RunLine
from kreislotse.allocation.moving import moving_up
from kreislotse.allocation.staleness import newcomers, placed_lines, stale_lines
from kreislotse.web.allocation.run_listings import at, line_address
from kreislotse.web.allocation.run_words import points
from kreislotse.web.requests import Request


def send_values(request: Request, run: Run) -> dict[str, Any]:
    """How many offers go to each course, and whose place does not hold any more."""
    lines = placed_lines(run)
    found = Counter(str(line.course) for line in lines)
    stale = stale_lines(run, request.actor.today)
    seen = _seen(request, run, (line for line, _reasons in stale))
    return {
        "offers": sorted(found.items()),
        "number": len(lines),
        "stale": [
            (_code(seen.get(line.pk)), ". ".join(str(each.label) for each in reasons))
            for line, reasons in stale
        ],
        "redraw": at("redraw", run),
        "newcomers": newcomers(run),
    }


def move_up_values(request: Request, run: Run) -> dict[str, Any]:
    """Who would be offered what, and why those with more points are not."""
    found = moving_up(run, request.actor.today)
    passed = [each.line for each in found.passed]
    seen = _seen(request, run, [*(line for line, _course in found.offers), *passed])
    return {
        "up": [_rising(line, course, seen.get(line.pk)) for line, course in found.offers],
        "passed": [
            {
                **_shown(seen.get(each.line.pk)),
                "course": each.course,
                "why": ". ".join(str(reason.label) for reason in each.reasons)
                or say("Nach den Regeln für alle bekommen andere den Platz"),
            }
            for each in found.passed
        ],
    }


def _rising(line: RunLine, course: RunCourse, seen: RunLine | None) -> dict[str, Any]:
    weight = line.ways[str(course.number)]["weight"]
    return {**_shown(seen), "course": course, "points": points(weight)}


def _shown(seen: RunLine | None) -> dict[str, Any]:
    return {
        "code": _code(seen),
        "town": seen.municipality if seen else "",
        "address": line_address(seen) if seen else "",
    }


def _code(seen: RunLine | None) -> str:
    """A locked person shows no code."""
    return seen.entry.candidate.code if seen else say("gesperrte Person")


def _seen(request: Request, run: Run, lines: Iterable[RunLine]) -> dict[int, RunLine]:
    """These lines of the run as far as the reader may see them by code."""
    rows = RunLine.objects.coded_to(request.actor).filter(
        run=run, pk__in=[line.pk for line in lines]
    )
    return {row.pk: row for row in rows.select_related("entry__candidate", "municipality")}
