"""Who lives together in a municipality: a unit for offers, without saying why."""

from django.db import transaction

from kreislotse.access.deeds import add, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.journal.entries import write
from kreislotse.participants.codes import new_code
from kreislotse.participants.keeping import refuse_restricted
from kreislotse.participants.models import Candidate, Household
from kreislotse.participants.people_errors import OtherPlace

NEEDS = Permission.PERSON_EDIT


@transaction.atomic
def join_household(candidate: Candidate, *, actor: Actor, member: Candidate) -> Candidate:
    """The candidate lives with this other one; their household is begun where there is none."""
    candidate, member = lock(candidate), lock(member)
    require(actor, NEEDS, at=candidate.owner_id)
    require(actor, NEEDS, at=member.owner_id)
    refuse_restricted(candidate)
    refuse_restricted(member)
    if candidate.owner_id != member.owner_id or candidate.pk == member.pk:
        raise OtherPlace
    household = member.household
    if household is None:
        household = Household(owner_id=member.owner_id, code=new_code())
        add(household, "join_household", actor=actor, needs=NEEDS)
        _put(member, household, "join_household", actor)
    left = candidate.household
    candidate = _put(candidate, household, "join_household", actor)
    _end_if_empty(left)
    return candidate


@transaction.atomic
def leave_household(candidate: Candidate, *, actor: Actor) -> Candidate:
    """The candidate lives alone from now on."""
    candidate = lock(candidate)
    require(actor, NEEDS, at=candidate.owner_id)
    refuse_restricted(candidate)
    left = candidate.household
    candidate = _put(candidate, None, "leave_household", actor)
    _end_if_empty(left)
    return candidate


def _put(candidate: Candidate, household: Household | None, verb: str, actor: Actor) -> Candidate:
    candidate.household, candidate.changed_at = household, actor.at
    candidate.save(update_fields=["household", "changed_at"])
    write(candidate, verb, actor=actor)
    return candidate


def _end_if_empty(household: Household | None) -> None:
    """A household without members says nothing and goes."""
    if household is not None and not household.members.exists():
        household.delete()
