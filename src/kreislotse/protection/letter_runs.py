"""What runs that gave places keep about a person: points, courses and the result, line by line.

What is proposed but not decided yet is told as such, with the points and without a result.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from kreislotse.allocation.criteria import TRAVEL
from kreislotse.allocation.models import RunCourse, RunLine
from kreislotse.allocation.states import RunState
from kreislotse.courses.states import Misfit
from kreislotse.kernel.german import date_short, enumerate_plural, join, number
from kreislotse.participants.models import Candidate

_PARTS = {
    "place": "für einen Platz",
    "obliged": "für die Pflicht zur Teilnahme",
    "benefits": "für Leistungen nach SGB II oder SGB III",
    "training": "vor einer Ausbildung oder Beschäftigung",
    "week": "für die Wartezeit",
    "jump": "für das Vorziehen",
}
_TOO_FAR = {TRAVEL: "Der Weg ist zu weit"}


def runs_of(candidate: Candidate) -> Iterator[str]:
    """Each run that decided on the person or will, with its day."""
    rows = RunLine.objects.filter(entry__candidate=candidate).order_by("run__drawn_on", "pk")
    known = rows.select_related("run__criteria__criteria_set", "course__course", "override")
    for line in known.prefetch_related("run__courses__course"):
        yield from (f"{date_short(line.run.drawn_on)}: {said}" for said in _told(line))


def _told(line: RunLine) -> Iterator[str]:
    run = line.run
    yield f"Plätze nach {run.criteria} ({run}), {run.get_state_display()}"
    if line.parts:
        # In the order of the words: a database may keep the names of a record in its own.
        counted = (
            (words, line.parts[part]) for part, words in _PARTS.items() if part in line.parts
        )
        points = [f"{number(value)} {words}" for words, value in counted]
        yield f"Punkte: {join(points)}"
    for course in run.courses.all():
        way = line.ways.get(str(course.number))
        if way:
            yield f"{course}: {_way(way)}"
    if run.state == RunState.SENT:
        yield from _result(line)


def _way(way: Mapping[str, Any]) -> str:
    minutes = way["minutes"]
    far = "Weg nicht bekannt" if minutes is None else f"Weg {number(minutes)} Minuten"
    if way["against"]:
        reasons = [_TOO_FAR.get(each) or str(Misfit(each).label) for each in way["against"]]
        return f"kam nicht in Frage ({join(reasons)}), {far}"
    return f"{enumerate_plural(way['weight'], 'Punkt', 'Punkte')}, {far}"


def _result(line: RunLine) -> Iterator[str]:
    if line.held:
        yield f"Ergebnis: {_place(line.course)}, schon vorher vergeben"
        return
    yield f"Ergebnis: {_place(line.course)}"
    if hasattr(line, "override"):
        decided = line.override
        yield f"am {date_short(decided.since)} von Hand entschieden: {decided.reason}"


def _place(course: RunCourse | None) -> str:
    return f"Platz in {course}" if course else "kein Platz"
