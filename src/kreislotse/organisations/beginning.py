"""Whether a database has been begun: sample people and people in care must never meet in one."""

from kreislotse.access.models import Account, Installation
from kreislotse.organisations.models import Organisation


def is_unused() -> bool:
    """Whether nobody has settled what the database is for, and nobody and nothing stands in it."""
    return not any(model.objects.exists() for model in (Installation, Account, Organisation))
