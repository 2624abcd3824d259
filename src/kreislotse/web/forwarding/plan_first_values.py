"""What stands in the form of a plan before anybody types."""

from typing import Any

from kreislotse.forwarding.models import SharePlan
from kreislotse.forwarding.states import Key
from kreislotse.kernel.money import ZERO
from kreislotse.web.forwarding.town_fields import town_values


def first_values(plan: SharePlan) -> dict[str, Any]:
    """The plan as it is, its own weights or shares by hand in the towns' fields."""
    shares = list(plan.shares.all())
    recipients = [share.organisation for share in shares]
    facts = {name: getattr(plan, name) for name in ("title", "amount", "key", "base_amount")}
    facts |= {
        "initiative": plan.initiative_id,
        "item": plan.item_id,
        "figures_on": plan.figures_on.isoformat() if plan.figures_on else "",
        "recipients": recipients,
        "organisations": [place.pk for place in recipients],
    }
    if plan.key == Key.MANUAL:
        base = plan.base_amount or ZERO
        by_hand = {share.organisation: str(share.amount - base)[:-2] for share in shares}
        return facts | town_values(by_hand)
    if plan.key == Key.WEIGHTS and plan.figures_on is None:
        return facts | town_values({share.organisation: share.weight for share in shares})
    return facts
