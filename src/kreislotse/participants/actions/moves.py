"""A file goes to another municipality of the district when both have acted (R-CAN-06)."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, advance, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import WrongState
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.keeping import refuse_restricted
from kreislotse.participants.models import Candidate, Move
from kreislotse.participants.people_errors import MoveRunning, NotAMunicipality, NotOnTheMove
from kreislotse.participants.states import CandidateState, MoveState
from kreislotse.participants.writing import change_hands

_STAYS = (CandidateState.CLOSED, CandidateState.MOVED_AWAY)


@transaction.atomic
def offer_move(
    candidate: Candidate, *, actor: Actor, to_municipality: Organisation, moved_on: date
) -> Move:
    """Offer the file to the municipality that the person moves to."""
    candidate = lock(candidate)
    require(actor, Permission.PERSON_EDIT, at=candidate.owner_id)
    refuse_restricted(candidate)
    if candidate.state in _STAYS:
        raise WrongState(state=candidate.get_state_display())
    elsewhere = to_municipality.pk != candidate.owner_id
    is_town = to_municipality.kind == OrganisationKind.MUNICIPALITY
    if not (elsewhere and is_town and to_municipality.part_of_id == candidate.district_id):
        raise NotAMunicipality(place=to_municipality.name)
    running = candidate.moves.filter(state=MoveState.ASKED).select_related("to_municipality")
    for move in running:
        raise MoveRunning(place=move.to_municipality.name)
    move = Move(
        candidate=candidate,
        from_municipality_id=candidate.owner_id,
        to_municipality=to_municipality,
        moved_on=moved_on,
        asked_on=actor.today,
    )
    add(move, "offer_move", actor=actor, needs=Permission.PERSON_EDIT)
    write(candidate, "offer_move", actor=actor, to=to_municipality)
    return move


@transaction.atomic
def accept_move(move: Move, *, actor: Actor) -> Move:
    """Take the file over: owner, words to find it by; reports to calls stay where they were made.

    Whoever is responsible for benefits follows from the new municipality.
    """
    move = lock(move)
    check(move, "accept_move", actor=actor)
    candidate = lock(move.candidate)
    refuse_restricted(candidate)
    if candidate.owner_id != move.from_municipality_id or candidate.state in _STAYS:
        raise NotOnTheMove(place=move.from_municipality.name)
    before, candidate.owner = candidate.owner_id, move.to_municipality
    candidate.household, candidate.changed_at = None, actor.at
    candidate.save(update_fields=["owner", "household", "changed_at"])
    change_hands(candidate, to=move.to_municipality)
    write(candidate, "accept_move", actor=actor, owner=[before, candidate.owner_id])
    return advance(move, "accept_move", actor=actor, settled_on=actor.today)


@transaction.atomic
def decline_move(move: Move, *, actor: Actor) -> Move:
    """The file stays where it is."""
    return advance(lock(move), "decline_move", actor=actor, settled_on=actor.today)


@transaction.atomic
def withdraw_move(move: Move, *, actor: Actor) -> Move:
    """Take an offer back that nobody has answered yet."""
    return advance(lock(move), "withdraw_move", actor=actor, settled_on=actor.today)
