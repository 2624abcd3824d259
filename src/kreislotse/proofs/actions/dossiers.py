"""Taking the dossier of an award: who took it, and when, is told by the award's page."""

from django.db import transaction

from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.models import Award
from kreislotse.journal.entries import write
from kreislotse.proofs.dossiers import dossier


@transaction.atomic
def take_dossier(award: Award, *, actor: Actor) -> bytes:
    """Everything about an award as one file, for whoever may read grants there."""
    require(actor, Permission.FUNDING_READ, at=award.owner_id)
    content = dossier(award)
    write(award, "take_dossier", actor=actor, end=award.book.end)
    return content
