"""By which right an answer to a plan is recorded: the office for everybody, a town for itself."""

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.forwarding.models import Agreement


def right_to_answer(agreement: Agreement, actor: Actor) -> tuple[Permission, int]:
    """The permission to ask for and the organisation to ask it at."""
    if allowed(actor, Permission.FUNDING_EDIT, at=agreement.owner_id):
        return Permission.FUNDING_EDIT, agreement.owner_id
    return Permission.FUNDS_REQUEST, agreement.municipality_id
