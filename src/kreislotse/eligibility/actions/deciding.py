"""What people make of verdicts: they decide, and look at what came out differently."""

from django.db import transaction

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.eligibility.errors import (
    AlreadyDecided,
    NotReleased,
    ReviewSettled,
    VerdictOutdated,
)
from kreislotse.eligibility.models import Decision, Review, Verdict
from kreislotse.eligibility.outdated import outdated
from kreislotse.eligibility.states import Result, ReviewState
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.participants.actions import check_candidate, return_candidate
from kreislotse.participants.errors import Restricted
from kreislotse.participants.models import Candidate
from kreislotse.participants.queries.people import RELEASED
from kreislotse.participants.states import CandidateState

CHECK = Permission.PERSON_CHECK
_RETURNED = "Der Kreis hat entschieden, dass die Voraussetzungen nicht vorliegen."


@transaction.atomic
def decide(verdict: Verdict, *, actor: Actor, result: Result, reason: str = "") -> Decision:
    """Decide on a verdict; against it, or where it is unclear, with the reason (R-CAN-03).

    Eligible ends the district's check; not eligible takes a checked candidate out of the batches.
    """
    candidate = lock(verdict.candidate)
    verdict = lock(verdict)
    require(actor, CHECK, at=candidate.district_id)
    _refuse_unless_decidable(verdict, candidate, actor)
    deviates = verdict.result not in (Result.UNCLEAR, result)
    if (deviates or verdict.result == Result.UNCLEAR) and not reason.strip():
        raise ReasonNeeded(what=f"{candidate.code}, {verdict.get_result_display()}")
    decision = Decision(
        verdict=verdict,
        result=result,
        deviates=deviates,
        reason=reason.strip(),
        decided_on=actor.today,
        decided_by=actor.person_id,
    )
    decision.full_clean(validate_unique=False, validate_constraints=False)
    decision.save(force_insert=True)
    write(verdict, "decide", actor=actor)
    _carry_out(candidate, Result(result), actor)
    return decision


def _refuse_unless_decidable(verdict: Verdict, candidate: Candidate, actor: Actor) -> None:
    if candidate.restricted_on:
        raise Restricted(code=candidate.code)
    if candidate.state not in RELEASED:
        raise NotReleased(code=candidate.code)
    earlier = Decision.objects.filter(verdict=verdict).first()
    if earlier is not None:
        raise AlreadyDecided(day=date_short(earlier.decided_on))
    same = Verdict.objects.filter(pk=verdict.pk)
    if not verdict.current or outdated(same, actor.today).exists():
        raise VerdictOutdated(day=date_short(verdict.as_of))


def _carry_out(candidate: Candidate, result: Result, actor: Actor) -> None:
    if result == Result.ELIGIBLE and candidate.state == CandidateState.RELEASED:
        check_candidate(candidate, actor=actor)
    if result == Result.NOT_ELIGIBLE and candidate.state == CandidateState.CHECKED:
        return_candidate(candidate, actor=actor, note=_RETURNED)


@transaction.atomic
def settle_review(review: Review, *, actor: Actor, note: str) -> Review:
    """Say that somebody has looked at a different result, and what follows from it."""
    review = lock(review)
    require(actor, CHECK, at=review.owner_id)
    if review.state == ReviewState.DONE:
        day = date_short(review.settled_on) if review.settled_on else ""
        raise ReviewSettled(day=day)
    if not note.strip():
        raise ReasonNeeded(what=review.after.candidate.code)
    review.state, review.settled_on = ReviewState.DONE, actor.today
    review.save(update_fields=["state", "settled_on"])
    write(review, "settle_review", actor=actor, note=note.strip())
    return review
