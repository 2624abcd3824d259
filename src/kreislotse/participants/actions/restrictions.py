"""Locking a record and unlocking it (GDPR Art. 18, R-DP-31); it stays in its state meanwhile."""

from django.db import transaction

from kreislotse.access.deeds import change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.kernel.refusals import ReasonNeeded
from kreislotse.participants.keeping import only_evidence_left
from kreislotse.participants.models import Candidate
from kreislotse.participants.people_errors import (
    NotRestricted,
    OnlyEvidenceLeft,
    RestrictedAlready,
)
from kreislotse.participants.states import RestrictionGround


@transaction.atomic
def restrict_candidate(
    candidate: Candidate, *, actor: Actor, ground: RestrictionGround, note: str
) -> Candidate:
    """Nobody reads or uses the record any more; only its code is shown."""
    candidate = lock(candidate)
    require(actor, Permission.PERSON_EDIT, at=candidate.owner_id)
    if candidate.restricted_on:
        raise RestrictedAlready(code=candidate.code)
    return change(
        candidate,
        "restrict_candidate",
        actor=actor,
        needs=Permission.PERSON_EDIT,
        note=_reason(note, candidate),
        restricted_on=actor.today,
        restriction=ground,
    )


@transaction.atomic
def lift_restriction(candidate: Candidate, *, actor: Actor, note: str) -> Candidate:
    """The reason for the lock has gone."""
    candidate = lock(candidate)
    require(actor, Permission.PERSON_EDIT, at=candidate.owner_id)
    if not candidate.restricted_on:
        raise NotRestricted(code=candidate.code)
    if only_evidence_left(candidate):
        raise OnlyEvidenceLeft(code=candidate.code)
    return change(
        candidate,
        "lift_restriction",
        actor=actor,
        needs=Permission.PERSON_EDIT,
        note=_reason(note, candidate),
        restricted_on=None,
        restriction="",
    )


def _reason(note: str, candidate: Candidate) -> str:
    if not note.strip():
        raise ReasonNeeded(what=candidate.code)
    return note.strip()
