"""Records of candidates: begun, changed, and taken from the draft to their end step by step."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from kreislotse.access.deeds import advance, advance_all, check, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import ReasonNeeded, WrongState
from kreislotse.organisations.models import Organisation, OrganisationKind
from kreislotse.participants.bases import consent_given, may_be_released
from kreislotse.participants.checking import cleaned, refuse_incomplete, refuse_wrong
from kreislotse.participants.keeping import refuse_restricted, touch
from kreislotse.participants.models import Candidate, Household
from kreislotse.participants.people_errors import NoBasis, NoConsent, NotAMunicipality, OtherPlace
from kreislotse.participants.profile import PROFILE_FIELDS, Profile
from kreislotse.participants.reading import read_profile
from kreislotse.participants.states import CandidateState, Closing
from kreislotse.participants.writing import insert_candidates, update_candidates


@transaction.atomic
def record_candidate(
    owner: Organisation, *, actor: Actor, profile: Profile, household: Household | None = None
) -> Candidate:
    """Begin the record of a person in a municipality; the journal keeps which fields were said."""
    require(actor, Permission.PERSON_EDIT, at=owner.pk)
    if owner.kind != OrganisationKind.MUNICIPALITY or owner.part_of_id is None:
        raise NotAMunicipality(place=owner.name)
    if household is not None and household.owner_id != owner.pk:
        raise OtherPlace
    profile = cleaned(profile)
    refuse_wrong(profile, actor.today)
    (new,) = insert_candidates(owner, [profile], at=actor.at, today=actor.today)
    candidate = Candidate.objects.get(pk=new)
    if household is not None:
        candidate.household = household
        candidate.save(update_fields=["household"])
    said = [name for name in PROFILE_FIELDS if getattr(profile, name) not in ("", None, (), False)]
    write(candidate, "record_candidate", actor=actor, fields=said)
    return candidate


@transaction.atomic
def change_candidate(candidate: Candidate, *, actor: Actor, profile: Profile) -> Candidate:
    """Make the record say what the profile says; beyond a draft it has to stay complete."""
    candidate = lock(candidate)
    require(actor, Permission.PERSON_EDIT, at=candidate.owner_id)
    refuse_restricted(candidate)
    if candidate.state == CandidateState.CLOSED:
        raise WrongState(state=candidate.get_state_display())
    profile = cleaned(profile)
    refuse_wrong(profile, actor.today)
    if candidate.state != CandidateState.DRAFT:
        refuse_incomplete(profile)
    before = read_profile(candidate, on=actor.today)
    changed = [name for name in PROFILE_FIELDS if getattr(before, name) != getattr(profile, name)]
    if not changed:
        return candidate
    update_candidates([(candidate.pk, profile)], at=actor.at, today=actor.today)
    write(candidate, "change_candidate", actor=actor, fields=changed)
    candidate.refresh_from_db()
    return touch(candidate, actor)


@transaction.atomic
def complete_candidate(candidate: Candidate, *, actor: Actor) -> Candidate:
    """All that an offer needs is known; refused with the list of what is missing."""
    candidate = _checked(candidate, "complete_candidate", actor)
    refuse_incomplete(read_profile(candidate, on=actor.today))
    return _step(candidate, "complete_candidate", actor)


@transaction.atomic
def ask_for_consent(candidate: Candidate, *, actor: Actor) -> Candidate:
    """The person has the text and thinks about it."""
    candidate = _checked(candidate, "ask_for_consent", actor)
    return _step(candidate, "ask_for_consent", actor, last_contact_on=actor.today)


@transaction.atomic
def note_consent(candidate: Candidate, *, actor: Actor) -> Candidate:
    """A consent is recorded and in force."""
    candidate = _checked(candidate, "note_consent", actor)
    if not consent_given(candidate, actor.today):
        raise NoConsent
    return _step(candidate, "note_consent", actor, last_contact_on=actor.today)


@transaction.atomic
def release_candidate(candidate: Candidate, *, actor: Actor) -> Candidate:
    """Let the district work with the record; needs a consent or a documented norm (R-CAN-02)."""
    candidate = _checked(candidate, "release_candidate", actor)
    refuse_incomplete(read_profile(candidate, on=actor.today))
    if not may_be_released(candidate, actor.today):
        raise NoBasis
    return _step(candidate, "release_candidate", actor)


@transaction.atomic
def return_candidate(candidate: Candidate, *, actor: Actor, note: str) -> Candidate:
    """Give the record back to the municipality, with the reason."""
    candidate = _checked(candidate, "return_candidate", actor)
    if not note.strip():
        raise ReasonNeeded(what=candidate.code)
    return _step(candidate, "return_candidate", actor, note=note.strip())


@transaction.atomic
def check_candidate(candidate: Candidate, *, actor: Actor) -> Candidate:
    """The district has checked the record; a human has decided (R-CAN-03)."""
    return _step(_checked(candidate, "check_candidate", actor), "check_candidate", actor)


@transaction.atomic
def transmit_candidate(candidate: Candidate, *, actor: Actor, recipient: Organisation) -> Candidate:
    """The record has gone to a recipient, who may give feedback from now on."""
    candidate = _checked(candidate, "transmit_candidate", actor)
    return _step(candidate, "transmit_candidate", actor, recipient=recipient)


@transaction.atomic
def transmit_candidates(
    candidates: Sequence[Candidate], *, actor: Actor, recipient: Organisation
) -> None:
    """Many records have gone to a recipient at once: all of them or none."""
    verb = "transmit_candidate"
    wanted = [candidate.pk for candidate in candidates]
    rows = Candidate._default_manager.select_for_update(of=("self",)).filter(pk__in=wanted)
    held = list(rows.order_by("pk"))
    for candidate in held:
        check(candidate, verb, actor=actor)
        refuse_restricted(candidate)
    advance_all(held, verb, actor=actor, recipient=recipient)


@transaction.atomic
def take_back_transmission(candidate: Candidate, *, actor: Actor) -> Candidate:
    """The record went out by mistake and no recipient holds it any more: the town looks again."""
    candidate = _checked(candidate, "take_back_transmission", actor)
    return _step(candidate, "take_back_transmission", actor, recipient=None)


@transaction.atomic
def accept_candidate(candidate: Candidate, *, actor: Actor) -> Candidate:
    return _step(_checked(candidate, "accept_candidate", actor), "accept_candidate", actor)


@transaction.atomic
def find_candidate_unsuitable(candidate: Candidate, *, actor: Actor) -> Candidate:
    verb = "find_candidate_unsuitable"
    return _step(_checked(candidate, verb, actor), verb, actor)


@transaction.atomic
def miss_candidate(candidate: Candidate, *, actor: Actor) -> Candidate:
    """The recipient did not reach the person; a later answer is still taken."""
    return _step(_checked(candidate, "miss_candidate", actor), "miss_candidate", actor)


@transaction.atomic
def note_candidate_declined(candidate: Candidate, *, actor: Actor) -> Candidate:
    verb = "note_candidate_declined"
    return _step(_checked(candidate, verb, actor), verb, actor)


@transaction.atomic
def know_candidate_already(candidate: Candidate, *, actor: Actor) -> Candidate:
    verb = "know_candidate_already"
    return _step(_checked(candidate, verb, actor), verb, actor)


@transaction.atomic
def start_support(candidate: Candidate, *, actor: Actor) -> Candidate:
    """The offer has begun."""
    candidate = _checked(candidate, "start_support", actor)
    return _step(candidate, "start_support", actor, last_contact_on=actor.today)


@transaction.atomic
def record_outcome(candidate: Candidate, *, actor: Actor) -> Candidate:
    """What came of it is recorded; the outcome itself is kept with the transmission."""
    candidate = _checked(candidate, "record_outcome", actor)
    return _step(candidate, "record_outcome", actor, last_contact_on=actor.today)


@transaction.atomic
def close_candidate(
    candidate: Candidate, *, actor: Actor, closing: Closing, note: str = ""
) -> Candidate:
    """End the record; from now on the period runs after which it is erased."""
    candidate = _checked(candidate, "close_candidate", actor)
    ended: dict[str, Any] = {"closing": closing, "closed_on": actor.today}
    return _step(candidate, "close_candidate", actor, note=note.strip(), **ended)


@transaction.atomic
def reopen_candidate(candidate: Candidate, *, actor: Actor) -> Candidate:
    """Begin again with the person; whom the record once went to may say nothing more."""
    candidate = _checked(candidate, "reopen_candidate", actor)
    anew: dict[str, Any] = {
        "closing": "",
        "closed_on": None,
        "recipient": None,
        "last_contact_on": actor.today,
    }
    return _step(candidate, "reopen_candidate", actor, **anew)


@transaction.atomic
def note_withdrawal(candidate: Candidate, *, actor: Actor) -> Candidate:
    """The person has taken the consent back: no further transmission (R-DP-03)."""
    candidate = lock(candidate)  # a locked record, too: nobody may be kept from withdrawing
    check(candidate, "note_withdrawal", actor=actor)
    return _step(candidate, "note_withdrawal", actor, last_contact_on=actor.today)


@transaction.atomic
def note_moved_away(candidate: Candidate, *, actor: Actor) -> Candidate:
    """The person has left the district."""
    return _step(_checked(candidate, "note_moved_away", actor), "note_moved_away", actor)


def _checked(candidate: Candidate, verb: str, actor: Actor) -> Candidate:
    candidate = lock(candidate)
    check(candidate, verb, actor=actor)
    refuse_restricted(candidate)
    return candidate


def _step(
    candidate: Candidate, verb: str, actor: Actor, note: str = "", **changes: Any
) -> Candidate:
    return advance(candidate, verb, actor=actor, note=note, **changes)
