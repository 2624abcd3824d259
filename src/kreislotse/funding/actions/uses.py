"""Which programmes an initiative draws on, and how its money is shared out."""

from django.db import transaction

from kreislotse.access.deeds import add, change
from kreislotse.access.policy import Actor, Permission, require
from kreislotse.funding.models import Distribution, Programme, ProgrammeUse
from kreislotse.initiatives.models import Initiative

EDIT = Permission.FUNDING_EDIT


@transaction.atomic
def use_programme(initiative: Initiative, programme: Programme, *, actor: Actor) -> ProgrammeUse:
    """The initiative draws on a programme; said twice it stays one use."""
    require(actor, EDIT, at=initiative.owner_id)
    known = initiative.programme_uses.filter(programme=programme).first()
    use = ProgrammeUse(initiative=initiative, programme=programme)
    return known or add(use, "use_programme", actor=actor, needs=EDIT)


@transaction.atomic
def agree_distribution(
    initiative: Initiative, *, actor: Actor, agreed_with_municipalities: bool, rule: str = ""
) -> Distribution:
    """How the money is shared out among the municipalities, and whether they agree (R-DIS-04)."""
    require(actor, EDIT, at=initiative.owner_id)
    known = Distribution.objects.select_for_update().filter(initiative=initiative).first()
    if known is None:
        first = Distribution(
            owner_id=initiative.owner_id,
            initiative=initiative,
            agreed_with_municipalities=agreed_with_municipalities,
            rule=rule,
        )
        return add(first, "agree_distribution", actor=actor, needs=EDIT)
    return change(
        known,
        "agree_distribution",
        actor=actor,
        needs=EDIT,
        agreed_with_municipalities=agreed_with_municipalities,
        rule=rule,
    )
