"""By which right an answer is recorded, and how: once, dated, while the call takes answers."""

from datetime import date

from kreislotse.access.deeds import lock
from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.journal.entries import write
from kreislotse.kernel.german import date_short
from kreislotse.participants.errors import AlreadyAnswered, DayAhead
from kreislotse.participants.models import CallResponse
from kreislotse.participants.rules import ANSWERABLE, refuse_unless_in
from kreislotse.participants.states import ResponseState


def right_to_answer(response: CallResponse, actor: Actor) -> tuple[Permission, int]:
    """The permission to ask for and the organisation to ask it at."""
    if allowed(actor, Permission.CALL_EDIT, at=response.owner_id):
        return Permission.CALL_EDIT, response.owner_id
    return Permission.CALL_ANSWER, response.municipality_id


def settle(
    response: CallResponse,
    state: ResponseState,
    verb: str,
    actor: Actor,
    answered_on: date,
    remark: str,
) -> CallResponse:
    """Record the one answer to a part, on a day up to today."""
    response = lock_to_answer(response)
    if response.answered_on:
        raise AlreadyAnswered(
            municipality=response.municipality.name, day=date_short(response.answered_on)
        )
    refuse_day_ahead(answered_on, actor)
    return put(response, verb, actor, state, answered_on=answered_on, remark=remark.strip())


def lock_to_answer(response: CallResponse) -> CallResponse:
    """The answer as it is now, unless its call takes no answers; the call is locked first."""
    call = lock(response.part.call)
    refuse_unless_in(ANSWERABLE, state=call.state, label=call.get_state_display())
    return lock(response)


def refuse_day_ahead(day: date, actor: Actor) -> None:
    """What happened lies behind us."""
    if day > actor.today:
        raise DayAhead(day=date_short(day))


def put(
    response: CallResponse,
    verb: str,
    actor: Actor,
    state: ResponseState,
    *,
    answered_on: date | None = None,
    remark: str = "",
    note: str = "",
    people: int | None = None,
) -> CallResponse:
    """Write the answer with its trace; `people` is how many a list names."""
    before = response.state
    response.state, response.answered_on, response.remark = state, answered_on, remark
    response.full_clean(validate_unique=False, validate_constraints=False)
    response.save(update_fields=["state", "answered_on", "remark"])
    said = {"from": before, "to": state, "answered_on": answered_on, "remark": remark}
    counted = {} if people is None else {"people": people}
    write(response, verb, actor=actor, note=note, **said, **counted)
    return response
