"""Before a programme's file goes, the archive is asked whether it wants it (R-DP-32)."""

from datetime import date

from django.db import transaction

from kreislotse.access.deeds import add, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.initiatives.models import Initiative
from kreislotse.kernel.german import date_short
from kreislotse.protection.errors import DayAhead
from kreislotse.protection.models import ArchiveOffer


@transaction.atomic
def record_archive_offer(
    initiative: Initiative, *, actor: Actor, archive: str, offered_on: date, answer: str
) -> ArchiveOffer:
    """Which archive was offered the file on a day, and what it said."""
    initiative = lock(initiative)
    require(actor, Permission.INITIATIVE_EDIT, at=initiative.owner_id)
    if offered_on > actor.today:
        raise DayAhead(day=date_short(offered_on))
    offer = ArchiveOffer(
        owner_id=initiative.owner_id,
        initiative=initiative,
        archive=archive,
        offered_on=offered_on,
        answer=answer,
    )
    needs = Permission.INITIATIVE_EDIT
    return add(offer, "record_archive_offer", actor=actor, needs=needs)
