"""Who keeps the fields of action: reference data that initiatives are assigned to."""

from kreislotse.access.policy import Actor, Permission, require_anywhere
from kreislotse.kernel.refusals import NotAllowed


def require_keeper(actor: Actor) -> None:
    """Refuse all but those who keep reference data or plan initiatives somewhere."""
    try:
        require_anywhere(actor, Permission.REFERENCE_EDIT)
    except NotAllowed:
        require_anywhere(actor, Permission.INITIATIVE_EDIT)
