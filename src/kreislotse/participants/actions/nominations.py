"""People reported in answer to a call: a list signed off by its municipality, and taken back."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from kreislotse.access.deeds import add, lock
from kreislotse.access.policy import Actor, Permission, allowed, require
from kreislotse.journal.entries import write
from kreislotse.kernel.refusals import DomainError, NotAllowed, ReasonNeeded
from kreislotse.participants.actions.people import release_candidate, return_candidate
from kreislotse.participants.answering import lock_to_answer, put, refuse_day_ahead
from kreislotse.participants.errors import (
    NilAlready,
    NobodyChosen,
    NotAList,
    NotReleasable,
    PassedOnAlready,
    PeopleNotReleasable,
    ReportedAlready,
    Restricted,
)
from kreislotse.participants.models import CallResponse, Candidate, Nomination
from kreislotse.participants.rules import PASSED_ON, RELEASABLE, WITH_DISTRICT
from kreislotse.participants.states import PartKind, ResponseState


@transaction.atomic
def sign_off(
    response: CallResponse,
    *,
    actor: Actor,
    candidates: Iterable[Candidate],
    answered_on: date,
    remark: str = "",
) -> CallResponse:
    """Report the chosen people, release them to the district, and record the answer (R-CAN-10).

    All or nobody: who cannot be released is named by code with the reason. While the call takes
    answers, more people can be added to a list; its first day stays.
    """
    require(actor, Permission.CALL_ANSWER, at=response.municipality_id)
    require(actor, Permission.PERSON_EDIT, at=response.municipality_id)
    response = lock_to_answer(response)
    _refuse_without_list(response)
    refuse_day_ahead(answered_on, actor)
    chosen = list(dict.fromkeys(candidates))
    if not chosen:
        raise NobodyChosen
    _report_all(response, chosen, actor)
    first = response.answered_on or answered_on
    said = remark.strip() or response.remark
    answered = ResponseState.ANSWERED
    number = len(chosen)
    return put(response, "sign_off", actor, answered, answered_on=first, remark=said, people=number)


def _refuse_without_list(response: CallResponse) -> None:
    part = response.part
    if part.kind != PartKind.CANDIDATES:
        raise NotAList(part=part.text)
    if response.state == ResponseState.NIL_RETURN:
        raise NilAlready(municipality=response.municipality.name, part=part.text)


def _report_all(response: CallResponse, chosen: list[Candidate], actor: Actor) -> None:
    """Report each; those who cannot be reported are refused together, by code."""
    if any(each.owner_id != response.municipality_id for each in chosen):
        raise NotAllowed(permission=Permission.PERSON_EDIT)
    known = set(response.nominations.values_list("candidate", flat=True))
    refused = []
    for candidate in chosen:
        try:
            with transaction.atomic():
                _report(response, candidate, known, actor)
        except DomainError as refusal:
            refused.append(f"{candidate.code} ({refusal.sentence(gettext).rstrip('.')})")
    if refused:
        raise PeopleNotReleasable(number=len(refused), people="; ".join(refused))


def _report(response: CallResponse, candidate: Candidate, known: set[int], actor: Actor) -> None:
    candidate = lock(candidate)
    if candidate.pk in known:
        raise ReportedAlready
    if candidate.restricted_on:
        raise Restricted(code=candidate.code)
    if candidate.state not in (*RELEASABLE, *WITH_DISTRICT):
        raise NotReleasable(state=candidate.get_state_display())
    if candidate.state in RELEASABLE:
        release_candidate(candidate, actor=actor)
    nomination = Nomination(candidate=candidate, response=response, nominated_on=actor.today)
    add(nomination, "nominate_candidate", actor=actor, needs=Permission.PERSON_EDIT)


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, actor: Actor, note: str) -> Candidate:
    """Take a report back; the person returns to the municipality unless reported elsewhere."""
    candidate = nomination.candidate
    if not allowed(actor, Permission.PERSON_CHECK, at=candidate.district_id):
        require(actor, Permission.PERSON_EDIT, at=candidate.owner_id)
    response = lock_to_answer(nomination.response)
    nomination, candidate = lock(nomination), lock(candidate)
    if not note.strip():
        raise ReasonNeeded(what=candidate.code)
    if candidate.state in PASSED_ON:
        raise PassedOnAlready(code=candidate.code)
    write(response, "withdraw_nomination", actor=actor, note=note.strip())
    nomination.delete()
    if candidate.state in WITH_DISTRICT and not candidate.nominations.exists():
        candidate = return_candidate(candidate, actor=actor, note=note.strip())
    return candidate
