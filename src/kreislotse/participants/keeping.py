"""What every deed on a candidate's record has in common: no locked ones, and when it was last."""

from kreislotse.access.policy import Actor
from kreislotse.participants.errors import Restricted
from kreislotse.participants.models import Candidate


def refuse_restricted(candidate: Candidate) -> None:
    """A locked record is not worked with."""
    if candidate.restricted_on:
        raise Restricted(code=candidate.code)


def only_evidence_left(candidate: Candidate) -> bool:
    """Whether the time of all but the proof of consent is over: no other record is without one."""
    return not candidate.nationality


def touch(candidate: Candidate, actor: Actor) -> Candidate:
    """Something was learnt from or about the person today."""
    candidate.changed_at, candidate.last_contact_on = actor.at, actor.today
    candidate.save(update_fields=["changed_at", "last_contact_on"])
    return candidate
