"""Making a plan out of what is left of an item (R-DIS-09)."""

from django.db import transaction

from kreislotse.access.policy import Actor, Permission, require
from kreislotse.awards.models import AwardItem
from kreislotse.forwarding.actions.plans import draft_plan
from kreislotse.forwarding.models import SharePlan
from kreislotse.forwarding.residual import proposal, residual_of
from kreislotse.forwarding.sharing_errors import ApplicantUnknown, NothingLeft
from kreislotse.forwarding.states import Key
from kreislotse.kernel.german import join, quote
from kreislotse.kernel.money import ZERO, Money, total
from kreislotse.organisations.models import Organisation


@transaction.atomic
def redistribute_residual(item: AwardItem, *, actor: Actor, title: str) -> SharePlan:
    """Draft a plan that gives what is free to the item's open applications, as proposed."""
    require(actor, Permission.FUNDING_EDIT, at=item.owner_id)
    free = residual_of(item).free
    proposed = proposal(item, free)
    amount = total([each.amount for each in proposed])
    if not amount:
        raise NothingLeft(item=item, free=free, count=len(proposed))
    unknown = [quote(str(p.forwarding)) for p in proposed if p.forwarding.recipient is None]
    if unknown:
        raise ApplicantUnknown(titles=join(unknown))
    shares: dict[Organisation, Money] = {}
    for each in proposed:
        recipient = each.forwarding.recipient
        assert recipient is not None  # refused above
        shares[recipient] = shares.get(recipient, ZERO) + each.amount
    return draft_plan(
        item.award.initiative,
        actor=actor,
        title=title,
        amount=amount,
        key=Key.MANUAL,
        item=item,
        organisations=shares,
        manual=shares,
    )
