"""Shares that a town does not want: given up, so that others can have the money (R-DIS-09)."""

from django.db import transaction

from kreislotse.access.deeds import change, lock
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.forwarding.models import Share
from kreislotse.forwarding.sharing_errors import ShareGivenUp, ShareInUse
from kreislotse.forwarding.states import OFF, PlanState
from kreislotse.kernel.german import date_short
from kreislotse.kernel.refusals import ReasonNeeded, WrongState

EDIT = Permission.FUNDING_EDIT


@transaction.atomic
def give_up_share(share: Share, *, actor: Actor, reason: str) -> Share:
    """Note that a town does not call for its share of a decided plan."""
    require(actor, EDIT, at=share.owner_id)
    lock(share.plan)
    share = lock(share)
    if share.plan.state != PlanState.DECIDED:
        raise WrongState(state=share.plan.get_state_display())
    if share.given_up_on:
        raise ShareGivenUp(town=share.organisation, day=date_short(share.given_up_on))
    asked = share.forwardings.exclude(state__in=OFF).first()
    if asked:
        raise ShareInUse(town=share.organisation, title=asked.title)
    if not reason.strip():
        raise ReasonNeeded(what="warum der Anteil nicht gebraucht wird.")
    return change(
        share, "give_up_share", actor=actor, needs=EDIT, note=reason, given_up_on=actor.today
    )
