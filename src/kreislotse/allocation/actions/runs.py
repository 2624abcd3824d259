"""Runs: proposed, drawn again, signed by a second person, reopened, discarded."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.filing import file_new
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.allocation.authorship import deciders_of
from kreislotse.allocation.deciding import decide
from kreislotse.allocation.errors import (
    CourseNotForList,
    CriteriaNotPublished,
    CriteriaOfOther,
    NobodyWaits,
    NoCourses,
    RunNotVerified,
    RunUndecided,
)
from kreislotse.allocation.gathering import Gathered, courses_for, gather
from kreislotse.allocation.models import CriteriaVersion, Override, Run, RunCourse, RunLine
from kreislotse.allocation.sealing import (
    as_sealed,
    decide_again,
    file_courses,
    file_lines,
    seal,
    verified,
    women_of,
)
from kreislotse.allocation.staleness import refuse_stale
from kreislotse.allocation.states import CriteriaState, RunState
from kreislotse.allocation.ways import MAY_BE_SET_ASIDE
from kreislotse.courses.entering import refuse_closed
from kreislotse.courses.models import Course, WaitingList
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import FourEyesNeeded, ReasonNeeded

EDIT = Permission.COURSE_EDIT
_UNDECIDED = (RunState.PROPOSED, RunState.SIGNED)


@transaction.atomic
def propose_run(
    waiting_list: WaitingList,
    *,
    actor: Actor,
    criteria: CriteriaVersion,
    courses: Sequence[Course],
    stay_points: int | None = None,
) -> Run:
    """Decide on everybody who waits, by published criteria; a proposal, nobody is told yet."""
    require(actor, EDIT, at=waiting_list.owner_id)
    waiting_list = lock(waiting_list)
    refuse_closed(waiting_list)
    for run in waiting_list.runs.filter(state__in=_UNDECIDED):
        raise RunUndecided(title=waiting_list, run=run)
    _refuse_criteria(criteria, waiting_list)
    _refuse_courses(courses, waiting_list, actor)
    found = gather(waiting_list, courses, criteria, actor.today, stay_points=stay_points)
    return _file(found, waiting_list, criteria, actor=actor, earlier=None)


@transaction.atomic
def redraw_run(run: Run, *, actor: Actor, stay_points: int | None = None) -> Run:
    """Decide anew on whom and what there is now, as close to this run as the points ask.

    The undecided run is discarded. What was decided otherwise there is decided so again, where the
    person still waits, and the course still takes people and is open to the person.
    """
    require(actor, EDIT, at=run.owner_id)
    waiting_list = lock(run.waiting_list)
    run = lock(run)
    advance(run, "discard_run", actor=actor, note="neu berechnet")
    _refuse_criteria(run.criteria, waiting_list)
    were = set(run.courses.values_list("course", flat=True))
    courses = [each for each in courses_for(waiting_list, actor.today) if each.pk in were]
    if not courses:
        raise NoCourses(title=waiting_list)
    found = gather(
        waiting_list,
        courses,
        run.criteria,
        actor.today,
        earlier=run,
        stay_points=stay_points,
    )
    drawn = _file(found, waiting_list, run.criteria, actor=actor, earlier=run)
    return _take_over(run, drawn, found, actor=actor)


@transaction.atomic
def sign_run(run: Run, *, actor: Actor) -> Run:
    """Release a run so that its places can be offered; never by who had a hand in it."""
    run = lock(run)
    check(run, "sign_run", actor=actor)
    if actor.person_id is not None and actor.person_id in deciders_of(run):
        raise FourEyesNeeded
    refuse_stale(run, actor.today)
    if not as_sealed(run) or not verified(run):
        raise RunNotVerified(run=run)
    return advance(run, "sign_run", actor=actor, note=run.checksum, signed_by=actor.person_id)


@transaction.atomic
def reopen_run(run: Run, *, actor: Actor, reason: str) -> Run:
    """Take a signed run back to a proposal; the signature falls away."""
    run = lock(run)
    check(run, "reopen_run", actor=actor)
    note = _reason(reason, "warum das Verfahren wieder geöffnet wird")
    return advance(run, "reopen_run", actor=actor, note=note, signed_by=None)


@transaction.atomic
def discard_run(run: Run, *, actor: Actor, reason: str) -> Run:
    """Leave a proposal aside; it stays to be read, and nobody gets a place by it."""
    run = lock(run)
    check(run, "discard_run", actor=actor)
    note = _reason(reason, "warum das Verfahren verworfen wird")
    return advance(run, "discard_run", actor=actor, note=note)


def _reason(text: str, what: str) -> str:
    if not text.strip():
        raise ReasonNeeded(what=what)
    return text.strip()


def _refuse_criteria(criteria: CriteriaVersion, waiting_list: WaitingList) -> None:
    criteria.refresh_from_db()
    if criteria.owner_id != waiting_list.owner_id:
        raise CriteriaOfOther(criteria=criteria, title=waiting_list)
    if criteria.state != CriteriaState.PUBLISHED:
        raise CriteriaNotPublished(criteria=criteria, state=criteria.get_state_display())


def _refuse_courses(courses: Sequence[Course], waiting_list: WaitingList, actor: Actor) -> None:
    if not courses:
        raise NoCourses(title=waiting_list)
    possible = {course.pk for course in courses_for(waiting_list, actor.today)}
    for course in courses:
        if course.pk not in possible:
            raise CourseNotForList(course=course, title=waiting_list)


def _file(
    found: Gathered,
    waiting_list: WaitingList,
    criteria: CriteriaVersion,
    *,
    actor: Actor,
    earlier: Run | None,
) -> Run:
    """Decide, seal and write a new run with its courses and lines."""
    if not found.ranks:
        raise NobodyWaits(title=waiting_list)
    decision = decide(found.inputs)
    last = waiting_list.runs.aggregate(last=Max("number"))["last"] or 0
    run = Run(
        owner_id=waiting_list.owner_id,
        waiting_list=waiting_list,
        criteria=criteria,
        number=last + 1,
        earlier=earlier,
        drawn_on=actor.today,
        seed=found.inputs.options.seed,
        proposed_by=actor.person_id,
    )
    seal(run, found.inputs, decision, women_of(found))
    run.save(force_insert=True)
    file_lines(run, found, file_courses(run, found, decision), decision.course_of)
    # Files and figures are in the run, which is never deleted: the journal keeps what seals them.
    people, checksum = len(found.ranks), run.checksum
    write(run, "propose_run", actor=actor, criteria=criteria, people=people, checksum=checksum)
    return run


def _take_over(run: Run, drawn: Run, found: Gathered, *, actor: Actor) -> Run:
    """Decide in the new run as somebody did in the one before, where that is still possible."""
    keys = {entry.pk: key for key, entry in found.entries.items()}
    lines = {str(line.number): line for line in drawn.lines.all()}
    courses = {each.course_id: each for each in drawn.courses.all()}
    decided = list(
        Override.objects.filter(line__run=run).select_related("line", "course").order_by("pk")
    )
    taken = 0
    for one in decided:
        line = lines.get(keys.get(one.line.entry_id, ""))
        course = courses.get(one.course.course_id) if one.course else None
        if line is None or not _still_possible(line, course, wanted=one.course is not None):
            continue
        again = Override(
            line=line, course=course, reason=one.reason, since=one.since, decided_by=one.decided_by
        )
        file_new(again, "override_line", actor=actor)
        taken += 1
    if decided:
        write(drawn, "take_over", actor=actor, taken=taken, left=len(decided) - taken)
    return decide_again(drawn) if taken else drawn


def _still_possible(line: RunLine, course: RunCourse | None, *, wanted: bool) -> bool:
    if line.held or (wanted and course is None):
        return False
    against = line.ways[str(course.number)]["against"] if course else ()
    return set(against) <= MAY_BE_SET_ASIDE
