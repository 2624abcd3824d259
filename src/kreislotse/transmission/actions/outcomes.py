"""What came of a person's support: noted by the recipient, the district or the municipality."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import check, lock, may_take
from kreislotse.access.filing import file_change, file_new
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import DateOrder, NotAllowed
from kreislotse.participants.actions.people import record_outcome
from kreislotse.participants.errors import DayAhead
from kreislotse.participants.keeping import refuse_restricted
from kreislotse.participants.models import Candidate
from kreislotse.participants.states import CandidateState
from kreislotse.transmission.errors import LineErased, LineRecalled, NoWayBack, OutcomeKnown
from kreislotse.transmission.lawfulness import bases_in_force, town_may_know
from kreislotse.transmission.models import BatchLine, Outcome
from kreislotse.transmission.states import OutcomeKind

P = Permission
_STEP = "record_outcome"


@transaction.atomic
def note_outcome(
    subject: Candidate | BatchLine,
    *,
    actor: Actor,
    kind: str,
    began_on: date,
    ended_on: date | None = None,
    source: str,
) -> Outcome:
    """Note what came of it, from when to when, and who says so (R-OUT-01).

    The first one takes the record a step on, further ones stand beside it. A change of the legal
    regime is none of the kinds (domain 2.10). What others note at the recipient's line is told to
    it where a basis covers that today, and else not (R-CAN-12).
    """
    candidate = lock(_person(subject))
    _require_step(candidate, actor)
    refuse_restricted(candidate)
    if isinstance(subject, BatchLine) and lock(subject).recalled:
        raise LineRecalled(line=subject)
    _refuse_way_back(candidate, actor)
    _refuse_days(began_on, ended_on, actor)
    known = candidate.outcomes.filter(kind=kind, began_on=began_on)
    if known.exists():
        raise OutcomeKnown(day=date_short(began_on))
    if candidate.state != CandidateState.OUTCOME:
        check(candidate, _STEP, actor=actor)
        record_outcome(candidate, actor=actor)
    outcome = Outcome(
        candidate=candidate,
        kind=OutcomeKind(kind),
        began_on=began_on,
        ended_on=ended_on,
        source=source.strip(),
        noted_by_id=_noting(candidate, actor),
        told_to_id=_told(subject, actor) if isinstance(subject, BatchLine) else None,
    )
    return file_new(outcome, "note_outcome", actor=actor)


@transaction.atomic
def end_outcome(outcome: Outcome, *, actor: Actor, ended_on: date) -> Outcome:
    """Note the day on which it ended; until then it counts in the stock."""
    candidate = lock(outcome.candidate)
    _require_step(candidate, actor)
    outcome = lock(outcome)
    if not _knows(outcome, candidate, actor):
        raise NotAllowed(permission=P.BATCH_RECEIVE)
    _refuse_days(outcome.began_on, ended_on, actor)
    return file_change(outcome, "end_outcome", actor=actor, ended_on=ended_on)


def _require_step(candidate: Candidate, actor: Actor) -> None:
    """One of the rights that record the first outcome; the state does not matter here."""
    if not may_take(candidate.LIFECYCLE.step(_STEP), candidate, actor):
        require(actor, P.PERSON_EDIT, at=candidate.owner_id)


def _noting(candidate: Candidate, actor: Actor) -> int:
    """On whose behalf it is noted: the municipality's, the district's or the recipient's."""
    if allowed(actor, P.PERSON_EDIT, at=candidate.owner_id):
        return candidate.owner_id
    if allowed(actor, P.BATCH_SEND, at=candidate.district_id):
        return candidate.district_id
    assert candidate.recipient_id is not None
    return candidate.recipient_id


def _told(line: BatchLine, actor: Actor) -> int | None:
    """The line's recipient, where data of the person may go to it today (R-CAN-02)."""
    batch = line.batch
    bases = bases_in_force(
        [line.candidate_id or 0],
        district=batch.owner_id,
        purpose=batch.purpose,
        recipient=batch.recipient_id,
        on=actor.today,
    )
    return batch.recipient_id if bases else None


def _knows(outcome: Outcome, candidate: Candidate, actor: Actor) -> bool:
    """Town and district know all outcomes of their people, a recipient those it was told."""
    place = _noting(candidate, actor)
    return place != candidate.recipient_id or outcome.known_to(place)


def _person(subject: Candidate | BatchLine) -> Candidate:
    if isinstance(subject, Candidate):
        return subject
    if subject.candidate is None:
        raise LineErased(line=subject)
    return subject.candidate


def _refuse_way_back(candidate: Candidate, actor: Actor) -> None:
    """The municipality always writes down what it knows; others need a basis to tell it (4.1)."""
    if allowed(actor, P.PERSON_EDIT, at=candidate.owner_id):
        return
    if not town_may_know([candidate.pk], district=candidate.district_id, on=actor.today):
        raise NoWayBack(codes=candidate.code)


def _refuse_days(began_on: date, ended_on: date | None, actor: Actor) -> None:
    ahead = max(began_on, ended_on or began_on)
    if ahead > actor.today:
        raise DayAhead(day=date_short(ahead))
    if ended_on and ended_on < began_on:
        raise DateOrder(
            later_name="Ende",
            later=date_short(ended_on),
            earlier_name="Beginn",
            earlier=date_short(began_on),
        )
