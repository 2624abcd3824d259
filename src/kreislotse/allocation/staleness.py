"""Places of a run that somebody cannot take any more, since something has changed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from kreislotse.allocation.errors import PeopleGone, RunStale
from kreislotse.allocation.models import Run, RunLine
from kreislotse.allocation.unsealing import read_sealed
from kreislotse.allocation.ways import MAY_BE_SET_ASIDE, points_of, ways_on
from kreislotse.courses.models import ChildcareSeat, Course, Seat, WaitingEntry
from kreislotse.courses.queues import sort_entries
from kreislotse.courses.states import TAKES_PEOPLE, Misfit, WaitingState
from kreislotse.kernel.german import date_short


class Stale(TextChoices):
    """Why a place does not hold or is not given, beside what speaks against the course."""

    NOT_WAITING = "not_waiting", _("Wartet nicht mehr auf einen Platz")
    COURSE_CLOSED = "course_closed", _("Der Kurs nimmt niemanden mehr auf")
    SEAT_GONE = "seat_gone", _("Der Platz ist inzwischen vergeben")
    CHILDCARE_GONE = "childcare_gone", _("Der Platz in der Kinderbetreuung ist vergeben")
    TRAVEL = "travel", _("Der Weg ist zu weit")
    DECIDED = "decided", _("Es ist anders entschieden: kein Platz")


Reason = Stale | Misfit


def stale_lines(run: Run, on: date) -> list[tuple[RunLine, tuple[Reason, ...]]]:
    """The lines with a new place that cannot be offered on the day, each with all reasons."""
    lines = placed_lines(run)
    entries = {entry.pk: entry for entry in entries_of(run, lines, on)}
    courses = {str(each.number): each.course for each in run.courses.select_related("course__kind")}
    points = {pk: points_of(entry, run.criteria, on) for pk, entry in entries.items()}
    ways = ways_on(list(entries.values()), run.waiting_list, courses, run.criteria, points, on)
    short = _without_seat(lines, entries, courses.values())
    found = []
    for line in lines:
        against = ways[line.entry_id][_course_key(line)].against
        ignored = MAY_BE_SET_ASIDE if hasattr(line, "override") else frozenset()
        reasons = (
            *_changed(line, entries[line.entry_id]),
            *(as_reason(value) for value in against if value not in ignored),
            *short.get(line.pk, ()),
        )
        if reasons:
            found.append((line, reasons))
    return found


def newcomers(run: Run) -> int:
    """How many wait on the list now of whom the run knows nothing."""
    known = RunLine.objects.filter(run=run).values("entry")
    waiting = WaitingEntry.objects.filter(
        waiting_list=run.waiting_list_id, state=WaitingState.WAITING
    )
    return waiting.exclude(pk__in=known).count()


def refuse_stale(run: Run, on: date) -> None:
    """Refuse a run of which somebody cannot take the place any more, naming how many."""
    refuse_gone(run)
    stale = stale_lines(run, on)
    if stale:
        raise RunStale(number=len(stale), day=date_short(run.drawn_on))


def refuse_gone(run: Run) -> None:
    """Refuse a run that was decided on people who are erased by now."""
    gone = len(read_sealed(run.sealed).persons) - run.lines.count()
    if gone:
        raise PeopleGone(number=gone)


def placed_lines(run: Run) -> list[RunLine]:
    """Everybody to whom the run gives a new place, in the order of the list."""
    lines = run.lines.filter(course__isnull=False, held=False)
    return list(lines.select_related("course__course", "override").order_by("number"))


def entries_of(run: Run, lines: Iterable[RunLine], on: date) -> list[WaitingEntry]:
    """The entries of these lines of the run, as they are now."""
    entries = WaitingEntry.objects.filter(pk__in=[line.entry_id for line in lines])
    return sort_entries(entries.select_related("seat"), run.waiting_list, on)


def as_reason(value: str) -> Reason:
    """What bars a way, with its words."""
    return Misfit(value) if value in Misfit.values else Stale(value)


def _course_key(line: RunLine) -> str:
    return str(line.course.number) if line.course else ""


def _changed(line: RunLine, entry: WaitingEntry) -> Sequence[Stale]:
    found = {
        Stale.NOT_WAITING: entry.state != WaitingState.WAITING,
        Stale.COURSE_CLOSED: line.course is not None
        and line.course.course.state not in TAKES_PEOPLE,
    }
    return [reason for reason, applies in found.items() if applies]


def _without_seat(
    lines: Iterable[RunLine], entries: Mapping[int, WaitingEntry], courses: Iterable[Course]
) -> dict[int, tuple[Stale, ...]]:
    """By line: what is missing where fewer seats are free than the run gives, the last first."""
    ids = [course.pk for course in courses]
    seats = _free(Seat.objects.filter(course__in=ids))
    childcare = _free(ChildcareSeat.objects.filter(course__in=ids))
    found: dict[int, tuple[Stale, ...]] = {}
    for line in lines:
        course = line.course.course_id if line.course else 0
        seats[course] -= 1
        missing = [Stale.SEAT_GONE] if seats[course] < 0 else []
        if entries[line.entry_id].needs_childcare:
            childcare[course] -= 1
            missing += [Stale.CHILDCARE_GONE] if childcare[course] < 0 else []
        if missing:
            found[line.pk] = tuple(missing)
    return found


def _free(seats: QuerySet[Any]) -> Counter[int]:
    """By course: how many of these seats nobody holds."""
    free = seats.filter(holder__isnull=True).order_by().values_list("course")
    return Counter(dict(free.annotate(number=Count("pk"))))
