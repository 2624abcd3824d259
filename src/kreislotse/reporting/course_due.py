"""What courses and waiting lists ask of whom: to apply, to merge, to tell, to answer, to note.

A line names a course, a number and a day; never a person.
"""

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kreislotse.access.policy import Actor, Permission
from kreislotse.courses.models import Course, Duty, Entitlement, Lesson, Offer, WaitingEntry
from kreislotse.courses.regime_changes import changes_among, rows_to_compare
from kreislotse.courses.rules import (
    SHORTLY_BEFORE,
    TELL_NEW_BODY_WITHIN,
    enough,
    too_few,
    within,
)
from kreislotse.courses.states import CourseState, DutyKind, OfferState, WaitingState
from kreislotse.courses.uncovered import uncovered
from kreislotse.kernel.german import number
from kreislotse.records.together import totals
from kreislotse.reporting.matters import MOST, Read, Steps, due_line, horizon

P = Permission
S = WaitingState
_ON_LIST = (S.PRE_REGISTERED, S.REFERRED, S.ASSESSED, S.WAITING)
Pool = Counter[str]


@Read
def courses_to_apply_for(actor: Actor) -> Steps:
    """Planned courses with enough people waiting for whom no open course has a seat (R-CRS-04)."""
    courses = _courses(actor, CourseState.PLANNED, CourseState.OPEN)
    waiting = _waiting(actor)
    yield courses, waiting
    pools: dict[tuple[int, int], Pool] = defaultdict(Counter)
    for owner, kind, level, people in waiting:
        pools[owner, kind][level] = people
    planned = []
    for course in sorted(courses, key=lambda each: each.state == CourseState.PLANNED):
        pool = pools[course.owner_id, course.kind_id]
        if course.state == CourseState.OPEN:
            _take(pool, course, (course.capacity or 0) - (course.taken or 0))
        elif enough(course, sum(pool[level] for level in _levels(pool, course))):
            _take(pool, course, max(course.minimum, 1))
            planned.append(course)
    for course in planned[:MOST]:
        matter = _("Genug Personen: Kurs beantragen")
        yield due_line(actor, course, course.starts_on, "courses:course", course.pk, matter)


def _waiting(actor: Actor) -> QuerySet:
    """How many wait, by district and kind of course, and by level."""
    rows = WaitingEntry.objects.filter(
        waiting_list__owner__in=actor.places(P.COURSE_EDIT), state=S.WAITING
    ).order_by()
    columns = ("waiting_list__owner", "waiting_list__kind", "level")
    return rows.values_list(*columns).annotate(people=Count("pk"))


def _levels(pool: Pool, course: Any) -> list[str]:
    return sorted(level for level in pool if within(level, course))


def _take(pool: Pool, course: Any, people: int) -> None:
    """So many of those who wait are served by this course and wait for no other."""
    for level in _levels(pool, course):
        taken = min(people, pool[level])
        pool[level] -= taken
        people -= taken


@Read
def courses_below_minimum(actor: Actor) -> Steps:
    """Courses that begin soon with fewer people than they need: merge or postpone (R-CRS-04)."""
    last = actor.today + SHORTLY_BEFORE
    courses = _courses(actor, CourseState.OPEN).filter(starts_on__range=(actor.today, last))
    yield (courses,)
    few = [each for each in courses if too_few(each, each.taken or 0, actor.today)]
    for each in few[:MOST]:
        matter = _("Unter der Mindestzahl: zusammenlegen oder verschieben")
        yield due_line(actor, each, each.starts_on, "courses:course", each.pk, matter)


def _courses(actor: Actor, *states: CourseState) -> Any:
    rows = Course.objects.visible_to(actor).filter(
        owner__in=actor.places(P.COURSE_EDIT), state__in=states
    )
    return rows.with_seats().order_by("starts_on", "pk")


@Read
def entitlements_running_out(actor: Actor) -> Steps:
    """Entitlements of people on a list that end within four weeks (R-CRS-05)."""
    waits = WaitingEntry.objects.filter(
        candidate=OuterRef("candidate"), waiting_list__kind=OuterRef("kind"), state__in=_ON_LIST
    )
    longer = Entitlement.objects.filter(
        candidate=OuterRef("candidate"), kind=OuterRef("kind"), issued_on__lte=actor.today
    ).filter(Q(valid_to__isnull=True) | Q(valid_to__gt=horizon(actor)))
    rows = Entitlement.objects.coded_to(actor).filter(
        ~Exists(longer), Exists(waits), valid_to__range=(actor.today, horizon(actor))
    )
    matter = _("Berechtigung läuft ab")
    yield from _together(actor, rows, "valid_to", "courses:entitlements", matter)


@Read
def duties_open(actor: Actor) -> Steps:
    """Whom to tell that no course has begun, or that another body is responsible (R-CRS-07)."""
    concerned = Q(entry__state__in=(*_ON_LIST, S.OFFERED, S.ACCEPTED)) | Q(kind=DutyKind.NEW_BODY)
    rows = Duty.objects.coded_to(actor).filter(
        concerned, done_on__isnull=True, due_on__lte=horizon(actor)
    )
    matter = _("Zum Warten auf einen Kurs unterrichten")
    yield from _together(actor, rows, "due_on", "courses:duties", matter)


@Read
def regimes_changed(actor: Actor) -> Steps:
    """People whose benefits law changed while waiting, of whom nobody is told yet (R-CRS-11)."""
    entries, periods = rows_to_compare(sorted(actor.places(P.COURSE_EDIT)), actor.today)
    told = Duty.objects.coded_to(actor).filter(kind=DutyKind.NEW_BODY)
    noted = told.values_list("entry", "due_on")
    yield entries, periods, noted
    known = set(noted)
    people = {
        change.entry.pk
        for change in changes_among(entries, periods)
        if (change.entry.pk, change.since + TELL_NEW_BODY_WITHIN) not in known
    }
    if people:
        text = ngettext("{people} Person", "{people} Personen", len(people))
        title = text.format(people=number(len(people)))
        matter = _("Leistungsrecht hat sich beim Warten geändert")
        yield due_line(actor, title, None, "courses:regimes_note", None, matter)


def _together(actor: Actor, rows: Any, day: str, route: str, matter: Any) -> Steps:
    """One line for all of them, with the first day."""
    summed = totals(rows, people=Count("pk"), first=Min(day))
    yield (summed,)
    found: dict[str, Any] = next(iter(summed), {})
    if found.get("people"):
        text = ngettext("{people} Person", "{people} Personen", found["people"])
        title = text.format(people=number(found["people"]))
        yield due_line(actor, title, found["first"], route, None, matter)


@Read
def offers_overdue(actor: Actor) -> Steps:
    """Offers whose reply day has passed without an answer (R-CRS-06)."""
    rows = Offer.objects.coded_to(actor).filter(state=OfferState.OPEN, reply_by__lt=actor.today)
    found = rows.select_related("course").order_by("reply_by", "pk")[:MOST]
    yield (found,)
    for each in found:
        title = say("Angebot für {course}").format(course=each.course)
        matter = _("Antwort auf das Angebot fehlt")
        yield due_line(actor, title, each.reply_by, "courses:entry", each.entry_id, matter)


@Read
def offers_uncovered(actor: Actor) -> Steps:
    """Offers to people whose consent was withdrawn since, or whose file is closed (R-DP-03)."""
    found = uncovered(Offer.objects.coded_to(actor)).select_related("course")
    found = found.order_by("reply_by", "pk")[:MOST]
    yield (found,)
    for each in found:
        title = say("Angebot für {course}").format(course=each.course)
        matter = _("Angebot nicht mehr gedeckt: zurücknehmen oder klären")
        yield due_line(actor, title, None, "courses:entry", each.entry_id, matter)


@Read
def presences_missing(actor: Actor) -> Steps:
    """For the provider: days of teaching for which nobody has said who was there (G51)."""
    rows = Lesson.objects.visible_to(actor).filter(
        course__provider__in=actor.places(P.COURSE_RUN),
        course__state=CourseState.RUNNING,
        held_on__lte=actor.today,
        presences__isnull=True,
    )
    found = rows.select_related("course").order_by("held_on", "pk")[:MOST]
    yield (found,)
    for each in found:
        matter = _("Anwesenheit eintragen")
        yield due_line(actor, each.course, each.held_on, "courses:lesson", each.pk, matter)


def _once(read: Read) -> Read:
    """For a municipality; whoever runs the district's lists as well has the lines from there."""

    def for_town(actor: Actor) -> Steps:
        if not actor.holds(P.COURSE_EDIT):
            yield from read.steps(actor)

    return Read(for_town)


MATTERS: tuple[tuple[Permission, Read], ...] = (
    (P.COURSE_EDIT, courses_to_apply_for),
    (P.COURSE_EDIT, courses_below_minimum),
    (P.COURSE_EDIT, entitlements_running_out),
    (P.COURSE_EDIT, duties_open),
    (P.COURSE_EDIT, offers_overdue),
    (P.COURSE_EDIT, offers_uncovered),
    (P.COURSE_EDIT, regimes_changed),
    (P.PERSON_EDIT, _once(entitlements_running_out)),
    (P.PERSON_EDIT, _once(duties_open)),
    (P.PERSON_EDIT, _once(offers_overdue)),
    (P.COURSE_RUN, presences_missing),
)
