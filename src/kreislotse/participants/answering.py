"""By which right an answer is recorded: the office for everybody, a clerk for their own place."""

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.participants.models import CallResponse


def right_to_answer(response: CallResponse, actor: Actor) -> tuple[Permission, int]:
    """The permission to ask for and the organisation to ask it at."""
    if allowed(actor, Permission.CALL_EDIT, at=response.owner_id):
        return Permission.CALL_EDIT, response.owner_id
    return Permission.CALL_ANSWER, response.municipality_id
