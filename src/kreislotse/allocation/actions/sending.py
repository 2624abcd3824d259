"""The places of a signed run offered to everybody at once; and later, what becomes free."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypedDict

from django.db import transaction

from kreislotse.access.deeds import advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.allocation.errors import (
    LaterRun,
    NobodyMovesUp,
    NobodyPlaced,
    RunNotVerified,
)
from kreislotse.allocation.models import Run, RunCourse, RunLine
from kreislotse.allocation.moving import moving_up
from kreislotse.allocation.sealing import as_sealed
from kreislotse.allocation.staleness import placed_lines, refuse_stale
from kreislotse.allocation.states import RunState
from kreislotse.courses.actions import offer_place
from kreislotse.courses.models import Course, Offer, WaitingEntry
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import WrongState
from kreislotse.participants.models import Candidate
from kreislotse.records.bulk import update_rows


class Terms(TypedDict):
    """How everybody is told, and until when they answer."""

    channel: str
    reply_by: date


@transaction.atomic
def send_offers(run: Run, *, actor: Actor, channel: str, reply_by: date) -> list[Offer]:
    """Offer every new place of a signed run, or none if one of them does not hold any more."""
    run = lock(run)
    check(run, "send_offers", actor=actor)
    given = [(line, line.course) for line in placed_lines(run) if line.course]
    if not given:
        raise NobodyPlaced(run=run)
    _hold(given)
    refuse_stale(run, actor.today)
    if not as_sealed(run):
        raise RunNotVerified(run=run)
    terms = Terms(channel=channel, reply_by=reply_by)
    offers = _offer(given, _name(run), actor=actor, terms=terms)
    advance(run, "send_offers", actor=actor, note=f"{len(offers)} Angebote")
    return offers


@transaction.atomic
def move_up(run: Run, *, actor: Actor, channel: str, reply_by: date) -> list[Offer]:
    """Offer what has become free to those of the run who still wait, by the same criteria.

    See `moving_up`, which says who that is and who is passed over, and why (R-CRS-06).
    """
    require(actor, Permission.COURSE_EDIT, at=run.owner_id)
    run = lock(run)
    if run.state != RunState.SENT:
        raise WrongState(state=run.get_state_display())
    _refuse_later(run)
    given = moving_up(run, actor.today).offers
    if not given:
        raise NobodyMovesUp(run=run)
    _hold(given)
    terms = Terms(channel=channel, reply_by=reply_by)
    offers = _offer(given, f"{_name(run)}, nachgerückt", actor=actor, terms=terms)
    write(run, "move_up", actor=actor, offers=len(offers))
    return offers


def _refuse_later(run: Run) -> None:
    """Whoever came onto the list since is in the later run alone, and would be passed over."""
    later = run.next_ones().first()
    if later is not None:
        raise LaterRun(run=run, later=later)


def _name(run: Run) -> str:
    return f"{run} vom {date_short(run.drawn_on)}"


def _hold(given: Iterable[tuple[RunLine, RunCourse]]) -> None:
    """Lock all people, then all courses, in the order in which single offers lock them."""
    entries = WaitingEntry.objects.filter(pk__in=[line.entry_id for line, _ in given])
    people = Candidate.objects.filter(pk__in=entries.values("candidate"))
    list(people.select_for_update(of=("self",)).order_by("pk"))
    courses = Course.objects.filter(pk__in={course.course_id for _, course in given})
    list(courses.select_for_update(of=("self",)).order_by("pk"))


def _offer(
    given: Sequence[tuple[RunLine, RunCourse]], decision: str, *, actor: Actor, terms: Terms
) -> list[Offer]:
    """Offer each place by its own deed, with its own entry in the journal."""
    entries = WaitingEntry.objects.select_related("candidate", "waiting_list").in_bulk(
        [line.entry_id for line, _ in given]
    )
    offers = [
        offer_place(entries[line.entry_id], course.course, actor=actor, decision=decision, **terms)
        for line, course in given
    ]
    rows = [
        (offer.pk, course.pk, line.pk) for offer, (line, course) in zip(offers, given, strict=True)
    ]
    update_rows(RunLine, ["offer_id", "course_id"], rows)
    return offers
