"""Somebody decides otherwise than the run proposes, with a reason; everybody else again after."""

from typing import Any

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.allocation.errors import (
    BarredFromCourse,
    CourseOfOtherRun,
    HeldLine,
    NotOverridden,
)
from kreislotse.allocation.models import Override, Run, RunCourse, RunLine
from kreislotse.allocation.sealing import decide_again
from kreislotse.allocation.staleness import as_reason, refuse_gone
from kreislotse.allocation.states import RunState
from kreislotse.allocation.ways import MAY_BE_SET_ASIDE
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import ReasonNeeded, WrongState
from kreislotse.participants.keeping import refuse_restricted


@transaction.atomic
def override_line(
    line: RunLine, *, actor: Actor, course: RunCourse | None, reason: str
) -> Override:
    """Give somebody this course, or no place; against wishes and travel only (R-CRS-09)."""
    run, line = _undecided(line, actor)
    candidate = line.entry.candidate
    refuse_restricted(candidate)
    if not reason.strip():
        raise ReasonNeeded(what="warum Sie anders entscheiden")
    if line.held:
        raise HeldLine(code=candidate.code)
    _refuse_course(line, course)
    said: dict[str, Any] = {
        "course": course,
        "reason": reason.strip(),
        "since": actor.today,
        "decided_by": actor.person_id,
    }
    known = Override.objects.filter(line=line).first()
    if known is None:
        made = file_new(Override(line=line, **said), "override_line", actor=actor)
    else:
        made = file_change(known, "override_line", actor=actor, **said)
    _decide(run, "override_line", actor)
    return made


@transaction.atomic
def take_back_override(line: RunLine, *, actor: Actor) -> RunLine:
    """Let the person have what comes out for everybody together."""
    run, line = _undecided(line, actor)
    known = Override.objects.filter(line=line).first()
    if known is None:
        raise NotOverridden(code=line.entry.candidate.code)
    write(known, "take_back_override", actor=actor)
    known.delete()
    _decide(run, "take_back_override", actor)
    line.refresh_from_db()
    return line


def _undecided(line: RunLine, actor: Actor) -> tuple[Run, RunLine]:
    """The run and the line, locked; only a proposal can be changed."""
    require(actor, Permission.COURSE_EDIT, at=line.owner_id)
    run = lock(line.run)
    if run.state != RunState.PROPOSED:
        raise WrongState(state=run.get_state_display())
    refuse_gone(run)
    return run, lock(line)


def _refuse_course(line: RunLine, course: RunCourse | None) -> None:
    if course is None:
        return
    if course.run_id != line.run_id:
        raise CourseOfOtherRun(course=course)
    against = line.ways[str(course.number)]["against"]
    firm = [str(as_reason(value).label) for value in against if value not in MAY_BE_SET_ASIDE]
    if firm:
        raise BarredFromCourse(
            code=line.entry.candidate.code, course=course, reasons=", ".join(firm)
        )


def _decide(run: Run, verb: str, actor: Actor) -> None:
    before = run.checksum
    decide_again(run)
    write(run, verb, actor=actor, checksum=[before, run.checksum])
