"""By which right a reply is recorded: the office for everybody, the invited for themselves."""

from kreislotse.access.policy import Actor, Permission, allowed
from kreislotse.cooperation.models import Invitation


def right_to_reply(invitation: Invitation, actor: Actor) -> tuple[Permission, int]:
    """The permission to ask for and the organisation to ask it at."""
    if allowed(actor, Permission.COOPERATION_EDIT, at=invitation.owner_id):
        return Permission.COOPERATION_EDIT, invitation.owner_id
    return Permission.MEETING_REPLY, invitation.organisation_id
